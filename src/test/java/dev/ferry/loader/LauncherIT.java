package dev.ferry.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Outcome.Failed;
import dev.ferry.outcome.Outcome.Succeeded;
import dev.ferry.sandbox.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A launcher started through a node's own script, with the real loader in it.
@ParameterizedClass
@EnumSource(
        value = Release.class,
        names = {"V4_0", "V4_1", "V5_0"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LauncherIT {
    private static final List<String> TABLES =
            IntStream.range(0, 12).mapToObj(number -> "orders" + number).toList();

    @Parameter
    private Release release;

    private LoaderBench bench;

    private Path configuration;

    private LauncherFolder launcher;

    private Process process;

    private int launchers;

    @BeforeParameterizedClassInvocation
    void startBench() throws Exception {
        bench = new LoaderBench(release);
        bench.prepareTarget(TABLES);
        for (var table : TABLES) {
            bench.stage(table);
        }
        bench.stage("elsewhere");
        configuration = bench.configure();
    }

    @AfterParameterizedClassInvocation
    void stopBench() {
        bench.close();
    }

    @BeforeEach
    void startLauncher() throws Exception {
        launchers++;
        launcher = new LauncherFolder(bench.path().resolve("node-" + launchers));
        launcher.allow(20);
        process = launcher.start(bench.script(configuration, launcher.path));
    }

    @AfterEach
    void stopLauncher() throws Exception {
        kill();
    }

    @Test
    void loadsManyTablesAtOnceAndProvesEach() throws Exception {
        for (var table : TABLES) {
            order(table);
        }
        order("elsewhere");
        for (var table : TABLES) {
            var outcome = outcome(table);
            var evidence = assertInstanceOf(Succeeded.class, outcome, outcome::toString)
                    .evidence();
            var hosts = evidence.getLast().substring("took part: ".length()).split(", ");
            assertEquals(Set.copyOf(bench.addresses()), Set.of(hosts), evidence.getLast());
            assertEquals(LoaderBench.ROWS, bench.rows(table));
            assertEquals(100, read(table).progress().orElseThrow().percent());
        }
        assertEquals("skipped.table", failed("elsewhere"));
        assertNoSecretIn(process.toHandle());
        launcher.close();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    @Test
    void leavesNoEndOfWhatItHadBegunWhenItIsKilled() throws Exception {
        var some = TABLES.subList(0, 4);
        for (var table : some) {
            order(table);
        }
        LauncherFolder.await(() -> launcher.has(some.getLast(), "pid"), "the last");
        kill();
        for (var table : some) {
            assertTrue(launcher.has(table, "pid"));
            assertFalse(launcher.has(table, "exit"));
        }
        startLauncher();
        for (var table : some) {
            order(table);
        }
        for (var table : some) {
            var outcome = outcome(table);
            assertInstanceOf(Succeeded.class, outcome, outcome::toString);
            assertEquals(LoaderBench.ROWS, bench.rows(table));
        }
    }

    private void order(String table) throws Exception {
        launcher.order(table, bench.arguments(configuration, staged(table)));
    }

    private Path staged(String table) {
        return bench.path().resolve("staged/shop/" + table);
    }

    private LoaderOutput read(String table) throws Exception {
        var output = new LoaderOutput();
        output.out(Files.readAllBytes(launcher.attempt(table, 1).resolve("log")));
        output.err(Files.readAllBytes(launcher.attempt(table, 1).resolve("err")));
        output.end();
        return output;
    }

    private Outcome outcome(String table) throws Exception {
        return LoaderVerdict.judge(launcher.awaitExit(table), read(table), bench.staged(staged(table)));
    }

    private String failed(String table) throws Exception {
        var outcome = outcome(table);
        var failure = assertInstanceOf(Failed.class, outcome, outcome::toString).failure();
        return failure.cause().key().replace("loader.failed.", "");
    }

    private void assertNoSecretIn(ProcessHandle handle) {
        Stream.concat(Stream.of(handle), handle.descendants())
                .flatMap(one -> one.info().commandLine().stream())
                .forEach(line -> bench.secrets().forEach(secret -> assertFalse(line.contains(secret.reveal()))));
    }

    /// The JVM, which the node's script has started, and the script.
    private void kill() throws Exception {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }
}
