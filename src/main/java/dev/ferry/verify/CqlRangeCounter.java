package dev.ferry.verify;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlReading;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.Cql;
import java.util.stream.Collectors;

/// Lets a cluster count its rows.
record CqlRangeCounter(CqlClient client, CqlReading reading) implements RangeCounter {
    @Override
    public long count(TableToCount table, TokenRange range) throws FailureException, InterruptedException {
        return client.query(statement(table), reading, range.startExclusive(), range.endInclusive())
                .getFirst()
                .number("count");
    }

    /// For example `SELECT count(*) FROM "shop"."orders" WHERE token("id") > ? AND token("id") <= ?`.
    static String statement(TableToCount table) {
        var token = table.partitionKey().stream().map(Cql::name).collect(Collectors.joining(", ", "token(", ")"));
        return "SELECT count(*) FROM " + Cql.name(table.table()) + " WHERE " + token + " > ? AND " + token + " <= ?";
    }
}
