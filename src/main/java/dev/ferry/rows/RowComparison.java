package dev.ferry.rows;

import dev.ferry.schema.TableName;
import java.util.List;
import java.util.Objects;

/// What comparing the rows of one token range on both sides has shown.
///
/// @param table the table
/// @param start the range's start, exclusive
/// @param end its end, inclusive
/// @param sourceRows rows read on the source
/// @param targetRows rows read on the target
/// @param differences the rows that differ, in token order
/// @param extent how much of the range they speak for
public record RowComparison(
        TableName table,
        long start,
        long end,
        long sourceRows,
        long targetRows,
        List<RowDifference> differences,
        Extent extent) {
    public RowComparison {
        Objects.requireNonNull(table);
        Objects.requireNonNull(extent);
        differences = List.copyOf(differences);
    }

    /// How many of the differences are of this kind.
    public long count(RowDifference.Kind kind) {
        return differences.stream()
                .filter(difference -> difference.kind() == kind)
                .count();
    }

    /// How many of the differences no later write explains.
    public long unexplained() {
        return differences.stream()
                .filter(difference -> !difference.reason().isLaterWrite())
                .count();
    }
}
