package dev.ferry.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How a table is declared, which for a compact one is not how Cassandra stores it (`CreateTableStatement`,
/// `CompactTableMetadata`): hidden columns are left out, named columns of a static compact table are not
/// static.
record TableShape(Table table) {
    /// Whether it needs `COMPACT STORAGE`.
    boolean isCompact() {
        return table.isCompact();
    }

    /// The key columns as declared.
    List<Column> keys() {
        return columns().stream().filter(Column::isKey).toList();
    }

    /// The columns as declared.
    List<Column> columns() {
        if (table.isStaticCompact()) {
            return table.columns().stream()
                    .filter(each -> each.kind() == Column.Kind.PARTITION_KEY || each.kind() == Column.Kind.STATIC)
                    .map(each -> each.kind() == Column.Kind.STATIC ? Column.regular(each.name(), each.type()) : each)
                    .toList();
        }
        return table.isCompact()
                ? table.columns().stream().filter(each -> !isEmptyValue(each)).toList()
                : table.columns();
    }

    /// The columns for a CREATE TABLE: a column that was dropped is there as it was when it was dropped,
    /// whether or not it lives again.
    List<Column> columnsToCreate() {
        var dropped = new HashSet<String>();
        var columns = new ArrayList<Column>();
        for (var each : table.droppedColumns()) {
            dropped.add(each.name());
            columns.add(asLiving(each));
        }
        columns().stream().filter(each -> !dropped.contains(each.name())).forEach(columns::add);
        return Table.inCreateOrder(columns);
    }

    /// A dropped column as it was before.
    static Column asLiving(DroppedColumn dropped) {
        return dropped.kind() == Column.Kind.STATIC
                ? Column.fixed(dropped.name(), dropped.type())
                : Column.regular(dropped.name(), dropped.type());
    }

    /// Whether `CREATE TABLE … WITH COMPACT STORAGE` can make it: it always makes a clustering column of
    /// text and a blob for the hidden ones, and takes the flags from the number of clustering columns.
    boolean isExpressible() {
        if (!table.isCompact()) {
            return true;
        }
        if (table.isSuper() || !table.droppedColumns().isEmpty()) {
            return false;
        }
        return table.isStaticCompact() ? hasUsualHiddenColumns() : hasUsualFlags();
    }

    private boolean hasUsualHiddenColumns() {
        var clustering = types(Column.Kind.CLUSTERING);
        var values = types(Column.Kind.REGULAR);
        return !table.columns(Column.Kind.STATIC).isEmpty()
                && clustering.equals(List.of("text"))
                && (values.equals(List.of("blob")) || values.equals(List.of("counter")));
    }

    private boolean hasUsualFlags() {
        var isCompound = table.columns(Column.Kind.CLUSTERING).size() > 1;
        return table.flags().contains("dense") && table.flags().contains("compound") == isCompound;
    }

    private List<String> types(Column.Kind kind) {
        return table.columns(kind).stream()
                .map(each -> CqlType.parse(each.type()).canonical())
                .toList();
    }

    private static boolean isEmptyValue(Column column) {
        return column.kind() == Column.Kind.REGULAR
                && Set.of("empty", "'org.apache.cassandra.db.marshal.EmptyType'")
                        .contains(column.type());
    }
}
