package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Inquiry;
import dev.ferry.secrets.Secret;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many machines behind shared jump hosts, against real OpenSSH servers.
@Timeout(120)
final class GatewaysIT {
    // the log tells of a key that was offered, too
    private static final String ACCEPTED = "Accepted publickey";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static OpenSshServer server(String... lines) throws Exception {
        return OpenSshServer.prepared().with(lines).start();
    }

    private static SshRemote connect(Gateways gateways, SshLogin login) throws Exception {
        return gateways.connect(login, new Become.Direct(), _ -> {}, Progress.untold());
    }

    private static String say(SshRemote remote, String word) throws Exception {
        return remote.run(Script.of("echo " + word), LIMIT).out().strip();
    }

    /// The same, so many times at once.
    private static <T> List<T> together(int times, Callable<T> work) throws Exception {
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = Collections.nCopies(times, work).stream()
                    .map(threads::submit)
                    .toList();
            for (var future : futures) {
                results.add(future.get());
            }
        }
        return results;
    }

    private static long count(String log, String text) {
        return log.lines().filter(line -> line.contains(text)).count();
    }

    @Test
    void aJumpHostSeesOneLoginHoweverManyMachinesLieBehindIt() throws Exception {
        try (var bastion = server();
                var inner = server();
                var node = server();
                var gateways = new Gateways()) {
            var login = node.login().through(List.of(bastion.login(), inner.login()));
            var remotes = together(20, () -> connect(gateways, login));
            assertEquals(Set.of("far"), Set.copyOf(together(20, () -> say(remotes.getFirst(), "far"))));
            assertEquals(1, count(bastion.log(), ACCEPTED));
            assertEquals(1, count(inner.log(), ACCEPTED));
            assertEquals(20, count(node.log(), ACCEPTED));
            remotes.forEach(SshRemote::close);
        }
    }

    @Test
    void closingOneMachineLeavesTheOthersTheirWay() throws Exception {
        try (var bastion = server();
                var node = server();
                var gateways = new Gateways()) {
            var login = node.login().through(List.of(bastion.login()));
            var first = connect(gateways, login);
            var second = connect(gateways, login);
            first.close();
            assertEquals("here", say(second, "here"));
            second.close();
            assertEquals("again", say(connect(gateways, login), "again"));
            assertEquals(1, count(bastion.log(), ACCEPTED));
        }
    }

    @Test
    void dropsNoneOfSixtyWhereAServerTakesThreeLoginsAtOnce() throws Exception {
        try (var bastion = server();
                var node = server("MaxStartups 3:100:3");
                var gateways = new Gateways()) {
            var login = node.login().through(List.of(bastion.login()));
            var remotes = together(60, () -> connect(gateways, login));
            assertEquals(60, remotes.size());
            assertEquals(60, count(node.log(), ACCEPTED));
            assertEquals(0, count(node.log(), "MaxStartups"), node.log());
            remotes.forEach(SshRemote::close);
        }
    }

    @Test
    void callsAgainAServerThatWasTooBusyForUs() throws Exception {
        try (var node = server("MaxStartups 3:100:3", "LoginGraceTime 60");
                var gateways = new Gateways()) {
            // the fixture's own
            node.logWith("Connection closed by");
            var others = new ArrayList<Socket>();
            for (var i = 0; i < 3; i++) {
                others.add(new Socket(InetAddress.getByName(node.address()), node.port()));
            }
            Thread.ofVirtual().start(() -> {
                try {
                    node.logWith("MaxStartups");
                    for (var other : others) {
                        other.close();
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals("in", say(connect(gateways, node.login()), "in"));
            assertTrue(count(node.log(), "MaxStartups") > 0, node.log());
        }
    }

    @Test
    void aServerThatStaysBusyIsSaidToBeBusyInItsOwnWords() throws Exception {
        var impatient = new Patience(LIMIT, Duration.ofSeconds(10), 3, List.of(), List.of(Duration.ofMillis(100)));
        try (var node = server("MaxStartups 1:100:1");
                var gateways = new Gateways(impatient)) {
            // the fixture's own
            node.logWith("Connection closed by");
            try (var _ = new Socket(InetAddress.getByName(node.address()), node.port())) {
                var login = node.login();
                var failure = assertThrows(FailureException.class, () -> connect(gateways, login))
                        .failure();
                assertEquals("ssh.connect.dropped", failure.cause().key());
                assertEquals(Failure.Kind.RETRYABLE, failure.kind());
                assertFalse(failure.evidence().isBlank());
            }
        }
    }

    @Test
    void aJumpHostThatRefusesIsAskedOnceForAllBehindIt() throws Exception {
        try (var bastion = server();
                var node = server();
                var gateways = new Gateways()) {
            bastion.login();
            var stranger = bastion.login(System.getProperty("user.name"))
                    .withKeys(List.of(SshKey.of(bastion.key("stranger", "-t", "ed25519"))));
            var login = node.login().through(List.of(stranger));
            var before = count(bastion.log(), "Connection from");
            var failures = together(20, () -> {
                try (var _ = connect(gateways, login)) {
                    throw new IllegalStateException("let in");
                } catch (FailureException e) {
                    return e.failure();
                }
            });
            assertEquals(
                    Set.of("workstation → 127.0.0.1:" + bastion.port()),
                    Set.copyOf(failures.stream().map(Failure::hop).toList()));
            assertEquals(
                    Set.of("ssh.login.refused"),
                    Set.copyOf(failures.stream()
                            .map(failure -> failure.cause().key())
                            .toList()));
            assertEquals(before + 1, count(bastion.log(), "Connection from"));
        }
    }

    @Test
    void aFailureBehindAJumpHostNamesTheHop() throws Exception {
        try (var bastion = OpenSshServer.prepared().at("127.0.0.3").start();
                var node = OpenSshServer.prepared().at("127.0.0.4").start();
                var gateways = new Gateways()) {
            var stranger = node.login(System.getProperty("user.name"))
                    .withKeys(List.of(SshKey.of(node.key("stranger", "-t", "ed25519"))));
            var login = stranger.through(List.of(bastion.login()));
            var failure = assertThrows(FailureException.class, () -> connect(gateways, login))
                    .failure();
            assertEquals("127.0.0.3 → 127.0.0.4:" + node.port(), failure.hop());
        }
    }

    @Test
    void everyServersKeyIsLookedForUnderItsOwnName() throws Exception {
        try (var bastion = OpenSshServer.prepared().at("127.0.0.3").start();
                var node = OpenSshServer.prepared().at("127.0.0.4").start();
                var gateways = new Gateways()) {
            var own = node.folder().resolve("ours");
            var accepted = new HostKeyPolicy(own, List.of(), Set.of(bastion.fingerprint(), node.fingerprint()));
            var login = node.login()
                    .withHostKeys(accepted)
                    .through(List.of(bastion.login().withHostKeys(accepted)));
            connect(gateways, login).close();
            var names = Files.readAllLines(own).stream()
                    .map(line -> line.split(" ")[0])
                    .toList();
            assertEquals(Set.of("[127.0.0.3]:" + bastion.port(), "[127.0.0.4]:" + node.port()), Set.copyOf(names));
            assertEquals(2, names.size());
        }
    }

    @Test
    void aLostJumpHostIsReachedAnewOnceForAllBehindIt() throws Exception {
        try (var bastion = server();
                var node = server();
                var gateways = new Gateways()) {
            var login = node.login().through(List.of(bastion.login()));
            var remotes = together(8, () -> connect(gateways, login));
            bastion.signal("KILL");
            Thread.sleep(300);
            var next = remotes.iterator();
            var words = together(8, () -> {
                SshRemote mine;
                synchronized (next) {
                    mine = next.next();
                }
                return say(mine, "back");
            });
            assertEquals(Collections.nCopies(8, "back"), words);
            assertEquals(2, count(bastion.log(), ACCEPTED));
            assertEquals(16, count(node.log(), ACCEPTED));
        }
    }

    @Test
    void aCodeIsAskedForOnceAndWhoIsAskedAgainIsToldWhy() throws Exception {
        var asked = Collections.synchronizedList(new ArrayList<Inquiry>());
        try (var bastion = OpenSshServer.prepared()
                        .with("KbdInteractiveAuthentication yes", "AuthenticationMethods keyboard-interactive")
                        .withAccount("guest", "123456")
                        .withPam("auth required pam_unix.so")
                        .start();
                var node = server();
                var gateways = new Gateways()) {
            var jump = bastion.login("guest")
                    .by(EnumSet.of(SshLogin.Kind.QUESTIONS))
                    .withAnswering(inquiry -> {
                        asked.add(inquiry);
                        return Optional.of(Secret.of("123456"));
                    });
            var login = node.login().through(List.of(jump));
            var remotes = together(32, () -> connect(gateways, login));
            assertEquals(1, asked.size());
            assertEquals(
                    "workstation → 127.0.0.1:" + bastion.port(),
                    asked.getFirst().hop());
            bastion.signal("KILL");
            Thread.sleep(300);
            assertEquals("back", say(remotes.getLast(), "back"));
            assertEquals(2, asked.size());
            assertTrue(
                    asked.getLast().hop().matches("workstation → \\S+ \\(.*connection was lost: .+\\)"),
                    asked.getLast().hop());
        }
    }

    @Test
    void aFrozenMachineIsNoticedWithinTheStatedTime() throws Exception {
        var patience = Patience.USUAL.pulsing(Duration.ofMillis(500));
        try (var bastion = server();
                var node = server();
                var gateways = new Gateways(patience)) {
            for (var frozen : List.of(node, bastion)) {
                var remote = connect(gateways, node.login().through(List.of(bastion.login())));
                var since = Instant.now();
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    var script = threads.submit(() -> remote.run(Script.of("sleep 60"), Duration.ofMinutes(2)));
                    Thread.sleep(700);
                    frozen.signal("STOP");
                    since = Instant.now();
                    var reason =
                            assertThrows(ExecutionException.class, script::get).getCause();
                    assertEquals(
                            "ssh.connection.lost",
                            ((FailureException) reason).failure().cause().key());
                }
                var took = Duration.between(since, Instant.now());
                // two seconds of grace for a busy machine
                assertTrue(took.compareTo(patience.longestSilence().plusSeconds(2)) < 0, took.toString());
                frozen.signal("CONT");
                assertEquals("well", say(remote, "well"));
            }
        }
    }

    @Test
    void aQuietMachineIsLeftInPeace() throws Exception {
        try (var node = server();
                var gateways = new Gateways(Patience.USUAL.pulsing(Duration.ofMillis(100)))) {
            var remote = connect(gateways, node.login());
            Thread.sleep(2_000);
            assertEquals("still", say(remote, "still"));
            assertEquals(1, count(node.log(), ACCEPTED));
            assertFalse(node.sessions().isEmpty());
        }
    }

    @Test
    void theStatedTimeIsWhatUsersHave() {
        assertEquals(Duration.ofSeconds(40), Gateways.LONGEST_SILENCE);
    }
}
