package dev.ferry.cassandra;

import dev.ferry.sandbox.CassandraProcess;
import dev.ferry.sandbox.NodePlan;
import dev.ferry.sandbox.Release;
import dev.ferry.sandbox.SandboxFolder;
import dev.ferry.sandbox.Slot;
import dev.ferry.sandbox.Software;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("it")
@Timeout(240)
class PressureIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(Release.class)
    void explore(Release release) throws Exception {
        try (var folder = SandboxFolder.temporary();
                var slot = Slot.claim(1, 1)) {
            var software = Software.find(release, _ -> {});
            var plan = NodePlan.among(software, folder.path(), folder.path().resolve("n"), "dc1", slot.sources(1), 0)
                    .with(Map.of("concurrent_compactors", "1"));
            try (var node = CassandraProcess.start(plan)) {
                node.awaitCql(Duration.ofMinutes(3));
                try (var client = CqlClient.connect(new CqlEndpoint(slot.sources(1), 9042, null, null), _ -> {})) {
                    System.err.println("== " + release + " " + client.pressure());
                    for (var t : List.of("thread_pools", "disk_usage", "internode_inbound", "sstable_tasks")) {
                        System.err.println(t);
                        try {
                            client.query("SELECT * FROM system_views." + t).forEach(System.err::println);
                        } catch (dev.ferry.outcome.FailureException e) {
                            System.err.println(e.failure());
                        }
                    }
                }
            }
        }
    }
}
