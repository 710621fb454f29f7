package dev.ferry.schema;

import java.util.Locale;
import java.util.Objects;

/// A column of a table.
///
/// @param name unquoted, case preserved
/// @param type as `system_schema.columns.type` spells it: `frozen<map<text, int>>`
/// @param kind its part in the table
/// @param position within the partition key or the clustering columns, from 0; -1 for all others
/// @param order the clustering order; `NONE` for all but clustering columns
/// @param mask the call of its masking function as CQL (5.0 and newer): `mask_inner(1, 2)`; empty if it has
/// none
public record Column(String name, String type, Kind kind, int position, Order order, String mask) {
    public Column {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(order);
        Objects.requireNonNull(mask);
    }

    /// A regular column.
    public static Column regular(String name, String type) {
        return new Column(name, type, Kind.REGULAR, -1, Order.NONE, "");
    }

    /// A static column.
    public static Column fixed(String name, String type) {
        return new Column(name, type, Kind.STATIC, -1, Order.NONE, "");
    }

    /// A part of the partition key.
    public static Column partitionKey(String name, String type, int position) {
        return new Column(name, type, Kind.PARTITION_KEY, position, Order.NONE, "");
    }

    /// A clustering column.
    public static Column clustering(String name, String type, int position, Order order) {
        return new Column(name, type, Kind.CLUSTERING, position, order, "");
    }

    /// Whether it belongs to the primary key.
    boolean isKey() {
        return kind == Kind.PARTITION_KEY || kind == Kind.CLUSTERING;
    }

    /// What a column is in its table; the constants stand in the order in which a table declares them.
    public enum Kind {
        /// A part of the partition key.
        PARTITION_KEY,
        /// A part of the clustering key.
        CLUSTERING,
        /// One value for a whole partition.
        STATIC,
        /// One value for each row.
        REGULAR;

        /// The spelling of `system_schema.columns.kind`.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// In which order rows lie along a clustering column.
    public enum Order {
        /// Ascending.
        ASC,
        /// Descending.
        DESC,
        /// Not a clustering column.
        NONE
    }
}
