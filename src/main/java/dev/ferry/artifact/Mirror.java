package dev.ferry.artifact;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A company's repository that stands in for Maven Central. What it prints never has its password.
public final class Mirror {
    private static final Pattern LOGIN = Pattern.compile("(?<=//)([^/@:\\s]*:)?[^/\\s]*@");
    private static final Set<String> SCHEMES = Set.of("https", "http", "file");

    /// Stands for a password where a mirror is shown.
    private static final String HIDDEN = "•••";

    private final String text;
    private final URI uri;

    private Mirror(String text, URI uri) {
        this.text = text;
        this.uri = uri;
    }

    /// The mirror of an address as somebody typed it: `https://user:password@host/path`; empty for anything
    /// else than an address of `https`, `http` or `file`.
    public static Optional<Mirror> of(String text) {
        try {
            var uri = new URI(text.strip());
            var scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
            var hasPlace = scheme.equals("file") ? uri.getPath() != null : uri.getHost() != null;
            return SCHEMES.contains(scheme) && hasPlace ? Optional.of(new Mirror(text.strip(), uri)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// The mirror that somebody made of the shown text of this one: where the hidden password still stands,
    /// it is this one's.
    public Optional<Mirror> edited(String shown) {
        return of(shown.replace(HIDDEN, rawPassword().isEmpty() ? HIDDEN : rawPassword()));
    }

    /// As it was typed, password included: for a file that only its owner reads.
    public String text() {
        return text;
    }

    /// The address without its login.
    String address() {
        var end = text.indexOf('@');
        return uri.getRawUserInfo() == null ? text : uri.getScheme() + "://" + text.substring(end + 1);
    }

    /// Whom it names.
    String user() {
        var login = Objects.requireNonNullElse(uri.getUserInfo(), "");
        return login.contains(":") ? login.substring(0, login.indexOf(':')) : login;
    }

    /// The password that it carries.
    String password() {
        var login = Objects.requireNonNullElse(uri.getUserInfo(), "");
        return login.contains(":") ? login.substring(login.indexOf(':') + 1) : "";
    }

    private String rawPassword() {
        var login = Objects.requireNonNullElse(uri.getRawUserInfo(), "");
        return login.substring(login.indexOf(':') + 1);
    }

    /// A text for people in which no address has a password. A login without a colon is a token: hidden too.
    static String masked(String text) {
        return LOGIN.matcher(text)
                .replaceAll(login ->
                        Matcher.quoteReplacement(Objects.requireNonNullElse(login.group(1), "") + HIDDEN + "@"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mirror mirror && mirror.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /// For people: the address with its password hidden.
    @Override
    public String toString() {
        return masked(text);
    }
}
