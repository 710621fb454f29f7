package dev.ferry.ui.source;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.TableFiles;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.Replication;
import dev.ferry.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the source holds, keyspace by keyspace.
///
/// @param keyspaces in the order of their names, those without a table too
record Catalogue(List<KeyspaceEntry> keyspaces) {
    Catalogue {
        keyspaces = List.copyOf(keyspaces);
    }

    /// What a survey has seen.
    static Catalogue of(Cluster cluster) {
        var files = new HashMap<TableName, List<TableFiles>>();
        for (var node : cluster.nodes()) {
            var machine = node.machine();
            if (machine != null) {
                machine.tables()
                        .forEach((table, found) -> files.computeIfAbsent(table, _ -> new ArrayList<>())
                                .add(found));
            }
        }
        return new Catalogue(cluster.schema().keyspaces().stream()
                .map(keyspace -> entry(keyspace, files))
                .toList());
    }

    private static KeyspaceEntry entry(Keyspace keyspace, Map<TableName, List<TableFiles>> files) {
        return new KeyspaceEntry(
                keyspace.name(),
                replication(keyspace.replication()),
                keyspace.tables().stream()
                        .map(table -> entry(table.name(), files.getOrDefault(table.name(), List.of())))
                        .toList());
    }

    private static String replication(Replication replication) {
        var factors = replication.factors();
        return factors.isEmpty()
                ? replication.strategy()
                        + replication.options().values().stream()
                                .map(factor -> " × " + factor)
                                .collect(Collectors.joining())
                : factors.entrySet().stream()
                        .map(factor -> factor.getKey() + " × " + factor.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static TableEntry entry(TableName name, List<TableFiles> files) {
        var formats = new TreeSet<String>();
        files.forEach(each -> formats.addAll(each.formats()));
        return new TableEntry(
                name,
                (int) files.stream().filter(each -> each.sstables() > 0).count(),
                files.stream().mapToInt(TableFiles::sstables).sum(),
                files.stream().mapToLong(TableFiles::bytes).sum(),
                List.copyOf(formats));
    }

    /// Every table, in the order of the names.
    List<TableEntry> tables() {
        return keyspaces.stream()
                .flatMap(keyspace -> keyspace.tables().stream())
                .toList();
    }
}
