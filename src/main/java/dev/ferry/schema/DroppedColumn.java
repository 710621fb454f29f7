package dev.ferry.schema;

import java.util.Objects;

/// A column that was dropped, which Cassandra remembers because files may still hold it.
///
/// @param name unquoted, case preserved
/// @param type as `system_schema.dropped_columns.type` spells it; user-defined types stand there as tuples
/// @param kind `STATIC` or `REGULAR`
/// @param droppedMicros when, in microseconds since 1970; cells written up to then are gone
public record DroppedColumn(String name, String type, Column.Kind kind, long droppedMicros) {
    public DroppedColumn {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(kind);
    }
}
