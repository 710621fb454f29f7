package dev.ferry.outcome;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Carries a {@link Failure} up to the border of the step, where it becomes a value again.
public final class FailureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public FailureException(Failure failure) {
        this(failure, null);
    }

    public FailureException(Failure failure, @Nullable Throwable cause) {
        super(
                failure.hop() + ": " + failure.cause().key() + " "
                        + failure.cause().arguments(),
                cause);
        this.failure = Objects.requireNonNull(failure);
    }

    /// The failure.
    public Failure failure() {
        return failure;
    }
}
