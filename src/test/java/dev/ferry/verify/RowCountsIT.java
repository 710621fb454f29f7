package dev.ferry.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cassandra.Consistency;
import dev.ferry.cassandra.CqlCause;
import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlReading;
import dev.ferry.cassandra.TwoClusters;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Outcome;
import dev.ferry.schema.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Counts on two real clusters.
@Tag("it")
@Timeout(180)
class RowCountsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final CqlReading QUORUM = new CqlReading(Consistency.LOCAL_QUORUM, LIMIT);
    private static final CountLimits LIMITS = new CountLimits(QUORUM, QUORUM, 4, Duration.ofMillis(100));

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
    void countsAnOrdinaryTableInManyRanges() throws Exception {
        both("CREATE TABLE \"Shop\".orders (id int PRIMARY KEY, note text)");
        for (var id = 0; id < 500; id++) {
            both("INSERT INTO \"Shop\".orders (id, note) VALUES (?, ?)", id, "note");
        }
        var reported = new ArrayList<RangeCounted>();
        var counts = count(new TableToCount(table("orders"), List.of("id"), 64), reported);
        assertEquals(new TableCounts(table("orders"), 500, 500, 64, List.of(), List.of()), counts);
        assertEquals(64, reported.size());
        assertTrue(reported.stream().filter(range -> range.source() > 0).count() > 32);
    }

    @Test
    void countsACompositeKeyWithQuotedNames() throws Exception {
        both(
                "CREATE TABLE \"Shop\".\"Visits\" (\"Tenant\" text, day int, at int, PRIMARY KEY ((\"Tenant\", day), at))");
        for (var at = 0; at < 90; at++) {
            both("INSERT INTO \"Shop\".\"Visits\" (\"Tenant\", day, at) VALUES (?, ?, ?)", "t" + at % 7, at % 5, at);
        }
        assertCounts(90, new TableToCount(table("Visits"), List.of("Tenant", "day"), 8));
    }

    @Test
    void countsCounters() throws Exception {
        both("CREATE TABLE \"Shop\".hits (page text PRIMARY KEY, hits counter)");
        for (var page = 0; page < 40; page++) {
            both("UPDATE \"Shop\".hits SET hits = hits + 3 WHERE page = ?", "page " + page);
        }
        assertCounts(40, new TableToCount(table("hits"), List.of("page"), 4));
    }

    // A partition that holds nothing but its static columns counts as one row.
    @Test
    void countsPartitionsThatHoldOnlyStaticColumns() throws Exception {
        both("CREATE TABLE \"Shop\".carts (id int, item int, owner text static, PRIMARY KEY (id, item))");
        for (var id = 0; id < 10; id++) {
            both("INSERT INTO \"Shop\".carts (id, owner) VALUES (?, ?)", id, "ann");
        }
        both("INSERT INTO \"Shop\".carts (id, item) VALUES (1, 1)");
        both("INSERT INTO \"Shop\".carts (id, item) VALUES (1, 2)");
        assertCounts(11, new TableToCount(table("carts"), List.of("id"), 4));
    }

    @Test
    void countsNothingInAnEmptyTable() throws Exception {
        both("CREATE TABLE \"Shop\".nothing (id uuid PRIMARY KEY)");
        assertCounts(0, new TableToCount(table("nothing"), List.of("id"), TokenRanges.partsFor(0)));
    }

    @Test
    void findsTheRangeInWhichARowIsMissing() throws Exception {
        both("CREATE TABLE \"Shop\".parcels (id int PRIMARY KEY)");
        for (var id = 0; id < 200; id++) {
            both("INSERT INTO \"Shop\".parcels (id) VALUES (?)", id);
        }
        target.execute("DELETE FROM \"Shop\".parcels WHERE id = 77", LIMIT);
        var token = source.query("SELECT token(id) AS place FROM \"Shop\".parcels WHERE id = ?", 77)
                .getFirst()
                .number("place");
        var counts = count(new TableToCount(table("parcels"), List.of("id"), 32), new ArrayList<>());
        assertEquals(200, counts.sourceRows());
        assertEquals(199, counts.targetRows());
        assertEquals(1, counts.different().size());
        var range = counts.different().getFirst().range();
        assertTrue(range.startExclusive() < token && token <= range.endInclusive());
        assertInstanceOf(Outcome.Failed.class, counts.verdict());
    }

    @Test
    void leavesOpenWhatTheTargetDoesNotHave() throws Exception {
        source.execute("CREATE TABLE \"Shop\".unknown (id int PRIMARY KEY)", LIMIT);
        source.awaitAgreement(LIMIT);
        var counts = count(new TableToCount(table("unknown"), List.of("id"), 16), new ArrayList<>());
        assertEquals(16, counts.notRead().size());
        assertEquals(Side.TARGET, counts.notRead().getFirst().side());
        assertEquals(
                Optional.of(CqlCause.UNKNOWN_NAME),
                CqlCause.of(counts.notRead().getFirst().failure()));
        assertInstanceOf(Outcome.Unknown.class, counts.verdict());
    }

    @Test
    void leavesOpenWhatIsNotAnsweredInTime() throws Exception {
        both("CREATE TABLE \"Shop\".slow (id int PRIMARY KEY)");
        var hasty = new CountLimits(
                QUORUM, new CqlReading(Consistency.ONE, Duration.ofMillis(300)), 2, Duration.ofMillis(10));
        clusters.freezeSecured();
        try {
            var counts = new RowCounts(source, target, hasty)
                    .count(new TableToCount(table("slow"), List.of("id"), 64), _ -> {});
            assertEquals(0, counts.ranges());
            assertEquals(
                    Optional.of(CqlCause.ANSWER_TIMEOUT),
                    CqlCause.of(counts.notRead().getFirst().failure()));
            assertInstanceOf(Outcome.Unknown.class, counts.verdict());
        } finally {
            clusters.thawSecured();
        }
    }

    // The source gives up at 100 deleted rows: one of these partitions is well below, three are above.
    @Test
    void halvesARangeOfWhichTheServerSaysThatItIsTooMuch() throws Exception {
        both("CREATE TABLE \"Shop\".emptied (id int, item int, PRIMARY KEY (id, item))");
        for (var id = 0; id < 6; id++) {
            for (var item = 0; item < 40; item++) {
                both("DELETE FROM \"Shop\".emptied WHERE id = ? AND item = ?", id, item);
            }
            both("INSERT INTO \"Shop\".emptied (id, item) VALUES (?, 100)", id);
        }
        var counts = count(new TableToCount(table("emptied"), List.of("id"), 1), new ArrayList<>());
        assertEquals(6, counts.sourceRows());
        assertEquals(6, counts.targetRows());
        assertTrue(counts.ranges() >= 3, "ranges: " + counts.ranges());
        assertInstanceOf(Outcome.Succeeded.class, counts.verdict());
    }

    private static void assertCounts(long rows, TableToCount table) throws Exception {
        var counts = count(table, new ArrayList<>());
        assertEquals(
                Map.of("source", rows, "target", rows),
                Map.of("source", counts.sourceRows(), "target", counts.targetRows()));
        assertInstanceOf(Outcome.Succeeded.class, counts.verdict());
    }

    private static TableCounts count(TableToCount table, List<RangeCounted> reported) throws InterruptedException {
        return new RowCounts(source, target, LIMITS).count(table, reported::add);
    }

    private static TableName table(String name) {
        return new TableName("Shop", name);
    }

    private static void both(String cql, Object... values) throws FailureException, InterruptedException {
        for (var client : List.of(source, target)) {
            client.execute(cql, LIMIT, values);
            if (cql.startsWith("CREATE")) {
                client.awaitAgreement(LIMIT);
            }
        }
    }
}
