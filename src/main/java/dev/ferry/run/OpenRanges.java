package dev.ferry.run;

import dev.ferry.run.Fact.RangeCounted;
import dev.ferry.run.Fact.RangeNotRead;
import java.util.List;
import java.util.TreeMap;

/// The token ranges of a table that stand between it and green, in the order of the ring. Of very many only
/// the first are kept.
///
/// @param different the ranges in which the numbers of rows differ
/// @param notRead the ranges that a side could not read
/// @param more how many there are beyond those
public record OpenRanges(List<RangeCounted> different, List<RangeNotRead> notRead, int more) {
    /// How many of each kind are kept.
    public static final int MOST = 500;

    static final OpenRanges NONE = new OpenRanges(List.of(), List.of(), 0);

    public OpenRanges {
        different = List.copyOf(different);
        notRead = List.copyOf(notRead);
    }

    /// Those of a count that came to its end; a range that was counted again counts as it was last.
    static OpenRanges of(List<RangeCounted> counted, List<RangeNotRead> notRead) {
        var last = new TreeMap<Long, RangeCounted>();
        for (var range : counted) {
            last.subMap(range.start(), range.end()).clear();
            var before = last.lowerEntry(range.start());
            if (before != null && before.getValue().end() > range.start()) {
                last.remove(before.getKey());
            }
            last.put(range.start(), range);
        }
        var different = last.values().stream()
                .filter(range -> range.sourceRows() != range.targetRows())
                .toList();
        return new OpenRanges(
                different.stream().limit(MOST).toList(),
                notRead.stream().limit(MOST).toList(),
                Math.max(0, different.size() - MOST) + Math.max(0, notRead.size() - MOST));
    }

    /// Whether there is none.
    public boolean isEmpty() {
        return different.isEmpty() && notRead.isEmpty();
    }
}
