package dev.ferry.verify;

import dev.ferry.cassandra.CqlCause;
import dev.ferry.outcome.Failure;

/// What one side said when it was asked for the rows of a range.
sealed interface Answer {
    /// So many.
    record Rows(long count) implements Answer {}

    /// Nothing, and why.
    record Trouble(Side side, Failure failure) implements Answer {
        /// Whether a smaller range may be read where this one was not.
        boolean isTooMuchAtOnce() {
            return CqlCause.of(failure).filter(CqlCause::isTooMuchAtOnce).isPresent();
        }

        /// Whether any other range would meet the same trouble.
        boolean isAboutTheStatement() {
            return CqlCause.of(failure).filter(CqlCause::isAboutTheStatement).isPresent();
        }
    }

    /// The answers of both sides to the same question.
    record Both(Answer source, Answer target) {}
}
