package dev.ferry.verify;

import dev.ferry.schema.TableName;
import java.util.Objects;

/// The rows of one table in one token range, counted on both sides.
///
/// @param source rows on the source
/// @param target rows on the target
public record RangeCounted(TableName table, TokenRange range, long source, long target) {
    public RangeCounted {
        Objects.requireNonNull(table);
        Objects.requireNonNull(range);
        if (source < 0 || target < 0) {
            throw new IllegalArgumentException("rows: " + source + ", " + target);
        }
    }

    /// Whether both sides have the same number.
    public boolean isEqual() {
        return source == target;
    }
}
