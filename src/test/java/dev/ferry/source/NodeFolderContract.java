package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Machine;
import dev.ferry.cluster.TableFiles;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.TableName;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a {@link NodeFolder} does, through whatever remote, with real files and real processes.
interface NodeFolderContract {
    Duration GRACE = Duration.ofSeconds(2);
    Duration LIMIT = Duration.ofSeconds(20);

    Remote remote(String path) throws Exception;

    /// A node with a shop whose snapshot `t` is taken.
    private Machine machine(Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        fake.snapshot("t");
        return new SourceNode(remote(fake.bin()), NodeHint.of("10.9.8.7")).survey(FakeNode.TABLES);
    }

    private NodeFolder create(Path folder) throws Exception {
        var machine = machine(folder);
        return NodeFolder.create(remote(""), machine, "m1", GRACE);
    }

    private static Path root(Path folder) {
        return folder.resolve("var/.ferry-m1");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    // ---- the folder and what is installed in it

    @Test
    default void liesBesideTheDataDirectoriesOncePerFileSystem(@TempDir Path folder) throws Exception {
        var machine = machine(folder);
        var made = NodeFolder.create(remote(""), machine, "m1");
        assertEquals(List.of(root(folder).toString()), made.roots());
        assertEquals("rwx------", mode(root(folder)));
        assertEquals(made.roots(), NodeFolder.create(remote(""), machine, "m1").roots());
        assertEquals(made.roots(), NodeFolder.find(remote(""), machine, "m1").roots());
        assertNotEquals(made.roots(), NodeFolder.find(remote(""), machine, "m2").roots());
        assertFalse(Files.exists(folder.resolve("var/.ferry-m2")), "finding makes nothing");
    }

    @Test
    default void doesNotTakeALinkForItsFolder(@TempDir Path folder) throws Exception {
        var machine = machine(folder);
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(root(folder), folder.resolve("elsewhere"));
        var thrown = assertThrows(FailureException.class, () -> NodeFolder.create(remote(""), machine, "m1"));
        assertEquals("source.folder.not-made", thrown.failure().cause().key());
    }

    @Test
    default void installsFilesForTheOwnerOnlyAndOnlyOnce(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var files =
                Map.of("conf/cassandra.yaml", bytes("a: 1\n"), "lib/x.jar", new byte[] {0, 1, 2}, "empty", bytes(""));
        made.install("credentials-1", files);
        var path = Path.of(made.path("credentials-1"));
        assertEquals(root(folder).resolve("credentials-1"), path);
        for (var file : files.entrySet()) {
            assertEquals(
                    new String(file.getValue(), StandardCharsets.UTF_8), Files.readString(path.resolve(file.getKey())));
            assertEquals("rw-------", mode(path.resolve(file.getKey())));
        }
        assertEquals("rwx------", mode(path.resolve("conf")));
        var before = Files.getAttribute(path.resolve("lib/x.jar"), "unix:ino");
        made.install("credentials-1", Map.of("lib/x.jar", new byte[] {0, 1, 2}, "empty", bytes("no more")));
        assertEquals(before, Files.getAttribute(path.resolve("lib/x.jar"), "unix:ino"));
        assertEquals("no more", Files.readString(path.resolve("empty")));
    }

    @Test
    default void refusesNamesThatLeadElsewhere(@TempDir Path folder) throws Exception {
        var machine = machine(folder);
        var made = NodeFolder.create(remote(""), machine, "m1");
        assertThrows(IllegalArgumentException.class, () -> NodeFolder.find(remote(""), machine, "../m"));
        for (var name : List.of("../x", "/etc/x", "a/../x", "a b", "$(id)", "", "a//b", ".x")) {
            assertThrows(IllegalArgumentException.class, () -> made.install("c", Map.of(name, bytes("x"))), name);
        }
        assertThrows(IllegalArgumentException.class, () -> made.path("../x"));
        assertThrows(IllegalArgumentException.class, () -> made.launch("../x", 1, "true"));
        assertThrows(IllegalArgumentException.class, () -> new CellPosition("a b", 1, 0, 0));
    }

    // ---- staging

    @Test
    default void stagesTheSSTablesOfASnapshotAsHardLinks(@TempDir Path folder) throws Exception {
        var machine = machine(folder);
        var made = NodeFolder.create(remote(""), machine, "m1");
        var parts = made.stage("c-1", "t", files(machine, FakeNode.ORDERS));
        var stage = root(folder).resolve("stage/c-1/0/shop/orders");
        assertEquals(
                List.of(new StagedPart(
                        stage.toString(),
                        List.of(
                                new StagedFile("me-4-big-Data.db", 8030),
                                new StagedFile("nb-1-big-Data.db", 1030),
                                new StagedFile("nb-2-big-Data.db", 2030),
                                new StagedFile("nb-3-big-Data.db", 4030)))),
                parts);
        assertEquals(15_120, parts.getFirst().bytes());
        assertEquals(16, list(stage).size(), "four components each; no manifest, no schema, no .tmp");
        var original = new FakeNode(folder)
                .folder(1, FakeNode.ORDERS, FakeNode.ORDERS_ID)
                .resolve("nb-1-big-Data.db");
        assertEquals(
                Files.getAttribute(original, "unix:ino"),
                Files.getAttribute(stage.resolve("nb-1-big-Data.db"), "unix:ino"));
        Files.writeString(stage.resolve("nb-1-big-Statistics.db.1.tmp"), "left by a killed loader");
        assertEquals(parts, made.stage("c-1", "t", files(machine, FakeNode.ORDERS)));
        assertEquals(16, list(stage).size());
        made.removeStage("c-1");
        assertFalse(Files.exists(root(folder).resolve("stage/c-1")));
        assertTrue(Files.exists(original));
        made.removeStage("c-1");
    }

    @Test
    default void stagesManyCellsTogether(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        fake.sstable(2, FakeNode.ORDERS, FakeNode.ORDERS_ID, "nb-1-big", 5);
        var machine = machine(folder);
        var made = NodeFolder.create(remote(""), machine, "m1");
        var alone = Map.of(
                "c-1", made.stage("c-1", "t", files(machine, FakeNode.ORDERS)),
                "c-2", made.stage("c-2", "t", files(machine, FakeNode.LINES)),
                "c-3", made.stage("c-3", "t", files(machine, FakeNode.EMPTY)));
        assertEquals(2, alone.get("c-1").size());
        var left = Path.of(alone.get("c-2").getFirst().folder()).resolve("left");
        Files.writeString(left, "by a killed loader");
        var together = made.stage(
                "t",
                Map.of(
                        "c-1", files(machine, FakeNode.ORDERS),
                        "c-2", files(machine, FakeNode.LINES),
                        "c-3", files(machine, FakeNode.EMPTY)));
        assertEquals(alone, together);
        assertFalse(Files.exists(left));
        made.removeStages(List.of("c-1", "c-2", "c-3", "never-made"));
        assertEquals(List.of(), list(root(folder).resolve("stage")));
        assertEquals(Map.of(), made.stage("t", Map.of()));
    }

    @Test
    default void leavesOutACellThatIsNotAsItShouldBe(@TempDir Path folder) throws Exception {
        var machine = machine(folder);
        Files.delete(new FakeNode(folder)
                .folder(1, FakeNode.ORDERS, FakeNode.ORDERS_ID)
                .resolve("snapshots/t/nb-2-big-Data.db"));
        var made = NodeFolder.create(remote(""), machine, "m1");
        var together =
                made.stage("t", Map.of("c-1", files(machine, FakeNode.ORDERS), "c-2", files(machine, FakeNode.LINES)));
        assertEquals(Set.of("c-2"), together.keySet());
        assertEquals(made.stage("c-2", "t", files(machine, FakeNode.LINES)), together.get("c-2"));
        assertFalse(Files.exists(root(folder).resolve("stage/c-1")));
    }

    @Test
    default void partsFilesOfTheSameName(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        fake.sstable(2, FakeNode.ORDERS, FakeNode.ORDERS_ID, "nb-1-big", 5);
        var machine = machine(folder);
        var parts = NodeFolder.create(remote(""), machine, "m1").stage("c", "t", files(machine, FakeNode.ORDERS));
        assertEquals(2, parts.size());
        assertEquals(
                List.of(new StagedFile("nb-1-big-Data.db", 35)), parts.getLast().dataFiles());
        assertEquals(root(folder) + "/stage/c/1/shop/orders", parts.getLast().folder());
    }

    @Test
    default void keepsTheCapitalsOfATable(@TempDir Path folder) throws Exception {
        var machine = machine(folder);
        var parts = NodeFolder.create(remote(""), machine, "m1").stage("c", "t", files(machine, FakeNode.LINES));
        assertEquals(
                root(folder) + "/stage/c/0/shop/OrderLines", parts.getFirst().folder());
    }

    @Test
    default void linksManyFiles(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        for (int i = 100; i < 400; i++) {
            fake.sstable(1, FakeNode.EMPTY, FakeNode.EMPTY_ID, "nb-" + i + "-big", 1);
        }
        var machine = machine(folder);
        var parts = NodeFolder.create(remote(""), machine, "m1").stage("c", "t", files(machine, FakeNode.EMPTY));
        assertEquals(300, parts.getFirst().dataFiles().size());
        assertEquals(1200, list(Path.of(parts.getFirst().folder())).size());
    }

    @Test
    default void stagesNothingWhereTheSnapshotIsEmptyOrTheTableHasNoFolder(@TempDir Path folder) throws Exception {
        var machine = machine(folder);
        var made = NodeFolder.create(remote(""), machine, "m1");
        assertEquals(List.of(), made.stage("c", "t", files(machine, FakeNode.EMPTY)));
        var absent = new TableFiles(new TableName("shop", "absent"), FakeNode.EMPTY_ID, List.of(), 0, 0, Set.of());
        assertEquals(List.of(), made.stage("c", "t", absent));
    }

    @Test
    default void failsWhereAFolderHasNoSuchSnapshot(@TempDir Path folder) throws Exception {
        var machine = machine(folder);
        var made = NodeFolder.create(remote(""), machine, "m1");
        var thrown =
                assertThrows(FailureException.class, () -> made.stage("c", "other", files(machine, FakeNode.ORDERS)));
        assertEquals("source.stage.no-snapshot", thrown.failure().cause().key());
        // a folder that the survey did not see yet counts as well
        var unseen = new TableFiles(FakeNode.ORDERS, FakeNode.ORDERS_ID, List.of(), 0, 0, Set.of());
        assertThrows(FailureException.class, () -> made.stage("c", "other", unseen));
        assertEquals(1, made.stage("c", "t", unseen).size());
    }

    @Test
    default void failsWhereASnapshotLacksADataFile(@TempDir Path folder) throws Exception {
        var machine = machine(folder);
        Files.delete(new FakeNode(folder)
                .folder(1, FakeNode.ORDERS, FakeNode.ORDERS_ID)
                .resolve("snapshots/t/nb-2-big-Data.db"));
        var thrown = assertThrows(
                FailureException.class,
                () -> NodeFolder.create(remote(""), machine, "m1").stage("c", "t", files(machine, FakeNode.ORDERS)));
        assertEquals("source.stage.incomplete", thrown.failure().cause().key());
        assertEquals(List.of("nb-2-big-Data.db"), thrown.failure().cause().arguments());
    }

    @Test
    default void doesNotStartWhereADataDirectoryCannotBeRead(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        Files.move(folder.resolve("var/data 2"), folder.resolve("var/gone"));
        var machine = new SourceNode(remote(fake.bin()), NodeHint.of("10.9.8.7")).survey(FakeNode.TABLES);
        var thrown = assertThrows(FailureException.class, () -> NodeFolder.create(remote(""), machine, "m1"));
        assertEquals("source.directory.unreadable", thrown.failure().cause().key());
    }

    // ---- cells

    @Test
    default void runsACommandInItsOwnFolderAndKeepsAllItSays(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var launch = made.launch("c", 1, "pwd; echo wrong >&2; cat; ps -o tty= -p $$; exit 7");
        assertInstanceOf(Launch.Started.class, launch);
        var look = await(made, "c", CellState.Ended.class);
        assertEquals(new CellState.Ended(7), look.state());
        var attempt = Path.of(made.attemptFolder("c", 1));
        assertEquals(attempt + "\n?\n", look.log().replace(" ", ""));
        assertEquals("wrong\n", look.err());
        assertFalse(look.hasMore());
        assertEquals(List.of("command", "err", "exit", "log", "pid"), list(attempt));
        for (var file : list(attempt)) {
            assertEquals("rw-------", mode(attempt.resolve(file)));
        }
        assertEquals(look.log().length(), look.logOffset());
    }

    @Test
    default void outlivesTheConnection(@TempDir Path folder) throws Exception {
        var machine = machine(folder);
        var first = remote("");
        NodeFolder.create(first, machine, "m1").launch("c", 1, "sleep 1; echo done");
        first.close();
        var made = NodeFolder.find(remote(""), machine, "m1");
        assertInstanceOf(CellState.Living.class, look(made, "c").state());
        var look = await(made, "c", CellState.Ended.class);
        assertEquals(new CellState.Ended(0), look.state());
        assertEquals("done\n", look.log());
    }

    @Test
    default void startsAnAttemptOnceHoweverManyTry(@TempDir Path folder) throws Exception {
        var machine = machine(folder);
        var remote = remote("");
        var made = NodeFolder.create(remote, machine, "m1");
        var tries = new ArrayList<Callable<Launch>>();
        for (int i = 0; i < 6; i++) {
            var other = NodeFolder.create(remote, machine, "m1");
            tries.add(() -> other.launch("c", 1, "echo started; sleep 1"));
        }
        var started = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var launch : executor.invokeAll(tries)) {
                started += launch.get() instanceof Launch.Started ? 1 : 0;
            }
        }
        assertEquals(1, started);
        assertEquals("started\n", await(made, "c", CellState.Ended.class).log());
        assertEquals(new Launch.AlreadyClaimed(), made.launch("c", 1, "echo again"));
        assertInstanceOf(Launch.Started.class, made.launch("c", 2, "true"));
    }

    @Test
    default void saysHowAKilledCommandEnded(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var pid = started(made.launch("c", 1, "exec sleep 60"));
        assertEquals(new CellState.Living(pid), look(made, "c").state());
        kill("-KILL " + pid);
        assertEquals(
                new CellState.Ended(137),
                await(made, "c", CellState.Ended.class).state());
    }

    @Test
    default void saysThatACommandVanishedWithItsKeeper(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var pid = started(made.launch("c", 1, "exec sleep 60"));
        var keeper = Files.readAllLines(Path.of(made.attemptFolder("c", 1), "pid"))
                .get(1)
                .split(" ")[0];
        kill("-KILL " + keeper);
        Thread.sleep(300);
        assertEquals(new CellState.Living(pid), look(made, "c").state(), "the command itself still lives");
        kill("-KILL " + pid);
        assertEquals(
                new CellState.Vanished(),
                await(made, "c", CellState.Vanished.class).state());
    }

    @Test
    default void isNotFooledByAnotherProcessWithTheSameId(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var pid = started(made.launch("c", 1, "exec sleep 60"));
        var file = Path.of(made.attemptFolder("c", 1), "pid");
        var lines = Files.readAllLines(file);
        Files.writeString(file, "%d 1\n%s 1\n%s\n".formatted(pid, lines.get(1).split(" ")[0], lines.get(2)));
        assertEquals(new CellState.Vanished(), look(made, "c").state());
        made.stop("c", 1);
        assertTrue(ProcessHandle.of(pid).orElseThrow().isAlive(), "nobody else's process is ended");
        Files.writeString(file, "%s\n%s\nanother-boot\n".formatted(lines.get(0), lines.get(1)));
        assertEquals(new CellState.Vanished(), look(made, "c").state());
        Files.writeString(file, String.join("\n", lines) + "\n");
        made.stop("c", 1);
    }

    @Test
    default void tellsAClaimFromNothing(@TempDir Path folder) throws Exception {
        var made = create(folder);
        assertEquals(new CellState.NotThere(), look(made, "c").state());
        Files.createDirectories(Path.of(made.attemptFolder("c", 1)));
        assertEquals(new CellState.Claimed(), look(made, "c").state());
        assertEquals(new Launch.AlreadyClaimed(), made.launch("c", 1, "true"));
    }

    @Test
    default void followsTheOutputOfManyCellsFromWhereItWas(@TempDir Path folder) throws Exception {
        var made = create(folder);
        made.launch("a", 1, "printf 'one two'; echo first >&2");
        made.launch("b", 2, "printf 'grün'");
        await(made, "a", CellState.Ended.class);
        await(made, "b", 2, CellState.Ended.class);
        var looks = made.look(List.of(
                new CellPosition("a", 1, 4, 6), new CellPosition("b", 2, 0, 0), new CellPosition("none", 1, 0, 0)));
        assertEquals(new CellLook(new CellState.Ended(0), "two", 7, "", 6, false), looks.get("a"));
        assertEquals(new CellLook(new CellState.Ended(0), "grün", 5, "", 0, false), looks.get("b"));
        assertEquals(new CellLook(new CellState.NotThere(), "", 0, "", 0, false), looks.get("none"));
        assertEquals(Map.of(), made.look(List.of()));
    }

    @Test
    default void bringsALongOutputInPieces(@TempDir Path folder) throws Exception {
        var made = create(folder);
        // 10 bytes a line, and 256 KiB is no multiple of 5: pieces end within the umlaut
        made.launch("c", 1, "i=0; while [ $i -lt 6 ]; do i=$((i + 1)); yes 'äöüx23' | head -n 10000; done");
        await(made, "c", CellState.Ended.class);
        var text = new StringBuilder();
        var position = new CellPosition("c", 1, 0, 0);
        var pieces = 0;
        CellLook look;
        do {
            look = made.look(List.of(position)).get("c");
            text.append(look.log());
            position = new CellPosition("c", 1, look.logOffset(), look.errOffset());
            pieces++;
        } while (look.hasMore());
        assertEquals("äöüx23\n".repeat(60_000), text.toString());
        assertEquals(600_000, look.logOffset());
        assertEquals(3, pieces);
    }

    @Test
    default void readsACommandAndWhatItSaysWhileItRunsAndAfterwards(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var go = folder.resolve("go");
        var command = "echo 'grün'; echo oh >&2; while [ ! -e " + go + " ]; do sleep 0.1; done; echo end; exit 3";
        made.launch("c", 1, command);
        while (!look(made, "c").log().equals("grün\n")) {
            Thread.sleep(50);
        }
        var first = made.read("c", 1, -1, -1);
        assertEquals(command, first.command());
        assertInstanceOf(CellState.Living.class, first.look().state());
        assertEquals("grün\n", first.look().log());
        assertEquals("oh\n", first.look().err());
        Files.createFile(go);
        await(made, "c", CellState.Ended.class);
        var rest = made.read("c", 1, first.look().logOffset(), first.look().errOffset());
        assertEquals(
                new AttemptLook(command, 6, 3, new CellLook(new CellState.Ended(3), "end\n", 10, "", 3, false)), rest);
        var gone = assertThrows(FailureException.class, () -> made.read("c", 2, -1, -1));
        assertEquals("source.attempt.gone", gone.failure().cause().key());
    }

    @Test
    default void readsTheLastPieceOfALongOutput(@TempDir Path folder) throws Exception {
        var made = create(folder);
        made.launch("c", 1, "yes 'äöüx23' | head -n 30000; echo over");
        await(made, "c", CellState.Ended.class);
        var read = made.read("c", 1, -1, -1);
        assertEquals(300_005 - (128 << 10), read.logFrom());
        assertTrue(read.look().log().endsWith("äöüx23\nover\n"));
        assertFalse(read.look().hasMore());
        assertEquals(300_005, read.look().logOffset());
        var start = made.read("c", 1, 0, 0);
        assertEquals(0, start.logFrom());
        assertTrue(start.look().hasMore());
    }

    @Test
    default void waitsForTheRestOfACharacter(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var go = folder.resolve("go");
        made.launch(
                "c",
                1,
                "printf 'a\\303'; while [ ! -e " + go + " ]; do sleep 0.1; done; printf '\\244'; printf '\\303'");
        var look = look(made, "c");
        for (int i = 0; i < 50 && look.log().isEmpty(); i++) {
            Thread.sleep(50);
            look = look(made, "c");
        }
        assertEquals("a", look.log());
        assertEquals(1, look.logOffset());
        Files.createFile(go);
        await(made, "c", CellState.Ended.class);
        look = made.look(List.of(new CellPosition("c", 1, 1, 0))).get("c");
        assertEquals("ä\ufffd", look.log(), "an end in half a character is shown as it is");
        assertEquals(4, look.logOffset());
    }

    @Test
    default void stopsACommandAndItsChildren(@TempDir Path folder) throws Exception {
        var made = create(folder);
        made.launch("c", 1, "sleep 61 & sleep 62 & echo $! ; wait");
        var look = look(made, "c");
        while (look.log().isEmpty()) {
            look = look(made, "c");
        }
        var child = Long.parseLong(look.log().strip());
        made.stop("c", 1);
        assertEquals(new CellState.Ended(143), look(made, "c").state());
        assertFalse(isAlive(child));
        made.stop("c", 1);
        made.stop("none", 1);
    }

    @Test
    default void stopsByForceWhatDoesNotListen(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var pid = started(made.launch("c", 1, "trap '' TERM; echo ready; while :; do sleep 1; done"));
        while (look(made, "c").log().isEmpty()) {
            Thread.sleep(50);
        }
        made.stop("c", 1);
        assertEquals(new CellState.Ended(137), look(made, "c").state());
        assertFalse(isAlive(pid));
    }

    @Test
    default void seesAnyProcessOfACell(@TempDir Path folder) throws Exception {
        var made = create(folder);
        assertFalse(made.anyProcess("c"));
        made.launch("c", 1, "sleep 60");
        made.launch("cc", 1, "true");
        assertTrue(made.anyProcess("c"));
        await(made, "cc", CellState.Ended.class);
        assertFalse(made.anyProcess("cc"));
        made.stop("c", 1);
        assertFalse(made.anyProcess("c"));
        // one that Ferry's files know nothing of
        var stray = new ProcessBuilder("sleep", "60");
        stray.command("sh", "-c", "sleep 60; :", made.roots().getFirst() + "/stage/c/0/shop/orders");
        var process = stray.start();
        try {
            Thread.sleep(200);
            assertTrue(made.anyProcess("c"));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    // ---- cleaning up

    @Test
    default void removesEverythingAndProvesIt(@TempDir Path folder) throws Exception {
        var machine = machine(folder);
        var made = NodeFolder.create(remote(""), machine, "m1", GRACE);
        made.install("credentials-1", Map.of("a", bytes("x")));
        made.stage("c", "t", files(machine, FakeNode.ORDERS));
        made.launch("c", 1, "sleep 60");
        var root = root(folder).toString();
        assertEquals(
                List.of(root, root + "/cells", root + "/credentials-1", root + "/stage"),
                made.remains().stream().sorted().toList());
        var thrown = assertThrows(FailureException.class, made::remove);
        assertEquals("source.folder.in-use", thrown.failure().cause().key());
        assertTrue(Files.exists(root(folder)));
        made.stop("c", 1);
        assertEquals(List.of(), made.remove());
        assertFalse(Files.exists(root(folder)));
        assertEquals(List.of(), NodeFolder.find(remote(""), machine, "m1").remains());
        assertEquals(List.of(), made.remove());
    }

    private static TableFiles files(Machine machine, TableName table) {
        return machine.tables().get(table);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long started(Launch launch) {
        return assertInstanceOf(Launch.Started.class, launch).pid();
    }

    private static CellLook look(NodeFolder made, String cell) throws Exception {
        return made.look(List.of(new CellPosition(cell, 1, 0, 0))).get(cell);
    }

    private static CellLook await(NodeFolder made, String cell, Class<? extends CellState> state) throws Exception {
        return await(made, cell, 1, state);
    }

    private static CellLook await(NodeFolder made, String cell, int attempt, Class<? extends CellState> state)
            throws Exception {
        for (int i = 0; i < 200; i++) {
            var look = made.look(List.of(new CellPosition(cell, attempt, 0, 0))).get(cell);
            if (state.isInstance(look.state())) {
                return look;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(cell + " is not " + state.getSimpleName());
    }

    private static boolean isAlive(long pid) throws Exception {
        var stat = Path.of("/proc/" + pid + "/stat");
        return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
    }

    private void kill(String arguments) throws Exception {
        remote("").run(Script.of("kill " + arguments), LIMIT);
    }

    private static List<String> list(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
