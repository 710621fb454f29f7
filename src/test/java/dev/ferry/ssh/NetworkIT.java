package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.outcome.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real network: workstation → bastion → inner bastion → node, each in a network namespace of its own with
/// an OpenSSH server on port 22, none of which forwards packets. Only root can have that, on Linux.
@Timeout(90)
final class NetworkIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Patience QUICK = Patience.USUAL.pulsing(Duration.ofMillis(500));
    private static final String MARK = "f" + ProcessHandle.current().pid() % 100_000;
    private static final Map<String, String> ADDRESSES = new LinkedHashMap<>();

    @TempDir
    static Path folder;

    private static final Map<String, Process> SERVERS = new LinkedHashMap<>();

    @BeforeAll
    static void layNetwork() throws Exception {
        assumeTrue(OpenSshServer.isRoot(), "only root can have network namespaces");
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/sshd")), "no OpenSSH server on this machine");
        assumeTrue(isDone("ip", "netns", "add", MARK + "b"), "no network namespaces here");
        Files.createDirectories(Path.of("/run/sshd"));
        OpenSshServer.keygen(
                "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve("client").toString());
        run("ip netns add %1$si && ip netns add %1$sn");
        link("", MARK + "b", 0);
        link(MARK + "b", MARK + "i", 1);
        link(MARK + "i", MARK + "n", 2);
        // else the way to them might lead to the rest of the world
        run("ip route add unreachable 10.213.1.0/24 && ip route add unreachable 10.213.2.0/24");
        for (var name : List.of("b", "i", "n")) {
            ADDRESSES.put(name, "10.213." + ADDRESSES.size() + ".2");
            OpenSshServer.keygen(
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    folder.resolve("host_" + name).toString());
            serve(name);
        }
    }

    /// Two ends of a cable: `10.213.<number>.1` and `.2`.
    private static void link(String from, String to, int number) throws Exception {
        var near = from.isEmpty() ? "" : "ip netns exec " + from + " ";
        var cable = MARK + "c" + number;
        run("ip link add %2$s type veth peer name %2$sp && ip link set %2$sp netns %3$s", cable, to);
        if (!from.isEmpty()) {
            run("ip link set %2$s netns %3$s", cable, from);
        }
        run("%3$sip addr add 10.213.%4$s.1/24 dev %2$s && %3$sip link set %2$s up", cable, near, "" + number);
        run(
                "ip netns exec %3$s sh -c 'ip addr add 10.213.%4$s.2/24 dev %2$sp && ip link set %2$sp up && ip link set lo up'",
                cable, to, "" + number);
    }

    private static void serve(String name) throws Exception {
        var configuration = Files.writeString(folder.resolve("config_" + name), """
                ListenAddress 0.0.0.0:22
                HostKey %1$s/host_%2$s
                AuthorizedKeysFile %1$s/client.pub
                PidFile none
                StrictModes no
                UsePAM no
                UseDNS no
                PermitRootLogin yes
                LogLevel VERBOSE
                """.formatted(folder, name));
        var log = folder.resolve("log_" + name);
        Files.deleteIfExists(log);
        var command = "exec ip netns exec %s /usr/sbin/sshd -D -E %s -f %s".formatted(MARK + name, log, configuration);
        SERVERS.put(name, new ProcessBuilder("sh", "-c", command).start());
        for (var i = 0; i < 200 && !(Files.exists(log) && Files.readString(log).contains("listening")); i++) {
            Thread.sleep(50);
        }
    }

    private static void end(String name) throws Exception {
        var server = SERVERS.get(name);
        if (server != null) {
            var all = new ArrayList<>(server.descendants().toList());
            all.add(server.toHandle());
            all.forEach(ProcessHandle::destroyForcibly);
            server.waitFor(5, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void takeAway() throws Exception {
        for (var name : SERVERS.keySet()) {
            end(name);
        }
        for (var name : List.of("b", "i", "n")) {
            isDone("ip", "netns", "del", MARK + name);
        }
        isDone("ip", "link", "del", MARK + "c0");
        isDone("ip", "route", "del", "unreachable", "10.213.1.0/24");
        isDone("ip", "route", "del", "unreachable", "10.213.2.0/24");
    }

    private static void run(String command, String... arguments) throws Exception {
        var all = new ArrayList<Object>(List.of(MARK));
        all.addAll(List.of(arguments));
        OpenSshServer.run("sh", "-c", command.formatted(all.toArray()));
    }

    private static boolean isDone(String... command) throws Exception {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static SshLogin login(String name) throws Exception {
        var print = OpenSshServer.run(
                        "ssh-keygen",
                        "-lf",
                        folder.resolve("host_" + name + ".pub").toString())
                .split(" ")[1];
        var policy = new HostKeyPolicy(folder.resolve("known_hosts"), List.of(), Set.of(print));
        return SshLogin.of("root", ADDRESSES.get(name), 22, policy)
                .withKeys(List.of(SshKey.of(folder.resolve("client"))));
    }

    private static SshLogin far() throws Exception {
        return login("n").through(List.of(login("b"), login("i")));
    }

    private static SshRemote connect(Gateways gateways, SshLogin login) throws Exception {
        return gateways.connect(login, new Become.Direct(), _ -> {}, Progress.untold());
    }

    private static String say(SshRemote remote, String word) throws Exception {
        return remote.run(Script.of("echo " + word), LIMIT).out().strip();
    }

    @Test
    void onlyTheInnerBastionReachesTheNode() throws Exception {
        try (var gateways = new Gateways(QUICK)) {
            var told = new ArrayList<Milestone>();
            try (var remote =
                    gateways.connect(far(), new Become.Direct(), _ -> {}, (milestone, _) -> told.add(milestone))) {
                assertEquals("here", say(remote, "here"));
            }
            assertEquals(
                    List.of(
                            Milestone.JUMPED,
                            Milestone.CONNECTED,
                            Milestone.HOST_KEY,
                            Milestone.LOGGED_IN,
                            Milestone.BECAME),
                    told);
            assertTrue(Files.readString(folder.resolve("log_n")).contains("from 10.213.2.1"));
            var direct = assertThrows(FailureException.class, () -> connect(gateways, login("n")))
                    .failure();
            assertEquals("workstation → 10.213.2.2:22", direct.hop());
            var outer = login("n").through(List.of(login("b")));
            var half = assertThrows(FailureException.class, () -> connect(gateways, outer))
                    .failure();
            assertEquals("10.213.0.2 → 10.213.2.2:22", half.hop());
            assertEquals("ssh.jump.refused", half.cause().key());
        }
    }

    @Test
    void aLinkThatGoesDownWithoutAWordIsNoticedInTimeAndTheNextCallWorksWhenItIsBack() throws Exception {
        try (var gateways = new Gateways(QUICK)) {
            for (var cable : List.of("c2", "c0")) {
                var remote = connect(gateways, far());
                var owner = cable.equals("c2") ? "ip netns exec " + MARK + "i " : "";
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    var script = threads.submit(() -> remote.run(Script.of("sleep 60"), Duration.ofMinutes(2)));
                    Thread.sleep(700);
                    run("%2$sip link set %1$s%3$s down", owner, cable);
                    var since = Instant.now();
                    var reason =
                            assertThrows(ExecutionException.class, script::get).getCause();
                    assertEquals(
                            "ssh.connection.lost",
                            ((FailureException) reason).failure().cause().key());
                    var took = Duration.between(since, Instant.now());
                    // two seconds of grace for a busy machine
                    assertTrue(took.compareTo(QUICK.longestSilence().plusSeconds(2)) < 0, took.toString());
                }
                run("%2$sip link set %1$s%3$s up", owner, cable);
                assertEquals("back", say(remote, "back"));
                remote.close();
            }
        }
    }

    @Test
    void sshdStartedAgainWhileNobodyCalledIsReachedByTheNextCall() throws Exception {
        try (var gateways = new Gateways(QUICK)) {
            for (var name : List.of("n", "b")) {
                var remote = connect(gateways, far());
                end(name);
                serve(name);
                assertEquals("again", say(remote, "again"), name);
                remote.close();
            }
        }
    }
}
