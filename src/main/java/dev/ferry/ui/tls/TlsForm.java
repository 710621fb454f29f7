package dev.ferry.ui.tls;

import dev.ferry.migration.Tls;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.SecretSource;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// TLS on a port, as it was typed: nothing is lost because it is wrong, or because TLS is turned off.
///
/// @param speaking whether the port speaks TLS
/// @param trust whom we believe
/// @param texts every field's text; a field that is missing is empty
/// @param names what is done with the names in a node's certificate
public record TlsForm(Speaking speaking, Trust trust, Map<Text, String> texts, Names names) {
    public TlsForm {
        texts = Map.copyOf(texts);
    }

    /// Whether a port speaks TLS.
    public enum Speaking {
        PLAIN,
        TLS
    }

    /// Whom we believe.
    public enum Trust {
        /// Who is named in a file.
        FILE,
        /// The authorities that Java knows.
        PUBLIC
    }

    /// What is done with the names in a certificate.
    public enum Names {
        VERIFIED,
        IGNORED
    }

    /// What is typed.
    public enum Text {
        AUTHORITIES,
        AUTHORITIES_PASSWORD,
        CERTIFICATE,
        KEY,
        KEY_PASSWORD
    }

    /// A port without TLS.
    ///
    /// @param names what is proposed once it is turned on
    public static TlsForm plain(Names names) {
        return new TlsForm(Speaking.PLAIN, Trust.FILE, Map.of(), names);
    }

    /// The fields for settings.
    ///
    /// @param tls null for a port without TLS
    /// @param names what is proposed there once it is turned on
    public static TlsForm of(@Nullable Tls tls, Names names) {
        if (tls == null) {
            return plain(names);
        }
        var texts = new EnumMap<Text, String>(Text.class);
        put(texts, Text.AUTHORITIES, tls.authorities());
        put(texts, Text.AUTHORITIES_PASSWORD, tls.authoritiesPassword());
        put(texts, Text.CERTIFICATE, tls.certificate());
        put(texts, Text.KEY, tls.key());
        put(texts, Text.KEY_PASSWORD, tls.keyPassword());
        return new TlsForm(
                Speaking.TLS,
                tls.authorities() == null ? Trust.PUBLIC : Trust.FILE,
                texts,
                tls.hostNamesVerified() ? Names.VERIFIED : Names.IGNORED);
    }

    private static void put(Map<Text, String> texts, Text text, @Nullable String value) {
        if (value != null) {
            texts.put(text, value);
        }
    }

    /// A field's text, without the blanks around it.
    public String text(Text text) {
        return texts.getOrDefault(text, "").strip();
    }

    /// Whether the port speaks TLS.
    public boolean isOn() {
        return speaking == Speaking.TLS;
    }

    /// The same, spoken or not.
    public TlsForm with(Speaking speaking) {
        return new TlsForm(speaking, trust, texts, names);
    }

    /// The same with others believed.
    public TlsForm with(Trust trust) {
        return new TlsForm(speaking, trust, texts, names);
    }

    /// The same with names compared or not.
    public TlsForm with(Names names) {
        return new TlsForm(speaking, trust, texts, names);
    }

    /// The same with one field changed.
    public TlsForm with(Text text, String value) {
        var changed = new EnumMap<Text, String>(Text.class);
        changed.putAll(texts);
        changed.put(text, value);
        return new TlsForm(speaking, trust, changed, names);
    }

    /// What is wrong or missing, field by field; empty if it can be used.
    public Map<Text, Message> problems() {
        var problems = new EnumMap<Text, Message>(Text.class);
        if (!isOn()) {
            return problems;
        }
        if (trust == Trust.FILE) {
            file(problems, Text.AUTHORITIES);
            secret(problems, Text.AUTHORITIES_PASSWORD);
            if (text(Text.AUTHORITIES).isEmpty()) {
                problems.put(Text.AUTHORITIES, Message.of("ui.tls.authorities.missing"));
            }
        }
        file(problems, Text.CERTIFICATE);
        file(problems, Text.KEY);
        secret(problems, Text.KEY_PASSWORD);
        if (text(Text.CERTIFICATE).isEmpty() && !text(Text.KEY).isEmpty()) {
            problems.put(Text.CERTIFICATE, Message.of("ui.tls.certificate.missing"));
        }
        return problems;
    }

    private void file(Map<Text, Message> problems, Text text) {
        try {
            Path.of(text(text));
        } catch (InvalidPathException e) {
            problems.put(text, Message.of("ui.tls.path.wrong"));
        }
    }

    private void secret(Map<Text, Message> problems, Text text) {
        if (text(text).isEmpty()) {
            return;
        }
        try {
            SecretSource.parse(text(text));
        } catch (FailureException e) {
            problems.put(text, Message.of("ui.source.secret.incomplete"));
        }
    }

    /// The settings; empty for a port without TLS, and while something is wrong.
    public Optional<Tls> settings() {
        if (!isOn() || !problems().isEmpty()) {
            return Optional.empty();
        }
        var isFile = trust == Trust.FILE;
        return Optional.of(new Tls(
                isFile ? orNull(Text.AUTHORITIES) : null,
                isFile ? orNull(Text.AUTHORITIES_PASSWORD) : null,
                orNull(Text.CERTIFICATE),
                orNull(Text.KEY),
                orNull(Text.KEY_PASSWORD),
                names == Names.VERIFIED));
    }

    private @Nullable String orNull(Text text) {
        return text(text).isEmpty() ? null : text(text);
    }

    /// All of it in one line, for when the fields are not seen.
    public String summary() {
        if (!isOn()) {
            return Messages.text("ui.tls.summary.off");
        }
        var parts = new ArrayList<String>();
        parts.add(trust == Trust.PUBLIC ? Messages.text("ui.tls.summary.public") : name(text(Text.AUTHORITIES)));
        if (!text(Text.CERTIFICATE).isEmpty()) {
            parts.add(Messages.text("ui.tls.summary.own", name(text(Text.CERTIFICATE))));
        }
        if (names == Names.VERIFIED) {
            parts.add(Messages.text("ui.tls.summary.names"));
        }
        return String.join(", ", parts);
    }

    private static String name(String path) {
        if (path.isEmpty()) {
            return Messages.text("ui.tls.summary.missing");
        }
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /// The fields whose files have to be looked at again if they differ.
    List<String> files() {
        return List.of(
                speaking.name(),
                trust.name(),
                text(Text.AUTHORITIES),
                text(Text.AUTHORITIES_PASSWORD),
                text(Text.CERTIFICATE),
                text(Text.KEY),
                text(Text.KEY_PASSWORD));
    }

    /// Whether anybody with a certificate of a public authority would be believed to be a node.
    boolean isAnybody() {
        return isOn() && trust == Trust.PUBLIC && Objects.equals(names, Names.IGNORED);
    }
}
