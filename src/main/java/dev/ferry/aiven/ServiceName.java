package dev.ferry.aiven;

import dev.ferry.outcome.FailureException;

/// The name of a service: lower-case letters, digits and hyphens, a letter first, 1 to 64 characters. The
/// API's own answer to a wrong one does not say what is wrong, so it is checked here.
public record ServiceName(String value) {
    public ServiceName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a service name: " + value);
        }
    }

    /// Whether the API would take this name.
    public static boolean isValid(String text) {
        throw new UnsupportedOperationException();
    }

    /// The name that a person typed.
    ///
    /// @throws FailureException saying the rule, if it breaks it
    public static ServiceName of(String text) throws FailureException {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return value;
    }
}
