package dev.ferry.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The user keyspaces of a cluster, in the order of their names.
///
/// @param keyspaces never a system keyspace
public record Schema(List<Keyspace> keyspaces) {
    public Schema {
        keyspaces =
                keyspaces.stream().sorted(Comparator.comparing(Keyspace::name)).toList();
    }

    /// A cluster without any user keyspace.
    public static Schema empty() {
        return new Schema(List.of());
    }

    /// The keyspace of this name.
    public Optional<Keyspace> keyspace(String name) {
        return keyspaces.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /// The table of this name.
    public Optional<Table> table(TableName name) {
        return keyspace(name.keyspace()).flatMap(keyspace -> keyspace.table(name.table()));
    }

    /// All tables, in the order of their names; views are not among them.
    public List<Table> tables() {
        return keyspaces.stream().flatMap(each -> each.tables().stream()).toList();
    }
}
