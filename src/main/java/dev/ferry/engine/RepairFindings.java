package dev.ferry.engine;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Judges whether every table was repaired within its `gc_grace_seconds`: where it was not, a replica may
/// hold what the others have deleted and forgotten, and a load from all of them brings it back. What is not
/// recorded may have been done all the same: then this says just that. Decides only.
final class RepairFindings {
    private static final int MOST_NAMED = 20;

    private RepairFindings() {}

    /// @param history what is recorded; empty where it could not be read
    /// @param tables the tables that move
    /// @param copies how many copies of each row a keyspace has on the source: one alone needs no repair
    static List<Finding> of(
            Optional<RepairHistory> history,
            Schema schema,
            Set<TableName> tables,
            Map<String, Integer> copies,
            CassandraVersion version,
            Instant now) {
        if (history.isEmpty()) {
            return List.of(Said.warn(Check.SOURCE_REPAIRS, "unread", "source", ""));
        }
        var none = new ArrayList<String>();
        var partly = new ArrayList<String>();
        var overdue = new ArrayList<String>();
        var open = new ArrayList<TableName>();
        var good = 0;
        for (var table : wanted(schema, tables, copies)) {
            var standing = history.get().standing(table.name());
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
}
