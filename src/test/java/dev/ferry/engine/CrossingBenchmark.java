package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.plan.Plan;
import dev.ferry.plan.TablePlan;
import dev.ferry.sandbox.OwnTarget;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.text.Units;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Twenty small tables and a large one on two nodes: Ferry with everything it does besides, and right after
/// it a shell loop as one would write it by hand: flush, then `sstableloader` table by table, node by node.
/// Same source, same target, same minute.
///
/// Run it with `./mvnw verify -Pbenchmark`; it adds to `target/benchmark.md`.
@Tag("benchmark")
class CrossingBenchmark {
    @TempDir
    private Path folder;

    @Test
    void ferryAndTheLoopByHand() throws Exception {
        var size = SandboxOptions.Size.valueOf(System.getProperty("benchmark.size", "DEMO"));
        try (var sandbox = Sandbox.start(SandboxOptions.usual().sized(size), line -> {});
                var target = OwnTarget.launch(sandbox, folder)) {
            var report = new BenchmarkReport("Twenty small tables and a large one on two nodes");
            var ferry = TimedJourney.of(sandbox, target, List.of("small", "telemetry"), folder, "benchmark");
            for (var table : ferry.plan().tables()) {
                try (var cql = target.connect()) {
                    cql.execute("TRUNCATE " + name(table), Duration.ofMinutes(1));
                }
            }
            var hand = ByHand.ready(target, folder);
            var handSeconds = hand.run(loop(sandbox, hand, ferry.plan()));
            assertSameRows(target, ferry);
            report.row("by hand: flush, then a loader per table and node", handSeconds, 1)
                    .row("Ferry, survey to verification", ferry.seconds(), ferry.seconds() / handSeconds);
            ferry.steps()
                    .forEach((step, seconds) -> report.row(
                            "of it " + step.name().toLowerCase(Locale.ROOT), seconds, seconds / handSeconds));
            report.note("%d tables, %s in all"
                            .formatted(
                                    ferry.plan().tables().size(),
                                    Units.bytes(ferry.plan().bytes())))
                    .write();
        }
    }

    private static List<String> loop(Sandbox sandbox, ByHand hand, Plan plan) {
        var lines = new ArrayList<String>();
        for (var node : sandbox.source().nodes()) {
            lines.addAll(ByHand.flush(node));
            plan.tables().forEach(table -> lines.addAll(hand.load(node, table)));
        }
        return lines;
    }

    private static void assertSameRows(OwnTarget target, TimedJourney ferry) throws Exception {
        try (var cql = target.connect()) {
            for (var table : ferry.plan().tables()) {
                var rows = cql.query("SELECT count(*) FROM " + name(table), Duration.ofMinutes(2))
                        .getFirst()
                        .number("count");
                assertEquals(
                        ferry.rows().get(table.table().toString()),
                        rows,
                        table.table().toString());
            }
        }
    }

    private static String name(TablePlan table) {
        return '"' + table.table().keyspace() + "\".\"" + table.table().table() + '"';
    }
}
