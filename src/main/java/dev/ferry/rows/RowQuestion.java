package dev.ferry.rows;

import dev.ferry.schema.TableName;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which rows somebody wants to see.
///
/// @param table the table
/// @param start the token range's start, exclusive
/// @param end its end, inclusive
/// @param most how many differences at most, at least 1
/// @param snapshot when the first snapshot was taken: what was written later is explained by it; null if
///     nobody knows
public record RowQuestion(
        TableName table,
        long start,
        long end,
        int most,
        @Nullable Instant snapshot) {
    public RowQuestion {
        Objects.requireNonNull(table);
        if (start >= end || most < 1) {
            throw new IllegalArgumentException("no row to ask for: (" + start + ", " + end + "], " + most);
        }
    }
}
