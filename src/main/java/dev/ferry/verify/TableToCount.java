package dev.ferry.verify;

import dev.ferry.schema.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// A table whose rows shall be counted.
///
/// @param table its name
/// @param partitionKey the columns of its partition key, in order, unquoted
/// @param parts in how many ranges to cut the ring, see {@link TokenRanges#partsFor}
/// @param counted what was counted before: ranges in which both sides were equal are not asked for again
public record TableToCount(TableName table, List<String> partitionKey, int parts, List<RangeCounted> counted) {
    public TableToCount {
        Objects.requireNonNull(table);
        partitionKey = List.copyOf(partitionKey);
        counted = List.copyOf(counted);
        if (partitionKey.isEmpty()) {
            throw new IllegalArgumentException("no partition key: " + table);
        }
        if (parts < 1) {
            throw new IllegalArgumentException("parts: " + parts);
        }
    }

    /// A table that nobody has counted yet.
    public TableToCount(TableName table, List<String> partitionKey, int parts) {
        this(table, partitionKey, parts, List.of());
    }

    /// The same with what was counted before.
    public TableToCount after(Collection<RangeCounted> counted) {
        return new TableToCount(table, partitionKey, parts, List.copyOf(counted));
    }
}
