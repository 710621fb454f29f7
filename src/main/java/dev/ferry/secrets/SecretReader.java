package dev.ferry.secrets;

import dev.ferry.outcome.FailureException;
import java.util.Optional;
import java.util.function.Function;

/// Fetches secrets from where their {@link SecretSource} says.
public final class SecretReader {
    private final Function<String, Optional<String>> environment;
    private final Function<String, Optional<char[]>> prompt;
    private final KeyRing keyRing;

    /// A reader of this process's environment, terminal and desktop key ring.
    public SecretReader() {
        this(SecretReader::variable, SecretReader::ask, KeyRing.ofDesktop());
    }

    /// A reader with its three doors given.
    ///
    /// @param environment variable → value
    /// @param prompt label → what was typed; empty if nobody can be asked
    /// @param keyRing {@link KeyRing#off()} for none
    public SecretReader(
            Function<String, Optional<String>> environment,
            Function<String, Optional<char[]>> prompt,
            KeyRing keyRing) {
        this.environment = environment;
        this.prompt = prompt;
        this.keyRing = keyRing;
    }

    /// The secret. May wait for a person or for the desktop.
    ///
    /// @throws FailureException with a remedy if there is none, or others may read its file
    public Secret read(SecretSource source) throws FailureException {
        throw new UnsupportedOperationException();
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    private static Optional<char[]> ask(String label) {
        throw new UnsupportedOperationException();
    }
}
