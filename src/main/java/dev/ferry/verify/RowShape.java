package dev.ferry.verify;

import dev.ferry.schema.Column;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What of a table is read to compare its rows: names of columns, unquoted.
///
/// @param table its name
/// @param partitionKey its partition key, in order
/// @param clustering its clustering columns, in order
/// @param fixed its static columns
/// @param regular its other columns
/// @param timed those whose time of writing can be asked for
public record RowShape(
        TableName table,
        List<String> partitionKey,
        List<String> clustering,
        List<String> fixed,
        List<String> regular,
        Set<String> timed) {
    // A collection or a user-defined type that is not frozen has as many times as cells; counters have none.
    private static final Set<String> ONE_CELL = Set.of(
            "ascii",
            "bigint",
            "blob",
            "boolean",
            "date",
            "decimal",
            "double",
            "duration",
            "float",
            "inet",
            "int",
            "smallint",
            "text",
            "time",
            "timestamp",
            "timeuuid",
            "tinyint",
            "uuid",
            "varchar",
            "varint");

    public RowShape {
        Objects.requireNonNull(table);
        partitionKey = List.copyOf(partitionKey);
        clustering = List.copyOf(clustering);
        fixed = List.copyOf(fixed);
        regular = List.copyOf(regular);
        timed = Set.copyOf(timed);
    }

    /// The shape of a table.
    public static RowShape of(Table table) {
        var regular = table.columns(Column.Kind.REGULAR);
        var fixed = table.columns(Column.Kind.STATIC);
        var clustering = table.columns(Column.Kind.CLUSTERING);
        if (table.isStaticCompact()) {
            // CQL shows the static columns as the row's own and nothing else
            regular = fixed;
            fixed = List.of();
            clustering = List.of();
        }
        var values = new ArrayList<>(fixed);
        values.addAll(regular);
        return new RowShape(
                table.name(),
                names(table.columns(Column.Kind.PARTITION_KEY)),
                names(clustering),
                names(fixed),
                names(regular),
                Set.copyOf(names(values.stream().filter(RowShape::isTimed).toList())));
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream()
                // the value of a compact table that has none
                .filter(column -> !column.type().equals("empty"))
                .map(Column::name)
                .toList();
    }

    private static boolean isTimed(Column column) {
        return ONE_CELL.contains(column.type())
                || column.type().startsWith("frozen<")
                || column.type().startsWith("vector<");
    }

    /// Its columns beside the key: static ones first.
    List<String> values() {
        var values = new ArrayList<>(fixed);
        values.addAll(regular);
        return values;
    }
}
