package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import dev.ferry.cluster.Node;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.ssh.TestSshServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import jdk.jfr.consumer.RecordingStream;

/// Looks at the machines of many nodes once, in a process of its own, and prints what that cost it: seconds,
/// milliseconds of processor time, the most platform threads, MiB of heap, KiB of memory in all, and the most
/// virtual threads where they are to be counted (else 0: counting takes time and memory itself).
public final class SurveyProcess {
    private static final String PASSWORD = "prompt:ssh";

    private SurveyProcess() {}

    /// @param arguments how many nodes; the port and the fingerprint of their server; a folder for what Ferry
    ///     keeps; `count` to count virtual threads
    public static void main(String[] arguments) throws Exception {
        var count = Integer.parseInt(arguments[0]);
        var folder = Path.of(arguments[3]);
        var since = System.nanoTime();
        var ssh = SshSettings.of("ferry", Integer.parseInt(arguments[1]))
                .with(SshCredentials.none().withPassword(PASSWORD))
                .withKnownHosts(folder.resolve("none").toString())
                .accepting(Set.of(arguments[2]));
        var settings = SourceSettings.plain(List.of("127.0.0.1"), 9042, ssh);
        var secrets = new Secrets(Map.of(PASSWORD, TestSshServer.PASSWORD));
        var virtual = new VirtualThreads();
        if (arguments.length > 4) {
            virtual.start();
        }
        try (var link = SourceLink.ofNodes(settings, secrets, folder.resolve("known_hosts"))) {
            var nodes = Survey.machines(link::glimpse, nodes(count), Map.of(), _ -> true, _ -> {});
            prove(nodes, count);
        }
        var nanos = System.nanoTime() - since;
        var processor =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        System.out.printf(
                "%.3f %d %d %d %d %d%n",
                nanos / 1e9,
                processor / 1_000_000,
                ManagementFactory.getThreadMXBean().getPeakThreadCount(),
                heapBytes() >> 20,
                residentKibibytes(),
                arguments.length > 4 ? virtual.most() : 0);
    }

    private static void prove(List<Node> nodes, int count) {
        assertEquals(count, nodes.size());
        for (var node : nodes) {
            var machine = Objects.requireNonNull(node.machine());
            assertEquals(2, machine.dataDirectories().size());
            assertTrue(Objects.requireNonNull(machine.loader()).path().endsWith("sstableloader"));
        }
    }

    static List<Node> nodes(int count) {
        return IntStream.range(0, count)
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

    private static long heapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /// The most so far, where the system tells it; else 0.
    private static long residentKibibytes() throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                : 0;
    }

    /// Counts the virtual threads that live at once, by what the flight recorder tells of their starts and
    /// ends: a dump of them all brings some releases of Java down.
    private static final class VirtualThreads {
        private final RecordingStream events = new RecordingStream();
        private long living;
        private long most;

        void start() {
            events.setOrdered(true);
            events.enable("jdk.VirtualThreadStart").withoutStackTrace();
            events.enable("jdk.VirtualThreadEnd").withoutStackTrace();
            events.onEvent("jdk.VirtualThreadStart", _ -> most = Math.max(most, ++living));
            events.onEvent("jdk.VirtualThreadEnd", _ -> living--);
            events.startAsync();
        }

        /// The most at one moment; 0 if they were not counted.
        long most() {
            try (events) {
                events.stop();
                return most;
            }
        }
    }
}
