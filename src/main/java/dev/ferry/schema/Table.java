package dev.ferry.schema;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// A table.
///
/// @param name with its keyspace
/// @param id Cassandra's id of it, which its folders are named after
/// @param columns keys first in key order, then static, then regular columns by name
/// @param droppedColumns what was dropped, in the order of the names
/// @param indexes its secondary indexes, in the order of their names
/// @param triggers its triggers
/// @param options its options
/// @param flags `system_schema.tables.flags`: `compound`, `dense`, `super`, `counter`
public record Table(
        TableName name,
        UUID id,
        List<Column> columns,
        List<DroppedColumn> droppedColumns,
        List<Index> indexes,
        List<Trigger> triggers,
        TableOptions options,
        Set<String> flags) {
    public Table {
        Objects.requireNonNull(name);
        Objects.requireNonNull(id);
        Objects.requireNonNull(options);
        columns = inCreateOrder(columns);
        droppedColumns = droppedColumns.stream()
                .sorted(Comparator.comparing(DroppedColumn::name))
                .toList();
        indexes = indexes.stream().sorted(Comparator.comparing(Index::name)).toList();
        triggers = List.copyOf(triggers);
        flags = Collections.unmodifiableSet(new TreeSet<>(flags));
    }

    /// Columns as a CREATE TABLE lists them: partition key, clustering, static, regular.
    static List<Column> inCreateOrder(List<Column> columns) {
        return columns.stream()
                .sorted(Comparator.comparing(Column::kind)
                        .thenComparing(Column::position)
                        .thenComparing(Column::name))
                .toList();
    }

    /// The column of this name.
    public Optional<Column> column(String column) {
        return columns.stream().filter(each -> each.name().equals(column)).findFirst();
    }

    /// The columns of one kind, in order.
    public List<Column> columns(Column.Kind kind) {
        return columns.stream().filter(each -> each.kind() == kind).toList();
    }

    /// What is remembered of a dropped column.
    public Optional<DroppedColumn> droppedColumn(String column) {
        return droppedColumns.stream()
                .filter(each -> each.name().equals(column))
                .findFirst();
    }

    /// Whether it holds counters.
    public boolean isCounter() {
        return flags.contains("counter")
                || columns.stream().anyMatch(each -> each.type().equals("counter"));
    }

    /// Whether it was made by Thrift or `WITH COMPACT STORAGE` and still is so
    /// (`TableMetadata.Flag.isCQLTable`).
    public boolean isCompact() {
        var isCql = flags.contains("compound") && !flags.contains("dense") && !flags.contains("super");
        return !isCql && !(flags.isEmpty() && columns(Column.Kind.CLUSTERING).isEmpty());
    }

    /// Whether it was a Thrift super column family, which CQL cannot make.
    public boolean isSuper() {
        return flags.contains("super");
    }

    /// Whether it is compact with named columns only: Cassandra keeps those as static columns, beside a
    /// clustering column and a value that CQL does not show.
    public boolean isStaticCompact() {
        return isCompact() && !isSuper() && !flags.contains("dense") && !flags.contains("compound");
    }

    /// Its name for people: `table shop.orders`.
    String place() {
        return "table " + name;
    }
}
