package dev.ferry.schema;

import dev.ferry.schema.Column.Order;
import dev.ferry.schema.CqlReading.Span;
import dev.ferry.schema.CqlToken.Kind;
import dev.ferry.schema.TokenCursor.Stop;
import dev.ferry.text.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Reads what stands behind `WITH`.
final class PropertiesReader {
    static final String ORDER = "clustering order";
    static final String COMPACT = "compact storage";

    private final TokenCursor cursor;
    private final Map<String, Span> spans;
    private final TreeMap<String, OptionValue> values = new TreeMap<>();
    private final Map<String, Order> orders = new LinkedHashMap<>();

    /// A reader that writes down where each property stands.
    PropertiesReader(TokenCursor cursor, Map<String, Span> spans) {
        this.cursor = cursor;
        this.spans = spans;
    }

    /// What was said, clustering orders by column.
    record Properties(TreeMap<String, OptionValue> values, Map<String, Order> orders, boolean isCompact) {
        TableOptions options() {
            return new TableOptions(values);
        }
    }

    /// All properties, if there is a `WITH`.
    Properties read() throws Stop {
        if (cursor.accept("with")) {
            do {
                property();
            } while (cursor.accept("and"));
        }
        return new Properties(values, orders, spans.containsKey(COMPACT));
    }

    private void property() throws Stop {
        var start = cursor.offset();
        var name = propertyName();
        if (spans.put(name, cursor.since(start)) != null) {
            throw cursor.stop(start, Message.of("schema.cql.twice", name));
        }
    }

    private String propertyName() throws Stop {
        if (cursor.accept("compact")) {
            cursor.expect("storage");
            return COMPACT;
        }
        if (cursor.isNext("clustering", "order")) {
            cursor.expect("clustering", "order", "by", "(");
            clusteringOrder();
            return ORDER;
        }
        var name = cursor.name("an option");
        cursor.expect("=");
        values.put(name, value());
        return name;
    }

    private void clusteringOrder() throws Stop {
        do {
            var start = cursor.offset();
            var column = cursor.name("a column");
            var order = cursor.accept("desc") ? Order.DESC : Order.ASC;
            if (order == Order.ASC) {
                cursor.accept("asc");
            }
            if (orders.put(column, order) != null) {
                throw cursor.stop(start, Message.of("schema.cql.twice", column));
            }
        } while (cursor.accept(","));
        cursor.expect(")");
    }

    private OptionValue value() throws Stop {
        if (cursor.isNext("{")) {
            return entries();
        }
        if (cursor.isNext(Kind.STRING)) {
            return new OptionValue.Words(cursor.string("a value"));
        }
        if (cursor.accept("true")) {
            return new OptionValue.Truth(true);
        }
        return cursor.accept("false") ? new OptionValue.Truth(false) : new OptionValue.Figure(number());
    }

    private String number() throws Stop {
        var sign = cursor.accept("-") ? "-" : "";
        if (!cursor.isNext(Kind.NUMBER)) {
            throw cursor.expected("a value");
        }
        return sign + cursor.take("a value").text();
    }

    /// `{'class': 'LeveledCompactionStrategy', 'sstable_size_in_mb': 160}`.
    OptionValue.Entries entries() throws Stop {
        var entries = new TreeMap<String, String>();
        cursor.expect("{");
        while (!cursor.accept("}")) {
            if (!entries.isEmpty()) {
                cursor.expect(",");
            }
            var start = cursor.offset();
            var key = cursor.string("a name in apostrophes");
            cursor.expect(":");
            if (entries.put(key, entry()) != null) {
                throw cursor.stop(start, Message.of("schema.cql.twice", key));
            }
        }
        return new OptionValue.Entries(entries);
    }

    private String entry() throws Stop {
        if (cursor.isNext(Kind.STRING)) {
            return cursor.string("a value");
        }
        if (cursor.accept("true")) {
            return "true";
        }
        return cursor.accept("false") ? "false" : number();
    }
}
