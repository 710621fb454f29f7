package dev.ferry.schema;

import java.util.Comparator;
import java.util.Objects;

/// The name of a table with its keyspace, both as Cassandra stores them: unquoted, case preserved.
public record TableName(String keyspace, String table) implements Comparable<TableName> {
    public TableName {
        Objects.requireNonNull(keyspace);
        Objects.requireNonNull(table);
    }

    @Override
    public int compareTo(TableName other) {
        return Comparator.comparing(TableName::keyspace)
                .thenComparing(TableName::table)
                .compare(this, other);
    }

    /// For people and messages: `keyspace.table`. Not CQL; see {@link Cql#name(TableName)}.
    @Override
    public String toString() {
        return keyspace + "." + table;
    }
}
