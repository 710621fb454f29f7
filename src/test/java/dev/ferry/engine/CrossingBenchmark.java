package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.artifact.JarSources;
import dev.ferry.artifact.PublishedJars;
import dev.ferry.journal.Document;
import dev.ferry.journal.Journaled;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.plan.Plan;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.sandbox.OwnTarget;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Units;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Twenty small tables and a large one on two nodes: Ferry with everything it does besides, and right after
/// it a shell loop as one would write it by hand: flush, then `sstableloader` table by table, node by node.
/// Same source, same target, same minute.
///
/// Run it with `./mvnw verify -Pbenchmark`; it writes `target/benchmark.md`.
@Tag("benchmark")
class CrossingBenchmark {
    private static final int NATIVE_PORT = 24510;
    private static final int INTERNODE_PORT = 24512;
    private static final String PASSWORD = "env:TARGET_PASSWORD";
    private static final Secret STORE_PASSWORD = Secret.of("changeit-changeit");

    @TempDir
    private Path folder;

    @Test
    void ferryAndTheLoopByHand() throws Exception {
        var size = SandboxOptions.Size.valueOf(System.getProperty("benchmark.size", "DEMO"));
        try (var sandbox = Sandbox.start(SandboxOptions.usual().sized(size), line -> {});
                var target = OwnTarget.launch(sandbox, folder)) {
            var migration = migration(sandbox, target);
            var started = System.nanoTime();
            var ferry = ferry(migration);
            var ferrySeconds = seconds(started);

            for (var table : ferry.plan().tables()) {
                try (var cql = target.connect()) {
                    cql.execute("TRUNCATE " + name(table), Duration.ofMinutes(1));
                }
            }
            var script = byHand(sandbox, target, ferry.plan());
            started = System.nanoTime();
            var ended = new ProcessBuilder("sh", script.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("by-hand.log").toFile())
                    .start()
                    .waitFor();
            var handSeconds = seconds(started);
            assertEquals(0, ended, Files.readString(folder.resolve("by-hand.log")));
            assertSameRows(target, ferry);
            report(ferry, ferrySeconds, handSeconds);
        }
    }

    private Crossing ferry(Migration migration) throws Exception {
        var engine = new MigrationEngine(folder.resolve("known_hosts"), new PublishedJars(JarSources.of(null, null)));
        var secrets = new Secrets(Map.of(PASSWORD, OwnTarget.PASSWORD));
        try (var document = Document.create(folder.resolve("benchmark.ferry"), migration)) {
            var cluster = engine.survey(migration.source(), secrets);
            document.save(cluster);
            document.save(engine.plan(migration, secrets, cluster, "p1"));
            var failure = engine.start(document, secrets, Goal.VERIFIED, Scope.ALL, (event, run) -> {})
                    .await();
            assertTrue(failure.isEmpty(), failure.toString());
            var rows = document.run().checks().entrySet().stream()
                    .collect(Collectors.toMap(
                            each -> each.getKey().toString(),
                            each -> each.getValue().targetRows()));
            return new Crossing(document.plan().orElseThrow(), document.facts(), rows);
        }
    }

    /// The procedure by hand, written once for all tables; what it needs is laid ready before the clock
    /// starts.
    private Path byHand(Sandbox sandbox, OwnTarget target, Plan plan) throws Exception {
        var settings = target.settings(target.goodClient(), INTERNODE_PORT, PASSWORD);
        var keyStore = folder.resolve("keystore.jks");
        var trustStore = folder.resolve("truststore.jks");
        Files.write(keyStore, KeyStores.keyStore(target.goodClient(), STORE_PASSWORD));
        Files.write(
                trustStore,
                KeyStores.trustStore(
                        Map.of(
                                "project", Files.readString(Path.of(String.valueOf(settings.authorities()))),
                                "internode",
                                        Files.readString(Path.of(String.valueOf(settings.internodeAuthorities())))),
                        STORE_PASSWORD));
        var stores = "keystore: " + keyStore + "\n  keystore_password: " + STORE_PASSWORD.reveal() + "\n  truststore: "
                + trustStore + "\n  truststore_password: " + STORE_PASSWORD.reveal() + "\n";
        var yaml = Files.writeString(
                folder.resolve("by-hand.yaml"),
                "client_encryption_options:\n  enabled: true\n  " + stores
                        + "server_encryption_options:\n  internode_encryption: all\n  " + stores);
        var lines = new ArrayList<String>(List.of("set -e", "unset JAVA_HOME"));
        for (var node : sandbox.source().nodes()) {
            var bin = node.root().resolve("usr/bin");
            lines.add(bin + "/nodetool flush");
            for (var table : plan.tables()) {
                lines.add("for d in " + node.root() + "/var/lib/cassandra/data*/"
                        + table.table().keyspace() + "/" + table.table().table() + "-"
                        + table.id().toString().replace("-", "") + "; do");
                lines.add("  ls \"$d\"/*-Data.db >/dev/null 2>&1 || continue");
                lines.add("  " + bin + "/sstableloader -f " + yaml + " -d " + String.join(",", settings.contactPoints())
                        + " -p " + NATIVE_PORT + " -sp " + INTERNODE_PORT + " -ssp " + INTERNODE_PORT
                        + " -prtcl TLSv1.2 -u avnadmin -pw " + OwnTarget.PASSWORD.reveal() + " \"$d\"");
                lines.add("done");
            }
        }
        return Files.writeString(folder.resolve("by-hand.sh"), String.join("\n", lines) + "\n");
    }

    private static void assertSameRows(OwnTarget target, Crossing ferry) throws Exception {
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

    private void report(Crossing ferry, double ferrySeconds, double handSeconds) throws Exception {
        var steps = new TreeMap<Step, Double>();
        var starts = new TreeMap<String, Instant>();
        for (var journaled : ferry.facts()) {
            switch (journaled.fact()) {
                case Fact.StepStarted started -> starts.put(started.step().toString(), journaled.at());
                case Fact.StepEnded ended ->
                    steps.merge(
                            ended.step().step(),
                            Duration.between(starts.get(ended.step().toString()), journaled.at())
                                            .toMillis()
                                    / 1000.0,
                            ended.step().subject().isEmpty() || ended.step().step() == Step.SCHEMA
                                    ? Double::sum
                                    : Math::max);
                default -> {
                    // only steps take time
                }
            }
        }
        var text = new StringBuilder("%d tables on two nodes, %s in all, %d processors%n%n"
                .formatted(
                        ferry.plan().tables().size(),
                        Units.bytes(ferry.plan().bytes()),
                        Runtime.getRuntime().availableProcessors()));
        text.append("| | seconds | ratio |%n|---|---|---|%n".formatted());
        text.append(row("by hand: flush, then a loader per table and node", handSeconds, 1));
        text.append(row("Ferry, survey to verification", ferrySeconds, ferrySeconds / handSeconds));
        steps.forEach((step, seconds) ->
                text.append(row("of it " + step.name().toLowerCase(Locale.ROOT), seconds, seconds / handSeconds)));
        Files.writeString(Path.of("target/benchmark.md"), text);
    }

    private static String row(String what, double seconds, double ratio) {
        return String.format(Locale.ROOT, "| %s | %.1f | %.2f |%n", what, seconds, ratio);
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    private static Migration migration(Sandbox sandbox, OwnTarget target) throws Exception {
        return new Migration(
                "benchmark",
                "benchmark",
                Sources.of(sandbox),
                target.settings(target.goodClient(), INTERNODE_PORT, PASSWORD),
                new Selection(List.of("small", "telemetry"), List.of()),
                Options.usual());
    }

    private record Crossing(Plan plan, List<Journaled> facts, Map<String, Long> rows) {}
}
