package dev.ferry.secrets;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a secret comes from. This may be stored and shown; the secret itself may not.
///
/// There is no source `argument`: what stands in `argv` can be read by everybody on the machine.
public sealed interface SecretSource {
    /// An environment variable.
    record Environment(String variable) implements SecretSource {
        public Environment {
            Objects.requireNonNull(variable);
        }
    }

    /// A file that only its owner may read; one line break at its end does not count.
    record File(Path path) implements SecretSource {
        public File {
            Objects.requireNonNull(path);
        }
    }

    /// The key ring of the desktop.
    record KeyRing(String service, String account) implements SecretSource {
        public KeyRing {
            Objects.requireNonNull(service);
            Objects.requireNonNull(account);
        }
    }

    /// The login of Aiven's command line, avn; see {@link AvnLogin}.
    ///
    /// @param path its file of credentials; null for the one that avn itself would take
    record Avn(@Nullable Path path) implements SecretSource {
        /// The login that avn itself would take.
        public static Avn usual() {
            return new Avn(null);
        }
    }

    /// The person at the terminal.
    record Prompt(String label) implements SecretSource {
        public Prompt {
            Objects.requireNonNull(label);
        }
    }

    /// Reads `env:NAME`, `file:/path`, `keyring:service/account`, `prompt`, `prompt:label`, `avn:` or
    /// `avn:/path`.
    ///
    /// @throws FailureException if it is none of these; the text is not quoted, it may be the secret itself
    static SecretSource parse(String text) throws FailureException {
        var colon = text.indexOf(':');
        var kind = colon < 0 ? text : text.substring(0, colon);
        var rest = colon < 0 ? "" : text.substring(colon + 1);
        var slash = rest.indexOf('/');
        if (kind.equals("prompt")) {
            return new Prompt(rest);
        } else if (kind.equals("env") && !rest.isEmpty()) {
            return new Environment(rest);
        } else if (kind.equals("file") && !rest.isEmpty()) {
            return new File(path(rest));
        } else if (kind.equals("avn") && colon > 0) {
            return rest.isEmpty() ? Avn.usual() : new Avn(path(rest));
        } else if (kind.equals("keyring") && slash > 0 && slash < rest.length() - 1) {
            return new KeyRing(rest.substring(0, slash), rest.substring(slash + 1));
        }
        throw malformed();
    }

    /// The form that {@link #parse(String)} reads.
    default String text() {
        return switch (this) {
            case Environment(var variable) -> "env:" + variable;
            case File(var path) -> "file:" + path;
            case KeyRing(var service, var account) -> "keyring:" + service + "/" + account;
            case Avn(var path) -> path == null ? "avn:" : "avn:" + path;
            case Prompt(var label) -> label.isEmpty() ? "prompt" : "prompt:" + label;
        };
    }

    private static Path path(String path) throws FailureException {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw malformed();
        }
    }

    private static FailureException malformed() {
        return new FailureException(new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation",
                Message.of("secrets.source.malformed"),
                "",
                Message.of("secrets.source.malformed.remedy")));
    }
}
