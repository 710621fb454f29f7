package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.artifact.JarSources;
import dev.ferry.artifact.PublishedJars;
import dev.ferry.journal.Document;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Severity;
import dev.ferry.sandbox.NativeFormats;
import dev.ferry.sandbox.SampleMigration;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.schema.Schema;
import dev.ferry.schema.TableName;
import dev.ferry.secrets.SecretReader;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole journey for every pair of releases that a migration meets, with every row compared afterwards,
/// and the pairs that no loader can serve.
///
/// Run it with `./mvnw verify -Ppairs`; it writes `target/pairs.md`. Cassandra 3.11 needs a Java 8:
/// `src/build/java8` brings one.
@Tag("pairs")
class PairsIT {
    private static final Path TIMES = Path.of("target/pairs.md");
    private static final TableName VICTIM = new TableName("shop", "customers");

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"3.11,3.11", "3.11,4.1", "3.11,5.0", "4.0,4.1", "4.1,4.1", "4.1,5.0", "5.0,5.0", "5.0,4.1"})
    void everyRowOfEveryTableArrives(String source, String target) throws Exception {
        var startedNanos = System.nanoTime();
        try (var sandbox = start(source, target);
                var here = BothSides.source(sandbox)) {
            EveryKind.write(here);
            var readyNanos = System.nanoTime();
            var migration = SampleMigration.of(sandbox);
            var schema = travel(sandbox, migration);
            var arrivedNanos = System.nanoTime();
            try (var there = BothSides.target(sandbox, migration)) {
                assertTrue(
                        there.version().text().startsWith(target + "."),
                        there.version().text());
                assertEquals(32 + 2, schema.tables().size(), "the sandbox's tables and those of every kind");
                BothSides.assertSame(here, there, schema);
            }
            note(source + " → " + target, readyNanos - startedNanos, arrivedNanos - readyNanos);
        }
    }

    @Test
    void nothingGoesBackBehindTheStreamingOfFourZero() throws Exception {
        try (var sandbox = start("4.1", "4.1")) {
            assertRefused(sandbox, to(sandbox, "3"));
        }
    }

    @Test
    void filesOfFiveInItsOwnFormatDoNotGoToFourOne() throws Exception {
        try (var sandbox = NativeFormats.start()) {
            var formats = Files.walk(sandbox.source().nodes().getFirst().root().resolve("var/lib/cassandra"));
            try (formats) {
                assertTrue(
                        formats.anyMatch(file -> file.getFileName().toString().startsWith("oa-")), "a file of its own");
            }
            var said = assertRefused(sandbox, to(sandbox, "4.1"));
            assertTrue(said.contains("oa"), said);
        }
    }

    /// The node itself never looks at a file that came by itself after its start.
    @Test
    void filesOfTwoOneDoNotGoToFourOne() throws Exception {
        try (var sandbox = start("4.1", "4.1")) {
            var tables =
                    sandbox.source().nodes().getFirst().root().resolve("var/lib/cassandra/data/" + VICTIM.keyspace());
            try (var folders = Files.newDirectoryStream(tables, VICTIM.table() + "-*")) {
                var table = folders.iterator().next();
                for (var component : List.of("Data.db", "Index.db", "Statistics.db")) {
                    Files.write(table.resolve("shop-customers-ka-77-" + component), new byte[100]);
                }
            }
            var said = assertRefused(sandbox, to(sandbox, "4.1"));
            assertTrue(said.contains("ka"), said);
            assertTrue(said.contains("upgradesstables"), said);
        }
    }

    private static Sandbox start(String source, String target) throws Exception {
        return Sandbox.start(SandboxOptions.of(List.of("--source", source, "--target", target)), line -> {});
    }

    private Schema travel(Sandbox sandbox, Migration migration) throws Exception {
        var secrets = secrets(migration);
        var engine = new MigrationEngine(folder.resolve("known_hosts"), new PublishedJars(JarSources.of(null, null)));
        try (var document = Document.create(folder.resolve("pair.ferry"), migration)) {
            var cluster = engine.survey(migration.source(), secrets);
            document.save(cluster);
            var plan = engine.plan(migration, secrets, cluster, "p1");
            document.save(plan);
            assertFalse(plan.isBlocked(), () -> plan.findings().toString());
            var failure = engine.start(document, secrets, Goal.FINISHED, Scope.ALL, (event, run) -> {})
                    .await();
            assertTrue(failure.isEmpty(), failure.toString());
            assertEquals(List.of(), traces(sandbox));
            return cluster.schema();
        }
    }

    /// Blocked by a finding about each node's loader, with a way out, before anything was changed.
    ///
    /// @return the reasons and the ways out
    private String assertRefused(Sandbox sandbox, Migration migration) throws Exception {
        var secrets = secrets(migration);
        var engine = new MigrationEngine(folder.resolve("known_hosts"), new PublishedJars(JarSources.of(null, null)));
        try (var document = Document.create(folder.resolve("refused.ferry"), migration)) {
            var cluster = engine.survey(migration.source(), secrets);
            document.save(cluster);
            var plan = engine.plan(migration, secrets, cluster, "p1");
            document.save(plan);
            var refused = assertThrows(
                    FailureException.class,
                    () -> engine.start(document, secrets, Goal.FINISHED, Scope.ALL, (event, run) -> {}));
            assertEquals("engine.plan.blocked", refused.failure().cause().key());
            var blocks = plan.findings().stream()
                    .filter(finding -> finding.severity() == Severity.BLOCK)
                    .toList();
            assertFalse(blocks.isEmpty());
            blocks.forEach(block -> assertTrue(block.place().startsWith("loader on 127.0.1."), block.place()));
            blocks.forEach(block -> assertFalse(Messages.text(block.remedy()).isBlank(), block.toString()));
            assertNothingChanged(sandbox);
            return blocks.stream()
                    .map(block -> Messages.text(block.reason()) + "\n" + Messages.text(block.remedy()))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static void assertNothingChanged(Sandbox sandbox) throws Exception {
        assertEquals(List.of(), traces(sandbox));
        try (var aiven = BothSides.aiven(sandbox)) {
            assertEquals(List.of(), aiven.services(sandbox.api().project()));
        }
    }

    /// What Ferry leaves on a node: its folder and its snapshots.
    private static List<Path> traces(Sandbox sandbox) throws IOException {
        for (var node : sandbox.source().nodes()) {
            try (var files = Files.walk(node.root())) {
                var traces = files.filter(path -> path.getFileName().toString().matches("\\.?ferry-.*"))
                        .toList();
                if (!traces.isEmpty()) {
                    return traces;
                }
            }
        }
        return List.of();
    }

    private static Migration to(Sandbox sandbox, String version) {
        var usual = SampleMigration.of(sandbox);
        var api = (Target.AivenService) usual.target();
        var target = new Target.AivenService(
                api.api(), api.token(), api.project(), api.service(), api.cloud(), api.plan(), version);
        return new Migration(usual.id(), usual.name(), usual.source(), target, usual.selection(), usual.options());
    }

    private static Secrets secrets(Migration migration) throws Exception {
        return Secrets.read(migration.secretSources(), new SecretReader());
    }

    private static void note(String pair, long startNanos, long journeyNanos) throws IOException {
        var line = "| %s | sandbox %d s | journey %d s |%n"
                .formatted(
                        pair,
                        Duration.ofNanos(startNanos).toSeconds(),
                        Duration.ofNanos(journeyNanos).toSeconds());
        Files.writeString(TIMES, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
