package dev.ferry.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.cluster.Gauge;
import dev.ferry.cluster.NodePressure;
import dev.ferry.outcome.FailureException;
import dev.ferry.sandbox.CassandraProcess;
import dev.ferry.sandbox.NodePlan;
import dev.ferry.sandbox.Release;
import dev.ferry.sandbox.SandboxFolder;
import dev.ferry.sandbox.SandboxJava;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.sandbox.Slot;
import dev.ferry.sandbox.Software;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Against one real node of each release: what can be read of how it is doing.
@Tag("it")
@Timeout(420)
class PressureIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int TABLES = 6;
    private static final int BLOB_BYTES = 1 << 16;

    @ParameterizedTest
    @EnumSource(Release.class)
    void aNodeTellsHowItIsDoing(Release release) throws Exception {
        assumeTrue(release != Release.V3_11 || hasJava8(), "src/build/java8 brings a Java 8");
        try (var folder = SandboxFolder.temporary();
                var slot = Slot.claim(1, 0)) {
            var software = Software.find(release, _ -> {});
            var root = folder.path().resolve("node");
            // one compactor, and a slow one: then there is a queue
            var plan = NodePlan.among(software, folder.path(), root, "dc1", slot.sources(1), 0)
                    .with(Map.of("concurrent_compactors", "1", "compaction_throughput_mb_per_sec", "1"));
            try (var node = CassandraProcess.start(plan)) {
                node.awaitCql(Duration.ofMinutes(3));
                look(release, new CqlEndpoint(slot.sources(1), 9042, null, null));
            }
        }
    }

    private static boolean hasJava8() {
        try {
            SandboxJava.find(SandboxOptions.of(List.of("--source", "3.11", "--target", "3.11")));
            return true;
        } catch (FailureException e) {
            return false;
        }
    }

    private static void look(Release release, CqlEndpoint endpoint) throws Exception {
        try (var client = CqlClient.connect(endpoint, _ -> {})) {
            var pressure = client.pressure();
            assertEquals(List.of(), pressure.silent());
            assertEquals(1, pressure.nodes().size());
            var node = pressure.nodes().getFirst();
            assertEquals(endpoint.contactPoints().getFirst(), node.address());
            if (!release.version().isAtLeast(4, 0)) {
                assertTrue(pressure.isUnread(), pressure.toString());
                assertEquals(Map.of(), node.values(), "there is nothing to read it from");
                return;
            }
            assertFalse(pressure.isUnread());
            assertEquals(
                    EnumSet.complementOf(EnumSet.of(Gauge.DISK)), node.values().keySet());
            assertTrue(node.value(Gauge.DISK_USED).orElseThrow() > 0, node.toString());
            compactionsCanBeSeenToPend(client);
        }
    }

    private static void compactionsCanBeSeenToPend(CqlClient client) throws Exception {
        client.execute(
                "CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}", LIMIT);
        for (var table = 0; table < TABLES; table++) {
            client.execute(
                    "CREATE TABLE shop.t" + table + " (id int PRIMARY KEY, value blob)"
                            + " WITH memtable_flush_period_in_ms = 1000 AND compaction ="
                            + " {'class': 'SizeTieredCompactionStrategy', 'min_threshold': 2}",
                    LIMIT);
        }
        var random = new Random(5);
        var end = Instant.now().plusSeconds(150);
        var seen = client.pressure().nodes().getFirst();
        for (var row = 0; pending(seen) == 0; row++) {
            assertTrue(Instant.now().isBefore(end), "no compaction was seen to wait: " + seen);
            for (var table = 0; table < TABLES; table++) {
                var blob = new byte[BLOB_BYTES];
                random.nextBytes(blob);
                client.execute(
                        "INSERT INTO shop.t" + table + " (id, value) VALUES (?, ?)", LIMIT, row, ByteBuffer.wrap(blob));
            }
            seen = client.pressure().nodes().getFirst();
        }
        assertTrue(seen.value(Gauge.DISK_USED).orElseThrow() > 1 << 20, seen.toString());
    }

    private static long pending(NodePressure node) {
        return node.value(Gauge.COMPACTIONS_PENDING).orElseThrow();
    }
}
