package dev.ferry.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cassandra.Consistency;
import dev.ferry.cassandra.CqlCause;
import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlReading;
import dev.ferry.cassandra.TwoClusters;
import dev.ferry.rows.Extent;
import dev.ferry.rows.RowComparison;
import dev.ferry.rows.RowDifference;
import dev.ferry.rows.RowDifference.Field;
import dev.ferry.rows.RowDifference.Kind;
import dev.ferry.rows.RowDifference.Reason;
import dev.ferry.schema.Schema;
import dev.ferry.schema.SchemaReader;
import dev.ferry.schema.TableName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Finds the rows that differ between two real clusters.
@Tag("it")
@Timeout(180)
class RowDifferencesIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final CqlReading QUORUM = new CqlReading(Consistency.QUORUM, LIMIT);
    private static final Instant SNAPSHOT = Instant.parse("2026-03-01T10:00:00Z");
    private static final long BEFORE = ChronoUnit.MICROS.between(Instant.EPOCH, SNAPSHOT.minusSeconds(9));
    private static final long AFTER = ChronoUnit.MICROS.between(Instant.EPOCH, SNAPSHOT.plusSeconds(9));

    private static TwoClusters clusters;
    private static CqlClient source;
    private static CqlClient target;

    @BeforeAll
    static void connect() throws Exception {
        clusters = TwoClusters.start();
        source = CqlClient.connect(clusters.plain(), _ -> {});
        target = CqlClient.connect(clusters.secured(), _ -> {});
        keyspace(source, "dc1", 2);
        keyspace(target, "aiven", 1);
    }

    private static void keyspace(CqlClient client, String dataCentre, int replicas) throws Exception {
        client.execute(
                "CREATE KEYSPACE \"Shop\" WITH replication = {'class': 'NetworkTopologyStrategy', '%s': %d}"
                        .formatted(dataCentre, replicas),
                LIMIT);
    }

    @AfterAll
    static void close() {
        for (var each : new CqlClient[] {source, target}) {
            if (each != null) {
                each.close();
            }
        }
        if (clusters != null) {
            clusters.close();
        }
    }

    @Test
    void findsAndExplainsWhatDiffersOverManyPages() throws Exception {
        both("CREATE TABLE \"Shop\".\"Orders\" (id int PRIMARY KEY, note text)");
        for (var id = 0; id < 1300; id++) {
            both("INSERT INTO \"Shop\".\"Orders\" (id, note) VALUES (?, ?) USING TIMESTAMP " + BEFORE, id, "note");
        }
        target.execute("DELETE FROM \"Shop\".\"Orders\" WHERE id = 77", LIMIT);
        source.execute("DELETE FROM \"Shop\".\"Orders\" WHERE id = 78", LIMIT);
        source.execute(
                "UPDATE \"Shop\".\"Orders\" USING TIMESTAMP " + AFTER + " SET note = 'new' WHERE id = 79", LIMIT);
        source.execute("INSERT INTO \"Shop\".\"Orders\" (id, note) VALUES (5000, 'n') USING TIMESTAMP " + AFTER, LIMIT);
        var result = compare("Orders", TokenRange.RING, 100);
        assertEquals(
                Map.of(
                        "id = 77", "MISSING NOTHING",
                        "id = 78", "EXTRA NOTHING",
                        "id = 79", "CHANGED LATER_ON_SOURCE",
                        "id = 5000", "MISSING LATER_ON_SOURCE"),
                told(result));
        assertEquals(new Extent.Whole(), result.extent());
        assertEquals(1300, result.sourceRows());
        assertEquals(1299, result.targetRows());
        var changed = only(result, Kind.CHANGED);
        assertEquals(List.of(new Field("note", "new", "note")), changed.values());
        assertEquals(SNAPSHOT.plusSeconds(9), changed.sourceWritten());
        assertEquals(SNAPSHOT.minusSeconds(9), changed.targetWritten());
    }

    @Test
    void findsOnlyWhatLiesInTheRange() throws Exception {
        both("CREATE TABLE \"Shop\".parcels (id int PRIMARY KEY)");
        for (var id = 0; id < 50; id++) {
            source.execute("INSERT INTO \"Shop\".parcels (id) VALUES (?)", LIMIT, id);
        }
        var half = TokenRange.RING.halves();
        var first = compare("parcels", half.getFirst(), 100);
        var second = compare("parcels", half.getLast(), 100);
        assertEquals(50, first.differences().size() + second.differences().size());
        assertTrue(first.differences().stream()
                .allMatch(row -> row.token() <= half.getFirst().endInclusive()));
        // a row of nothing but its key has no time of writing
        assertEquals(Reason.NOT_KNOWN, first.differences().getFirst().reason());
    }

    // Descending order, a text and a timestamp in the key, static columns, collections, a user's type.
    @Test
    void comparesWidePartitionsOfEveryKindOfColumn() throws Exception {
        both("CREATE TYPE \"Shop\".place (street text, number int)");
        both("CREATE TABLE \"Shop\".visits (tenant text, day date, at timestamp, who frozen<place>, owner text static,"
                + " tags set<text>, prices map<text, decimal>, home place, picture blob,"
                + " PRIMARY KEY ((tenant, day), at, who)) WITH CLUSTERING ORDER BY (at DESC, who ASC)");
        for (var at = 0; at < 700; at++) {
            both(("INSERT INTO \"Shop\".visits (tenant, day, at, who, owner, tags, prices, home, picture) VALUES"
                            + " ('t', '2026-03-01', %d, {street: 'a', number: %d}, 'ann', {'x', 'y'}, {'p': 1.50},"
                            + " {street: 'b', number: 1}, 0xcafe)")
                    .formatted(at * 1000, at % 3));
        }
        both("INSERT INTO \"Shop\".visits (tenant, day, owner) VALUES ('only', '2026-03-02', 'bob')");
        assertEquals(List.of(), compare("visits", TokenRange.RING, 50).differences());
        target.execute(
                "DELETE FROM \"Shop\".visits WHERE tenant = 't' AND day = '2026-03-01' AND at = 5000"
                        + " AND who = {street: 'a', number: 2}",
                LIMIT);
        target.execute(
                "UPDATE \"Shop\".visits SET tags = tags + {'z'}, home.number = 2 WHERE tenant = 't'"
                        + " AND day = '2026-03-01' AND at = 8000 AND who = {street: 'a', number: 2}",
                LIMIT);
        target.execute("DELETE FROM \"Shop\".visits WHERE tenant = 'only' AND day = '2026-03-02'", LIMIT);
        var result = compare("visits", TokenRange.RING, 50);
        assertEquals(3, result.differences().size(), result.toString());
        assertEquals(2, result.count(Kind.MISSING));
        assertEquals(
                List.of(
                        new Field("home", "{street: b, number: 1}", "{street: b, number: 2}"),
                        new Field("tags", "[x, y]", "[x, y, z]")),
                only(result, Kind.CHANGED).values());
        assertTrue(
                told(result).containsKey("tenant = only, day = 2026-03-02"),
                told(result).toString());
    }

    @Test
    void comparesCounters() throws Exception {
        both("CREATE TABLE \"Shop\".hits (page text PRIMARY KEY, hits counter)");
        both("UPDATE \"Shop\".hits SET hits = hits + 3 WHERE page = 'a'");
        both("UPDATE \"Shop\".hits SET hits = hits + 4 WHERE page = 'b'");
        source.execute("UPDATE \"Shop\".hits SET hits = hits + 1 WHERE page = 'b'", LIMIT);
        var result = compare("hits", TokenRange.RING, 50);
        assertEquals(Map.of("page = b", "CHANGED NOT_KNOWN"), told(result));
        assertEquals(
                List.of(new Field("hits", "5", "4")),
                result.differences().getFirst().values());
    }

    @Test
    void saysWhatTheTargetDoesNotHave() throws Exception {
        source.execute("CREATE TABLE \"Shop\".unknown (id int PRIMARY KEY)", LIMIT);
        source.awaitAgreement(LIMIT);
        source.execute("INSERT INTO \"Shop\".unknown (id) VALUES (1)", LIMIT);
        var extent = assertInstanceOf(
                Extent.NotRead.class, compare("unknown", TokenRange.RING, 5).extent());
        assertEquals(Optional.of(CqlCause.UNKNOWN_NAME), CqlCause.of(extent.failure()));
    }

    private static RowDifference only(RowComparison result, Kind kind) {
        assertEquals(1, result.count(kind));
        return result.differences().stream()
                .filter(row -> row.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> told(RowComparison result) {
        return result.differences().stream()
                .collect(Collectors.toMap(RowDifference::keyText, row -> row.kind() + " " + row.reason()));
    }

    private static RowComparison compare(String table, TokenRange range, int most) throws Exception {
        var shape = RowShape.of(schema().table(new TableName("Shop", table)).orElseThrow());
        var limits = new RowLimits(most, Duration.ofMillis(50), SNAPSHOT);
        return new RowDifferences(source, target, QUORUM, shape, limits).compare(range, _ -> {});
    }

    private static Schema schema() throws Exception {
        var rows = new HashMap<String, List<Map<String, Object>>>();
        for (var query : SchemaReader.queries().entrySet()) {
            rows.put(query.getKey(), source.queryIfExists(query.getValue()));
        }
        return SchemaReader.read(rows);
    }

    private static void both(String cql, Object... values) throws Exception {
        for (var client : List.of(source, target)) {
            client.execute(cql, LIMIT, values);
            if (cql.startsWith("CREATE")) {
                client.awaitAgreement(LIMIT);
            }
        }
    }
}
