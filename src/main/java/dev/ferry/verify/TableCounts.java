package dev.ferry.verify;

import dev.ferry.outcome.Outcome;
import dev.ferry.schema.TableName;
import java.util.List;

/// What counting one table on both sides has shown.
///
/// @param sourceRows rows on the source, in the ranges that were read on both sides
/// @param targetRows rows on the target, in the same ranges
/// @param ranges how many ranges were read on both sides
/// @param different those of them whose numbers differ, in order
/// @param notRead the ranges that a side could not read, in order
public record TableCounts(
        TableName table,
        long sourceRows,
        long targetRows,
        int ranges,
        List<RangeCounted> different,
        List<RangeNotRead> notRead) {
    public TableCounts {
        different = List.copyOf(different);
        notRead = List.copyOf(notRead);
    }

    /// Succeeded only if every range was read on both sides and none differs; failed if one differs; else unknown.
    public Outcome verdict() {
        throw new UnsupportedOperationException();
    }
}
