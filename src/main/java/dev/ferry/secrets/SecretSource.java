package dev.ferry.secrets;

import dev.ferry.outcome.FailureException;
import java.nio.file.Path;
import java.util.Objects;

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

    /// The person at the terminal.
    record Prompt(String label) implements SecretSource {
        public Prompt {
            Objects.requireNonNull(label);
        }
    }

    /// Reads `env:NAME`, `file:/path`, `keyring:service/account`, `prompt` or `prompt:label`.
    ///
    /// @throws FailureException if it is none of these; the text is not quoted, it may be the secret itself
    static SecretSource parse(String text) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /// The form that {@link #parse(String)} reads.
    default String text() {
        return switch (this) {
            case Environment(var variable) -> "env:" + variable;
            case File(var path) -> "file:" + path;
            case KeyRing(var service, var account) -> "keyring:" + service + "/" + account;
            case Prompt(var label) -> label.isEmpty() ? "prompt" : "prompt:" + label;
        };
    }
}
