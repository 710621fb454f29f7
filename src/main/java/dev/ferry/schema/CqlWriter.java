package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the parts of a schema as CQL that one release of Cassandra understands.
///
/// Names are always quoted, and no statement has a semicolon at its end. What the release does not know is
/// left out or converted, and each such change is a finding.
public final class CqlWriter {
    private static final Pattern INDEX_TARGET =
            Pattern.compile("(?:(keys|values|entries|full)\\()?(\"(?:[^\"]|\"\")+\"|\\w+)(\\))?");

    private final CassandraVersion target;

    /// A writer for one release.
    ///
    /// @param target the release that shall understand the CQL
    public CqlWriter(CassandraVersion target) {
        this.target = Objects.requireNonNull(target);
    }

    /// A statement and what had to be changed in it.
    ///
    /// @param cql the statement
    /// @param findings what was left out or converted
    public record Written(String cql, List<Finding> findings) {
        public Written {
            Objects.requireNonNull(cql);
            findings = List.copyOf(findings);
        }
    }

    /// `CREATE KEYSPACE`.
    public String keyspace(String name, Replication replication, boolean durableWrites) {
        return """
                CREATE KEYSPACE %s
                    WITH replication = %s
                    AND durable_writes = %s""".formatted(Cql.name(name), replication, durableWrites);
    }

    /// `CREATE TYPE`.
    public String type(UserType type) {
        var fields = type.fields().stream().map(each -> definition(each.name(), each.type()));
        return "CREATE TYPE " + Cql.name(type.keyspace()) + "." + Cql.name(type.name()) + block(fields);
    }

    /// `CREATE TABLE`, with the columns that were dropped from it: {@link #drop(TableName, DroppedColumn)}
    /// drops them again. `cdc` is off, because files cannot be streamed into a table that logs its changes.
    public Written table(Table table) {
        return table(
                table,
                table.options().isCdc() ? table.options().with("cdc", new OptionValue.Truth(false)) : table.options());
    }

    /// `CREATE TABLE` of a table as it stands, for people to look at.
    String shown(Table table) {
        return table(table, table.options()).cql();
    }

    private Written table(Table table, TableOptions options) {
        var adapted = OptionAdapter.adapt(options, target, table.place());
        var shape = new TableShape(table);
        var definitions = Stream.concat(
                shape.columnsToCreate().stream().map(CqlWriter::definition), Stream.of(primaryKey(shape.keys())));
        var cql = "CREATE TABLE " + Cql.name(table.name()) + block(definitions)
                + properties(shape.isCompact() ? "COMPACT STORAGE" : "", shape.keys(), adapted.options());
        return new Written(cql, adapted.findings());
    }

    /// `ALTER TABLE … DROP … USING TIMESTAMP`: the table then remembers a column that its files may still
    /// hold.
    public String drop(TableName table, DroppedColumn dropped) {
        return "ALTER TABLE " + Cql.name(table) + " DROP " + Cql.name(dropped.name()) + " USING TIMESTAMP "
                + dropped.droppedMicros();
    }

    /// `ALTER TABLE … ADD` of a column.
    public String add(TableName table, Column column) {
        return "ALTER TABLE " + Cql.name(table) + " ADD " + definition(column);
    }

    /// `ALTER TABLE … ADD` of a column as it was before it was dropped.
    public String add(TableName table, DroppedColumn dropped) {
        return add(table, TableShape.asLiving(dropped));
    }

    /// `CREATE INDEX` or `CREATE CUSTOM INDEX`.
    public String index(Index index) {
        var custom = index.isCustom() ? "CUSTOM " : "";
        var cql = "CREATE " + custom + "INDEX " + Cql.name(index.name()) + "\n    ON " + Cql.name(index.table()) + " ("
                + indexTarget(index.target()) + ")";
        if (!index.isCustom()) {
            return cql;
        }
        var options = new TreeMap<>(index.options());
        options.remove("target");
        options.remove("class_name");
        return cql + "\n    USING " + Cql.literal(index.className())
                + (options.isEmpty() ? "" : "\n    WITH OPTIONS = " + Cql.literal(options));
    }

    /// Cassandra quotes a name in an index's target only where it must; several targets of one index stay
    /// as they are.
    private static String indexTarget(String target) {
        var matcher = INDEX_TARGET.matcher(target);
        if (!matcher.matches() || (matcher.group(1) == null) != (matcher.group(3) == null)) {
            return target;
        }
        var name = matcher.group(2).startsWith("\"") ? matcher.group(2) : Cql.name(matcher.group(2));
        return matcher.group(1) == null ? name : matcher.group(1) + "(" + name + ")";
    }

    /// `CREATE MATERIALIZED VIEW`.
    public Written view(View view) {
        var options = new TreeMap<>(view.options().values());
        options.remove("default_time_to_live");
        var adapted = OptionAdapter.adapt(new TableOptions(options), target, "view " + view.fullName());
        var selected = view.includesAllColumns()
                ? "*"
                : view.columns().stream().map(each -> Cql.name(each.name())).collect(Collectors.joining(", "));
        var cql = "CREATE MATERIALIZED VIEW %s AS\n    SELECT %s\n    FROM %s\n    WHERE %s\n    %s"
                .formatted(
                        Cql.name(view.fullName()),
                        selected,
                        Cql.name(view.baseTable()),
                        view.whereClause(),
                        primaryKey(keysOf(view.columns())));
        var properties = properties("", keysOf(view.columns()), adapted.options());
        return new Written(properties.isEmpty() ? cql : cql + "\n   " + properties, adapted.findings());
    }

    /// `CREATE FUNCTION`, as the source has it.
    public String function(String keyspace, UserFunction function) {
        var arguments = function.arguments().stream()
                .map(each -> Cql.name(each.name()) + " " + cqlType(each.type()))
                .collect(Collectors.joining(", ", "(", ")"));
        return """
                CREATE FUNCTION %s.%s%s
                    %s ON NULL INPUT
                    RETURNS %s
                    LANGUAGE %s
                    AS $$%s$$""".formatted(
                        Cql.name(keyspace),
                        Cql.name(function.name()),
                        arguments,
                        function.isCalledOnNull() ? "CALLED" : "RETURNS NULL",
                        cqlType(function.returnType()),
                        function.language(),
                        function.body());
    }

    /// `CREATE AGGREGATE`, as the source has it.
    public String aggregate(String keyspace, UserAggregate aggregate) {
        var arguments =
                aggregate.argumentTypes().stream().map(CqlWriter::cqlType).collect(Collectors.joining(", ", "(", ")"));
        var cql = """
                CREATE AGGREGATE %s.%s%s
                    SFUNC %s
                    STYPE %s""".formatted(
                        Cql.name(keyspace),
                        Cql.name(aggregate.name()),
                        arguments,
                        Cql.name(aggregate.stateFunction()),
                        cqlType(aggregate.stateType()));
        var end = aggregate.finalFunction().isEmpty() ? "" : "\n    FINALFUNC " + Cql.name(aggregate.finalFunction());
        var start = aggregate.initialState().isEmpty() ? "" : "\n    INITCOND " + aggregate.initialState();
        return cql + end + start;
    }

    /// `ALTER TABLE … WITH gc_grace_seconds`.
    public String gcGrace(TableName table, int seconds) {
        return "ALTER TABLE " + Cql.name(table) + " WITH gc_grace_seconds = " + seconds;
    }

    /// `ALTER TABLE … WITH cdc`, on.
    public String cdcOn(TableName table) {
        return "ALTER TABLE " + Cql.name(table) + " WITH cdc = true";
    }

    /// `ALTER TABLE … WITH cdc`, off.
    public String cdcOff(TableName table) {
        return "ALTER TABLE " + Cql.name(table) + " WITH cdc = false";
    }

    private static String definition(Column column) {
        var kind = column.kind() == Column.Kind.STATIC ? " static" : "";
        var mask = column.mask().isEmpty() ? "" : " MASKED WITH " + column.mask();
        return definition(column.name(), column.type()) + kind + mask;
    }

    static String definition(String name, String type) {
        return Cql.name(name) + " " + cqlType(type);
    }

    private static String cqlType(String type) {
        return CqlType.parse(type).cql();
    }

    private static String block(Stream<String> lines) {
        return lines.map(each -> "    " + each).collect(Collectors.joining(",\n", " (\n", "\n)"));
    }

    private static List<Column> keysOf(List<Column> columns) {
        return columns.stream().filter(Column::isKey).toList();
    }

    private static String primaryKey(List<Column> keys) {
        var partition = names(keys, Column.Kind.PARTITION_KEY);
        var clustering = names(keys, Column.Kind.CLUSTERING);
        var head = partition.size() == 1 ? partition.getFirst() : "(" + String.join(", ", partition) + ")";
        return Stream.concat(Stream.of(head), clustering.stream())
                .collect(Collectors.joining(", ", "PRIMARY KEY (", ")"));
    }

    private static List<String> names(List<Column> columns, Column.Kind kind) {
        return columns.stream()
                .filter(each -> each.kind() == kind)
                .map(each -> Cql.name(each.name()))
                .toList();
    }

    private static String properties(String first, List<Column> keys, SortedMap<String, OptionValue> options) {
        var order = keys.stream()
                .filter(each -> each.kind() == Column.Kind.CLUSTERING)
                .map(each -> Cql.name(each.name()) + " " + each.order())
                .collect(Collectors.joining(", ", "CLUSTERING ORDER BY (", ")"));
        var hasOrder = keys.stream().anyMatch(each -> each.kind() == Column.Kind.CLUSTERING);
        var properties = Stream.of(
                        Stream.of(first).filter(each -> !each.isEmpty()),
                        Stream.of(order).filter(_ -> hasOrder),
                        options.entrySet().stream()
                                .map(each ->
                                        each.getKey() + " = " + each.getValue().cql()))
                .flatMap(each -> each)
                .toList();
        return properties.isEmpty() ? "" : " WITH " + String.join("\n    AND ", properties);
    }
}
