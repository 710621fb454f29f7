package dev.ferry.schema;

import dev.ferry.schema.CqlReading.Span;
import dev.ferry.schema.CqlStatement.AddColumns;
import dev.ferry.schema.CqlStatement.AlterKeyspace;
import dev.ferry.schema.CqlStatement.AlterOptions;
import dev.ferry.schema.CqlStatement.CreateIndex;
import dev.ferry.schema.CqlStatement.CreateKeyspace;
import dev.ferry.schema.CqlStatement.CreateTable;
import dev.ferry.schema.CqlStatement.CreateType;
import dev.ferry.schema.CqlStatement.CreateView;
import dev.ferry.schema.CqlStatement.DropColumns;
import dev.ferry.schema.TokenCursor.Stop;
import dev.ferry.text.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Reads one DDL statement: `CREATE` of a keyspace, type, table, index or materialised view, `ALTER` of a
/// keyspace, and `ALTER TABLE` with `ADD`, `DROP` and `WITH` (`Parser.g`).
///
/// Takes any text and says where and why it stops.
public final class CqlReader {
    static final String NAME = "name";

    private final TokenCursor cursor;
    private final Map<String, Span> columns = new HashMap<>();
    private final Map<String, Span> options = new HashMap<>();

    private CqlReader(String text) {
        this.cursor = new TokenCursor(text);
    }

    /// Reads a text that shall be one statement, with or without a semicolon at its end.
    public static CqlReading read(String text) {
        var reader = new CqlReader(text);
        try {
            var statement = reader.statement();
            reader.end();
            return new CqlReading.Read(statement, reader.columns, reader.options);
        } catch (Stop e) {
            return new CqlReading.Unread(e.problem());
        }
    }

    private void end() throws Stop {
        var isClosed = cursor.accept(";");
        if (!cursor.isAtEnd()) {
            throw isClosed ? cursor.stop(Message.of("schema.cql.one-only")) : cursor.expected("the end");
        }
    }

    private CqlStatement statement() throws Stop {
        if (cursor.accept("create")) {
            return create();
        }
        if (cursor.accept("alter", "keyspace") || cursor.accept("alter", "schema")) {
            var keyspace = keyspace(objectName());
            return new AlterKeyspace(keyspace.name(), keyspace.replication(), keyspace.durableWrites());
        }
        if (cursor.accept("alter", "table") || cursor.accept("alter", "columnfamily")) {
            return alterTable(tableName());
        }
        throw cursor.isAtEnd() ? cursor.expected("CREATE") : cursor.stop(Message.of("schema.cql.unknown"));
    }

    private CqlStatement create() throws Stop {
        if (cursor.accept("keyspace") || cursor.accept("schema")) {
            unlessItExists();
            return keyspace(objectName());
        }
        if (cursor.accept("type")) {
            unlessItExists();
            return type(tableName());
        }
        if (cursor.accept("table") || cursor.accept("columnfamily")) {
            unlessItExists();
            return new CreateTable(new TableReader(cursor, tableName(), columns, options).read());
        }
        if (cursor.accept("materialized")) {
            cursor.expect("view");
            unlessItExists();
            return view(tableName());
        }
        if (cursor.isNext("index") || cursor.isNext("custom", "index")) {
            return index();
        }
        throw cursor.expected("KEYSPACE, TYPE, TABLE, INDEX, MATERIALIZED VIEW");
    }

    private void unlessItExists() throws Stop {
        if (cursor.accept("if")) {
            cursor.expect("not", "exists");
        }
    }

    private String objectName() throws Stop {
        var start = cursor.offset();
        var name = cursor.name("a name");
        options.putIfAbsent(NAME, cursor.since(start));
        return name;
    }

    private TableName tableName() throws Stop {
        var start = cursor.offset();
        var name = qualifiedName();
        options.putIfAbsent(NAME, cursor.since(start));
        return name;
    }

    /// Ferry's session is in no keyspace, so each name needs its own.
    private TableName qualifiedName() throws Stop {
        var keyspace = cursor.name("keyspace.name");
        if (!cursor.accept(".")) {
            throw cursor.stop(Message.of("schema.cql.keyspace", keyspace));
        }
        return new TableName(keyspace, cursor.name("a name"));
    }

    private CreateKeyspace keyspace(String name) throws Stop {
        var start = cursor.offset();
        var values = new PropertiesReader(cursor, options).read().values();
        if (!(values.remove("replication") instanceof OptionValue.Entries(var entries))) {
            throw cursor.stop(start, Message.of("schema.cql.replication"));
        }
        var factors = new TreeMap<>(entries);
        var strategy = factors.remove("class");
        if (strategy == null) {
            throw cursor.stop(start, Message.of("schema.cql.replication"));
        }
        var durable = values.remove("durable_writes");
        if (durable != null && !(durable instanceof OptionValue.Truth)) {
            throw cursor.stop(spanOf("durable_writes").start(), Message.of("schema.cql.truth", "durable_writes"));
        }
        if (!values.isEmpty()) {
            var unknown = values.firstKey();
            throw cursor.stop(spanOf(unknown).start(), Message.of("schema.cql.property", unknown));
        }
        var isDurable = !(durable instanceof OptionValue.Truth(var on)) || on;
        return new CreateKeyspace(name, new Replication(strategy, factors), isDurable);
    }

    private Span spanOf(String option) {
        return options.getOrDefault(option, new Span(0, 0));
    }

    private CreateType type(TableName name) throws Stop {
        var fields = new ArrayList<UserType.Field>();
        cursor.expect("(");
        do {
            var start = cursor.offset();
            var field = cursor.name("a field");
            fields.add(new UserType.Field(field, new TypeReader(cursor, name.keyspace()).type()));
            if (columns.put(field, cursor.since(start)) != null) {
                throw cursor.stop(start, Message.of("schema.cql.twice", field));
            }
        } while (cursor.accept(","));
        cursor.expect(")");
        return new CreateType(new UserType(name.keyspace(), name.table(), fields));
    }

    private CreateIndex index() throws Stop {
        var isCustom = cursor.accept("custom");
        cursor.expect("index");
        unlessItExists();
        var name = cursor.isNext("on") ? "" : objectName();
        cursor.expect("on");
        var table = tableName();
        var settings = new TreeMap<String, String>();
        var target = indexTarget();
        var end = cursor.offset();
        if (cursor.accept("using")) {
            settings.put("class_name", cursor.string("a class in apostrophes"));
        } else if (isCustom) {
            throw cursor.stop(end, Message.of("schema.cql.index-class"));
        }
        if (cursor.accept("with")) {
            cursor.expect("options", "=");
            settings.putAll(new PropertiesReader(cursor, options).entries().entries());
        }
        if (!target.isEmpty()) {
            settings.put("target", target);
        }
        return new CreateIndex(
                new Index(name, table, settings.containsKey("class_name") ? "CUSTOM" : "COMPOSITES", settings));
    }

    /// As Cassandra stores it: `price`, `values(tags)`.
    private String indexTarget() throws Stop {
        var targets = new ArrayList<String>();
        cursor.expect("(");
        while (!cursor.accept(")")) {
            if (!targets.isEmpty()) {
                cursor.expect(",");
            }
            targets.add(oneTarget());
        }
        return String.join(", ", targets);
    }

    private String oneTarget() throws Stop {
        for (var function : List.of("keys", "values", "entries", "full")) {
            if (cursor.accept(function, "(")) {
                var column = indexed();
                cursor.expect(")");
                return function + "(" + column + ")";
            }
        }
        return indexed();
    }

    private String indexed() throws Stop {
        var start = cursor.offset();
        var column = cursor.name("a column");
        columns.putIfAbsent(column, cursor.since(start));
        return TypeReader.spelled(column);
    }

    private CreateView view(TableName name) throws Stop {
        cursor.expect("as", "select");
        var selected = cursor.accept("*") ? List.<String>of() : selected();
        cursor.expect("from");
        var base = qualifiedName();
        cursor.expect("where");
        var start = cursor.offset();
        while (!cursor.isNext("primary", "key")) {
            cursor.take("PRIMARY KEY");
        }
        var where = cursor.slice(cursor.since(start));
        var keyStart = cursor.offset();
        var key = TableReader.keyOf(cursor);
        options.put(TableReader.KEY, cursor.since(keyStart));
        var properties = new PropertiesReader(cursor, options).read();
        var clustering = key.clustering().stream()
                .map(each -> TableReader.keyed(Column.regular(each, ""), key, properties.orders()))
                .toList();
        return new CreateView(name, base, selected, where, key.partition(), clustering, properties.options());
    }

    private List<String> selected() throws Stop {
        var selected = new ArrayList<String>();
        do {
            var start = cursor.offset();
            selected.add(cursor.name("a column"));
            columns.putIfAbsent(selected.getLast(), cursor.since(start));
        } while (cursor.accept(","));
        return selected;
    }

    private CqlStatement alterTable(TableName table) throws Stop {
        if (cursor.accept("add")) {
            return new AddColumns(table, added(table));
        }
        if (cursor.accept("drop")) {
            return dropped(table);
        }
        if (cursor.isNext("with")) {
            return new AlterOptions(
                    table, new PropertiesReader(cursor, options).read().options());
        }
        throw cursor.expected("ADD, DROP, WITH");
    }

    private List<Column> added(TableName table) throws Stop {
        var added = new ArrayList<Column>();
        var isBracketed = cursor.accept("(");
        do {
            var start = cursor.offset();
            added.add(TableReader.definition(cursor, table.keyspace()));
            columns.putIfAbsent(added.getLast().name(), cursor.since(start));
        } while (cursor.accept(","));
        if (isBracketed) {
            cursor.expect(")");
        }
        return added;
    }

    private DropColumns dropped(TableName table) throws Stop {
        var isBracketed = cursor.accept("(");
        var dropped = selected();
        if (isBracketed) {
            cursor.expect(")");
        }
        if (!cursor.accept("using", "timestamp")) {
            return new DropColumns(table, dropped, OptionalLong.empty());
        }
        var offset = cursor.offset();
        var micros = cursor.take("a time in microseconds").text();
        if (!micros.matches("[0-9]{1,18}")) {
            throw cursor.stop(offset, Message.of("schema.cql.expected", "a time in microseconds", micros));
        }
        return new DropColumns(table, dropped, OptionalLong.of(Long.parseLong(micros)));
    }
}
