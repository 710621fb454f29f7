package dev.ferry.ui.verify;

import dev.ferry.outcome.Failure;
import dev.ferry.run.OpenRanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A token range that stands between a table and green.
///
/// @param start its start, exclusive
/// @param end its end, inclusive
/// @param sourceRows rows on the source; −1 where it was not read
/// @param targetRows rows on the target; −1 where it was not read
/// @param failure why it was not read; null where the numbers differ
record RangeRow(
        long start,
        long end,
        long sourceRows,
        long targetRows,
        @Nullable Failure failure) {
    /// The ranges in the order of the ring.
    static List<RangeRow> of(OpenRanges open) {
        var rows = new ArrayList<RangeRow>();
        open.different()
                .forEach(range -> rows.add(
                        new RangeRow(range.start(), range.end(), range.sourceRows(), range.targetRows(), null)));
        open.notRead().forEach(range -> rows.add(new RangeRow(range.start(), range.end(), -1, -1, range.failure())));
        rows.sort(Comparator.comparingLong(RangeRow::start));
        return rows;
    }

    /// Whether a side could not read it.
    boolean isNotRead() {
        return failure != null;
    }

    /// Rows on the target less those on the source.
    long difference() {
        return targetRows - sourceRows;
    }
}
