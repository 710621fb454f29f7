package dev.ferry.secrets;

import java.util.Objects;

/// A text that must never be seen: a password, a token, a pass phrase, a private key.
///
/// Whoever makes one makes it known to the {@link Redactor}; `toString` says nothing.
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /// A secret with this value.
    public static Secret of(String value) {
        Redactor.learn(value);
        return new Secret(value);
    }

    /// The value, for the one place that hands it over.
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return Redactor.MASK;
    }
}
