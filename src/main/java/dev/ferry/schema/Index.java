package dev.ferry.schema;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// A secondary index.
///
/// @param name unique within its keyspace
/// @param table what it indexes
/// @param kind `KEYS`, `COMPOSITES` or `CUSTOM`, as `system_schema.indexes.kind` has it
/// @param options with `target` and, for a custom index, `class_name` among them
public record Index(String name, TableName table, String kind, SortedMap<String, String> options) {
    public Index {
        Objects.requireNonNull(name);
        Objects.requireNonNull(table);
        Objects.requireNonNull(kind);
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /// What is indexed, as Cassandra stores it: `price`, `values(tags)`, `"Mixed"`; empty for some custom
    /// indexes.
    public String target() {
        return options.getOrDefault("target", "");
    }

    /// The class of a custom index; empty for Cassandra's built-in ones.
    public String className() {
        return options.getOrDefault("class_name", "");
    }

    /// Whether it was made with `CREATE CUSTOM INDEX`.
    public boolean isCustom() {
        return kind.equals("CUSTOM");
    }
}
