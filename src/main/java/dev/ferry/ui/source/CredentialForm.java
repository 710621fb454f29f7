package dev.ferry.ui.source;

import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshCredentials.Kind;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.SecretSource;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What there is to log in with at an SSH server, as it was typed.
///
/// @param kinds the kinds of login that are ticked
/// @param texts every field's text; a field that is missing is empty
record CredentialForm(Set<Kind> kinds, Map<Text, String> texts) {
    private static final String IS = " = ";

    CredentialForm {
        kinds = kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds);
        texts = Map.copyOf(texts);
    }

    /// What is typed.
    enum Text {
        KEYS,
        CERTIFICATES,
        PASSPHRASE,
        PASSWORD
    }

    /// Nothing is said.
    static CredentialForm blank() {
        return new CredentialForm(Set.of(), Map.of());
    }

    /// The fields for settings.
    static CredentialForm of(SshCredentials credentials) {
        var texts = new EnumMap<Text, String>(Text.class);
        texts.put(Text.KEYS, String.join("\n", credentials.keys()));
        texts.put(
                Text.CERTIFICATES,
                new TreeMap<>(credentials.certificates())
                        .entrySet().stream()
                                .map(each -> each.getKey() + IS + each.getValue())
                                .collect(Collectors.joining("\n")));
        texts.put(Text.PASSPHRASE, credentials.passphrase() == null ? "" : credentials.passphrase());
        texts.put(Text.PASSWORD, credentials.password() == null ? "" : credentials.password());
        return new CredentialForm(credentials.kinds(), texts);
    }

    /// A field's text, without the blanks around it.
    String text(Text text) {
        return texts.getOrDefault(text, "").strip();
    }

    /// The same with one field changed.
    CredentialForm with(Text text, String value) {
        var changed = new EnumMap<Text, String>(Text.class);
        changed.putAll(texts);
        changed.put(text, value);
        return new CredentialForm(kinds, changed);
    }

    /// The same with other kinds ticked.
    CredentialForm with(Set<Kind> kinds) {
        return new CredentialForm(kinds, texts);
    }

    private List<String> lines(Text text) {
        return text(text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /// What is wrong, field by field; empty if it can be used.
    Map<Text, Message> problems() {
        var problems = new EnumMap<Text, Message>(Text.class);
        for (var line : lines(Text.CERTIFICATES)) {
            var is = line.indexOf(IS);
            if (is < 1 || line.substring(is + IS.length()).isBlank()) {
                problems.put(Text.CERTIFICATES, Message.of("ui.source.certificates.wrong", line));
            }
        }
        for (var secret : List.of(Text.PASSPHRASE, Text.PASSWORD)) {
            if (!text(secret).isEmpty() && !isSource(text(secret))) {
                problems.put(secret, Message.of("ui.source.secret.incomplete"));
            }
        }
        if (kinds.contains(Kind.PASSWORD) && text(Text.PASSWORD).isEmpty()) {
            problems.put(Text.PASSWORD, Message.of("ui.source.password.missing"));
        }
        return problems;
    }

    static boolean isSource(String text) {
        try {
            SecretSource.parse(text);
            return true;
        } catch (FailureException e) {
            return false;
        }
    }

    /// The settings, if nothing is wrong.
    Optional<SshCredentials> settings() {
        if (!problems().isEmpty()) {
            return Optional.empty();
        }
        var certificates = new LinkedHashMap<String, String>();
        for (var line : lines(Text.CERTIFICATES)) {
            var is = line.indexOf(IS);
            certificates.put(
                    line.substring(0, is).strip(),
                    line.substring(is + IS.length()).strip());
        }
        return Optional.of(new SshCredentials(
                kinds, lines(Text.KEYS), certificates, orNull(Text.PASSPHRASE), orNull(Text.PASSWORD)));
    }

    private @Nullable String orNull(Text text) {
        return text(text).isEmpty() ? null : text(text);
    }

    /// What will be tried, in words.
    String tried() {
        var tried = new SshCredentials(
                        kinds,
                        lines(Text.KEYS),
                        Map.of(),
                        null,
                        text(Text.PASSWORD).isEmpty() ? null : text(Text.PASSWORD))
                .tried();
        return EnumSet.copyOf(tried).stream().map(CredentialForm::word).collect(Collectors.joining(", "));
    }

    /// A kind's word in the middle of a sentence.
    private static String word(Kind kind) {
        return Messages.text("ui.source.kind." + kind.name().toLowerCase(Locale.ROOT) + ".word");
    }

    /// All of it in one line, for when the fields are not seen.
    String summary() {
        var parts = new ArrayList<String>();
        parts.add(tried());
        if (!text(Text.CERTIFICATES).isEmpty()) {
            parts.add(Messages.text(
                    "ui.source.certificates.count", lines(Text.CERTIFICATES).size()));
        }
        return String.join(", ", parts);
    }
}
