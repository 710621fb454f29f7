package dev.ferry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.aiven.AivenClient;
import dev.ferry.artifact.JarSources;
import dev.ferry.artifact.PublishedJars;
import dev.ferry.engine.MigrationEngine;
import dev.ferry.engine.Secrets;
import dev.ferry.journal.Document;
import dev.ferry.journal.Journaled;
import dev.ferry.migration.Migration;
import dev.ferry.outcome.Outcome;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.sandbox.ProcessWatch;
import dev.ferry.sandbox.SampleMigration;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.secrets.SecretReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One migration, killed with SIGKILL at awkward moments and carried on each time by the next `ferry run`,
/// while every process of the machine is watched. In the end: everything is there once, nothing was loaded
/// twice, nobody's secret was seen, nothing is left.
class KillIT {
    @TempDir
    private Path folder;

    @Test
    void killedAgainAndAgainItArrivesOnceAndLeavesNothing() throws Exception {
        try (var sandbox = Sandbox.start(SandboxOptions.usual(), line -> {})) {
            var file = folder.resolve("acme.ferry");
            var migration = SampleMigration.of(sandbox);
            prepare(sandbox, file, migration);

            killedAt(file, line -> line.contains("\"is\":\"StepStarted\"") && line.contains("\"SNAPSHOT\""));
            var canaries = canaries(sandbox, migration);
            try (var watch = new ProcessWatch(canaries);
                    var nodes = new NodeProcesses(sandbox)) {
                killedAt(file, nth(3, line -> line.contains("\"is\":\"LoaderStarting\"")));
                assertTrue(awaitLoaders(), "loaders go on without Ferry");
                assertNoCanary(canaries, sandbox.folder(), List.of("token"));

                killedAt(file, line -> line.contains("\"is\":\"TableVerified\""));
                killedAt(file, line -> line.contains("\"is\":\"StepStarted\"") && line.contains("\"NODE_LEFT\""));
                var last = ferry("run", file.toString(), "--yes", "--plain", "--finish");
                assertEquals(ExitCode.DONE, last.code(), last.printed());

                assertTrue(
                        watch.loaders().stream().anyMatch(folder -> folder.contains("/cells/launcher/")),
                        "launchers were watched: " + watch.loaders());
                assertEquals(java.util.Set.of(), watch.leaks());
                assertEquals(java.util.Set.of(), watch.doubles());
                assertEquals(java.util.Set.of(), nodes.doubles());
            }
            assertEverythingOnce(file);
            var again = ferry("run", file.toString(), "--yes", "--json", "--finish");
            assertEquals(ExitCode.DONE, again.code(), again.printed());
            assertFalse(again.printed().contains("LoaderStarting"), "nothing is done twice");
            assertFalse(again.printed().contains("\"CellEnded\""), "nothing is done twice");
            assertEquals(ExitCode.DONE, ferry("report", file.toString()).code());
            assertNoCanary(canaries, folder, List.of());
            assertNothingLeft(sandbox);
        }
    }

    private void prepare(Sandbox sandbox, Path file, Migration migration) throws Exception {
        var engine = new MigrationEngine(folder.resolve("known_hosts"), new PublishedJars(JarSources.of(null, null)));
        var secrets = Secrets.read(migration.secretSources(), new SecretReader());
        try (var document = Document.create(file, migration)) {
            var cluster = engine.survey(migration.source(), secrets);
            document.save(cluster);
            document.save(engine.plan(migration, secrets, cluster, "p1"));
        }
    }

    /// What a person knows and nobody else may see: the token and the administrator's password.
    private static Map<String, String> canaries(Sandbox sandbox, Migration migration) throws Exception {
        var api = sandbox.api();
        try (var client = new AivenClient(api.base(), api.token(), line -> {})) {
            var login = client.service(api.project(), migration.target().name().split("/")[1])
                    .login();
            assertTrue(login != null);
            return Map.of(
                    "token",
                    api.token().reveal(),
                    "administrator's password",
                    login.password().reveal());
        }
    }

    private static boolean awaitLoaders() throws InterruptedException {
        for (var i = 0; i < 100; i++) {
            if (ProcessWatch.livingLoaders() > 0) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    private static Predicate<String> nth(int n, Predicate<String> line) {
        var seen = new int[1];
        return text -> line.test(text) && ++seen[0] == n;
    }

    /// Starts `ferry run`, and kills it as soon as it prints such a line.
    private void killedAt(Path file, Predicate<String> moment) throws Exception {
        ForkedFerry.start(folder, "run", file.toString(), "--yes", "--json", "--finish")
                .killAt(moment);
    }

    private Ended ferry(String... words) throws Exception {
        var ferry = ForkedFerry.start(folder, words);
        return new Ended(ferry.await(), ferry.printed());
    }

    private static void assertEverythingOnce(Path file) throws Exception {
        try (var document = Document.view(file)) {
            var facts = document.facts().stream().map(Journaled::fact).toList();
            var successes = new HashMap<String, Integer>();
            for (var fact : facts) {
                if (fact instanceof Fact.LoaderEnded ended && ended.outcome() instanceof Outcome.Succeeded) {
                    successes.merge(ended.cell() + " part " + ended.part(), 1, Integer::sum);
                }
            }
            assertEquals(
                    Map.of(),
                    successes.entrySet().stream()
                            .filter(each -> each.getValue() != 1)
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
            var plan = document.plan().orElseThrow();
            var run = document.run();
            assertEquals(
                    List.of(),
                    plan.cells().stream()
                            .filter(cell -> !run.cell(cell.id()).isLoaded())
                            .toList());
            assertEquals(
                    List.of(),
                    plan.tables().stream()
                            .filter(table ->
                                    !run.check(table.table()).orElseThrow().isGreen())
                            .toList());
            var starts = facts.stream()
                    .filter(Fact.StepStarted.class::isInstance)
                    .map(fact -> ((Fact.StepStarted) fact).step())
                    .filter(step -> step.step() == Step.SCHEMA)
                    .collect(Collectors.groupingBy(step -> step, Collectors.counting()));
            assertTrue(starts.values().stream().allMatch(count -> count == 1), "statements ran once: " + starts);
        }
    }

    private static void assertNoCanary(Map<String, String> canaries, Path root, List<String> passedOver)
            throws IOException {
        try (var files = Files.walk(root)) {
            for (var path : files.filter(Files::isRegularFile).toList()) {
                var name = path.getFileName().toString();
                // the folder of the target's own data is the target's business; its configuration is made by the
                // sandbox
                if (passedOver.contains(name) || path.toString().contains("/target-")) {
                    continue;
                }
                var text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
                canaries.forEach((what, secret) -> assertFalse(text.contains(secret), what + " in " + path));
            }
        }
    }

    private static void assertNothingLeft(Sandbox sandbox) throws IOException {
        for (var node : sandbox.source().nodes()) {
            try (var files = Files.walk(node.root())) {
                var left = files.map(Path::toString)
                        .filter(path -> path.contains(".ferry-") || path.contains("/snapshots/ferry-"))
                        .toList();
                assertEquals(List.of(), left);
            }
        }
        assertEquals(0, ProcessWatch.livingLoaders());
    }

    private record Ended(int code, String printed) {}
}
