package dev.ferry.ui.source;

import java.util.List;
import java.util.TreeSet;

/// A keyspace of the source with its tables.
///
/// @param name the keyspace
/// @param replication as a `CREATE KEYSPACE` would say it, shortened
/// @param tables in the order of their names
record KeyspaceEntry(String name, String replication, List<TableEntry> tables) {
    KeyspaceEntry {
        tables = List.copyOf(tables);
    }

    int sstables() {
        return tables.stream().mapToInt(TableEntry::sstables).sum();
    }

    long bytes() {
        return tables.stream().mapToLong(TableEntry::bytes).sum();
    }

    List<String> formats() {
        var formats = new TreeSet<String>();
        tables.forEach(table -> formats.addAll(table.formats()));
        return List.copyOf(formats);
    }
}
