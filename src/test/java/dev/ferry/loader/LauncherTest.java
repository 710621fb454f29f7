package dev.ferry.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    private static Path fake;

    private static Path jar;

    @TempDir
    private Path temp;

    private LauncherFolder launcher;

    private Process process;

    @BeforeAll
    static void compile() throws IOException {
        FakeCassandra.compile(fake);
        jar = NodeClasses.jar(fake);
    }

    @BeforeEach
    void layFolder() throws IOException {
        launcher = new LauncherFolder(temp);
    }

    @AfterEach
    void stop() throws Exception {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void saysOfEachCellHowItEnded() throws Exception {
        launcher.allow(4);
        order("plain");
        order("throw");
        order("error");
        start();
        assertEquals(0, launcher.awaitExit("plain"));
        assertEquals(1, launcher.awaitExit("throw"));
        assertEquals(1, launcher.awaitExit("error"));
        assertTrue(process.isAlive());
        var thrown = "Exception in thread \"main\" java.lang.IllegalStateException: refused by throw\n";
        assertTrue(launcher.read("throw", "err").contains(thrown), () -> "no " + thrown);
    }

    @Test
    void saysWhoRunsACellAsAKeeperWould() throws Exception {
        order("wait");
        start();
        LauncherFolder.await(() -> launcher.has("wait", "pid"), "pid");
        var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        var start = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
        var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
        assertEquals(process.pid() + " " + start + "\n4711 815\n" + boot, launcher.read("wait", "pid"));
        assertFalse(launcher.has("wait", "exit"));
        assertEquals(launcher.read("wait", "pid"), Files.readString(launcher.path.resolve("pid")), "and of itself");
    }

    @Test
    void givesEachCellItsOwnOutput() throws Exception {
        launcher.allow(8);
        for (var i = 0; i < 8; i++) {
            order("plain" + i);
        }
        start();
        for (var i = 0; i < 8; i++) {
            var cell = "plain" + i;
            assertEquals(0, launcher.awaitExit(cell));
            var log = launcher.read(cell, "log");
            assertTrue(log.startsWith("Established connection to initial hosts\narguments "), log);
            assertTrue(log.endsWith("Total files transferred : 1\nlast words of " + cell), log);
            assertFalse(log.contains("progress: total"), log);
            assertTrue(log.contains("\rprogress: [/127.0.2.1:7000]0:2/2 100% total: 100% "), log);
            assertTrue(log.indexOf("progress: ") < log.indexOf("Summary statistics"), log);
            var err = launcher.read(cell, "err").lines().skip(1).toList();
            assertEquals(2, err.size());
            assertTrue(err.getFirst().endsWith("about " + cell), err::toString);
            assertEquals("\tat some.Frame of " + cell, err.getLast());
        }
        assertEquals(8, launcher.err().split("something about no stream\n\tat some.Frame of nobody\n", -1).length - 1);
    }

    @Test
    void printsProgressThatIsReadAsTheLoadersOwn() throws Exception {
        order("plain");
        start();
        launcher.awaitExit("plain");
        var output = new LoaderOutput();
        output.out(Files.readAllBytes(launcher.attempt("plain", 1).resolve("log")));
        output.end();
        var host = output.progress().orElseThrow().hosts().getFirst();
        assertEquals(new LoaderProgress.HostProgress("127.0.2.1", 2, 2, 100), host);
        assertEquals(java.util.Set.of("127.0.2.1"), output.reachedHosts());
    }

    @Test
    void namesNoTargetNodeWhoseSessionWasNeverPrepared() throws Exception {
        order("wait");
        start();
        LauncherFolder.await(() -> launcher.read("wait", "log").contains("progress: "), "progress");
        Thread.sleep(1200);
        go("wait");
        launcher.awaitExit("wait");
        assertFalse(launcher.read("wait", "log").contains("127.0.2.9"));
    }

    @Test
    void beginsNoMoreAtOnceThanAllowedAndInTheOrderOfTheirNames() throws Exception {
        launcher.allow(0);
        order("wait-first");
        order("wait-second");
        order("wait-third");
        start();
        awaitReady();
        Thread.sleep(400);
        assertFalse(launcher.has("wait-first", "pid"));
        launcher.allow(2);
        LauncherFolder.await(() -> launcher.has("wait-second", "pid"), "the second");
        Thread.sleep(300);
        assertTrue(launcher.has("wait-first", "pid"));
        assertFalse(launcher.has("wait-third", "pid"));
        go("wait-second");
        assertEquals(0, launcher.awaitExit("wait-second"));
        LauncherFolder.await(() -> launcher.has("wait-third", "pid"), "the third");
        assertFalse(launcher.has("wait-first", "exit"));
    }

    @Test
    void beginsWhatIsNotWithdrawnAndThatOnce() throws Exception {
        launcher.allow(50);
        start();
        awaitReady();
        var withdrawn = new ArrayList<Boolean>();
        for (var i = 0; i < 60; i++) {
            order("plain" + i);
            Thread.sleep(i % 7);
            withdrawn.add(withdraw("%09d~plain%d~1".formatted(i + 1, i)));
        }
        for (var i = 0; i < 60; i++) {
            var cell = "plain" + i;
            if (!withdrawn.get(i)) {
                assertEquals(0, launcher.awaitExit(cell));
                assertEquals(1, launcher.read(cell, "log").split("Established", -1).length - 1);
            }
        }
        launcher.close();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        for (var i = 0; i < 60; i++) {
            assertEquals(!withdrawn.get(i), launcher.has("plain" + i, "pid"));
        }
    }

    @Test
    void beginsNoAttemptThatWasBegunBefore() throws Exception {
        order("plain");
        var begun = launcher.attempt("plain", 1);
        LauncherFolder.put(begun.resolve("pid"), "1 1\n1 1\nboot\n");
        order("other");
        start();
        assertEquals(0, launcher.awaitExit("other"));
        assertEquals("", launcher.read("plain", "log"));
        assertFalse(launcher.has("plain", "exit"));
        assertTrue(launcher.err().contains("begun before"));
    }

    @Test
    void endsWhenItIsClosedAndWhatItHasBegunIsOver() throws Exception {
        order("wait");
        start();
        LauncherFolder.await(() -> launcher.has("wait", "pid"), "pid");
        launcher.close();
        order("plain");
        Thread.sleep(400);
        assertTrue(process.isAlive());
        assertFalse(Files.exists(launcher.path.resolve("closed")));
        go("wait");
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        assertEquals("0\n", launcher.read("wait", "exit"));
        assertTrue(Files.exists(launcher.path.resolve("closed")));
        assertFalse(launcher.has("plain", "pid"));
    }

    @Test
    void endsByItselfWhenThereWasNoWorkForLong() throws Exception {
        order("plain");
        start("-Dferry.launcher.idle=300");
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        assertEquals("0\n", launcher.read("plain", "exit"));
        assertTrue(Files.exists(launcher.path.resolve("closed")));
    }

    @Test
    void saysOfRunningCellsThatTheyWereTerminated() throws Exception {
        launcher.allow(3);
        order("plain");
        order("wait-one");
        order("wait-two");
        start();
        launcher.awaitExit("plain");
        LauncherFolder.await(() -> launcher.has("wait-two", "pid"), "pid");
        order("wait-three");
        order("wait-four");
        LauncherFolder.await(() -> launcher.has("wait-three", "pid"), "pid");
        process.destroy();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(143, process.exitValue());
        assertEquals("0\n", launcher.read("plain", "exit"));
        for (var cell : List.of("wait-one", "wait-two", "wait-three")) {
            assertEquals("143\n", launcher.read(cell, "exit"));
        }
        assertFalse(launcher.has("wait-four", "exit"));
        assertFalse(Files.exists(launcher.path.resolve("closed")));
    }

    @Test
    void saysNothingOfCellsWhenALoaderEndsTheJvm() throws Exception {
        launcher.allow(2);
        order("wait");
        start();
        LauncherFolder.await(() -> launcher.has("wait", "pid"), "pid");
        order("exit");
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        for (var cell : List.of("wait", "exit")) {
            assertTrue(launcher.has(cell, "pid"));
            assertFalse(launcher.has(cell, "exit"));
        }
    }

    @Test
    void doesNotLetALoaderEndTheJvmForAFolderThatIsGone() throws Exception {
        launcher.order("gone", List.of(temp.resolve("staged/gone").toString()));
        start();
        assertEquals(1, launcher.awaitExit("gone"));
        assertEquals("Unknown directory: " + temp.resolve("staged/gone") + "\n", launcher.read("gone", "err"));
        assertTrue(process.isAlive());
    }

    @Test
    void givesEachCellTheLimitThatHoldsWhenItBegins() throws Exception {
        var throttle = temp.resolve("throttle");
        LauncherFolder.put(throttle, "12\n");
        start("-Dferry.throttle=" + throttle);
        order("newer", "--throttle-mib", "0", "--entire-sstable-throttle-mib", "7");
        launcher.awaitExit("newer");
        var newer = "[--throttle-mib, 12, --entire-sstable-throttle-mib, 12, ";
        assertTrue(launcher.read("newer", "log").contains(newer), () -> "no " + newer);
        LauncherFolder.put(throttle, "0.01\n");
        order("older", "-t", "0");
        launcher.awaitExit("older");
        assertTrue(launcher.read("older", "log").contains("arguments [-t, 1, "));
        Files.delete(throttle);
        order("free", "-t", "9");
        launcher.awaitExit("free");
        assertTrue(launcher.read("free", "log").contains("arguments [-t, 0, "));
    }

    @Test
    void handsAChangedLimitToTheRunningStreams() throws Exception {
        var throttle = temp.resolve("throttle");
        LauncherFolder.put(throttle, "12\n");
        order("wait");
        start("-Dferry.throttle=" + throttle);
        var first = "limit " + 12 * 1024 * 1024 + "\nlimit of whole SSTables 12\n";
        LauncherFolder.await(() -> launcher.err().contains(first), first);
        LauncherFolder.put(throttle, "3\n");
        var second = "limit " + 3 * 1024 * 1024 + "\nlimit of whole SSTables 3\n";
        LauncherFolder.await(() -> launcher.err().contains(second), second);
    }

    private void start(String... properties) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-javaagent:" + jar,
                "-Dferry.launcher=" + launcher.path));
        command.addAll(List.of(properties));
        command.addAll(List.of("-cp", fake.toString(), "org.apache.cassandra.tools.BulkLoader"));
        process = launcher.start(new ProcessBuilder(command));
    }

    /// A thread of its own shows that the launcher is at work.
    private void awaitReady() throws Exception {
        LauncherFolder.await(() -> threadNames().contains("ferry-progress"), "the launcher");
    }

    private String threadNames() throws IOException {
        var names = new StringBuilder();
        try (var threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            for (var thread : threads.toList()) {
                names.append(Files.readString(thread.resolve("comm")));
            }
        }
        return names.toString();
    }

    private void order(String cell, String... arguments) throws IOException {
        var staged = Files.createDirectories(temp.resolve("staged/" + cell));
        var all = new ArrayList<>(List.of(arguments));
        all.add(staged.toString());
        launcher.order(cell, all);
    }

    private boolean withdraw(String order) {
        var from = launcher.path.resolve("orders/" + order).toFile();
        return from.renameTo(launcher.path.resolve("withdrawn/" + order).toFile());
    }

    private void go(String cell) throws IOException {
        Files.createFile(temp.resolve("staged/" + cell + "/go"));
    }
}
