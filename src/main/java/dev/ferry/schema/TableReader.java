package dev.ferry.schema;

import dev.ferry.schema.Column.Kind;
import dev.ferry.schema.Column.Order;
import dev.ferry.schema.CqlReading.Span;
import dev.ferry.schema.PropertiesReader.Properties;
import dev.ferry.schema.TokenCursor.Stop;
import dev.ferry.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what stands behind `CREATE TABLE keyspace.table`.
final class TableReader {
    static final String KEY = "primary key";

    private final TokenCursor cursor;
    private final TableName name;
    private final Map<String, Span> places;
    private final Map<String, Span> options;
    private final Map<String, Column> declared = new LinkedHashMap<>();
    private @Nullable Key key;

    TableReader(TokenCursor cursor, TableName name, Map<String, Span> places, Map<String, Span> options) {
        this.cursor = cursor;
        this.name = name;
        this.places = places;
        this.options = options;
    }

    /// A primary key as it is written.
    record Key(List<String> partition, List<String> clustering, int offset) {}

    Table read() throws Stop {
        cursor.expect("(");
        do {
            if (cursor.isNext("primary", "key")) {
                primaryKey(cursor.offset());
            } else {
                column();
            }
        } while (cursor.accept(","));
        var end = cursor.offset();
        cursor.expect(")");
        var properties = new PropertiesReader(cursor, options).read();
        if (key == null) {
            throw cursor.stop(end, Message.of("schema.cql.keyless"));
        }
        var columns = columns(key, properties);
        return new Table(
                name,
                new UUID(0, 0),
                new StoredShape(columns, properties.isCompact()).columns(),
                List.of(),
                List.of(),
                List.of(),
                properties.options(),
                new StoredShape(columns, properties.isCompact()).flags());
    }

    private void column() throws Stop {
        var start = cursor.offset();
        var column = definition(cursor, name.keyspace());
        places.putIfAbsent(column.name(), cursor.since(start));
        if (declared.put(column.name(), column) != null) {
            throw cursor.stop(start, Message.of("schema.cql.twice", column.name()));
        }
        if (cursor.isNext("primary", "key")) {
            var offset = cursor.offset();
            cursor.expect("primary", "key");
            setKey(new Key(List.of(column.name()), List.of(), offset), start);
        }
    }

    /// A regular or static column, with its mask.
    static Column definition(TokenCursor cursor, String keyspace) throws Stop {
        var name = cursor.name("a column");
        var type = new TypeReader(cursor, keyspace).type();
        var kind = cursor.accept("static") ? Kind.STATIC : Kind.REGULAR;
        var mask = cursor.accept("masked", "with") ? mask(cursor) : "";
        return new Column(name, type, kind, -1, Order.NONE, mask);
    }

    private static String mask(TokenCursor cursor) throws Stop {
        if (cursor.accept("default")) {
            return "mask_default()";
        }
        var start = cursor.offset();
        cursor.name("a masking function");
        if (cursor.accept(".")) {
            cursor.name("a masking function");
        }
        var function = cursor.slice(cursor.since(start));
        var arguments = new ArrayList<String>();
        cursor.expect("(");
        while (!cursor.accept(")")) {
            if (!arguments.isEmpty()) {
                cursor.expect(",");
            }
            var sign = cursor.accept("-") ? "-" : "";
            arguments.add(sign + cursor.take("a value").text());
        }
        return function + "(" + String.join(", ", arguments) + ")";
    }

    private void primaryKey(int start) throws Stop {
        setKey(keyOf(cursor), start);
    }

    private void setKey(Key found, int start) throws Stop {
        if (key != null) {
            throw cursor.stop(start, Message.of("schema.cql.twice", "PRIMARY KEY"));
        }
        key = found;
        options.put(KEY, cursor.since(start));
    }

    /// `PRIMARY KEY ((a, b), c)`.
    static Key keyOf(TokenCursor cursor) throws Stop {
        var offset = cursor.offset();
        cursor.expect("primary", "key", "(");
        var partition = new ArrayList<String>();
        if (cursor.accept("(")) {
            do {
                partition.add(cursor.name("a column"));
            } while (cursor.accept(","));
            cursor.expect(")");
        } else {
            partition.add(cursor.name("a column"));
        }
        var clustering = new ArrayList<String>();
        while (cursor.accept(",")) {
            clustering.add(cursor.name("a column"));
        }
        cursor.expect(")");
        return new Key(partition, clustering, offset);
    }

    private List<Column> columns(Key key, Properties properties) throws Stop {
        var all = new ArrayList<String>(key.partition());
        all.addAll(key.clustering());
        for (var each : all) {
            if (!declared.containsKey(each)) {
                throw cursor.stop(key.offset(), Message.of("schema.cql.key-unknown", each));
            }
        }
        if (Set.copyOf(all).size() < all.size()) {
            throw cursor.stop(key.offset(), Message.of("schema.cql.key-twice"));
        }
        checkOrders(key, properties);
        return declared.values().stream()
                .map(each -> keyed(each, key, properties.orders()))
                .toList();
    }

    /// Cassandra takes orders from the first clustering column on, without a gap.
    private void checkOrders(Key key, Properties properties) throws Stop {
        var ordered = List.copyOf(properties.orders().keySet());
        var isPrefix = ordered.size() <= key.clustering().size()
                && ordered.equals(key.clustering().subList(0, ordered.size()));
        if (!isPrefix) {
            var span = options.getOrDefault(PropertiesReader.ORDER, new Span(key.offset(), key.offset()));
            throw cursor.stop(span.start(), Message.of("schema.cql.order", String.join(", ", key.clustering())));
        }
    }

    static Column keyed(Column column, Key key, Map<String, Order> orders) {
        var partition = key.partition().indexOf(column.name());
        var clustering = key.clustering().indexOf(column.name());
        if (partition >= 0) {
            return new Column(column.name(), column.type(), Kind.PARTITION_KEY, partition, Order.NONE, column.mask());
        }
        if (clustering < 0) {
            return column;
        }
        var order = orders.getOrDefault(column.name(), CqlStatement.USUAL_ORDER);
        return new Column(column.name(), column.type(), Kind.CLUSTERING, clustering, order, column.mask());
    }

    /// How Cassandra stores what a `CREATE TABLE` declares (`CreateTableStatement`).
    private record StoredShape(List<Column> declared, boolean isCompact) {
        List<Column> columns() {
            if (!isCompact) {
                return declared;
            }
            return isDense() ? dense() : fixed();
        }

        Set<String> flags() {
            var flags = new TreeSet<String>();
            var clustering = count(Kind.CLUSTERING);
            if (isCounter()) {
                flags.add("counter");
            }
            if (isDense() && isCompact) {
                flags.add("dense");
            }
            if (!isCompact || clustering > 1) {
                flags.add("compound");
            }
            return flags;
        }

        private boolean isDense() {
            return count(Kind.CLUSTERING) > 0;
        }

        private boolean isCounter() {
            return declared.stream().anyMatch(each -> each.type().equals("counter"));
        }

        private long count(Kind kind) {
            return declared.stream().filter(each -> each.kind() == kind).count();
        }

        private List<Column> dense() {
            if (count(Kind.REGULAR) > 0) {
                return declared;
            }
            var columns = new ArrayList<>(declared);
            columns.add(Column.regular("value", "empty"));
            return columns;
        }

        private List<Column> fixed() {
            var columns = new ArrayList<Column>();
            for (var each : declared) {
                columns.add(each.kind() == Kind.REGULAR ? Column.fixed(each.name(), each.type()) : each);
            }
            columns.add(Column.clustering("column1", "text", 0, Order.ASC));
            columns.add(Column.regular("value", isCounter() ? "counter" : "blob"));
            return columns;
        }
    }
}
