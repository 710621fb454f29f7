package dev.ferry.engine;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.outcome.FailureException;
import java.time.Duration;
import java.util.List;

/// One more keyspace for a sandbox's source, `kinds`: a column of every type that Cassandra 3.11 knows,
/// and cells of every past: written at a given time, living for a while, deleted one by one.
final class EveryKind {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROWS = 30;

    private static final List<String> SCHEMA = List.of(
            "CREATE KEYSPACE kinds WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}",
            "CREATE TYPE kinds.mark (name text, points int)",
            """
            CREATE TABLE kinds.every (part text, number int, moment timestamp, day date,
                shared text static, tags list<text> static,
                a ascii, b bigint, c blob, d boolean, e decimal, f double, g duration, h float, i inet, j smallint,
                k time, l timeuuid, m tinyint, n uuid, o varint, p frozen<tuple<int, text>>, q mark, r frozen<mark>,
                s list<frozen<mark>>, t map<int, text>, u set<inet>, v frozen<map<text, frozen<list<int>>>>,
                PRIMARY KEY ((part, number), moment, day)) WITH CLUSTERING ORDER BY (moment DESC, day ASC)""",
            "CREATE TABLE kinds.counted (id int, day int, up counter, down counter, total counter static,"
                    + " PRIMARY KEY (id, day))");

    private EveryKind() {}

    /// Makes the keyspace and writes its rows.
    static void write(CqlClient source) throws FailureException, InterruptedException {
        for (var statement : SCHEMA) {
            source.execute(statement, LIMIT);
            source.awaitAgreement(LIMIT);
        }
        for (var number = 0; number < ROWS; number++) {
            source.execute(row(number), LIMIT);
            for (var statement : past(number)) {
                source.execute(statement, LIMIT);
            }
        }
    }

    private static String row(int number) {
        return """
                INSERT INTO kinds.every (part, number, moment, day, shared, tags, a, b, c, d, e, f, g, h, i, j, k, l, m, n,
                    o, p, q, r, s, t, u, v)
                VALUES ('é %2$d', %1$d, '2026-02-03T04:05:06.%1$03dZ', '1969-12-%3$02d', 'of all %1$d', ['x', 'y', 'x'],
                    'plain', -9223372036854775808, 0x00ff%3$02d, %4$s, -1234.%1$03d00, 1.0E-%3$d, 1mo%1$dd3ns, -0.5,
                    '2001:db8::%1$d', -32768, '23:59:59.999999%1$03d', 50554d6e-29bb-11e5-b345-feff819cdc9f, -128,
                    123e4567-e89b-12d3-a456-4266141740%3$02d, -123456789012345678901234567890%1$d, (%1$d, null),
                    {name: 'whole', points: %1$d}, {name: 'frozen'}, [{name: 'one', points: 1}, {points: 2}],
                    {1: 'one', -%3$d: ''}, {'10.0.0.%1$d', '::1'}, {'k': [3, 1, 2], '': []})
                USING TIMESTAMP %5$d""".formatted(number, number % 3, number % 30 + 1, number % 2 == 0, 1_000_000L + number);
    }

    private static List<String> past(int number) {
        var where = " WHERE part = 'é %d' AND number = %d".formatted(number % 3, number);
        var whole = where
                + " AND moment = '2026-02-03T04:05:06.%03dZ' AND day = '1969-12-%02d'"
                        .formatted(number, number % 30 + 1);
        return List.of(
                "UPDATE kinds.every USING TTL 8640000 SET a = 'for a while'" + whole + " IF a = 'plain'",
                "DELETE b, t[1], q.points FROM kinds.every" + whole,
                "UPDATE kinds.every SET s = s + [{name: 'appended', points: %d}], u = u - {'::1'}".formatted(number)
                        + whole,
                number % 5 == 0 ? "DELETE shared FROM kinds.every" + where : "DELETE c FROM kinds.every" + whole,
                number % 7 == 0
                        ? "DELETE FROM kinds.every" + whole
                        : "UPDATE kinds.every USING TIMESTAMP 5 SET d = true" + whole,
                "UPDATE kinds.counted SET up = up + %d, down = down - %d WHERE id = %d AND day = 1"
                        .formatted(number, number * 1000, number % 4),
                "UPDATE kinds.counted SET total = total + 1 WHERE id = " + number % 4);
    }
}
