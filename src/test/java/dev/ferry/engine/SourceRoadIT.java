package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cassandra.CqlCause;
import dev.ferry.cluster.Node;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SourceSettings.Road;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Tls;
import dev.ferry.outcome.FailureException;
import dev.ferry.sandbox.CassandraProcess;
import dev.ferry.sandbox.NodePlan;
import dev.ferry.sandbox.Release;
import dev.ferry.sandbox.SandboxFolder;
import dev.ferry.sandbox.Slot;
import dev.ferry.sandbox.Software;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.Authority.KeyKind;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.Validity;
import dev.ferry.ssh.TestSshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real cluster of two nodes that announce addresses to which nobody has a way: only through the SSH
/// server of its own machine, and there under a third address, a node's native port is found. It speaks TLS,
/// wants a certificate, and its own carries nothing but the announced address.
@Timeout(300)
class SourceRoadIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Validity DAY = Validity.next(Duration.ofDays(1));
    private static final Secret STORE = Secret.of("store-password");
    private static final Authority AUTHORITY = Authority.create("Lab CA", KeyKind.RSA, DAY);

    // refused by whoever asks, the machines themselves included
    private static final List<String> ANNOUNCED = List.of("127.0.99.1", "127.0.99.2");

    @TempDir
    private static Path files;

    private static SandboxFolder folder;
    private static Slot slot;
    private static final List<CassandraProcess> nodes = new ArrayList<>();
    private static final List<TestSshServer> machines = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        folder = SandboxFolder.temporary();
        slot = Slot.claim(2, 0);
        var software = Software.find(Release.V4_1, _ -> {});
        for (var number = 0; number < 2; number++) {
            var root = folder.path().resolve("node-" + number);
            var plan = NodePlan.among(software, folder.path(), root, "dc1", slot.sources(2), number)
                    .with(Map.of(
                            "broadcast_rpc_address",
                            ANNOUNCED.get(number),
                            "client_encryption_options",
                            guarded(ANNOUNCED.get(number))));
            var node = CassandraProcess.start(plan);
            nodes.add(node);
            node.awaitCql(Duration.ofMinutes(3));
            machines.add(machine(slot.sources(2).get(number)));
        }
    }

    private static String guarded(String announced) throws Exception {
        var own = AUTHORITY.issueServer("node", List.of(announced), DAY);
        var keys = Files.write(files.resolve(announced + ".keys"), KeyStores.keyStore(own, STORE));
        var trust = Files.write(
                files.resolve(announced + ".trust"), KeyStores.trustStore(Map.of("ca", AUTHORITY.pem()), STORE));
        return "{enabled: true, optional: false, require_client_auth: true, keystore: '" + keys
                + "', keystore_password: " + STORE.reveal() + ", truststore: '" + trust + "', truststore_password: "
                + STORE.reveal() + "}";
    }

    private static TestSshServer machine(String address) throws Exception {
        var programs = Files.createDirectories(files.resolve(address));
        var program = Files.writeString(programs.resolve("hostname"), "#!/bin/sh\necho " + address + "\n");
        assertTrue(program.toFile().setExecutable(true));
        var machine = new TestSshServer();
        machine.runFirst("PATH='" + programs + "':$PATH; export PATH");
        return machine;
    }

    @AfterAll
    static void stop() throws Exception {
        for (var machine : machines) {
            machine.close();
        }
        nodes.forEach(CassandraProcess::close);
        if (slot != null) {
            slot.close();
        }
        if (folder != null) {
            folder.close();
        }
    }

    private static SourceSettings settings(Road road, @Nullable KeyPairPem client) throws Exception {
        var hosts = Map.of(
                ANNOUNCED.get(0),
                "127.0.0.1:" + machines.get(0).port(),
                ANNOUNCED.get(1),
                "127.0.0.1:" + machines.get(1).port());
        var ssh = SshSettings.of("ferry", 22)
                .with(SshCredentials.none().withPassword("prompt:ssh"))
                .withKnownHosts(files.resolve("none").toString())
                .accepting(machines.stream().map(TestSshServer::fingerprint).collect(Collectors.toSet()))
                .withHosts(hosts);
        var tls = Tls.trusting(write("ca.pem", AUTHORITY.pem())).verifyingHostNames();
        var shown = client == null
                ? tls
                : tls.showing(
                        write("client.pem", client.certificate()),
                        write("client.key", client.key().reveal()));
        return new SourceSettings(ANNOUNCED.subList(0, 1), 9042, null, shown, road, null, ssh);
    }

    private static String write(String name, String text) throws Exception {
        return Files.writeString(files.resolve(name), text).toString();
    }

    private static final Secrets SECRETS = new Secrets(Map.of("prompt:ssh", TestSshServer.PASSWORD));

    @Test
    void everyNodeOfTheRingIsReachedThroughItsOwnMachine() throws Exception {
        var settings = settings(Road.AUTOMATIC, AUTHORITY.issueClient("ferry", DAY));
        try (var link = SourceLink.open(settings, SECRETS, files.resolve("known_hosts"))) {
            var ring = link.cql().ring();
            assertEquals(ANNOUNCED, ring.nodes().stream().map(Node::address).toList());
            assertEquals(
                    slot.sources(2),
                    ring.nodes().stream().map(Node::broadcastAddress).toList());
            assertEquals(9042, ring.nodes().getFirst().nativePort());
            link.cql()
                    .changeSchema(
                            "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}",
                            LIMIT);
            link.cql().changeSchema("CREATE TABLE shop.goods (id int PRIMARY KEY, name text)", LIMIT);
            link.cql().awaitAgreement(LIMIT);
            for (var i = 0; i < 100; i++) {
                link.cql().execute("INSERT INTO shop.goods (id, name) VALUES (?, ?)", LIMIT, i, "thing " + i);
            }
            assertEquals(
                    100,
                    link.cql()
                            .query("SELECT count(*) AS n FROM shop.goods")
                            .getFirst()
                            .number("n"));
            var end = System.nanoTime() + LIMIT.toNanos();
            var answers = link.cql().queryEachNode("SELECT host_id FROM system.local");
            while (answers.size() < 2 && System.nanoTime() < end) {
                Thread.sleep(200);
                answers = link.cql().queryEachNode("SELECT host_id FROM system.local");
            }
            assertEquals(Set.of("127.0.99.1:9042", "127.0.99.2:9042"), answers.keySet());
            assertEquals(
                    2,
                    answers.values().stream().flatMap(List::stream).distinct().count());
        }
    }

    @Test
    void theHopsTellOfTheTunnelAndWhyItIsThere() throws Exception {
        var heard = new ArrayList<HopSeen>();
        var settings = settings(Road.AUTOMATIC, AUTHORITY.issueClient("ferry", DAY));
        new SourceProbe(new SourceAccess(settings, SECRETS, files.resolve("known_hosts")), heard::add).walk();
        var passed = heard.stream()
                .filter(hop -> hop.part() == HopSeen.Part.CLUSTER && hop.state() instanceof HopState.Passed)
                .toList();
        var last = passed.stream().map(HopSeen::kind).toList();
        assertEquals(
                List.of(
                        HopKind.HOST_KEY,
                        HopKind.SSH_LOGIN,
                        HopKind.TUNNEL,
                        HopKind.TLS,
                        HopKind.CQL_LOGIN,
                        HopKind.RING),
                last.subList(last.size() - 6, last.size()),
                heard::toString);
        var tunnel = passed.stream()
                .filter(hop -> hop.kind() == HopKind.TUNNEL)
                .findFirst()
                .orElseThrow();
        var evidence = assertInstanceOf(HopState.Passed.class, tunnel.state()).evidence();
        assertTrue(evidence.startsWith("not reached directly ("), evidence);
        assertTrue(evidence.endsWith("through SSH to " + slot.sources(2).getFirst() + ":9042"), evidence);
        assertTrue(tunnel.place().contains("(SSH) → 127.0.99.1:9042"), tunnel.place());
    }

    @Test
    void whoWantsNoDetourGetsNone() throws Exception {
        var settings = settings(Road.DIRECT, AUTHORITY.issueClient("ferry", DAY));
        var failure = failure(settings);
        assertTrue(Set.of(CqlCause.PORT_SILENT, CqlCause.PORT_UNREACHABLE, CqlCause.PORT_REFUSED)
                .contains(failure));
    }

    @Test
    void atTheEndOfTheTunnelTlsIsAsStrictAsAnywhere() throws Exception {
        assertEquals(CqlCause.TLS_CLIENT_CERTIFICATE, failure(settings(Road.SSH, null)));
        var stranger = Authority.create("Somebody", KeyKind.RSA, DAY).issueClient("ferry", DAY);
        assertEquals(CqlCause.TLS_CLIENT_CERTIFICATE, failure(settings(Road.SSH, stranger)));
    }

    private static CqlCause failure(SourceSettings settings) {
        var thrown = assertThrows(
                FailureException.class,
                () -> SourceLink.open(settings, SECRETS, files.resolve("known_hosts"))
                        .close());
        return CqlCause.of(thrown.failure()).orElseThrow(() -> new AssertionError(thrown));
    }
}
