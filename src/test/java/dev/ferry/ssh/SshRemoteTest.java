package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Redactor;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class SshRemoteTest implements RemoteContract {
    @TempDir
    static Path shared;

    static TestSshServer server;

    @TempDir
    Path folder;

    private final List<String> audit = Collections.synchronizedList(new ArrayList<>());
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Remote remote;

    @BeforeAll
    static void start() throws Exception {
        server = new TestSshServer();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    @Override
    public synchronized Remote remote() throws Exception {
        if (remote == null) {
            remote = connect(server.login(shared), new Become.Direct());
        }
        return remote;
    }

    private SshRemote connect(SshLogin login, Become become) throws Exception {
        var made = SshRemote.connect(login, become, audit::add);
        opened.add(made);
        return made;
    }

    private Failure failure(SshLogin login) {
        return failure(login, new Become.Direct());
    }

    private Failure failure(SshLogin login, Become become) {
        var failure = assertThrows(FailureException.class, () -> connect(login, become))
                .failure();
        // both must have their texts
        assertFalse(Messages.text(failure.cause()).isBlank());
        assertFalse(Messages.text(failure.remedy()).isBlank());
        return failure;
    }

    private TestSshServer another() throws Exception {
        var other = new TestSshServer();
        opened.add(other);
        return other;
    }

    @Test
    void namesTheHostWhoseNameHasNoAddress() {
        var failure = failure(SshLogin.of("ferry", "no-such-host.invalid", 22, policy(Set.of())));
        assertEquals("ssh.connect.unresolved", failure.cause().key());
        assertEquals("workstation → no-such-host.invalid:22", failure.hop());
        assertEquals(Failure.Kind.NEEDS_ATTENTION, failure.kind());
    }

    @Test
    void saysThatNothingListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var failure = failure(SshLogin.of("ferry", "127.0.0.1", port, policy(Set.of())));
        assertEquals("ssh.connect.refused", failure.cause().key());
        assertEquals(Failure.Kind.RETRYABLE, failure.kind());
    }

    @Test
    void saysThatSomethingElseListens() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var accepted = socket.accept()) {
                    accepted.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                } catch (IOException e) {
                    // the client has gone
                }
            });
            var failure = failure(SshLogin.of("ferry", "127.0.0.1", socket.getLocalPort(), policy(Set.of())));
            assertEquals("ssh.connect.broken", failure.cause().key());
        }
    }

    @Test
    void refusesAnUnknownHostKeyAndSaysItsFingerprint() {
        var failure = failure(server.login(folder).withHostKeys(policy(Set.of())));
        assertEquals("ssh.hostkey.unknown", failure.cause().key());
        assertEquals(server.fingerprint(), failure.evidence());
        assertTrue(failure.evidence().matches("SHA256:[A-Za-z0-9+/]{43}"));
        assertFalse(Files.exists(folder.resolve("known_hosts")));
    }

    @Test
    void remembersAnAcceptedHostKey() throws Exception {
        connect(server.login(folder), new Become.Direct());
        var line = Files.readString(folder.resolve("known_hosts"));
        assertTrue(line.startsWith("[127.0.0.1]:" + server.port() + " ecdsa-sha2-nistp256 "), line);
        connect(server.login(folder).withHostKeys(policy(Set.of())), new Become.Direct());
        assertEquals(line, Files.readString(folder.resolve("known_hosts")));
    }

    @Test
    void believesAKeyOfAFileThatItOnlyReads() throws Exception {
        connect(server.login(folder), new Become.Direct());
        var theirs = Files.move(folder.resolve("known_hosts"), folder.resolve("theirs"));
        var policy = new HostKeyPolicy(folder.resolve("ours"), List.of(folder.resolve("missing"), theirs), Set.of());
        connect(server.login(folder).withHostKeys(policy), new Become.Direct());
        assertFalse(Files.exists(folder.resolve("ours")));
    }

    @Test
    void stopsHardAtAChangedHostKeyEvenIfItWasAccepted() throws Exception {
        int port;
        try (var old = new TestSshServer()) {
            port = old.port();
            SshRemote.connect(old.login(folder), new Become.Direct(), audit::add)
                    .close();
        }
        try (var impostor = new TestSshServer(TestSshServer.freshKey(), port)) {
            var failure = failure(impostor.login(folder));
            assertEquals("ssh.hostkey.changed", failure.cause().key());
            assertEquals(impostor.fingerprint(), failure.evidence());
            assertTrue(Messages.text(failure.remedy()).contains("known_hosts"));
        }
    }

    @Test
    void stopsHardAtARevokedHostKey() throws Exception {
        connect(server.login(folder), new Become.Direct());
        var own = folder.resolve("known_hosts");
        var revoked = Files.writeString(folder.resolve("revoked"), "@revoked " + Files.readString(own));
        var policy = new HostKeyPolicy(own, List.of(revoked), Set.of(server.fingerprint()));
        var failure = failure(server.login(folder).withHostKeys(policy));
        assertEquals("ssh.hostkey.revoked", failure.cause().key());
    }

    @Test
    void saysWhatWasTriedWhenTheLoginIsRefused() {
        var failure = failure(server.loginWithNothing(folder).withPassword(Secret.of("wrong password")));
        assertEquals("ssh.login.refused", failure.cause().key());
        assertEquals(List.of("ferry", "password, questions"), failure.cause().arguments());
        assertTrue(failure.evidence().contains("the server allows: "), failure.evidence());
        assertFalse(failure.toString().contains("wrong password"));
    }

    @Test
    void saysThatThereIsNothingToLogInWith() {
        assertEquals(
                "ssh.login.nothing",
                failure(server.loginWithNothing(folder)).cause().key());
    }

    @Test
    void connectsThroughTwoJumpHosts() throws Exception {
        var first = another();
        var second = another();
        var login = server.login(folder).through(List.of(first.login(folder), second.login(folder)));
        var far = connect(login, new Become.Direct());
        assertEquals("far\n", far.run(Script.of("echo far"), LIMIT).out());
        assertEquals(0, first.commands().size());
        assertEquals(3, Files.readAllLines(folder.resolve("known_hosts")).size());
    }

    @Test
    void namesTheHopBehindAJumpHostThatFails() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var jump = server.login(folder);
        var failure = failure(
                SshLogin.of("ferry", "localhost", port, policy(Set.of())).through(List.of(jump)));
        assertEquals("ssh.jump.refused", failure.cause().key());
        assertEquals("127.0.0.1 → localhost:" + port, failure.hop());
    }

    @Test
    void cutsOffWhatTheLoginShellSaysFirst() throws Exception {
        var noisy = another();
        noisy.runFirst("echo Welcome to node 7; echo Mind the gap >&2");
        var ended =
                connect(noisy.login(folder), new Become.Direct()).run(Script.of("echo mine; echo yours >&2"), LIMIT);
        assertEquals(new Ended(0, "mine\n", "yours\n"), ended);
    }

    @Test
    void saysThatTheAccountMayRunNothing() throws Exception {
        var closed = another();
        closed.runFirst("echo 'This account is currently not available.'; exit 1");
        var failure = failure(closed.login(folder));
        assertEquals("ssh.shell.refused", failure.cause().key());
        assertEquals("This account is currently not available.", failure.evidence());
    }

    @Test
    void connectsAnewWhenTheConnectionWasLostBetweenTwoScripts() throws Exception {
        var server = another();
        var remote = connect(server.login(folder), new Become.Direct());
        server.cutConnections();
        Thread.sleep(200);
        assertEquals("again\n", remote.run(Script.of("echo again"), LIMIT).out());
    }

    @Test
    void saysThatNobodyKnowsWhenTheConnectionWasLostInAScript() throws Exception {
        var server = another();
        var remote = connect(server.login(folder), new Become.Direct());
        var marker = folder.resolve("started");
        Thread.ofVirtual().start(() -> {
            while (!Files.exists(marker)) {
                Thread.onSpinWait();
            }
            server.cutConnections();
        });
        var script = Script.of("touch " + Script.quote(marker.toString()) + "; sleep 5");
        var failure = assertThrows(FailureException.class, () -> remote.run(script, LIMIT))
                .failure();
        assertEquals("ssh.connection.lost", failure.cause().key());
        assertEquals(Failure.Kind.RETRYABLE, failure.kind());
    }

    @Test
    void waitsForASessionThatTheServerHasNotToSpare() throws Exception {
        var server = another();
        server.allowSessions(2);
        var remote = connect(server.login(folder), new Become.Direct());
        var outs = Collections.synchronizedList(new ArrayList<String>());
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    outs.add(remote.run(Script.of("sleep 0.3; echo ok"), LIMIT).out());
                } catch (Exception e) {
                    outs.add(e.toString());
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(Collections.nCopies(4, "ok\n"), outs);
    }

    @Test
    void neverRunsAScriptThatWasGivenUpBeforeItBegan() throws Exception {
        var server = another();
        var remote = connect(server.login(folder), new Become.Direct());
        server.openSessionsAfter(Duration.ofSeconds(1));
        var marker = folder.resolve("run after all");
        var script = Script.of("touch " + Script.quote(marker.toString()));
        var failure = assertThrows(FailureException.class, () -> remote.run(script, Duration.ofMillis(200)))
                .failure();
        assertEquals("ssh.script.not-started", failure.cause().key());
        // the session comes nevertheless, and another after it
        assertTrue(remote.run(Script.of("sleep 0.5"), LIMIT).isZero());
        assertFalse(Files.exists(marker));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void closesAConnectionThatTakesNoMoreBytes() throws Exception {
        var server = another();
        server.takeAtOnce(256 << 20);
        try (var way = new FreezingProxy(server.port())) {
            var login = server.login(folder);
            var policy = new HostKeyPolicy(folder.resolve("known"), List.of(), Set.of(server.fingerprint()));
            var through =
                    SshLogin.of(login.user(), "127.0.0.1", way.port(), policy).withPassword(TestSshServer.PASSWORD);
            var remote = connect(through, new Become.Direct());
            way.freezeAfter(1 << 20);
            var input = new byte[64 << 20];
            var writing = Thread.ofVirtual().start(() -> {
                try {
                    remote.run(new Script("cat > /dev/null", input), LIMIT);
                } catch (FailureException | InterruptedException | IllegalStateException e) {
                    // as it must be
                }
            });
            Thread.sleep(2000);
            var begun = System.nanoTime();
            remote.close();
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(10).toNanos());
            assertTrue(writing.join(Duration.ofSeconds(10)));
        }
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void tellsWhoeverWaitsAlsoOfAnError() throws Exception {
        var login = server.login(shared).through(List.of(server.login(shared)));
        assertThrows(
                StackOverflowError.class,
                () -> SshRemote.connect(login, new Become.Direct(), audit::add, (milestone, seen) -> {
                    if (milestone == Milestone.JUMPED) {
                        throw new StackOverflowError();
                    }
                }));
    }

    @Test
    void refusesEndlessOutput() throws Exception {
        for (var stream : List.of("", " >&2")) {
            var failure = assertThrows(
                            FailureException.class,
                            () -> remote().run(Script.of("exec cat /dev/zero" + stream), Duration.ofMinutes(1)))
                    .failure();
            assertEquals("ssh.output.large", failure.cause().key());
        }
    }

    @Test
    void tellsTheAuditEveryScriptWithoutSecrets() throws Exception {
        Secret.of("tr0ub4dor");
        remote().run(Script.of("echo tr0ub4dor"), LIMIT);
        assertTrue(audit.contains("echo " + Redactor.MASK), audit.toString());
    }

    @Test
    void refusesAScriptThatFitsNoCommandLine() {
        assertThrows(IllegalArgumentException.class, () -> remote().run(Script.of("#".repeat(130_000)), LIMIT));
    }

    private HostKeyPolicy policy(Set<String> accepted) {
        return new HostKeyPolicy(folder.resolve("known_hosts"), List.of(), accepted);
    }
}
