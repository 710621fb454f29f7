package dev.ferry.verify;

import dev.ferry.verify.Answer.Trouble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Adds up the ranges of one table, from several threads.
final class Tally {
    private final TableToCount table;
    private final Consumer<RangeCounted> listener;
    private final List<RangeCounted> different = new ArrayList<>();
    private final List<RangeNotRead> notRead = new ArrayList<>();
    private long sourceRows;
    private long targetRows;
    private int ranges;

    Tally(TableToCount table, Consumer<RangeCounted> listener) {
        this.table = table;
        this.listener = listener;
    }

    /// A range that was counted before: it counts, but is not reported again.
    synchronized void known(RangeCounted counted) {
        sourceRows += counted.source();
        targetRows += counted.target();
        ranges++;
        if (!counted.isEqual()) {
            different.add(counted);
        }
    }

    synchronized void counted(RangeCounted counted) {
        known(counted);
        listener.accept(counted);
    }

    synchronized void notRead(TokenRange range, Trouble trouble) {
        notRead.add(new RangeNotRead(table.table(), range, trouble.side(), trouble.failure()));
    }

    synchronized TableCounts counts() {
        different.sort(Comparator.comparing(RangeCounted::range));
        notRead.sort(Comparator.comparing(RangeNotRead::range));
        return new TableCounts(table.table(), sourceRows, targetRows, ranges, different, notRead);
    }
}
