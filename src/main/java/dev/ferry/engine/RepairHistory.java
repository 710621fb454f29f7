package dev.ferry.engine;

import dev.ferry.cassandra.CqlRow;
import dev.ferry.schema.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The repairs that `system_distributed.parent_repair_history` tells of some tables, taken in row by row: of
/// a large cluster it is long, and only tokens are kept of its ranges.
final class RepairHistory {
    // (-9223372036854775808,-9148914691236517205]
    private static final Pattern RANGE = Pattern.compile("\\((-?\\d{1,19}),\\s*(-?\\d{1,19})]");
    private static final double WHOLE_RING = Math.pow(2, 64);

    private final Set<TableName> wanted;
    private final Map<TableName, List<Repair>> repairs = new HashMap<>();

    /// @param wanted the tables that are asked about
    RepairHistory(Set<TableName> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /// One `nodetool repair` that came to its end.
    ///
    /// @param started when: what was written later it has not seen
    /// @param bounds of the ranges that succeeded, start and end by turns
    private record Repair(Instant started, long[] bounds) {}

    /// How far the records show a table to be repaired.
    ///
    /// @param last since when everything written before has been repaired; null if the records do not cover
    ///     the ring
    /// @param share of the ring that they cover, 0 to 1
    record Standing(@Nullable Instant last, double share) {}

    /// Takes in a row. Repairs that failed, or have not ended, count for the ranges that succeeded, as
    /// Cassandra wrote them down.
    void add(CqlRow row) {
        var keyspace = row.text("keyspace_name");
        if (keyspace == null || !(row.values().get("started_at") instanceof Instant started)) {
            return;
        }
        var tables = texts(row, "columnfamily_names").stream()
                .map(table -> new TableName(keyspace, table))
                .filter(wanted::contains)
                .toList();
        if (tables.isEmpty()) {
            return;
        }
        var repair = new Repair(
                started,
                texts(row, "successful_ranges").stream()
                        .flatMapToLong(RepairHistory::bounds)
                        .toArray());
        tables.forEach(
                table -> repairs.computeIfAbsent(table, _ -> new ArrayList<>()).add(repair));
    }

    private static List<String> texts(CqlRow row, String column) {
        return row.values().get(column) instanceof Collection<?> values
                ? values.stream().filter(Objects::nonNull).map(Object::toString).toList()
                : List.of();
    }

    private static LongStream bounds(String range) {
        var matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            return LongStream.empty();
        }
        try {
            return LongStream.of(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        } catch (NumberFormatException e) {
            // a token of another partitioner: what it covers is not known
            return LongStream.empty();
        }
    }

    /// Goes back from the latest repair of a table until the ring is covered.
    Standing standing(TableName table) {
        var covered = new Ranges();
        var latestFirst = repairs.getOrDefault(table, List.of()).stream()
                .sorted(Comparator.comparing(Repair::started).reversed())
                .toList();
        for (var repair : latestFirst) {
            covered.add(repair.bounds());
            if (covered.isWhole()) {
                return new Standing(repair.started(), 1);
            }
        }
        return new Standing(null, covered.length() / WHOLE_RING);
    }

    /// Token ranges of a Murmur3 ring, put together.
    private static final class Ranges {
        // start, exclusive → end, inclusive; none touches another
        private final TreeMap<Long, Long> ranges = new TreeMap<>();

        void add(long[] bounds) {
            for (var i = 0; i + 1 < bounds.length; i += 2) {
                if (bounds[i] < bounds[i + 1]) {
                    add(bounds[i], bounds[i + 1]);
                } else {
                    add(bounds[i], Long.MAX_VALUE);
                    add(Long.MIN_VALUE, bounds[i + 1]);
                }
            }
        }

        private void add(long start, long end) {
            if (start >= end) {
                return;
            }
            var from = start;
            var to = end;
            var before = ranges.floorEntry(from);
            if (before != null && before.getValue() >= from) {
                from = before.getKey();
                to = Math.max(to, before.getValue());
            }
            var next = ranges.ceilingEntry(from);
            while (next != null && next.getKey() <= to) {
                to = Math.max(to, next.getValue());
                ranges.remove(next.getKey());
                next = ranges.ceilingEntry(from);
            }
            ranges.put(from, to);
        }

        boolean isWhole() {
            var end = ranges.get(Long.MIN_VALUE);
            return end != null && end == Long.MAX_VALUE;
        }

        double length() {
            return ranges.entrySet().stream()
                    .mapToDouble(each -> (double) each.getValue() - (double) each.getKey())
                    .sum();
        }
    }
}
