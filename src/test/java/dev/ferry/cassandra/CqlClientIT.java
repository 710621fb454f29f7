package dev.ferry.cassandra;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Gauge;
import dev.ferry.cluster.Node;
import dev.ferry.cluster.NodePressure;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Redactor;
import dev.ferry.secrets.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/// Against real clusters: what works, and what is said when it does not.
@Tag("it")
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CqlClientIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static TwoClusters clusters;
    private static CqlClient plain;
    private static CqlClient secured;
    private static final List<String> audit = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void connect() throws Exception {
        clusters = TwoClusters.start();
        plain = CqlClient.connect(clusters.plain(), audit::add);
        secured = CqlClient.connect(clusters.secured(), audit::add);
        plain.execute("CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 2}", LIMIT);
    }

    @AfterAll
    static void close() {
        if (secured != null) {
            secured.close();
        }
        if (plain != null) {
            plain.close();
        }
        if (clusters != null) {
            clusters.close();
        }
    }

    @Test
    void seesTheWholeRingThroughOneNode() throws Exception {
        var ring = plain.ring();
        assertTrue(ring.isMurmur3());
        assertEquals(
                clusters.plainAddresses(),
                ring.nodes().stream().map(Node::address).toList());
        for (var node : ring.nodes()) {
            assertEquals("dc1", node.dataCentre());
            assertEquals("4.1.10", node.version().text());
            assertEquals(4, node.tokens());
            assertEquals(4, ring.murmur3Tokens(node.hostId()).size());
            assertTrue(node.up());
        }
        assertEquals("dc1", plain.dataCentre());
        assertEquals("aiven", secured.dataCentre());
    }

    @Test
    void speaksOnlyWithWhomItWasToldTo() throws Exception {
        var one = plain.queryEachNode("SELECT data_center FROM system.local");
        assertEquals(1, one.size());
        try (var wide = CqlClient.connect(clusters.plain(), Reach.RING, _ -> {})) {
            var both = wide.queryEachNode("SELECT host_id FROM system.local");
            assertEquals(2, both.size());
            assertEquals(
                    2, both.values().stream().flatMap(List::stream).distinct().count());
        }
    }

    @Test
    void everyNodeWithinReachTellsHowItIsDoing() throws Exception {
        try (var wide = CqlClient.connect(clusters.plain(), Reach.RING, _ -> {})) {
            var pressure = wide.pressure();
            assertEquals(
                    clusters.plainAddresses(),
                    pressure.nodes().stream()
                            .map(NodePressure::address)
                            .sorted()
                            .toList());
            for (var node : pressure.nodes()) {
                assertEquals(0, node.value(Gauge.MESSAGES_DROPPED).orElseThrow(), node.toString());
            }
        }
        assertEquals(1, plain.pressure().nodes().size());
    }

    @Test
    void knowsWhetherALoginIsAskedFor() throws Exception {
        assertTrue(CqlClient.asksForLogin(clusters.secured()));
        assertFalse(CqlClient.asksForLogin(clusters.plain()));
    }

    @Test
    void saysThatThePasswordIsWrong() throws Exception {
        var failure = failure(() -> connect(clusters.secured(new CqlLogin("avnadmin", Secret.of("not it")))));
        assertEquals(CqlCause.LOGIN_REFUSED, cause(failure));
        assertTrue(failure.evidence().contains("incorrect"), failure.evidence());
        assertEquals(List.of("avnadmin"), failure.cause().arguments().subList(1, 2));
    }

    @Test
    void saysThatALoginIsMissing() throws Exception {
        var endpoint = clusters.secured().withoutLogin();
        assertEquals(CqlCause.LOGIN_MISSING, cause(failure(() -> connect(endpoint))));
    }

    @Test
    void saysThatTlsIsMissing() throws Exception {
        var endpoint = clusters.secured();
        var withoutTls = new CqlEndpoint(endpoint.contactPoints(), endpoint.port(), endpoint.login(), null);
        assertEquals(CqlCause.TLS_MISSING, cause(failure(() -> connect(withoutTls))));
    }

    @Test
    void saysThatTlsIsNotSpoken() throws Exception {
        var endpoint = clusters.plain();
        var tls = TwoClusters.trusting(TwoClusters.stranger());
        var withTls = new CqlEndpoint(endpoint.contactPoints(), endpoint.port(), null, tls);
        assertEquals(CqlCause.TLS_NOT_SPOKEN, cause(failure(() -> connect(withTls))));
    }

    @Test
    void saysThatTheAuthorityIsAnother() throws Exception {
        var endpoint = clusters.securedTrusting(TwoClusters.stranger());
        assertEquals(CqlCause.TLS_UNTRUSTED, cause(failure(() -> connect(endpoint))));
    }

    @Test
    void saysThatThePortRefuses() {
        var endpoint = new CqlEndpoint(clusters.plainAddresses(), 9043, null, null);
        var failure = failure(() -> connect(endpoint));
        assertEquals(CqlCause.PORT_REFUSED, cause(failure));
        assertEquals(2, failure.evidence().lines().count(), failure.evidence());
    }

    @Test
    void changesTheSchemaAndAgreesOnIt() throws Exception {
        plain.execute("CREATE TYPE shop.address (street text, zip int)", LIMIT);
        plain.execute(
                "CREATE TABLE shop.people (id int PRIMARY KEY, home frozen<address>, tags set<text>, seen timestamp)",
                LIMIT);
        plain.awaitAgreement(LIMIT);
        assertEquals(1, plain.schemaVersions().size());
        plain.execute(
                "INSERT INTO shop.people (id, home, tags) VALUES (1, {street: 'High Street'}, {'a', 'b'})", LIMIT);
        var row = plain.query("SELECT * FROM shop.people WHERE id = ?", 1).getFirst();
        assertEquals(1, row.number("id"));
        assertEquals(List.of("a", "b"), row.list("tags"));
        assertEquals("High Street", ((Map<?, ?>) row.values().get("home")).get("street"));
        assertTrue(row.values().containsKey("seen"));
        assertEquals(
                CqlCause.ALREADY_EXISTS,
                cause(failure(() -> plain.execute("CREATE TABLE shop.people (id int PRIMARY KEY)", LIMIT))));
        assertTrue(audit.stream().anyMatch(line -> line.contains("CREATE TYPE shop.address")));
    }

    @Test
    void readsMoreRowsThanFitOnAPage() throws Exception {
        plain.execute("CREATE TABLE shop.many (pk int, ck int, PRIMARY KEY (pk, ck))", LIMIT);
        for (var batch = 0; batch < 12; batch++) {
            var inserts = new StringBuilder("BEGIN UNLOGGED BATCH ");
            for (var i = 0; i < 500; i++) {
                inserts.append("INSERT INTO shop.many (pk, ck) VALUES (1, ")
                        .append(500 * batch + i)
                        .append("); ");
            }
            plain.execute(inserts + "APPLY BATCH", LIMIT);
        }
        assertEquals(
                6000, plain.query("SELECT ck FROM shop.many WHERE pk = ?", 1).size());
    }

    @Test
    void passesOnWhatTheServerSays() {
        var syntax = failure(() -> plain.query("SELEKT 1"));
        assertEquals(CqlCause.SYNTAX, cause(syntax));
        assertTrue(syntax.evidence().contains("SELEKT"), syntax.evidence());
        assertEquals("workstation → " + clusters.plain().label() + " (CQL)", syntax.hop());
        assertEquals(CqlCause.UNKNOWN_NAME, cause(failure(() -> plain.query("SELECT * FROM shop.nothing"))));
        assertEquals(
                CqlCause.UNKNOWN_NAME, cause(failure(() -> plain.query("SELECT * FROM shop.nothing WHERE id = ?", 1))));
        assertEquals(
                CqlCause.INVALID,
                cause(failure(() -> plain.execute("CREATE KEYSPACE x WITH replication = {'class': 'Nope'}", LIMIT))));
    }

    @Test
    void takesAnUnknownTableAsEmptyWhereThatIsAsked() throws Exception {
        assertEquals(List.of(), plain.queryIfExists("SELECT * FROM shop.nothing"));
        assertEquals(List.of(), plain.queryIfExists("SELECT * FROM nowhere.nothing"));
        assertEquals(1, plain.queryIfExists("SELECT key FROM system.local").size());
        assertEquals(CqlCause.SYNTAX, cause(failure(() -> plain.queryIfExists("SELECT FROM"))));
    }

    @Test
    void givesUpWhenTheAnswerTakesTooLong() throws Exception {
        clusters.freezeSecured();
        try {
            var failure = failure(() -> secured.query("SELECT key FROM system.local", Duration.ofSeconds(1)));
            assertEquals(CqlCause.ANSWER_TIMEOUT, cause(failure));
        } finally {
            clusters.thawSecured();
        }
        assertEquals(1, secured.query("SELECT key FROM system.local").size());
    }

    @Test
    void saysThatDeletedRowsAreTooMany() throws Exception {
        plain.execute("CREATE TABLE shop.gone (pk int, ck int, PRIMARY KEY (pk, ck))", LIMIT);
        var onBoth = new CqlReading(Consistency.LOCAL_QUORUM, LIMIT);
        for (var i = 0; i < 150; i++) {
            plain.execute("DELETE FROM shop.gone WHERE pk = 1 AND ck = " + i, LIMIT);
        }
        assertEquals(CqlCause.TOMBSTONES, cause(failure(() -> plain.query("SELECT * FROM shop.gone", onBoth))));
    }

    @Test
    void watchesAnIndexBeingBuilt() throws Exception {
        plain.execute("CREATE TABLE shop.goods (id int PRIMARY KEY, colour text)", LIMIT);
        assertFalse(plain.isIndexBuilt("shop", "goods_by_colour"));
        plain.execute("CREATE INDEX goods_by_colour ON shop.goods (colour)", LIMIT);
        var end = Instant.now().plus(LIMIT);
        while (!plain.isIndexBuilt("shop", "goods_by_colour") && Instant.now().isBefore(end)) {
            Thread.sleep(100);
        }
        var state = plain.indexState("shop", "goods_by_colour");
        assertEquals(1, state.built().size());
        assertEquals(List.of(clusters.plainAddresses().get(1)), state.notAsked());
        try (var wide = CqlClient.connect(clusters.plain(), Reach.RING, _ -> {})) {
            assertEquals(List.of(), wide.indexState("shop", "goods_by_colour").notAsked());
        }
    }

    @Test
    void makesAndDropsALoginThatMayDoNothing() throws Exception {
        var password = Secret.of("o'tool \"box\" ‹1›");
        assertFalse(secured.loginExists("ferry load"));
        secured.createLogin("ferry load", password);
        assertTrue(secured.loginExists("ferry load"));
        assertTrue(secured.roles().contains(new CqlRole("ferry load", true, false)));
        assertEquals(CqlCause.ALREADY_EXISTS, cause(failure(() -> secured.createLogin("ferry load", password))));
        try (var guest = CqlClient.connect(clusters.secured(new CqlLogin("ferry load", password)), _ -> {})) {
            assertEquals(CqlCause.UNAUTHORISED, cause(failure(() -> guest.query("SELECT * FROM system_auth.roles"))));
            assertTrue(guest.loginExists("ferry load"));
            var pressure = guest.pressure();
            assertTrue(pressure.isUnread(), "what a login may not read is not known: " + pressure);
            assertEquals(List.of(), pressure.silent(), "it did answer");
        }
        assertFalse(secured.pressure().isUnread());
        secured.dropLogin("ferry load");
        assertFalse(secured.loginExists("ferry load"));
        assertDoesNotThrow(() -> secured.dropLogin("ferry load"));
        var lines = audit.stream().filter(line -> line.contains("CREATE ROLE")).toList();
        assertTrue(lines.getFirst().endsWith("PASSWORD = " + Redactor.MASK), lines.toString());
        assertFalse(lines.toString().contains("tool"), lines.toString());
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void livesWithANodeThatIsGone() throws Exception {
        plain.execute("CREATE TABLE shop.shared (id int PRIMARY KEY)", LIMIT);
        plain.awaitAgreement(LIMIT);
        clusters.killSecondPlain();
        var gone = clusters.plainAddresses().get(1);
        var end = Instant.now().plus(LIMIT);
        try (var wide = CqlClient.connect(clusters.plain(), Reach.RING, _ -> {})) {
            while (upAddresses(wide).contains(gone) && Instant.now().isBefore(end)) {
                Thread.sleep(200);
            }
            assertEquals(clusters.plainAddresses().subList(0, 1), upAddresses(wide));
            assertEquals(2, wide.ring().nodes().size());
            wide.awaitAgreement(LIMIT);
            assertEquals(1, wide.queryEachNode("SELECT key FROM system.local").size());
            var pressure = wide.pressure();
            assertEquals(List.of(gone), pressure.silent());
            assertTrue(pressure.node(clusters.plainAddresses().getFirst()).isPresent());
            var all = new CqlReading(Consistency.ALL, LIMIT);
            var failure = failure(() -> wide.query("SELECT * FROM shop.shared", all));
            // until the nodes themselves have noticed, they wait for the one that is gone
            while (cause(failure) == CqlCause.READ_TIMEOUT && Instant.now().isBefore(end)) {
                failure = failure(() -> wide.query("SELECT * FROM shop.shared", all));
            }
            assertEquals(CqlCause.UNAVAILABLE, cause(failure));
            assertEquals(Failure.Kind.RETRYABLE, failure.kind());
        }
    }

    private static List<String> upAddresses(CqlClient client) throws Exception {
        return client.ring().nodes().stream()
                .filter(Node::up)
                .map(Node::address)
                .toList();
    }

    private static void connect(CqlEndpoint endpoint) throws Exception {
        CqlClient.connect(endpoint, _ -> {}).close();
    }

    private static Failure failure(Executable executable) {
        return assertThrows(FailureException.class, executable).failure();
    }

    private static CqlCause cause(Failure failure) {
        return CqlCause.of(failure).orElseThrow();
    }
}
