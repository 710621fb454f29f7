package dev.ferry.verify;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.schema.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Counts the rows of tables on both sides, range by range.
///
/// Both sides of a range are counted at the same time, because rows with a time to live vanish. A range
/// that takes too long is halved; one that differs is counted again twice before it is called different;
/// one that a side cannot read is reported as not read and never as equal.
public final class RowCounts {
    private final RangeCounter source;
    private final RangeCounter target;
    private final CountLimits limits;

    /// Counts with these connections. Rows are placed by Murmur3 tokens on both sides.
    public RowCounts(CqlClient source, CqlClient target, CountLimits limits) {
        this(new CqlRangeCounter(source, limits.source()), new CqlRangeCounter(target, limits.target()), limits);
    }

    RowCounts(RangeCounter source, RangeCounter target, CountLimits limits) {
        this.source = source;
        this.target = target;
        this.limits = limits;
    }

    /// Counts one table.
    ///
    /// @param counted gets every range that was counted, one at a time, as soon as it is final; what it
    ///     throws ends the count
    public TableCounts count(TableToCount table, Consumer<RangeCounted> counted) throws InterruptedException {
        var tally = new Tally(table, counted);
        var known = known(table);
        known.forEach(tally::known);
        var open = TokenRanges.without(
                TokenRanges.cut(table.parts()),
                known.stream().map(RangeCounted::range).toList());
        try (var sweep = new Sweep(source, target, limits, table, tally)) {
            sweep.run(open);
        }
        return tally.counts();
    }

    // A range that differed may have been loaded since; one that lies over another would count rows twice.
    private static List<RangeCounted> known(TableToCount table) {
        var known = new ArrayList<RangeCounted>();
        var end = Long.MIN_VALUE;
        for (var counted : sorted(table.counted(), table.table())) {
            if (counted.isEqual() && counted.range().startExclusive() >= end) {
                known.add(counted);
                end = counted.range().endInclusive();
            }
        }
        return known;
    }

    private static List<RangeCounted> sorted(List<RangeCounted> counted, TableName table) {
        return counted.stream()
                .filter(each -> each.table().equals(table))
                .sorted(Comparator.comparing(RangeCounted::range))
                .toList();
    }
}
