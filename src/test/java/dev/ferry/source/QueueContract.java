package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote;
import dev.ferry.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a {@link NodeFolder} does with launchers and their queues, through whatever remote, with a script that
/// plays the launcher's part.
interface QueueContract {
    Duration GRACE = Duration.ofSeconds(2);

    /// Takes orders, writes down what a launcher writes down, prints the arguments of a cell into its log, and
    /// ends it at once unless its last argument is `stay`. It takes nothing while it may load nothing.
    String LAUNCHER = """
            umask 077
            running=
            trap 'for d in $running; do [ -e $d/exit ] || echo 143 > $d/exit; done; exit 143' TERM
            while [ ! -f pid ]; do sleep 0.02; done
            while [ ! -e close ]; do
                for order in orders/*; do
                    [ -e "$order" ] && [ "$(cat limits 2> /dev/null)" != 'atOnce 0' ] || continue
                    name=${order##*/}
                    mv "$order" "taken/$name" 2> /dev/null || continue
                    rest=${name#*~}; d=../../${rest%~*}/${rest##*~}
                    running="$running $d"
                    cp pid "$d/pid.tmp"; mv "$d/pid.tmp" "$d/pid"
                    cat "$d/command" > "$d/log"
                    [ "$(tail -n 1 "$d/command")" = stay ] && continue
                    echo 0 > "$d/exit.tmp"; mv "$d/exit.tmp" "$d/exit"
                done
                sleep 0.05
            done
            """;

    Remote remote(String path) throws Exception;

    private NodeFolder create(Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        var machine = new SourceNode(remote(fake.bin()), NodeHint.of("10.9.8.7")).survey(FakeNode.TABLES);
        return NodeFolder.create(remote(""), machine, "m1", GRACE);
    }

    /// A node whose launcher 1 lives and takes nothing yet.
    private NodeFolder waiting(Path folder) throws Exception {
        var made = create(folder);
        made.startLauncher(1, "echo 'atOnce 0' > limits\n" + LAUNCHER);
        while (!Files.exists(Path.of(made.launcherFolder(1), "limits"))) {
            Thread.sleep(10);
        }
        return made;
    }

    @Test
    default void loadsWhatIsPutIntoTheQueueInItsOrder(@TempDir Path folder) throws Exception {
        var made = create(folder);
        assertInstanceOf(Launch.Started.class, made.startLauncher(1, LAUNCHER));
        assertInstanceOf(CellState.Living.class, made.lookAtLauncher(1, 0, 0).state());
        assertEquals(new Launch.AlreadyClaimed(), made.startLauncher(1, LAUNCHER));
        var cells = List.of(
                new QueuedCell("a", 1, List.of("-d", "10.0.0.1", "it's a \\ path", "", "end")),
                new QueuedCell("b", 3, List.of()),
                new QueuedCell("launchers", 1, List.of("$HOME", "`id`", "grün")));
        assertEquals(Set.of("a", "b", "launchers"), made.enqueue(1, cells));
        assertEquals(
                "-d\n10.0.0.1\nit's a \\ path\n\nend\n",
                await(made, "a", 1, CellState.Ended.class).log());
        assertEquals("", await(made, "b", 3, CellState.Ended.class).log());
        assertEquals(
                "$HOME\n`id`\ngrün\n",
                await(made, "launchers", 1, CellState.Ended.class).log());
        assertEquals(List.of("000000001~a~1", "000000002~b~3", "000000003~launchers~1"), list(made, "taken"));
        assertEquals(
                "-d\n10.0.0.1\nit's a \\ path\n\nend\n", made.read("a", 1, 0, 0).command());
        made.stopLauncher(1);
    }

    @Test
    default void tellsWhatWaitsFromWhatRunsAndWhatIsOver(@TempDir Path folder) throws Exception {
        var made = waiting(folder);
        made.enqueue(1, List.of(cell("a"), staying("b")));
        assertEquals(new CellState.Queued(1), look(made, "a").state());
        assertEquals(new CellState.Queued(1), made.read("b", 1, 0, 0).look().state());
        assertEquals(new CellState.NotThere(), look(made, "c").state());
        made.allow(1, 2);
        assertEquals("atOnce 2\n", Files.readString(Path.of(made.launcherFolder(1), "limits")));
        await(made, "a", 1, CellState.Ended.class);
        var living = await(made, "b", 1, CellState.Living.class).state();
        assertEquals(living, made.lookAtLauncher(1, 0, 0).state(), "the process of a cell is its launcher");
        made.stopLauncher(1);
        assertEquals(new CellState.Ended(143), look(made, "b").state());
        assertEquals(new CellState.Ended(143), made.lookAtLauncher(1, 0, 0).state());
    }

    @Test
    default void filesOfAnAttemptAreTheOwnersOnly(@TempDir Path folder) throws Exception {
        var made = waiting(folder);
        made.enqueue(1, List.of(cell("a")));
        var attempt = Path.of(made.attemptFolder("a", 1));
        assertEquals(List.of("command", "err", "launcher", "log"), list(attempt));
        for (var file : list(attempt)) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(attempt.resolve(file))));
        }
        assertEquals("1", Files.readAllLines(attempt.resolve("launcher")).getFirst());
        made.stopLauncher(1);
    }

    /// The node's own script stays around its Java: if somebody kills it alone, the Java lives on.
    @Test
    default void endsACellWhoseLauncherCountsAsEndedAndLives(@TempDir Path folder) throws Exception {
        var made = create(folder);
        made.startLauncher(1, """
                cat > inner << 'END'
                while [ ! -e orders/000000001~a~1 ]; do sleep 0.02; done
                mv orders/000000001~a~1 taken/
                d=../../a/1
                { echo "$$ $(cut -d ' ' -f 22 /proc/$$/stat)"; sed -n 2,3p pid; } > $d/pid.tmp
                mv $d/pid.tmp $d/pid
                exec sleep 60
                END
                sh inner &
                wait
                """);
        made.enqueue(1, List.of(cell("a")));
        await(made, "a", 1, CellState.Living.class);
        var script = (CellState.Living) made.lookAtLauncher(1, 0, 0).state();
        ProcessHandle.of(script.pid()).orElseThrow().destroyForcibly();
        while (!(made.lookAtLauncher(1, 0, 0).state() instanceof CellState.Ended)) {
            Thread.sleep(20);
        }
        assertInstanceOf(CellState.Living.class, look(made, "a").state());
        made.stop("a", 1);
        assertEquals(new CellState.Vanished(), look(made, "a").state());
    }

    @Test
    default void endsEveryLauncherThatLives(@TempDir Path folder) throws Exception {
        var made = waiting(folder);
        made.stopLauncher(1);
        made.startLauncher(2, LAUNCHER);
        made.startLauncher(3, LAUNCHER);
        made.stopLaunchers();
        for (var launcher = 1; launcher <= 3; launcher++) {
            assertEquals(
                    new CellState.Ended(143),
                    made.lookAtLauncher(launcher, 0, 0).state());
        }
        assertEquals(List.of(), made.remove());
        made.stopLaunchers();
    }

    @Test
    default void takesBackWhatIsNotBegun(@TempDir Path folder) throws Exception {
        var made = waiting(folder);
        made.enqueue(1, List.of(staying("a")));
        made.allow(1, 1);
        await(made, "a", 1, CellState.Living.class);
        made.allow(1, 0);
        Thread.sleep(200);
        made.enqueue(1, List.of(cell("b"), cell("c")));
        assertEquals(Set.of("b"), made.withdraw(1, positions("a", "b", "none")));
        assertEquals(new CellState.Claimed(), look(made, "b").state());
        assertEquals(new CellState.Queued(1), look(made, "c").state());
        assertEquals(List.of("000000003~c~1"), list(made, "orders"));
        assertEquals(Set.of("b", "c"), made.withdraw(1, positions("b", "c")), "the answer may have been lost");
        assertEquals(Set.of(), made.withdraw(2, positions("b")), "it was another launcher's");
        assertEquals(Set.of(), made.withdraw(1, List.of()));
        assertEquals(Set.of(), made.enqueue(1, List.of(cell("b"))), "its number is used up");
        assertEquals(Set.of("b"), made.enqueue(1, List.of(new QueuedCell("b", 2, List.of()))));
        assertEquals(List.of("000000004~b~2"), list(made, "orders"), "the order goes on after all that were");
        made.stopLauncher(1);
    }

    @Test
    default void anOrderIsBegunOrTakenBackAndNeverBoth(@TempDir Path folder) throws Exception {
        var made = create(folder);
        made.startLauncher(1, LAUNCHER);
        var cells = IntStream.range(0, 60).mapToObj(i -> cell("c" + i)).toList();
        assertEquals(60, made.enqueue(1, cells).size());
        var out = made.withdraw(1, positions(cells.stream().map(QueuedCell::cell)));
        made.allow(1, 0);
        Thread.sleep(300);
        for (var each :
                made.look(positions(cells.stream().map(QueuedCell::cell))).entrySet()) {
            var state = out.contains(each.getKey()) ? CellState.Claimed.class : CellState.Ended.class;
            assertInstanceOf(state, each.getValue().state(), each.getKey());
        }
        assertEquals(60 - out.size(), list(made, "taken").size());
        made.stopLauncher(1);
    }

    @Test
    default void putsNothingWhereNothingIsTaken(@TempDir Path folder) throws Exception {
        var made = waiting(folder);
        Files.createFile(Path.of(made.launcherFolder(1), "closed"));
        assertEquals(Set.of(), made.enqueue(1, List.of(cell("a"))), "it has closed");
        Files.delete(Path.of(made.launcherFolder(1), "closed"));
        assertEquals(Set.of("z"), made.enqueue(1, List.of(cell("z"))));
        made.close(1);
        assertEquals(Set.of(), made.enqueue(1, List.of(cell("a"))), "it is told to close");
        awaitEnd(made, 0);
        assertEquals(new CellState.Claimed(), look(made, "z").state(), "what it never took was never begun");
        Files.delete(Path.of(made.launcherFolder(1), "close"));
        assertEquals(Set.of(), made.enqueue(1, List.of(cell("a"))), "it is gone");
        assertEquals(Set.of(), made.enqueue(9, List.of(cell("a"))), "there never was one");
        assertEquals(new CellState.NotThere(), look(made, "a").state());
        assertEquals(List.of("000000001~z~1"), list(made, "orders"));
        assertEquals(Set.of("z"), made.withdraw(1, positions("z")), "out of the queue of one that is gone");
    }

    @Test
    default void leavesNothingOfWhatComesAsTheLauncherCloses(@TempDir Path folder) throws Exception {
        var made = create(folder);
        // closes as soon as it sees an order, and takes none
        made.startLauncher(1, "while [ ! -e orders/000000001~c0~1 ]; do :; done; : > closed; sleep 60");
        var cells = IntStream.range(0, 400).mapToObj(i -> cell("c" + i)).toList();
        var in = made.enqueue(1, cells);
        assertTrue(in.size() < 400, "it closed in between");
        assertEquals(in.size(), list(made, "orders").size(), "each of them is there to be taken or withdrawn");
        for (var each : cells) {
            assertEquals(in.contains(each.cell()), Files.exists(Path.of(made.attemptFolder(each.cell(), 1))));
        }
        made.stopLauncher(1);
    }

    @Test
    default void cellsOfADeadLauncherVanishedIfTheyWereBegun(@TempDir Path folder) throws Exception {
        var made = waiting(folder);
        made.enqueue(1, List.of(staying("a")));
        made.allow(1, 1);
        await(made, "a", 1, CellState.Living.class);
        made.allow(1, 0);
        Thread.sleep(200);
        made.enqueue(1, List.of(cell("b")));
        for (var line : Files.readAllLines(Path.of(made.launcherFolder(1), "pid"))
                .subList(0, 2)
                .reversed()) {
            ProcessHandle.of(Long.parseLong(line.split(" ")[0])).ifPresent(ProcessHandle::destroyForcibly);
        }
        await(made, "a", 1, CellState.Vanished.class);
        assertEquals(new CellState.Claimed(), look(made, "b").state());
        assertEquals(new CellState.Vanished(), made.lookAtLauncher(1, 0, 0).state());
        assertFalse(made.anyProcess("a"));
        assertFalse(made.anyProcess("b"));
        made.stop("a", 1);
        assertEquals(List.of(), made.remove());
    }

    @Test
    default void seesThatACellRunsOrWaitsInALauncher(@TempDir Path folder) throws Exception {
        var made = waiting(folder);
        made.enqueue(1, List.of(cell("a"), staying("b"), cell("c")));
        assertTrue(made.anyProcess("a"));
        assertFalse(made.anyProcess("none"));
        made.withdraw(1, positions("c"));
        assertFalse(made.anyProcess("c"));
        made.allow(1, 2);
        await(made, "a", 1, CellState.Ended.class);
        assertFalse(made.anyProcess("a"));
        await(made, "b", 1, CellState.Living.class);
        assertTrue(made.anyProcess("b"));
        made.stopLauncher(1);
        assertFalse(made.anyProcess("b"));
    }

    @Test
    default void seesThatACellIsJustBeingBegun(@TempDir Path folder) throws Exception {
        var made = create(folder);
        made.startLauncher(1, "while ! mv orders/* taken/ 2> /dev/null; do :; done; exec sleep 60");
        made.enqueue(1, List.of(cell("a")));
        while (list(made, "taken").isEmpty()) {
            Thread.sleep(10);
        }
        assertEquals(new CellState.Claimed(), look(made, "a").state());
        assertTrue(made.anyProcess("a"));
        made.stop("a", 1);
        assertEquals(new CellState.Ended(143), made.lookAtLauncher(1, 0, 0).state());
        assertFalse(made.anyProcess("a"));
    }

    @Test
    default void stoppingACellTakesItBackOrEndsItsLauncher(@TempDir Path folder) throws Exception {
        var made = waiting(folder);
        made.enqueue(1, List.of(cell("a")));
        made.stop("a", 1);
        assertEquals(new CellState.Claimed(), look(made, "a").state());
        assertEquals(List.of(), list(made, "orders"));
        made.enqueue(1, List.of(cell("b"), staying("c"), staying("d")));
        made.allow(1, 3);
        await(made, "b", 1, CellState.Ended.class);
        await(made, "d", 1, CellState.Living.class);
        made.stop("b", 1);
        assertInstanceOf(CellState.Living.class, made.lookAtLauncher(1, 0, 0).state(), "b is over");
        made.stop("c", 1);
        assertEquals(new CellState.Ended(143), look(made, "c").state());
        assertEquals(new CellState.Ended(143), look(made, "d").state(), "it ended with the launcher");
        assertEquals(new CellState.Ended(143), made.lookAtLauncher(1, 0, 0).state());
    }

    @Test
    default void isInUseWhileALauncherLives(@TempDir Path folder) throws Exception {
        var made = create(folder);
        // nothing in its arguments tells where it runs
        made.startLauncher(1, "exec sleep 60");
        var thrown = assertThrows(FailureException.class, made::remove);
        assertEquals("source.folder.in-use", thrown.failure().cause().key());
        made.stopLauncher(1);
        made.stopLauncher(2);
        assertEquals(List.of(), made.remove());
    }

    @Test
    default void changesTheThrottleAndTheLimits(@TempDir Path folder) throws Exception {
        var made = waiting(folder);
        made.throttle(24);
        var throttle = Path.of(made.roots().getFirst(), "throttle");
        assertEquals("24\n", Files.readString(throttle));
        made.throttle(0);
        assertEquals("0\n", Files.readString(throttle));
        assertThrows(IllegalArgumentException.class, () -> made.throttle(-1));
        Files.createFile(Path.of(made.launcherFolder(7)));
        var failure =
                assertThrows(FailureException.class, () -> made.allow(7, 1)).failure();
        assertEquals("source.queue.refused", failure.cause().key());
        assertFalse(Messages.text(failure.remedy()).isBlank());
        assertFalse(made.remains().stream().anyMatch(path -> path.contains("throttle.")), "nothing half is left");
        made.stopLauncher(1);
    }

    /// Whoever was about to start it may have been killed before, and its words may still arrive.
    @Test
    default void aLauncherThatIsToldToCloseBeforeItIsStartedIsNeverStarted(@TempDir Path folder) throws Exception {
        var made = create(folder);
        made.close(1);
        made.allow(1, 0);
        assertEquals(new CellState.Claimed(), made.lookAtLauncher(1, 0, 0).state());
        assertEquals(new Launch.AlreadyClaimed(), made.startLauncher(1, LAUNCHER));
        assertEquals(Set.of(), made.enqueue(1, List.of(cell("a"))));
        assertEquals(new CellState.Claimed(), made.lookAtLauncher(1, 0, 0).state());
        made.stopLauncher(1);
    }

    /// A launcher's JVM puts itself into the file in place of the script that started it.
    @Test
    default void aLauncherWhoseScriptIsKilledLivesAsLongAsItsProcess(@TempDir Path folder) throws Exception {
        var made = create(folder);
        made.startLauncher(1, """
                sh -c '
                    echo $$ > child
                    while [ ! -e named ]; do sleep 0.05; done
                    while [ ! -e stop ]; do sleep 0.05; done
                ' &
                wait
                """);
        var launcher = Path.of(made.launcherFolder(1));
        while (!Files.exists(launcher.resolve("child")) || Files.size(launcher.resolve("child")) == 0) {
            Thread.sleep(10);
        }
        var child = Files.readString(launcher.resolve("child")).strip();
        var stat = Files.readString(Path.of("/proc", child, "stat"));
        var start = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
        var lines = Files.readAllLines(launcher.resolve("pid"));
        var script = lines.getFirst().split(" ")[0];
        Files.writeString(
                launcher.resolve("pid"), child + " " + start + "\n" + lines.get(1) + "\n" + lines.get(2) + "\n");
        Files.createFile(launcher.resolve("named"));
        new ProcessBuilder("kill", "-KILL", script).start().waitFor();
        Thread.sleep(500);
        assertEquals(
                new CellState.Living(Long.parseLong(child)),
                made.lookAtLauncher(1, 0, 0).state());
        assertEquals(Set.of("a"), made.enqueue(1, List.of(cell("a"))));
        Files.createFile(launcher.resolve("stop"));
        awaitEnd(made, 137);
    }

    @Test
    default void putsAnAttemptInOnceHoweverManyTry(@TempDir Path folder) throws Exception {
        var made = waiting(folder);
        var cells = IntStream.range(0, 20).mapToObj(i -> cell("c" + i)).toList();
        var tries = new ArrayList<Callable<Set<String>>>();
        for (int i = 0; i < 4; i++) {
            tries.add(() -> made.enqueue(1, cells));
        }
        var in = new ArrayList<String>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : executor.invokeAll(tries)) {
                in.addAll(done.get());
            }
        }
        assertEquals(20, in.size());
        assertEquals(20, list(made, "orders").size());
        made.stopLauncher(1);
    }

    @Test
    default void putsTwoHundredCellsInAndLooksAtThemQuickly(@TempDir Path folder) throws Exception {
        var made = waiting(folder);
        var arguments = IntStream.range(0, 20)
                .mapToObj(i -> "an argument as long as a usual one is " + i)
                .toList();
        var cells = IntStream.range(0, 200)
                .mapToObj(i -> new QueuedCell("shop.orders-" + i, 1, arguments))
                .toList();
        var start = Instant.now();
        assertEquals(200, made.enqueue(1, cells).size());
        var looks = made.look(positions(cells.stream().map(QueuedCell::cell)));
        assertEquals(
                Set.of(new CellState.Queued(1)),
                looks.values().stream().map(CellLook::state).collect(Collectors.toSet()));
        assertEquals(
                200,
                made.withdraw(1, positions(cells.stream().map(QueuedCell::cell)))
                        .size());
        var out = Instant.now();
        assertTrue(Duration.between(start, out).toSeconds() < 30);
        made.stopLauncher(1);
    }

    @Test
    default void refusesTheLaunchersNameForACell(@TempDir Path folder) throws Exception {
        var made = create(folder);
        assertThrows(IllegalArgumentException.class, () -> made.launch("launcher", 1, "true"));
        assertThrows(IllegalArgumentException.class, () -> cell("launcher"));
    }

    private static QueuedCell cell(String name) {
        return new QueuedCell(name, 1, List.of("go"));
    }

    private static QueuedCell staying(String name) {
        return new QueuedCell(name, 1, List.of("stay"));
    }

    private static Collection<CellPosition> positions(String... cells) {
        return positions(List.of(cells).stream());
    }

    private static Collection<CellPosition> positions(java.util.stream.Stream<String> cells) {
        return cells.map(cell -> new CellPosition(cell, 1, 0, 0)).toList();
    }

    private static CellLook look(NodeFolder made, String cell) throws Exception {
        return made.look(positions(cell)).get(cell);
    }

    private static CellLook await(NodeFolder made, String cell, int attempt, Class<? extends CellState> state)
            throws Exception {
        CellLook look = null;
        for (int i = 0; i < 200; i++) {
            look = made.look(List.of(new CellPosition(cell, attempt, 0, 0))).get(cell);
            if (state.isInstance(look.state())) {
                return look;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(cell + " is not " + state.getSimpleName() + " but " + look);
    }

    private static void awaitEnd(NodeFolder made, int code) throws Exception {
        for (int i = 0; i < 100 && !(made.lookAtLauncher(1, 0, 0).state() instanceof CellState.Ended); i++) {
            Thread.sleep(50);
        }
        assertEquals(new CellState.Ended(code), made.lookAtLauncher(1, 0, 0).state());
    }

    private static List<String> list(NodeFolder made, String queue) throws Exception {
        return list(Path.of(made.launcherFolder(1), queue));
    }

    private static List<String> list(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
