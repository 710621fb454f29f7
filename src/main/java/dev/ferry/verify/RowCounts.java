package dev.ferry.verify;

import dev.ferry.cassandra.CqlClient;
import java.util.function.Consumer;

/// Counts the rows of tables on both sides, range by range.
///
/// Both sides of a range are counted at the same time, because rows with a time to live vanish. A range that takes
/// too long is halved; one that differs is counted again twice before it is called different; one that a side cannot
/// read
/// is reported as not read and never as equal.
public final class RowCounts {
    /// Counts with these connections.
    public RowCounts(CqlClient source, CqlClient target, CountLimits limits) {
        throw new UnsupportedOperationException();
    }

    /// Counts one table.
    ///
    /// @param counted gets every range that was counted, one at a time, as soon as it is final; what it throws ends
    ///     the count
    public TableCounts count(TableToCount table, Consumer<RangeCounted> counted) throws InterruptedException {
        throw new UnsupportedOperationException();
    }
}
