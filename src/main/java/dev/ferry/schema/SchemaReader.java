package dev.ferry.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a {@link Schema} from rows of `system_schema` of any release from 3.0 on (`SchemaKeyspace`).
///
/// Rows are plain Java values by column name: `String`, `Integer`, `Long`, `Boolean`, `Double`, `UUID`,
/// `java.time.Instant`, `List`, `Set`, `Map`, `ByteBuffer`, or null.
public final class SchemaReader {
    private static final List<String> SYSTEM_TABLES = List.of(
            "keyspaces",
            "tables",
            "columns",
            "column_masks",
            "dropped_columns",
            "types",
            "indexes",
            "views",
            "triggers",
            "functions",
            "aggregates");

    /// Columns of `tables` and `views` that are no options.
    private static final Set<String> NO_OPTIONS = Set.of(
            "keyspace_name",
            "table_name",
            "view_name",
            "id",
            "flags",
            "base_table_id",
            "base_table_name",
            "where_clause",
            "include_all_columns");

    /// Those that hold parts of tables; all others hold parts of keyspaces.
    private static final Set<String> BY_TABLE =
            Set.of("columns", "column_masks", "dropped_columns", "indexes", "triggers");

    private final Map<String, Map<String, List<SystemRow>>> byKeyspace = new HashMap<>();
    private final Map<String, Map<TableName, List<SystemRow>>> byTable = new HashMap<>();

    private SchemaReader(Map<String, List<Map<String, @Nullable Object>>> rows) {
        for (var systemTable : SYSTEM_TABLES) {
            var some = rows.getOrDefault(systemTable, List.of()).stream().map(each -> new SystemRow(systemTable, each));
            if (BY_TABLE.contains(systemTable)) {
                byTable.put(systemTable, some.collect(Collectors.groupingBy(SchemaReader::tableName)));
            } else {
                byKeyspace.put(systemTable, some.collect(Collectors.groupingBy(each -> each.text("keyspace_name"))));
            }
        }
    }

    private static TableName tableName(SystemRow row) {
        return new TableName(row.text("keyspace_name"), row.text("table_name"));
    }

    /// The queries whose answers {@link #read(Map)} wants, by the name of the table in `system_schema`. A
    /// release may lack some of these tables (`column_masks` came with 5.0): a table that does not exist
    /// answers with no rows.
    public static Map<String, String> queries() {
        return SYSTEM_TABLES.stream()
                .collect(Collectors.toUnmodifiableMap(each -> each, each -> "SELECT * FROM system_schema." + each));
    }

    /// The schema, without system keyspaces.
    ///
    /// @param rows by the name of the table in `system_schema`; a missing entry is an empty table
    /// @throws IllegalArgumentException if a row lacks what makes it a row, such as a table without a
    /// keyspace
    public static Schema read(Map<String, List<Map<String, @Nullable Object>>> rows) {
        return new SchemaReader(rows).schema();
    }

    private Schema schema() {
        return new Schema(byKeyspace.getOrDefault("keyspaces", Map.of()).values().stream()
                .map(List::getFirst)
                .filter(row -> !Keyspace.isSystem(row.text("keyspace_name")))
                .map(this::keyspace)
                .toList());
    }

    private Keyspace keyspace(SystemRow row) {
        var name = row.text("keyspace_name");
        return new Keyspace(
                name,
                replication(row.entries("replication")),
                row.isTrue("durable_writes"),
                rows("tables", name).map(this::table).toList(),
                rows("types", name).map(SchemaReader::type).toList(),
                rows("views", name).map(this::view).toList(),
                rows("functions", name).map(SchemaReader::function).toList(),
                rows("aggregates", name).map(SchemaReader::aggregate).toList());
    }

    private static Replication replication(SortedMap<String, String> stored) {
        var options = new TreeMap<>(stored);
        var strategy = Optional.ofNullable(options.remove("class")).orElse("");
        return new Replication(strategy, options);
    }

    private Table table(SystemRow row) {
        var name = tableName(row);
        return new Table(
                name,
                id(row),
                columns(name),
                rows("dropped_columns", name).map(SchemaReader::droppedColumn).toList(),
                rows("indexes", name)
                        .map(each ->
                                new Index(each.text("index_name"), name, each.text("kind"), each.entries("options")))
                        .toList(),
                rows("triggers", name)
                        .map(each -> new Trigger(
                                each.text("trigger_name"),
                                each.entries("options").getOrDefault("class", "")))
                        .toList(),
                options(row),
                Set.copyOf(row.texts("flags")));
    }

    private static UUID id(SystemRow row) {
        if (row.values().get("id") instanceof UUID id) {
            return id;
        }
        throw new IllegalArgumentException("a row of system_schema." + row.systemTable() + " lacks id");
    }

    private View view(SystemRow row) {
        var keyspace = row.text("keyspace_name");
        var name = row.text("view_name");
        return new View(
                name,
                new TableName(keyspace, row.text("base_table_name")),
                row.isTrue("include_all_columns"),
                row.optionalText("where_clause").orElse(""),
                columns(new TableName(keyspace, name)),
                options(row));
    }

    private List<Column> columns(TableName table) {
        var masks = rows("column_masks", table)
                .collect(Collectors.toMap(each -> each.text("column_name"), ColumnMask::cql));
        return rows("columns", table).map(each -> column(each, masks)).toList();
    }

    private static Column column(SystemRow row, Map<String, String> masks) {
        var name = row.text("column_name");
        return new Column(
                name,
                row.text("type"),
                kind(row.text("kind")),
                row.number("position", -1),
                Column.Order.valueOf(
                        row.optionalText("clustering_order").orElse("none").toUpperCase(Locale.ROOT)),
                masks.getOrDefault(name, ""));
    }

    /// `dropped_columns.kind` came later than the table; what has none is regular
    /// (`createDroppedColumnFromRow`).
    private static DroppedColumn droppedColumn(SystemRow row) {
        return new DroppedColumn(
                row.text("column_name"),
                row.text("type"),
                kind(row.optionalText("kind").orElse("regular")),
                row.micros("dropped_time"));
    }

    private static Column.Kind kind(String text) {
        return Column.Kind.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static TableOptions options(SystemRow row) {
        var options = new TreeMap<String, OptionValue>();
        row.values().keySet().stream()
                .filter(each -> !NO_OPTIONS.contains(each))
                .forEach(each -> row.option(each).ifPresent(value -> options.put(each, value)));
        return new TableOptions(options);
    }

    private static UserType type(SystemRow row) {
        return new UserType(
                row.text("keyspace_name"),
                row.text("type_name"),
                fields(row.texts("field_names"), row.texts("field_types")));
    }

    private static UserFunction function(SystemRow row) {
        return new UserFunction(
                row.text("function_name"),
                fields(row.texts("argument_names"), row.texts("argument_types")),
                row.text("return_type"),
                row.text("language"),
                row.text("body"),
                row.isTrue("called_on_null_input"));
    }

    private static List<UserType.Field> fields(List<String> names, List<String> types) {
        if (names.size() != types.size()) {
            throw new IllegalArgumentException("as many names as types expected: " + names + ", " + types);
        }
        return IntStream.range(0, names.size())
                .mapToObj(each -> new UserType.Field(names.get(each), types.get(each)))
                .toList();
    }

    private static UserAggregate aggregate(SystemRow row) {
        return new UserAggregate(
                row.text("aggregate_name"),
                row.texts("argument_types"),
                row.text("state_func"),
                row.text("state_type"),
                row.optionalText("final_func").orElse(""),
                row.optionalText("initcond").orElse(""));
    }

    private Stream<SystemRow> rows(String systemTable, String keyspace) {
        return byKeyspace.getOrDefault(systemTable, Map.of()).getOrDefault(keyspace, List.of()).stream();
    }

    private Stream<SystemRow> rows(String systemTable, TableName table) {
        return byTable.getOrDefault(systemTable, Map.of()).getOrDefault(table, List.of()).stream();
    }
}
