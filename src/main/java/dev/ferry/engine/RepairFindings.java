package dev.ferry.engine;

import dev.ferry.cassandra.CqlRow;
import dev.ferry.outcome.Finding;
import dev.ferry.run.Check;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.Schema;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges whether every table was repaired within its `gc_grace_seconds`: where it was not, a replica may
/// hold what the others have deleted and forgotten, and a load from all of them brings it back. What is not
/// recorded may have been done all the same: then this says just that. Decides only.
final class RepairFindings {
    // (-9223372036854775808,-9148914691236517205]
    private static final Pattern RANGE = Pattern.compile("\\((-?\\d{1,19}),\\s*(-?\\d{1,19})]");
    private static final int MOST_NAMED = 20;
    private static final double WHOLE_RING = Math.pow(2, 64);

    private RepairFindings() {}

    /// One `nodetool repair` that came to its end.
    ///
    /// @param started when: what was written later it has not seen
    /// @param ranges those that succeeded
    record Repair(String keyspace, Set<String> tables, Instant started, Set<String> ranges) {
        Repair {
            tables = Set.copyOf(tables);
            ranges = Set.copyOf(ranges);
        }
    }

    /// How far the records show a table to be repaired.
    ///
    /// @param last since when everything written before has been repaired; null if the records do not cover
    ///     the ring
    /// @param share of the ring that they cover, 0 to 1
    record Standing(@Nullable Instant last, double share) {}

    /// Reads the rows of `system_distributed.parent_repair_history`. Repairs that failed, or have not ended,
    /// count for the ranges that succeeded, as Cassandra wrote them down.
    static List<Repair> read(Collection<CqlRow> rows) {
        var repairs = new ArrayList<Repair>();
        for (var row : rows) {
            var keyspace = row.text("keyspace_name");
            if (keyspace != null && row.values().get("started_at") instanceof Instant started) {
                repairs.add(new Repair(
                        keyspace,
                        new HashSet<>(texts(row, "columnfamily_names")),
                        started,
                        new HashSet<>(texts(row, "successful_ranges"))));
            }
        }
        return repairs;
    }

    private static List<String> texts(CqlRow row, String column) {
        return row.values().get(column) instanceof Collection<?> values
                ? values.stream().filter(Objects::nonNull).map(Object::toString).toList()
                : List.of();
    }

    /// Goes back from the latest repair until the ring is covered.
    static Standing standing(TableName table, Collection<Repair> repairs) {
        var covered = new Ranges();
        Instant oldest = null;
        for (var repair : repairs.stream()
                .filter(each -> each.keyspace().equals(table.keyspace())
                        && each.tables().contains(table.table()))
                .sorted(Comparator.comparing(Repair::started).reversed())
                .toList()) {
            repair.ranges().forEach(covered::add);
            oldest = repair.started();
            if (covered.isWhole()) {
                return new Standing(oldest, 1);
            }
        }
        return new Standing(null, covered.length() / WHOLE_RING);
    }

    /// @param rows what is recorded; empty where it could not be read
    /// @param tables the tables that move
    /// @param copies how many copies of each row a keyspace has on the source: one alone needs no repair
    static List<Finding> of(
            Optional<List<CqlRow>> rows,
            Schema schema,
            Set<TableName> tables,
            Map<String, Integer> copies,
            CassandraVersion version,
            Instant now) {
        if (rows.isEmpty()) {
            return List.of(Said.warn(Check.SOURCE_REPAIRS, "unread", "source", ""));
        }
        var repairs = byKeyspace(read(rows.get()));
        var none = new ArrayList<String>();
        var partly = new ArrayList<String>();
        var overdue = new ArrayList<String>();
        var open = new ArrayList<TableName>();
        var good = 0;
        for (var table : wanted(schema, tables, copies)) {
            var standing =
                    standing(table.name(), repairs.getOrDefault(table.name().keyspace(), List.of()));
            var grace = Duration.ofSeconds(table.options().gcGraceSeconds());
            if (standing.last() != null && standing.last().isAfter(now.minus(grace))) {
                good++;
                continue;
            }
            open.add(table.name());
            if (standing.last() != null) {
                overdue.add(table.name() + ": complete up to " + standing.last() + ", gc_grace " + days(grace));
            } else if (standing.share() > 0) {
                partly.add(table.name() + ": " + Math.round(standing.share() * 100) + " % of the ring in the records");
            } else {
                none.add(table.name() + ": no repair is recorded, gc_grace " + days(grace));
            }
        }
        if (open.isEmpty()) {
            return List.of(Said.pass(Check.SOURCE_REPAIRS, "recent", "source", "", good));
        }
        var command = commands(open, version);
        var findings = new ArrayList<Finding>();
        add(findings, "none", none, command);
        add(findings, "partly", partly, command);
        add(findings, "overdue", overdue, command);
        return findings;
    }

    private static Map<String, List<Repair>> byKeyspace(List<Repair> repairs) {
        var found = new HashMap<String, List<Repair>>();
        repairs.forEach(repair ->
                found.computeIfAbsent(repair.keyspace(), _ -> new ArrayList<>()).add(repair));
        return found;
    }

    private static List<Table> wanted(Schema schema, Set<TableName> tables, Map<String, Integer> copies) {
        return schema.keyspaces().stream()
                .filter(keyspace -> copies.getOrDefault(keyspace.name(), 1) > 1)
                .map(Keyspace::tables)
                .flatMap(List::stream)
                .filter(table -> tables.contains(table.name()))
                // nothing is kept of a delete there, and no repair could spread it
                .filter(table -> table.options().gcGraceSeconds() > 0)
                .toList();
    }

    private static void add(List<Finding> findings, String word, List<String> lines, String command) {
        if (!lines.isEmpty()) {
            var more = lines.size() > MOST_NAMED ? "\n… and " + (lines.size() - MOST_NAMED) + " more" : "";
            findings.add(Said.warn(
                    Check.SOURCE_REPAIRS,
                    word,
                    "source",
                    lines.stream().limit(MOST_NAMED).collect(Collectors.joining("\n")) + more,
                    lines.size(),
                    command));
        }
    }

    /// The commands that mend it, one for each keyspace; from 2.2 on a repair is incremental unless it says
    /// otherwise.
    static String commands(List<TableName> tables, CassandraVersion version) {
        var full = version.isAtLeast(2, 2) ? "nodetool repair -full -pr " : "nodetool repair -pr ";
        var byKeyspace = new TreeMap<String, List<String>>();
        tables.forEach(table -> byKeyspace
                .computeIfAbsent(table.keyspace(), _ -> new ArrayList<>())
                .add(table.table()));
        return byKeyspace.entrySet().stream()
                .map(each -> full
                        + each.getKey()
                        + (each.getValue().size() > MOST_NAMED ? "" : " " + String.join(" ", each.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String days(Duration grace) {
        return grace.toHours() >= 48 ? grace.toDays() + " days" : grace.toHours() + " h";
    }

    /// Token ranges of a Murmur3 ring, put together.
    private static final class Ranges {
        // start, exclusive → end, inclusive; none touches another
        private final TreeMap<Long, Long> ranges = new TreeMap<>();

        void add(String text) {
            var matcher = RANGE.matcher(text);
            if (!matcher.matches()) {
                return;
            }
            try {
                var start = Long.parseLong(matcher.group(1));
                var end = Long.parseLong(matcher.group(2));
                if (start < end) {
                    add(start, end);
                } else {
                    add(start, Long.MAX_VALUE);
                    add(Long.MIN_VALUE, end);
                }
            } catch (NumberFormatException e) {
                // a token of another partitioner: what it covers is not known
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
