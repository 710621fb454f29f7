package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Node;
import dev.ferry.migration.Becoming;
import dev.ferry.migration.Jump;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.secrets.Secret;
import dev.ferry.source.FakeNode;
import dev.ferry.ssh.TestSshServer;
import dev.ferry.text.Messages;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SourceProbeTest {
    private static final String ADDRESS = "10.9.8.7";

    @TempDir
    Path folder;

    private TestSshServer server;
    private final List<HopSeen> heard = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = new TestSshServer();
        server.runFirst(
                "PATH='" + new FakeNode(folder.resolve("node")).withShop().bin() + "':$PATH; export PATH");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private SourceSettings settings(Set<String> accepted, String becomeUser, List<String> jumps) {
        var ssh = SshSettings.of("ferry", 22)
                .with(SshCredentials.none().withPassword("prompt:ssh"))
                .withKnownHosts(folder.resolve("none").toString())
                .accepting(accepted)
                .with(new Becoming(becomeUser, null, null))
                .withHosts(Map.of(ADDRESS, "127.0.0.1:" + server.port(), "10.9.8.8", "127.0.0.1:" + server.port()))
                .through(jumps.stream().map(Jump::to).toList());
        return SourceSettings.plain(List.of("127.0.0.1"), 9042, ssh);
    }

    private SourceProbe probe(SourceSettings settings, Secret password) {
        var secrets = new Secrets(Map.of("prompt:ssh", password));
        return new SourceProbe(new SourceAccess(settings, secrets, folder.resolve("known_hosts")), heard::add);
    }

    private boolean reach(SourceSettings settings, Node... nodes) throws Exception {
        return probe(settings, TestSshServer.PASSWORD).reach(List.of(nodes));
    }

    private static Node node(String address, boolean up) {
        return new Node(UUID.randomUUID(), address, address, "dc1", "r1", CassandraVersion.of("4.1.10"), 16, up, null);
    }

    private Map<HopKind, HopState> ends(String subject) {
        return heard.stream()
                .filter(hop -> hop.subject().equals(subject))
                .collect(Collectors.toMap(HopSeen::kind, HopSeen::state, (_, later) -> later));
    }

    private HopState.Failed failed(String subject, HopKind kind) {
        return assertInstanceOf(HopState.Failed.class, ends(subject).get(kind));
    }

    @Test
    void goesAllTheWayToCassandraAndTellsEachHopTwice() throws Exception {
        assertTrue(reach(settings(Set.of(server.fingerprint()), null, List.of()), node(ADDRESS, true)));
        assertEquals(
                List.of(
                        HopKind.STATE,
                        HopKind.NAME,
                        HopKind.PORT,
                        HopKind.HOST_KEY,
                        HopKind.SSH_LOGIN,
                        HopKind.BECOME,
                        HopKind.CASSANDRA),
                heard.stream().map(HopSeen::kind).distinct().toList());
        assertEquals(14, heard.size());
        for (int i = 0; i < heard.size(); i += 2) {
            assertInstanceOf(HopState.Running.class, heard.get(i).state());
            assertInstanceOf(HopState.Passed.class, heard.get(i + 1).state());
        }
        assertEquals("workstation → 127.0.0.1:" + server.port(), heard.get(4).place());
        assertTrue(evidence(HopKind.HOST_KEY).contains(server.fingerprint()));
        assertTrue(
                evidence(HopKind.CASSANDRA).contains("sstableloader 4.1.10 on Java 17"), evidence(HopKind.CASSANDRA));
    }

    private String evidence(HopKind kind) {
        return assertInstanceOf(HopState.Passed.class, ends(ADDRESS).get(kind)).evidence();
    }

    @Test
    void offersAnUnknownHostKeyWhichIsThenAccepted() throws Exception {
        var settings = settings(Set.of(), null, List.of());
        assertFalse(reach(settings, node(ADDRESS, true)));
        var key = failed(ADDRESS, HopKind.HOST_KEY).unknownKey();
        assertEquals(new HostKey("127.0.0.1", server.port(), "ecdsa-sha2-nistp256", server.fingerprint()), key);
        assertInstanceOf(HopState.Skipped.class, ends(ADDRESS).get(HopKind.SSH_LOGIN));
        heard.clear();
        assertTrue(reach(settings.accepting(Set.of(key.fingerprint())), node(ADDRESS, true)));
    }

    @Test
    void offersNoKeyThatHasChanged() throws Exception {
        var other = Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:%d ecdsa-sha2-nistp256 %s\n".formatted(server.port(), OTHER_KEY));
        assertTrue(Files.exists(other));
        assertFalse(reach(settings(Set.of(server.fingerprint()), null, List.of()), node(ADDRESS, true)));
        var failed = failed(ADDRESS, HopKind.HOST_KEY);
        assertNull(failed.unknownKey());
        assertEquals("ssh.hostkey.changed", failed.failure().cause().key());
    }

    private static final String OTHER_KEY =
            "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBOAwI8bFbUYVMSG38mNxRzYpbTV3KR7BhJK9A+SLPwg3Fh/VPC/cSlKm17e894uFKtKUDSsxMkc29+V6Ycsk0cE=";

    @Test
    void aWrongPasswordFailsAtTheLogin() throws Exception {
        assertFalse(probe(settings(Set.of(server.fingerprint()), null, List.of()), Secret.of("wrong"))
                .reach(List.of(node(ADDRESS, true))));
        assertEquals(
                "ssh.login.refused",
                failed(ADDRESS, HopKind.SSH_LOGIN).failure().cause().key());
        assertEquals(new HopState.Skipped(HopKind.SSH_LOGIN), ends(ADDRESS).get(HopKind.CASSANDRA));
    }

    @Test
    void aUserWhomSudoDoesNotAllowFailsThere() throws Exception {
        assertFalse(reach(settings(Set.of(server.fingerprint()), "no-such-user", List.of()), node(ADDRESS, true)));
        var failure = failed(ADDRESS, HopKind.BECOME).failure();
        assertFalse(Messages.text(failure.remedy()).isBlank());
    }

    @Test
    void aMachineWithoutCassandraFailsAtTheEnd() throws Exception {
        server.runFirst(":");
        assertFalse(reach(settings(Set.of(server.fingerprint()), null, List.of()), node("10.9.8.8", true)));
        assertEquals(
                "source.configuration.missing",
                failed("10.9.8.8", HopKind.CASSANDRA).failure().cause().key());
    }

    @Test
    void aNodeThatIsDownIsNotCalledAndStopsNoOther() throws Exception {
        var settings = settings(Set.of(server.fingerprint()), null, List.of());
        assertFalse(reach(settings, node("10.9.8.8", false), node(ADDRESS, true)));
        assertEquals(
                "engine.source.node.down",
                failed("10.9.8.8", HopKind.STATE).failure().cause().key());
        assertInstanceOf(HopState.Skipped.class, ends("10.9.8.8").get(HopKind.NAME));
        assertInstanceOf(HopState.Passed.class, ends(ADDRESS).get(HopKind.CASSANDRA));
    }

    @Test
    void goesThroughAJumpHost() throws Exception {
        try (var bastion = new TestSshServer()) {
            var accepted = Set.of(server.fingerprint(), bastion.fingerprint());
            var settings = settings(accepted, null, List.of("ferry@127.0.0.1:" + bastion.port()));
            assertTrue(reach(settings, node(ADDRESS, true)));
            assertEquals("ferry@127.0.0.1:" + bastion.port(), evidence(HopKind.JUMP));
            assertFalse(ends(ADDRESS).containsKey(HopKind.NAME));
        }
    }

    @Test
    void aClosedPortFailsAtThePortAndNobodyAsksTheNodes() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var usual = settings(Set.of(), null, List.of());
        var settings = SourceSettings.plain(List.of("127.0.0.1", "no-such-host.invalid"), port, usual.ssh());
        assertFalse(probe(settings, TestSshServer.PASSWORD).walk());
        assertEquals(
                "cassandra.port.refused",
                failed("127.0.0.1", HopKind.PORT).failure().cause().key());
        assertEquals(
                "cassandra.name.unresolved",
                failed("no-such-host.invalid", HopKind.NAME).failure().cause().key());
        assertTrue(heard.stream().allMatch(hop -> hop.part() == HopSeen.Part.CLUSTER));
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var usual = settings(Set.of(), null, List.of());
            var settings = SourceSettings.plain(List.of("127.0.0.1"), mute.getLocalPort(), usual.ssh());
            var connecting = new CountDownLatch(1);
            var probe = new SourceProbe(
                    new SourceAccess(
                            settings, new Secrets(Map.of("prompt:ssh", TestSshServer.PASSWORD)), folder.resolve("k")),
                    hop -> {
                        if (hop.kind() == HopKind.CQL_LOGIN) {
                            connecting.countDown();
                        }
                    });
            var interrupted = new CountDownLatch(1);
            var thread = Thread.ofVirtual().start(() -> {
                assertThrows(InterruptedException.class, probe::walk);
                interrupted.countDown();
            });
            connecting.await();
            thread.interrupt();
            thread.join();
            assertEquals(0, interrupted.getCount());
        }
    }

    @Test
    void readsTheHostsOfAConfiguration() throws Exception {
        var file = Files.writeString(
                folder.resolve("config"), "Host seven\n  HostName 10.0.0.7\n  User ops\n  Port 2022\n");
        assertEquals(
                List.of(new SshAlias("seven", "10.0.0.7", "ops", 2022, List.of(), List.of())),
                Hosts.aliases(file).hosts().stream()
                        .map(host -> new SshAlias(
                                host.name(), host.host(), host.user(), host.port(), List.of(), host.jumps()))
                        .toList());
    }

    @Test
    void aSurveyCountsTheNodesThatAreUp() {
        var told = new ArrayList<SurveyProgress>();
        var count = new Survey.Count(2, told::add);
        count.looked(node("10.0.0.1", true));
        count.looked(node("10.0.0.2", false));
        count.looked(node("10.0.0.3", true));
        assertEquals(
                List.of(
                        new SurveyProgress(0, 2, ""),
                        new SurveyProgress(1, 2, "10.0.0.1"),
                        new SurveyProgress(2, 2, "10.0.0.3")),
                told);
    }
}
