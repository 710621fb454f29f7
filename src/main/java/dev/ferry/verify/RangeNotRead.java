package dev.ferry.verify;

import dev.ferry.outcome.Failure;
import dev.ferry.schema.TableName;
import java.util.Objects;

/// A token range of which nothing can be said, because a side could not read it.
///
/// @param side which side; if it was both, the one whose failure says more
/// @param failure why
public record RangeNotRead(TableName table, TokenRange range, Side side, Failure failure) {
    public RangeNotRead {
        Objects.requireNonNull(table);
        Objects.requireNonNull(range);
        Objects.requireNonNull(side);
        Objects.requireNonNull(failure);
    }
}
