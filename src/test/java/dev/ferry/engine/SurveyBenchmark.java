package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.DataDirectory;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.cluster.TableFiles;
import dev.ferry.journal.Document;
import dev.ferry.json.Json;
import dev.ferry.migration.Draft;
import dev.ferry.schema.Schema;
import dev.ferry.schema.TableName;
import dev.ferry.source.FakeNode;
import dev.ferry.ssh.ManyMachines;
import dev.ferry.ssh.TestSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What it costs to look at the machines of very many nodes over SSH, beside `ssh` in a loop.
///
/// The nodes are addresses of one SSH server in a process of its own on the same machine. Either it gives
/// again what a real `sh` answered to the same script, after the time that took, as if the work were done on
/// other machines; or it runs every script with a real `sh`, and then most of what is measured is the nodes'
/// own work. Ferry is a fresh process each time. By hand a node is one `ssh` that connects, logs in and runs
/// one command; Ferry connects, logs in, and runs what finds the node's folders, tools and files.
///
/// Run it with `./mvnw verify -Pbenchmark -Dit.test=SurveyBenchmark`; it adds to `target/benchmark.md`.
/// Properties: `benchmark.nodes` (200), `benchmark.byhand` (how many by hand, 10).
@Tag("benchmark")
class SurveyBenchmark {
    private static final int TABLES = 200;

    private final int count = Integer.getInteger("benchmark.nodes", 200);

    @TempDir
    private Path folder;

    @Test
    void machinesOfManyNodes() throws Exception {
        measure("replay", "whose answers are replayed", 3);
    }

    @Test
    void machinesOfManyNodesThatAllWorkHere() throws Exception {
        measure("run", "whose scripts all run on this machine", 1);
    }

    private void measure(String mode, String which, int times) throws Exception {
        var bin = new FakeNode(folder.resolve("node")).withShop().bin();
        var machines = java(ManyMachines.class, "machines.log", bin, mode);
        try {
            var place = Objects.requireNonNull(
                            machines.inputReader().readLine(),
                            () -> "no server: " + read(folder.resolve("machines.log")))
                    .split(" ");
            measure(place, which, times);
        } finally {
            machines.destroy();
            machines.waitFor();
        }
    }

    private void measure(String[] place, String which, int times) throws Exception {
        // the first to ask has its answers recorded
        var first = survey(1, place);
        var report = new BenchmarkReport("The machines of " + count + " nodes " + which);
        var byHand = Integer.getInteger("benchmark.byhand", 10);
        var handSeconds = byHand(byHand, Integer.parseInt(place[0])) / byHand * count;
        report.row("by hand: ssh in a loop, worked out from " + byHand + " nodes", handSeconds, 1);
        report.row("Ferry, one node", first.seconds(), first.seconds() / handSeconds);
        var costs = new ArrayList<Cost>();
        for (var i = 0; i < times; i++) {
            costs.add(survey(count, place));
        }
        var middle = median(costs, Cost::seconds);
        report.row("Ferry, all nodes, median of " + times + " processes", middle, middle / handSeconds);
        report.note("At most %.0f platform threads, %.0f virtual threads, %.0f MiB of heap, %.0f MiB of memory in all"
                .formatted(
                        median(costs, Cost::threads),
                        survey(count, place, "count").virtualThreads(),
                        median(costs, Cost::heapMebibytes),
                        median(costs, Cost::kibibytes) / 1024));
        report.note("Ferry's own processor time was %.1f s, of which %.1f s were for the first node"
                        .formatted(median(costs, Cost::processorMillis) / 1000, first.processorMillis() / 1000))
                .write();
    }

    private static double median(List<Cost> costs, Function<Cost, Double> of) {
        return costs.stream().map(of).sorted(Comparator.naturalOrder()).toList().get(costs.size() / 2);
    }

    private Cost survey(int nodes, String[] place, String... more) throws Exception {
        var own = Files.createTempDirectory(folder, "ferry").toString();
        var arguments = new ArrayList<>(List.of(String.valueOf(nodes), place[0], place[1], own));
        arguments.addAll(List.of(more));
        var process = java(SurveyProcess.class, "survey.log", arguments.toArray(String[]::new));
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), () -> read(folder.resolve("survey.log")));
        return Cost.of(said.strip());
    }

    private Process java(Class<?> program, String log, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve(log).toFile())
                .start();
    }

    /// What {@link SurveyProcess} prints.
    private record Cost(
            double seconds,
            double processorMillis,
            double threads,
            double heapMebibytes,
            double kibibytes,
            double virtualThreads) {
        static Cost of(String line) {
            var parts = line.split(" ");
            assertEquals(6, parts.length, line);
            var of = Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
            return new Cost(of[0], of[1], of[2], of[3], of[4], of[5]);
        }
    }

    @Test
    void whatIsKeptOfManyNodesAndTables() throws Exception {
        var cluster = cluster();
        var report = new BenchmarkReport("The survey of " + count + " nodes with " + TABLES + " tables each");
        for (var time : List.of("first", "second")) {
            try (var document = Document.create(folder.resolve(time + ".ferry"), Draft.named("many"))) {
                var since = System.nanoTime();
                document.save(cluster);
                var written = (System.nanoTime() - since) / 1e9;
                report.row("written, the " + time + " time", written, 1);
                since = System.nanoTime();
                assertEquals(cluster, document.survey().orElseThrow());
                var read = (System.nanoTime() - since) / 1e9;
                report.row("read, the " + time + " time", read, read / written);
            }
        }
        report.note("It is %.1f MiB".formatted(Json.bytes(cluster).length / 1048576.0))
                .write();
    }

    private Cluster cluster() {
        var tables = IntStream.range(0, TABLES)
                .boxed()
                .collect(Collectors.toMap(i -> new TableName("shop", "table_" + i), i -> UUID.randomUUID()));
        var nodes = SurveyProcess.nodes(count).stream()
                .map(node -> node.with(machine(tables)))
                .toList();
        var tokens = nodes.stream()
                .collect(Collectors.toMap(
                        Node::hostId,
                        node -> LongStream.range(0, 16)
                                .map(i -> node.hostId().getLeastSignificantBits() + i)
                                .boxed()
                                .toList()));
        return new Cluster(
                Instant.ofEpochSecond(1_700_000_000),
                "many",
                "org.apache.cassandra.dht.Murmur3Partitioner",
                nodes,
                new Schema(List.of()),
                tokens);
    }

    private static Machine machine(Map<TableName, UUID> tables) {
        var directories = List.of("/var/lib/cassandra/data1", "/var/lib/cassandra/data2");
        var files = tables.entrySet().stream()
                .map(table -> {
                    var name = "/shop/" + table.getKey().table() + "-"
                            + table.getValue().toString().replace("-", "");
                    return new TableFiles(
                            table.getKey(),
                            table.getValue(),
                            directories.stream().map(root -> root + name).toList(),
                            12,
                            5_000_000_000L,
                            Set.of("nb"));
                })
                .collect(Collectors.toMap(TableFiles::table, Function.identity()));
        return new Machine(
                "ferry",
                "cassandra",
                "/etc/cassandra/cassandra.yaml",
                directories.stream()
                        .map(path -> new DataDirectory(path, "fe01", 1L << 40, 2L << 40, true, true))
                        .toList(),
                null,
                "/usr/bin/nodetool",
                files);
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

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
