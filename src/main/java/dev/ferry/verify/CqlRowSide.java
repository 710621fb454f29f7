package dev.ferry.verify;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlReading;
import dev.ferry.cassandra.CqlRow;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.Cql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A cluster's rows over CQL.
record CqlRowSide(CqlClient client, CqlReading reading, RowShape shape) implements RowSide {
    private static final int ROWS_PER_PAGE = 500;
    // Names that no column has: what the statement adds to the columns.
    private static final String TOKEN = "ferry:token";
    private static final String WRITTEN = "ferry:written:";

    @Override
    public RowPages rows(TokenRange range) {
        var pages = client.pages(byToken(shape), reading, ROWS_PER_PAGE, range.startExclusive(), range.endInclusive());
        return () -> pages.next().stream().map(this::row).toList();
    }

    @Override
    public Optional<ReadRow> row(ReadRow like) throws FailureException, InterruptedException {
        return isPlain(like) ? byKey(like) : inPartition(like);
    }

    private Optional<ReadRow> byKey(ReadRow like) throws FailureException, InterruptedException {
        var values = new ArrayList<@Nullable Object>(like.partition());
        values.addAll(like.clustering());
        return client.query(byKey(shape), reading, values.toArray()).stream()
                .findFirst()
                .map(this::row);
    }

    /// A key that cannot be handed back to the driver as it came is looked for among its neighbours.
    private Optional<ReadRow> inPartition(ReadRow like) throws FailureException, InterruptedException {
        var pages = rows(new TokenRange(like.token() - 1, like.token()));
        for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
            for (var row : page) {
                if (row.key().equals(like.key())) {
                    return Optional.of(row);
                }
            }
        }
        return Optional.empty();
    }

    // Collections may stand for user-defined types and tuples; a null is a partition with static columns only.
    private static boolean isPlain(ReadRow row) {
        return Stream.concat(row.partition().stream(), row.clustering().stream())
                .allMatch(value -> value != null && !(value instanceof Collection) && !(value instanceof Map));
    }

    private ReadRow row(CqlRow row) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        shape.values().forEach(column -> values.put(column, row.values().get(column)));
        var written = new HashMap<String, Long>();
        shape.timed().forEach(column -> {
            if (row.values().get(WRITTEN + column) instanceof Long micros) {
                written.put(column, micros);
            }
        });
        return new ReadRow(
                row.number(TOKEN), key(shape.partitionKey(), row), key(shape.clustering(), row), values, written);
    }

    private static List<@Nullable Object> key(List<String> columns, CqlRow row) {
        var key = new ArrayList<@Nullable Object>();
        columns.forEach(column -> key.add(row.values().get(column)));
        return key;
    }

    /// For example `SELECT "id", "note", token("id") AS "ferry:token", WRITETIME("note") AS
    /// "ferry:written:note" FROM "shop"."orders" WHERE token("id") > ? AND token("id") <= ?`.
    static String byToken(RowShape shape) {
        var token = token(shape);
        return select(shape) + " WHERE " + token + " > ? AND " + token + " <= ?";
    }

    /// The same with `WHERE "id" = ?`.
    static String byKey(RowShape shape) {
        return select(shape)
                + Stream.concat(shape.partitionKey().stream(), shape.clustering().stream())
                        .map(column -> Cql.name(column) + " = ?")
                        .collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    private static String select(RowShape shape) {
        var columns = Stream.of(shape.partitionKey(), shape.clustering(), shape.values())
                .flatMap(List::stream)
                .map(Cql::name);
        var times = shape.values().stream()
                .filter(shape.timed()::contains)
                .map(column -> "WRITETIME(" + Cql.name(column) + ") AS " + Cql.name(WRITTEN + column));
        return Stream.of(columns, Stream.of(token(shape) + " AS " + Cql.name(TOKEN)), times)
                        .flatMap(each -> each)
                        .collect(Collectors.joining(", ", "SELECT ", " FROM "))
                + Cql.name(shape.table());
    }

    private static String token(RowShape shape) {
        return shape.partitionKey().stream().map(Cql::name).collect(Collectors.joining(", ", "token(", ")"));
    }
}
