package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Node;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.source.FakeNode;
import dev.ferry.ssh.ManyMachines;
import dev.ferry.ssh.TestSshServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What it costs to look at the machines of very many nodes over SSH, beside `ssh` in a loop.
///
/// The nodes are addresses of one SSH server in a process of its own on the same machine; their scripts run
/// with a real `sh` in the folders of a node. By hand a node is one `ssh` that connects, logs in and runs one
/// command; Ferry connects, logs in, and runs what finds the node's folders, tools and files.
///
/// Run it with `./mvnw verify -Pbenchmark -Dit.test=SurveyBenchmark`; it adds to `target/benchmark.md`.
/// Properties: `benchmark.nodes` (200), `benchmark.byhand` (how many by hand, 10).
@Tag("benchmark")
class SurveyBenchmark {
    private static final String PASSWORD = "prompt:ssh";

    @TempDir
    private Path folder;

    @Test
    void machinesOfManyNodes() throws Exception {
        var count = Integer.getInteger("benchmark.nodes", 200);
        var bin = new FakeNode(folder.resolve("node")).withShop().bin();
        var machines = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ManyMachines.class.getName(),
                        bin.toString())
                .redirectError(folder.resolve("machines.log").toFile())
                .start();
        try {
            var said = Objects.requireNonNull(
                            machines.inputReader().readLine(),
                            () -> "no server: " + read(folder.resolve("machines.log")))
                    .split(" ");
            measure(count, Integer.parseInt(said[0]), said[1]);
        } finally {
            machines.destroy();
            machines.waitFor();
        }
    }

    private void measure(int count, int port, String fingerprint) throws Exception {
        var report = new BenchmarkReport("The machines of " + count + " nodes");
        var byHand = Integer.getInteger("benchmark.byhand", 10);
        var handSeconds = byHand(byHand, port) / byHand * count;
        report.row("by hand: ssh in a loop, worked out from " + byHand + " nodes", handSeconds, 1);

        // the first connection of a process loads classes for a second or two
        var first = survey(1, port, fingerprint);
        report.row("Ferry, the first node of a process", first, first / handSeconds);
        var threads = ManagementFactory.getThreadMXBean();
        threads.resetPeakThreadCount();
        for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
            pool.resetPeakUsage();
        }
        var ferry = survey(count, port, fingerprint);
        report.row("Ferry, all nodes", ferry, ferry / handSeconds);
        var heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        report.note("At most %d platform threads, %d MiB of heap, %s of memory in all"
                        .formatted(threads.getPeakThreadCount(), heap >> 20, resident()))
                .write();
    }

    private double survey(int count, int port, String fingerprint) throws Exception {
        var ssh = SshSettings.of("ferry", port)
                .with(SshCredentials.none().withPassword(PASSWORD))
                .withKnownHosts(folder.resolve("none").toString())
                .accepting(Set.of(fingerprint));
        var settings = SourceSettings.plain(List.of("127.0.0.1"), 9042, ssh);
        var secrets = new Secrets(Map.of(PASSWORD, TestSshServer.PASSWORD));
        var since = System.nanoTime();
        try (var link = SourceLink.ofNodes(settings, secrets, folder.resolve("known_hosts" + count))) {
            var nodes = Survey.machines(link, nodes(count), Map.of(), _ -> true, _ -> {});
            var seconds = (System.nanoTime() - since) / 1e9;
            assertEquals(count, nodes.size());
            for (var node : nodes) {
                var machine = Objects.requireNonNull(node.machine());
                assertEquals(2, machine.dataDirectories().size());
                assertTrue(Objects.requireNonNull(machine.loader()).path().endsWith("sstableloader"));
            }
            return seconds;
        }
    }

    private static List<Node> nodes(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "127.9.%d.%d".formatted(i / 200, i % 200 + 1))
                .map(address -> new Node(
                        UUID.randomUUID(),
                        address,
                        address,
                        "dc1",
                        "r1",
                        CassandraVersion.of("4.1.10"),
                        16,
                        true,
                        null))
                .toList();
    }

    private double byHand(int count, int port) throws Exception {
        var password = folder.resolve("password");
        Files.writeString(password, "#!/bin/sh\necho '" + TestSshServer.PASSWORD.reveal() + "'\n");
        assertTrue(password.toFile().setExecutable(true));
        var since = System.nanoTime();
        for (var i = 1; i <= count; i++) {
            var command = new ArrayList<>(List.of("ssh", "-F", "none", "-p", String.valueOf(port)));
            command.addAll(List.of("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"));
            command.addAll(
                    List.of("-o", "PreferredAuthentications=password", "ferry@127.9.0." + i, "nodetool version"));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(Map.of("SSH_ASKPASS", password.toString(), "SSH_ASKPASS_REQUIRE", "force"));
            var process = builder.start();
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes());
            assertEquals(0, process.waitFor(), out);
        }
        return (System.nanoTime() - since) / 1e9;
    }

    private static String resident() throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
                        .findFirst()
                        .orElse("an unknown amount")
                : "an unknown amount";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
