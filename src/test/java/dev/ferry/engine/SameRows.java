package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cassandra.Consistency;
import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlPages;
import dev.ferry.cassandra.CqlReading;
import dev.ferry.cassandra.CqlRow;
import dev.ferry.schema.Column;
import dev.ferry.schema.Cql;
import dev.ferry.schema.Schema;
import dev.ferry.schema.Table;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Two tables read side by side, row by row and column by column: values, write times and what is left of
/// their lives. Nothing of Ferry's own comparison is used.
final class SameRows {
    private static final CqlReading READING = new CqlReading(Consistency.ALL, Duration.ofMinutes(1));
    private static final int PAGE = 500;
    // what is left of a life is read on one side a moment later than on the other
    private static final long SECONDS_APART = 60;
    private static final String LIFE = "ttl of ";

    private final Schema schema;
    private final CqlClient source;
    private final CqlClient target;

    SameRows(Schema schema, CqlClient source, CqlClient target) {
        this.schema = schema;
        this.source = source;
        this.target = target;
    }

    /// Fails at the first row that differs.
    ///
    /// @return how many rows there are, static rows without clustering ones included
    long count(Table table) throws Exception {
        var question = question(table);
        var here = new Rows(source.pages(question, READING, PAGE));
        var there = new Rows(target.pages(question, READING, PAGE));
        for (var rows = 0L; ; rows++) {
            var one = here.next();
            var other = there.next();
            if (one == null || other == null) {
                assertEquals(one, other, table.name() + " after " + rows + " rows");
                return rows;
            }
            assertEquals(withoutLives(one), withoutLives(other), table.name().toString());
            assertSameLives(table, one.values(), other.values());
        }
    }

    private String question(Table table) {
        var selected = new ArrayList<String>();
        selected.add("token(" + names(table.columns(Column.Kind.PARTITION_KEY)) + ")");
        for (var column : table.columns()) {
            var name = Cql.name(column.name());
            selected.add(name);
            if (hasWriteTime(table, column)) {
                selected.add("writetime(" + name + ") AS " + Cql.name("time of " + column.name()));
                selected.add("ttl(" + name + ") AS " + Cql.name(LIFE + column.name()));
            }
        }
        return "SELECT " + String.join(", ", selected) + " FROM " + Cql.name(table.name());
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(column -> Cql.name(column.name())).collect(Collectors.joining(", "));
    }

    private boolean hasWriteTime(Table table, Column column) {
        var isCell = column.kind() == Column.Kind.REGULAR || column.kind() == Column.Kind.STATIC;
        return isCell && !table.isCounter() && !isMultiCell(table, column.type());
    }

    /// Whether each element or field is a cell of its own: there is no one time for such a value.
    private boolean isMultiCell(Table table, String type) {
        var types = schema.keyspace(table.name().keyspace()).orElseThrow().types();
        return type.matches("(list|set|map)<.*")
                || types.stream().anyMatch(own -> own.name().equals(type));
    }

    private static Map<String, @Nullable Object> withoutLives(CqlRow row) {
        var values = new LinkedHashMap<>(row.values());
        values.keySet().removeIf(name -> name.startsWith(LIFE));
        return values;
    }

    private static void assertSameLives(
            Table table, Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
        one.forEach((name, life) -> {
            if (name.startsWith(LIFE)) {
                var theirs = other.get(name);
                var isSame = life instanceof Number here && theirs instanceof Number there
                        ? Math.abs(here.longValue() - there.longValue()) <= SECONDS_APART
                        : life == theirs;
                assertTrue(isSame, () -> table.name() + ": " + name + " is " + life + " and " + theirs + " in " + one);
            }
        });
    }

    /// Rows one by one.
    private static final class Rows {
        private final CqlPages pages;
        private final Deque<CqlRow> held = new ArrayDeque<>();

        Rows(CqlPages pages) {
            this.pages = pages;
        }

        @Nullable
        CqlRow next() throws Exception {
            if (held.isEmpty()) {
                held.addAll(pages.next());
            }
            return held.poll();
        }
    }
}
