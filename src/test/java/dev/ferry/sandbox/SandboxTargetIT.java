package dev.ferry.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ferry.cassandra.Consistency;
import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.cassandra.CqlReading;
import dev.ferry.cassandra.CqlTls;
import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.RingDescription;
import dev.ferry.schema.Replication;
import dev.ferry.schema.Schema;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.Validity;
import dev.ferry.simulator.TargetSpec;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTargetIT {
    private static final Validity VALIDITY = Validity.next(Duration.ofDays(30));
    private static final Secret PASSWORD = Secret.of("AVNS_quite'long");

    private final Authority project = Authority.create("project", Authority.KeyKind.RSA, VALIDITY);
    private final Authority internode = Authority.create("internode", Authority.KeyKind.RSA, VALIDITY);

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void isLikeAServiceInMigrationModeAndThenClosed(int count) throws Exception {
        try (var slot = Slot.claim(2, count);
                var folder = SandboxFolder.temporary();
                var target = new SandboxTarget(folder, slot.targets(count), racks(count), Release.V4_1, _ -> {})) {
            var spec = spec(target.addresses(count), count);
            var address = target.launch(spec);
            assertEquals(slot.targets(count), address.nodes());
            assertEquals(24510, address.nativePort());
            assertEquals(24512, address.internodePort());

            try (var client = connect(slot, spec, "avnadmin", PASSWORD)) {
                assertEquals("aiven", client.dataCentre());
                assertEquals("4.1.10", client.version().text());
                assertEquals(slot.targets(count), addresses(client));
                execute(
                        client,
                        "CREATE KEYSPACE kept WITH replication =" + " {'class': 'NetworkTopologyStrategy', 'aiven': "
                                + count + "}");
                execute(client, "CREATE TABLE kept.rows (id int PRIMARY KEY)");
                execute(client, "INSERT INTO kept.rows (id) VALUES (1)");
                assertPlacedByRack(target, client);
            }
            awaitRefusal(slot, spec);
            for (var node : address.nodes()) {
                assertTrue(accepts(node, internode.issueClient("loader", VALIDITY)));
                assertFalse(accepts(node, project.issueClient("stranger", VALIDITY)));
                assertFalse(accepts(node, null));
            }

            target.relaunchClosed(spec.closed());
            for (var node : address.nodes()) {
                assertFalse(Ports.accepts(node, 24512));
            }
            try (var client = connect(slot, spec, "avnadmin", PASSWORD)) {
                assertEquals(1, rowsKept(client));
                assertEquals(slot.targets(count), addresses(client));
            }

            target.remove(spec.service());
            assertFalse(Ports.accepts(address.host(), 24510));
        }
    }

    /// The last node of three is alone in its rack: it has a copy of everything that has two.
    private static List<Place> racks(int count) {
        return count == 1
                ? List.of()
                : List.of(new Place("aiven", "r1"), new Place("aiven", "r1"), new Place("aiven", "r2"));
    }

    private static void assertPlacedByRack(SandboxTarget target, CqlClient client) throws Exception {
        var ring = client.ring();
        var tokens = new HashMap<UUID, List<Long>>();
        ring.nodes().forEach(node -> tokens.put(node.hostId(), ring.murmur3Tokens(node.hostId())));
        var cluster = new Cluster(
                Instant.EPOCH, ring.clusterName(), ring.partitioner(), ring.nodes(), Schema.empty(), tokens);
        var two = Replication.networkTopology(new TreeMap<>(Map.of("aiven", 2)));
        execute(client, "CREATE KEYSPACE racks WITH replication = " + two);
        var described = Nodetool.run(target.nodes().getFirst().plan(), "describering", "racks");
        RingDescription.assertSame(cluster, two, described);
        execute(client, "DROP KEYSPACE racks");
    }

    @Test
    void oneTargetAtATime() throws Exception {
        try (var slot = Slot.claim(2, 1);
                var folder = SandboxFolder.temporary();
                var target = new SandboxTarget(folder, slot.targets(1), Release.V4_1, _ -> {})) {
            var tooMany = spec(slot.targets(1), 3);
            var failure = assertThrows(FailureException.class, () -> target.launch(tooMany))
                    .failure();
            assertEquals("sandbox.target.busy", failure.cause().key());
        }
    }

    private TargetSpec spec(List<String> addresses, int nodes) {
        return new TargetSpec(
                "acme",
                nodes,
                "4.1",
                "aiven",
                "avnadmin",
                PASSWORD,
                project.pem(),
                project.issueServer("node", addresses, VALIDITY),
                internode.pem(),
                internode.issueServer("node", addresses, VALIDITY),
                true);
    }

    private CqlClient connect(Slot slot, TargetSpec spec, String user, Secret password) throws Exception {
        var tls =
                new CqlTls(KeyStores.clientContext(List.of(spec.projectAuthority()), null), CqlTls.HostNames.VERIFIED);
        var endpoint = new CqlEndpoint(slot.targets(1), 24510, new CqlLogin(user, password), tls);
        return CqlClient.connect(endpoint, _ -> {});
    }

    /// The login that every new cluster has is refused once the node's cache of logins, two seconds old
    /// at most, has forgotten it.
    private void awaitRefusal(Slot slot, TargetSpec spec) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            try {
                connect(slot, spec, "cassandra", Secret.of("cassandra")).close();
                Thread.sleep(200);
            } catch (FailureException refused) {
                assertEquals(
                        "cassandra.login.refused", refused.failure().cause().key());
                return;
            }
        }
        fail("the usual login still works");
    }

    /// Asks all replicas, as soon as all are seen up again: one that was late when the row was written may lack it.
    private static int rowsKept(CqlClient client) throws Exception {
        var reading = new CqlReading(Consistency.ALL, Duration.ofSeconds(30));
        for (var second = 0; ; second++) {
            try {
                return client.query("SELECT id FROM kept.rows", reading).size();
            } catch (FailureException e) {
                if (second == 60) {
                    throw e;
                }
                Thread.sleep(1_000);
            }
        }
    }

    private static List<String> addresses(CqlClient client) throws Exception {
        return client.ring().nodes().stream().map(Node::address).sorted().toList();
    }

    private static void execute(CqlClient client, String cql) throws Exception {
        client.execute(cql, Duration.ofSeconds(30));
    }

    /// Whether the internode port goes on after TLS: with TLS 1.3 a refused certificate shows only in
    /// what is read next.
    private boolean accepts(String address, @Nullable KeyPairPem certificate) throws Exception {
        var context = KeyStores.clientContext(List.of(internode.pem()), certificate);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(address, 24512)) {
            socket.setSoTimeout(2000);
            socket.startHandshake();
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException waiting) {
            return true; // it waits for us to say something
        } catch (SSLException refused) {
            return false;
        }
    }
}
