package dev.ferry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.artifact.JarSources;
import dev.ferry.artifact.PublishedJars;
import dev.ferry.engine.BothSides;
import dev.ferry.engine.MigrationEngine;
import dev.ferry.engine.Secrets;
import dev.ferry.journal.Document;
import dev.ferry.journal.Journaled;
import dev.ferry.migration.Limits;
import dev.ferry.migration.Migration;
import dev.ferry.outcome.Outcome;
import dev.ferry.report.FactText;
import dev.ferry.run.Fact;
import dev.ferry.sandbox.SampleMigration;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.schema.Schema;
import dev.ferry.secrets.SecretReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Launchers, what they load, Ferry and Cassandra itself, killed in the middle of a load. However it was
/// killed, in the end every row is there, nothing was loaded again after it was loaded, no cell had two
/// loaders at once, the journal says what happened, and nothing is left.
///
/// `./mvnw verify` tries the first of them; `./mvnw verify -Ppairs` all, and writes what was told to
/// `target/kills.md`.
class LauncherKillIT {
    private static final Path TOLD = Path.of("target/kills.md");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    // two places for each node, ten small tables at once: a launcher has a queue for a while
    private static final Limits LIMITS = new Limits(2, 4, 0);
    private static final int A = 0;
    private static final int B = 1;

    @TempDir
    private Path folder;

    @Test
    void launchersAndLoadersAndFerry() throws Exception {
        try (var journey = new Journey("launchers, loaders and Ferry")) {
            var first = journey.run();
            // the JVM alone on one node; with everything around it, so that nobody says how it ended, on the other
            var killed = journey.launcherAtWork(first, A);
            signal("KILL", killed);
            killAll(journey.launcherAtWork(first, B));
            // what was in doubt is loaded alone
            signal("KILL", journey.loader(first));
            journey.launcherAtWork(first, A, B);
            first.kill();

            var second = journey.run();
            // the launcher of the run before may be alive still
            signal("TERM", journey.launcherAtWork(second, A));
            var paused = journey.launcherAtWork(second, B);
            signal("STOP", paused);
            Thread.sleep(2000);
            signal("CONT", paused);
            journey.end(second);
            journey.assertTold("engine.launcher.gone", "engine.launcher.killed");
        }
    }

    @Tag("kills")
    @Test
    void ferryAfterEveryFactOfALauncher() throws Exception {
        try (var journey = new Journey("Ferry after facts")) {
            journey.run().killAt(line -> is(line, "LauncherStarting"));
            journey.run().killAt(line -> is(line, "LoaderStarting") && !line.contains("\"launcher\":0"));
            journey.run().killAt(nth(7, line -> is(line, "LoaderStarting")));
            journey.run().killAt(nth(2, line -> is(line, "LoaderEnded")));
            // launchers work on while Ferry is away: these shall have something left
            journey.launchers("STOP");
            journey.run().killAt(line -> is(line, "LoaderWithdrawn"));
            journey.launchers("CONT");
            journey.run().killAt(nth(3, line -> is(line, "CellEnded")));
            journey.run().killAt(line -> is(line, "LauncherEnded"));
            journey.end(journey.run());
        }
    }

    @Tag("kills")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 42})
    void anythingAtAnyMoment(long seed) throws Exception {
        try (var journey = new Journey("anything at any moment, seed " + seed)) {
            var random = new Random(seed);
            for (var kills = 0; kills < 5; kills++) {
                var ferry = journey.run();
                journey.awaitWork(ferry);
                for (var shot = 0; shot < 2 && ferry.isAlive(); shot++) {
                    Thread.sleep(random.nextInt(3000));
                    journey.shoot(random);
                }
                Thread.sleep(random.nextInt(2000));
                ferry.kill();
                journey.note("Ferry killed");
            }
            // what was shot three times in a run is left to the next one
            if (journey.run().await() != ExitCode.DONE) {
                journey.note("once more");
            }
            journey.end(journey.run());
        }
    }

    /// What the file `pid` named first was once the script that starts the JVM: somebody may end that alone.
    @Tag("kills")
    @Test
    void partsOfALauncher() throws Exception {
        try (var journey = new Journey("parts of a launcher")) {
            var ferry = journey.run();
            var script = journey.launcherAtWork(ferry, A).parent().orElseThrow();
            signal("TERM", script);
            var keeper = NodeProcesses.named(NodeProcesses.folder(journey.launcherAtWork(ferry, B)))
                    .getLast();
            signal("KILL", keeper);
            journey.end(ferry);
        }
    }

    @Tag("kills")
    @Test
    void cassandraItself() throws Exception {
        try (var journey = new Journey("Cassandra on a node")) {
            var ferry = journey.run();
            journey.launcherAtWork(ferry, B);
            var again = journey.killCassandra(B);
            assertNotEquals(ExitCode.DONE, ferry.await(), "what is not there cannot be verified");
            journey.note(ferry.printed()
                    .lines()
                    .skip(Math.max(0, ferry.printed().lines().count() - 6))
                    .reduce("", (one, other) -> one + "\n" + other));
            journey.assertLoaded();
            again.start();
            journey.awaitCassandra(B);
            journey.end(journey.run());
        }
    }

    private static boolean is(String line, String fact) {
        return line.contains("\"is\":\"" + fact + "\"");
    }

    private static Predicate<String> nth(int n, Predicate<String> line) {
        var seen = new int[1];
        return text -> line.test(text) && ++seen[0] == n;
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /// A launcher's keeper first: nobody is left to write an exit code.
    private static void killAll(ProcessHandle launcher) throws Exception {
        var script = launcher.parent();
        for (var each : NodeProcesses.named(NodeProcesses.folder(launcher)).reversed()) {
            signal("KILL", each);
        }
        if (script.isPresent() && script.get().pid() != 1) {
            signal("KILL", script.get());
        }
    }

    /// One sandbox, one migration, and whatever befalls it.
    private final class Journey implements AutoCloseable {
        private final String name;
        private final long startedNanos = System.nanoTime();
        private final Sandbox sandbox;
        private final NodeProcesses nodes;
        private final Migration migration;
        private final Path file;
        private final Schema schema;
        private final Set<Long> hit = new HashSet<>();

        Journey(String name) throws Exception {
            this.name = name;
            this.sandbox = Sandbox.start(SandboxOptions.usual(), line -> {});
            this.nodes = new NodeProcesses(sandbox);
            var usual = SampleMigration.of(sandbox);
            this.migration = new Migration(
                    usual.id(),
                    usual.name(),
                    usual.source(),
                    usual.target(),
                    usual.selection(),
                    usual.options().with(LIMITS));
            this.file = folder.resolve("kills.ferry");
            var engine =
                    new MigrationEngine(folder.resolve("known_hosts"), new PublishedJars(JarSources.of(null, null)));
            var secrets = Secrets.read(migration.secretSources(), new SecretReader());
            try (var document = Document.create(file, migration)) {
                var cluster = engine.survey(migration.source(), secrets);
                schema = cluster.schema();
                document.save(cluster);
                document.save(engine.plan(migration, secrets, cluster, "p1"));
            }
            note("## " + name + "\n\nready after " + seconds() + " s");
        }

        ForkedFerry run() throws IOException {
            return ForkedFerry.start(folder, "run", file.toString(), "--yes", "--json", "--finish");
        }

        /// A launcher on one of these nodes that was not hit before, and that loads something.
        ProcessHandle launcherAtWork(ForkedFerry ferry, Integer... among) throws InterruptedException {
            return await(ferry, "a launcher at work", () -> {
                for (var node : among) {
                    var living = nodes.launchers(node).stream()
                            .filter(each -> !hit.contains(each.pid()))
                            .filter(each -> nodes.loading(node).stream()
                                    .anyMatch(cell -> NodeProcesses.named(cell).contains(each)))
                            .findFirst();
                    if (living.isPresent()) {
                        return living;
                    }
                }
                return Optional.empty();
            });
        }

        /// Sends every launcher a signal.
        void launchers(String signal) throws Exception {
            for (var node : List.of(A, B)) {
                for (var launcher : nodes.launchers(node)) {
                    signal(signal, launcher);
                }
            }
        }

        /// Waits until anything loads, or this Ferry has ended.
        void awaitWork(ForkedFerry ferry) throws InterruptedException {
            while (ferry.isAlive()
                    && nodes.loading(A).isEmpty()
                    && nodes.loading(B).isEmpty()) {
                Thread.sleep(20);
            }
        }

        /// A loader in a process of its own.
        ProcessHandle loader(ForkedFerry ferry) throws InterruptedException {
            return await(
                    ferry,
                    "a loader in a process of its own",
                    () -> List.of(A, B).stream()
                            .flatMap(node -> nodes.loaders(node).stream())
                            .findFirst());
        }

        private ProcessHandle await(ForkedFerry ferry, String what, Supplier<Optional<ProcessHandle>> look)
                throws InterruptedException {
            var until = System.nanoTime() + PATIENCE.toNanos();
            while (ferry.isAlive() && System.nanoTime() < until) {
                var found = look.get();
                if (found.isPresent()) {
                    hit.add(found.get().pid());
                    note(seconds() + " s: " + what + ", process " + found.get().pid());
                    return found.get();
                }
                Thread.sleep(20);
            }
            throw new AssertionError("never saw " + what + ": " + ferry.printed());
        }

        /// Whatever is there is hit, or nothing.
        void shoot(Random random) throws Exception {
            var targets = new ArrayList<ProcessHandle>();
            for (var node : List.of(A, B)) {
                targets.addAll(nodes.launchers(node));
                targets.addAll(nodes.loaders(node));
            }
            if (targets.isEmpty()) {
                return;
            }
            var target = targets.get(random.nextInt(targets.size()));
            var how = List.of("KILL", "TERM", "all", "keeper").get(random.nextInt(4));
            note(seconds() + " s: " + how + " " + target.pid());
            var isLauncher =
                    nodes.launchers(A).contains(target) || nodes.launchers(B).contains(target);
            if (how.equals("all") && isLauncher) {
                killAll(target);
            } else if (how.equals("keeper") && isLauncher) {
                signal("KILL", NodeProcesses.named(NodeProcesses.folder(target)).getLast());
            } else {
                signal(how.equals("TERM") ? "TERM" : "KILL", target);
            }
        }

        /// @return how it is started again
        ProcessBuilder killCassandra(int node) throws Exception {
            var root = sandbox.source().nodes().get(node).root();
            var process = ProcessHandle.allProcesses()
                    .filter(each -> {
                        var line = NodeProcesses.commandLine(each.pid());
                        return line.contains("CassandraDaemon") && line.contains(root + "/");
                    })
                    .findFirst()
                    .orElseThrow();
            var proc = Path.of("/proc", Long.toString(process.pid()));
            var words = List.of(NodeProcesses.commandLine(process.pid()).split("\0"));
            var again = new ProcessBuilder(words)
                    .directory(proc.resolve("cwd").toRealPath().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("again.log").toFile());
            again.environment().clear();
            for (var each : Files.readString(proc.resolve("environ")).split("\0")) {
                var end = each.indexOf('=');
                if (end > 0) {
                    again.environment().put(each.substring(0, end), each.substring(end + 1));
                }
            }
            signal("KILL", process);
            note(seconds() + " s: Cassandra killed");
            return again;
        }

        void awaitCassandra(int node) throws Exception {
            var until = System.nanoTime() + PATIENCE.toNanos();
            var there = sandbox.source().nodes().get(node);
            while (System.nanoTime() < until) {
                try (var here = BothSides.source(sandbox)) {
                    if (here.queryEachNode("SELECT id FROM small.list_01").size()
                            == sandbox.source().nodes().size()) {
                        return;
                    }
                } catch (dev.ferry.outcome.FailureException notYet) {
                    Thread.sleep(500);
                }
            }
            throw new AssertionError("it does not come back: " + there.address());
        }

        /// Lets this run come to its end, or another one after it, and looks at everything.
        void end(ForkedFerry last) throws Exception {
            var code = last.await();
            note(seconds() + " s: ended with " + code);
            assertEquals(ExitCode.DONE, code, last.printed());
            assertLoaded();
            assertEquals(Set.of(), nodes.doubles());
            assertOnce();
            try (var here = BothSides.source(sandbox);
                    var there = BothSides.target(sandbox, migration)) {
                BothSides.assertSame(here, there, schema);
            }
            assertNothingLeft();
            var again = run();
            assertEquals(ExitCode.DONE, again.await(), again.printed());
            assertFalse(again.printed().contains("\"LoaderStarting\""), "nothing is done twice");
            note(seconds() + " s: all as it should be");
        }

        void assertLoaded() throws Exception {
            tell();
            try (var document = Document.view(file)) {
                var run = document.run();
                var open = document.plan().orElseThrow().cells().stream()
                        .filter(cell -> !run.cell(cell.id()).isLoaded())
                        .toList();
                assertEquals(List.of(), open);
            }
        }

        /// Every start of a loader has one end, and what was loaded is not started again.
        private void assertOnce() throws Exception {
            var living = new HashMap<String, Integer>();
            var loaded = new HashSet<String>();
            var wrong = new ArrayList<Fact>();
            for (var fact : facts()) {
                switch (fact) {
                    case Fact.LoaderStarting starting -> {
                        var part = starting.cell() + " part " + starting.part();
                        if (loaded.contains(part) || living.put(part, starting.attempt()) != null) {
                            wrong.add(fact);
                        }
                    }
                    case Fact.LoaderWithdrawn withdrawn -> {
                        if (living.remove(withdrawn.cell() + " part " + withdrawn.part()) == null) {
                            wrong.add(fact);
                        }
                    }
                    case Fact.LoaderEnded ended -> {
                        var part = ended.cell() + " part " + ended.part();
                        if (living.remove(part) == null
                                || ended.outcome() instanceof Outcome.Succeeded && !loaded.add(part)) {
                            wrong.add(fact);
                        }
                    }
                    default -> {
                        // says nothing of a loader
                    }
                }
            }
            assertEquals(List.of(), wrong);
            assertEquals(Map.of(), living);
        }

        private List<Fact> facts() throws Exception {
            try (var document = Document.view(file)) {
                return document.facts().stream().map(Journaled::fact).toList();
            }
        }

        /// Launchers ended in each of these ways, by the journal.
        void assertTold(String... causes) throws Exception {
            var told = new HashSet<String>();
            for (var fact : facts()) {
                if (fact instanceof Fact.LauncherEnded ended) {
                    switch (ended.outcome()) {
                        case Outcome.Failed failed ->
                            told.add(failed.failure().cause().key());
                        case Outcome.Unknown unknown ->
                            told.add(unknown.failure().cause().key());
                        case Outcome.Succeeded ignored -> {}
                    }
                }
            }
            assertTrue(told.containsAll(List.of(causes)), told.toString());
        }

        private void assertNothingLeft() throws IOException {
            for (var node : List.of(A, B)) {
                assertEquals(List.of(), nodes.launchers(node));
                assertEquals(List.of(), nodes.loaders(node));
                try (var files = Files.walk(sandbox.source().nodes().get(node).root())) {
                    var left = files.map(Path::toString)
                            .filter(path -> path.contains(".ferry-") || path.contains("/snapshots/ferry-"))
                            .toList();
                    assertEquals(List.of(), left);
                }
            }
        }

        /// What the journal says to a person of everything that did not go well.
        private void tell() throws Exception {
            try (var document = Document.view(file)) {
                var run = document.run();
                var lines = facts().stream()
                        .map(fact -> FactText.of(fact, run))
                        .filter(text ->
                                text.verdict() == FactText.Verdict.FAILED || text.verdict() == FactText.Verdict.UNKNOWN)
                        .map(text -> "    " + text.title() + ": " + text.reason() + " " + text.evidence() + " → "
                                + text.remedy())
                        .toList();
                note(String.join("\n", lines));
            }
        }

        void note(String line) {
            try {
                Files.writeString(TOLD, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private long seconds() {
            return Duration.ofNanos(System.nanoTime() - startedNanos).toSeconds();
        }

        @Override
        public void close() {
            nodes.close();
            sandbox.close();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
