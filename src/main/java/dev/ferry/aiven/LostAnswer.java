package dev.ferry.aiven;

import dev.ferry.outcome.Failure;

/// A request that changes something was sent, and nobody can say what became of it.
final class LostAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    LostAnswer(Failure failure) {
        super(failure.hop() + ": " + failure.cause().key());
        this.failure = failure;
    }

    /// What was seen of it.
    Failure failure() {
        return failure;
    }
}
