package dev.ferry.rows;

import dev.ferry.outcome.Failure;
import java.util.Objects;

/// How much of a range was compared.
public sealed interface Extent {
    /// All of it.
    record Whole() implements Extent {}

    /// Up to a row after which no more were wanted.
    ///
    /// @param lastToken the token up to which everything was compared
    record Enough(long lastToken) implements Extent {}

    /// Up to where a side could be read: of the rest nothing can be said.
    ///
    /// @param lastToken the token up to which everything was compared
    /// @param failure why it could not be read further
    record NotRead(long lastToken, Failure failure) implements Extent {
        public NotRead {
            Objects.requireNonNull(failure);
        }
    }
}
