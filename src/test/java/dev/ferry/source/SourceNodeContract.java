package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.DataDirectory;
import dev.ferry.cluster.JavaRuntime;
import dev.ferry.cluster.Loader;
import dev.ferry.cluster.TableFiles;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.TableName;
import dev.ferry.secrets.Secret;
import dev.ferry.ssh.Remote;
import dev.ferry.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a {@link SourceNode} does, through whatever remote.
interface SourceNodeContract {
    /// A remote whose `PATH` begins with a folder; an empty one adds none.
    Remote remote(String path) throws Exception;

    private SourceNode node(FakeNode fake) throws Exception {
        return new SourceNode(remote(fake.bin()), NodeHint.of("10.9.8.7"));
    }

    @Test
    default void findsEverythingThroughThePath(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        var machine = node(fake).survey(FakeNode.TABLES);
        assertEquals(System.getProperty("user.name"), machine.user());
        assertEquals(System.getProperty("user.name"), machine.cassandraUser());
        assertEquals(folder + "/etc/cassandra/cassandra.yaml", machine.configuration());
        assertEquals(fake.bin() + "/nodetool", machine.nodetool());
        assertEquals(
                new Loader(
                        fake.bin() + "/sstableloader",
                        CassandraVersion.of("4.1.10"),
                        folder + "/usr/java/bin/java",
                        17),
                machine.loader());
        assertEquals(
                List.of(folder + "/var/data1", folder + "/var/data 2"),
                machine.dataDirectories().stream().map(DataDirectory::path).toList());
        for (var directory : machine.dataDirectories()) {
            assertTrue(directory.isReadable() && directory.isWritable());
            assertTrue(directory.freeBytes() > 0 && directory.totalBytes() >= directory.freeBytes());
            assertEquals(Files.getAttribute(folder, "unix:dev").toString(), directory.device());
        }
    }

    @Test
    default void sumsUpTheLiveFilesOfEveryTable(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        var tables = node(fake).survey(FakeNode.TABLES).tables();
        assertEquals(
                new TableFiles(
                        FakeNode.ORDERS,
                        FakeNode.ORDERS_ID,
                        List.of(
                                fake.folder(1, FakeNode.ORDERS, FakeNode.ORDERS_ID)
                                        .toString(),
                                fake.folder(2, FakeNode.ORDERS, FakeNode.ORDERS_ID)
                                        .toString()),
                        4,
                        15_000 + 4 * 30,
                        Set.of("nb", "me")),
                tables.get(FakeNode.ORDERS));
        assertEquals(
                new TableFiles(
                        FakeNode.LINES,
                        FakeNode.LINES_ID,
                        List.of(fake.folder(1, FakeNode.LINES, FakeNode.LINES_ID)
                                .toString()),
                        1,
                        16_030,
                        Set.of("nb")),
                tables.get(FakeNode.LINES));
        assertEquals(0, tables.get(FakeNode.EMPTY).sstables());
        assertEquals(1, tables.get(FakeNode.EMPTY).folders().size());
    }

    @Test
    default void knowsATableThatHasNoFolderYet(@TempDir Path folder) throws Exception {
        var table = new TableName("shop", "new_one");
        var id = UUID.randomUUID();
        var tables =
                node(new FakeNode(folder).withShop()).survey(Map.of(table, id)).tables();
        assertEquals(Map.of(table, new TableFiles(table, id, List.of(), 0, 0, Set.of())), tables);
    }

    @Test
    default void copesWithThousandsOfTables(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        var tables = new HashMap<TableName, UUID>();
        for (int i = 0; i < 3000; i++) {
            var table = new TableName("k" + i % 3, "t" + i);
            tables.put(table, UUID.randomUUID());
            var path = fake.folder(1 + i % 2, table, tables.get(table));
            Files.createDirectories(path);
            Files.write(path.resolve("nb-1-big-Data.db"), new byte[3]);
        }
        var found = node(fake).survey(tables).tables();
        assertEquals(3000, found.size());
        assertEquals(9000, found.values().stream().mapToLong(TableFiles::bytes).sum());
        assertEquals(tables.keySet(), found.keySet());
    }

    @Test
    default void takesTheTablesOfManyKeyspaces(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        var tables = new HashMap<TableName, UUID>();
        for (int i = 0; i < 600; i++) {
            tables.put(new TableName("keyspace_" + i, "t"), FakeNode.ORDERS_ID);
        }
        fake.sstable(2, new TableName("keyspace_7", "t"), FakeNode.ORDERS_ID, "nb-1-big", 70);
        assertEquals(
                100,
                node(fake)
                        .survey(tables)
                        .tables()
                        .get(new TableName("keyspace_7", "t"))
                        .bytes());
    }

    @Test
    default void saysThatADirectoryCannotBeRead(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        Files.move(folder.resolve("var/data 2"), folder.resolve("var/gone"));
        var directory = node(fake).survey(FakeNode.TABLES).dataDirectories().getLast();
        assertFalse(directory.isReadable());
        assertFalse(directory.isWritable());
    }

    @Test
    default void letsAHintWin(@TempDir Path one, @TempDir Path two) throws Exception {
        var onPath = new FakeNode(one);
        var hinted = new FakeNode(two);
        var hint = new NodeHint(
                "10.9.8.7",
                two + "/etc/cassandra/cassandra.yaml",
                hinted.bin() + "/nodetool",
                List.of(),
                hinted.bin() + "/sstableloader");
        var machine = new SourceNode(remote(onPath.bin()), hint).survey(Map.of());
        assertEquals(two + "/etc/cassandra/cassandra.yaml", machine.configuration());
        assertEquals(two + "/var/data1", machine.dataDirectories().getFirst().path());
        assertEquals(hinted.bin() + "/nodetool", machine.nodetool());
        assertNotNull(machine.loader());
        assertEquals(hinted.bin() + "/sstableloader", machine.loader().path());
    }

    @Test
    default void findsTheProcessThatHasTheNodesAddress(@TempDir Path one, @TempDir Path two) throws Exception {
        new FakeNode(one).yaml("10.9.8.1");
        var fake = new FakeNode(two);
        fake.yaml("10.9.8.2");
        var running = new ArrayList<Process>();
        try {
            for (var root : List.of(one, two)) {
                running.add(daemon(root));
            }
            var machine = new SourceNode(remote(""), NodeHint.of("10.9.8.2")).survey(Map.of());
            assertEquals(two + "/etc/cassandra/cassandra.yaml", machine.configuration());
            assertEquals(fake.bin() + "/nodetool", machine.nodetool());
            assertNotNull(machine.loader());
            assertEquals(CassandraVersion.of("4.1.10"), machine.loader().version());
        } finally {
            running.forEach(Process::destroyForcibly);
        }
    }

    @Test
    default void tellsAFoundNodetoolThePort(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        fake.yaml("10.9.8.3");
        fake.program("nodetool", "#!/bin/sh\necho \"$*\" >> '" + folder + "/nodetool.calls'\n");
        var running = daemon(folder);
        try {
            new SourceNode(remote(""), NodeHint.of("10.9.8.3")).flush();
            assertEquals(List.of("-p 7299 flush"), fake.nodetoolCalls());
        } finally {
            running.destroyForcibly();
        }
    }

    /// A process whose arguments are those of a Cassandra daemon.
    private static Process daemon(Path root) throws Exception {
        return daemon("sh", root);
    }

    private static Process daemon(String shell, Path root) throws Exception {
        var script = Files.writeString(root.resolve("daemon.sh"), "while :; do sleep 1; done\n");
        var process = new ProcessBuilder(
                        shell,
                        script.toString(),
                        "-Dcassandra.jmx.local.port=7299",
                        "-Dcassandra.config=file://" + root + "/etc/cassandra/cassandra.yaml",
                        "-cp",
                        root + "/etc/cassandra:" + root + "/usr/share/cassandra/lib/apache-cassandra-4.1.10.jar",
                        "org.apache.cassandra.service.CassandraDaemon")
                .start();
        while (!Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).contains("CassandraDaemon")) {
            Thread.sleep(10);
        }
        return process;
    }

    @Test
    default void asksNodetoolForTheReleaseWhereNoJarTellsIt(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        Files.delete(folder.resolve("usr/share/cassandra/lib/apache-cassandra-4.1.10.jar"));
        var loader = node(fake).survey(Map.of()).loader();
        assertNotNull(loader);
        assertEquals(CassandraVersion.of("4.0.19"), loader.version());
        assertEquals(List.of("version"), fake.nodetoolCalls());
    }

    @Test
    default void readsTheVersionOfAJava8(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        fake.program("../java/bin/java", "#!/bin/sh\necho 'java version \"1.8.0_504\"' >&2\n");
        var loader = node(fake).survey(Map.of()).loader();
        assertNotNull(loader);
        assertEquals(8, loader.javaVersion());
    }

    @Test
    default void hasNoLoaderWhereThereIsNone(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        Files.delete(folder.resolve("usr/bin/sstableloader"));
        assertNull(node(fake).survey(Map.of()).loader());
    }

    @Test
    default void saysThatAConfigurationIsNoYaml(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        Files.writeString(folder.resolve("etc/cassandra/cassandra.yaml"), "data_file_directories: [\n");
        var thrown = assertThrows(FailureException.class, () -> node(fake).survey(Map.of()));
        assertEquals("source.configuration.malformed", thrown.failure().cause().key());
    }

    @Test
    default void flushesWithNodetool(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        node(fake).flush();
        assertEquals(List.of("flush"), fake.nodetoolCalls());
    }

    @Test
    default void quotesWhatNodetoolSaid(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        fake.program("nodetool", """
                #!/bin/sh
                echo 'WARN  10:44:23,021 something else' >&2
                echo "nodetool: Failed to connect to '127.0.0.1:7199' - ConnectException: 'Connection refused'." >&2
                exit 1
                """);
        var failure =
                assertThrows(FailureException.class, () -> node(fake).flush()).failure();
        assertEquals("source.nodetool.port", failure.cause().key());
        assertEquals(
                "nodetool: Failed to connect to '127.0.0.1:7199' - ConnectException: 'Connection refused'.",
                failure.evidence());
        assertTrue(failure.hop().startsWith("node "));
    }

    /// A nodetool that reads its password file as the real one does: the word behind the user's.
    String ASKING = """
            #!/bin/sh
            echo "$*" >> '<root>/nodetool.calls'
            while [ $# -gt 1 ]; do
                case $1 in -u) user=$2 ;; -pwf) file=$2 ;; esac
                shift
            done
            password=$(sed -n "s/^$user \\([^ ]*\\).*/\\1/p" "$file")
            [ "$password" = 's3cret\\$`"ü' ] && exit 0
            echo "nodetool: Failed to connect to '127.0.0.1:7199' - SecurityException: 'Authentication failed!'." >&2
            exit 1
            """;

    private SourceNode node(FakeNode fake, Jmx jmx) throws Exception {
        return new SourceNode(remote(fake.bin()), NodeHint.of("10.9.8.7").by(jmx));
    }

    @Test
    default void givesNodetoolItsPasswordAndLeavesItNowhere(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        fake.program("nodetool", ASKING.replace("<root>", folder.toString()));
        var before = tree(folder);
        node(fake, new Jmx(7399, new Jmx.Login("monitor", Secret.of("s3cret\\$`\"ü"))))
                .flush();
        assertEquals(List.of("-p 7399 -u monitor -pwf /dev/stdin flush"), fake.nodetoolCalls());
        Files.delete(folder.resolve("nodetool.calls"));
        assertEquals(before, tree(folder));
    }

    @Test
    default void saysThatJmxRefusedTheLogin(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        fake.program("nodetool", ASKING.replace("<root>", folder.toString()));
        var wrong = new Jmx(0, new Jmx.Login("monitor", Secret.of("wrong-word")));
        var failure = assertThrows(
                        FailureException.class, () -> node(fake, wrong).flush())
                .failure();
        assertEquals("source.nodetool.login.refused", failure.cause().key());
        assertFalse(failure.toString().contains("wrong-word"));
        assertFalse(Messages.text(failure.remedy()).isBlank());
    }

    @Test
    default void refusesAJmxPasswordThatNodetoolCannotRead(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        for (var login : List.of(
                new Jmx.Login("monitor", Secret.of("two words")),
                new Jmx.Login("the monitor", Secret.of("word")),
                new Jmx.Login("monitor", Secret.of("")))) {
            var failure = assertThrows(
                            FailureException.class,
                            () -> node(fake, new Jmx(0, login)).flush())
                    .failure();
            assertEquals("source.nodetool.login.unfit", failure.cause().key());
        }
        assertEquals(List.of(), fake.nodetoolCalls());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ConnectException: 'Connection refused (Connection refused)'. | source.nodetool.port",
                "SecurityException: 'Authentication failed! Credentials required'. | source.nodetool.login.missing",
                "SecurityException: 'Authentication failed! Invalid username or password'. | source.nodetool.login.refused",
                "FailedLoginException: 'Invalid username or password'. | source.nodetool.login.refused",
                "ConnectIOException: 'non-JRMP server at remote endpoint'. | source.nodetool.tls",
                "SSLHandshakeException: 'PKIX path building failed'. | source.nodetool.tls",
                "UnknownHostException: 'n1'. | source.nodetool.failed"
            })
    default void namesWhyNodetoolCouldNotConnect(String words, String cause, @TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        fake.program(
                "nodetool",
                "#!/bin/sh\ncat >&2 <<'EOF'\nnodetool: Failed to connect to '127.0.0.1:7199' - " + words
                        + "\nEOF\nexit 1\n");
        var failure =
                assertThrows(FailureException.class, () -> node(fake).flush()).failure();
        assertEquals(cause, failure.cause().key());
    }

    @Test
    default void helpsAnOldNodetoolWithANewerJava(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        fake.program("nodetool", """
                #!/bin/sh
                echo "$*" >> '%s/nodetool.calls'
                case ${JAVA_TOOL_OPTIONS:-} in *rmiURLParsing=legacy*) exit 0 ;; esac
                echo "nodetool: Failed to connect to '127.0.0.1:7199' - URISyntaxException: 'Malformed IPv6 address at index 7: rmi://[127.0.0.1]:7199'." >&2
                exit 1
                """.formatted(folder));
        node(fake).flush();
        assertEquals(List.of("flush", "flush"), fake.nodetoolCalls());
    }

    @Test
    default void looksAtWhatSurroundsCassandra(@TempDir Path folder) throws Exception {
        var seen = node(new FakeNode(folder)).survey(Map.of()).surroundings();
        assertNotNull(seen);
        assertNotNull(seen.clock());
        assertTrue(seen.clock().apart().isZero(), "one machine has one clock: " + seen.clock());
        assertTrue(seen.clock().error().toSeconds() < 30, seen.clock().toString());
        assertNotNull(seen.openFiles());
        assertTrue(seen.openFiles().soft() > 0
                && seen.openFiles().hard() >= seen.openFiles().soft());
        assertEquals("/tmp", seen.temporary().getFirst().path());
        assertTrue(seen.temporary().getFirst().isWritable());
        assertTrue(seen.temporary().getFirst().freeBytes() > 0);
        assertFalse(seen.temporary().getFirst().mount().isEmpty());
        assertNotNull(seen.memory());
        assertTrue(seen.memory().totalBytes() > 1 << 28 && seen.memory().availableBytes() > 0);
        assertNotNull(seen.ownName());
        assertFalse(seen.ownName().name().isEmpty());
        assertEquals(List.of(), seen.missingPrograms());
    }

    @Test
    default void takesAndClearsASnapshotAndProvesIt(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        var node = node(fake);
        assertFalse(node.hasSnapshot("ferry-1"));
        node.snapshot("ferry-1", FakeNode.TABLES.keySet());
        assertTrue(node.hasSnapshot("ferry-1"));
        assertEquals(FakeNode.TABLES.keySet(), node.snapshotTables("ferry-1"));
        assertEquals(Set.of(), node.snapshotTables("ferry"));
        node.clearSnapshot("ferry-1");
        assertFalse(node.hasSnapshot("ferry-1"));
    }

    @Test
    default void passesOverTablesThatHaveTheSnapshot(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        var node = node(fake);
        node.snapshot("ferry-1", List.of(FakeNode.ORDERS));
        node.snapshot("ferry-1", List.of(FakeNode.ORDERS, FakeNode.LINES));
        assertEquals(
                List.of("snapshot -t ferry-1 -kc shop.orders", "snapshot -t ferry-1 -kc shop.OrderLines"),
                fake.nodetoolCalls());
        node.clearSnapshot("none");
        assertEquals(2, fake.nodetoolCalls().size());
    }

    @Test
    default void doesNotBelieveANodetoolThatDoesNothing(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        node(fake).snapshot("taken", List.of(FakeNode.ORDERS));
        fake.program("nodetool", "#!/bin/sh\nexit 0\n");
        var failure = assertThrows(FailureException.class, () -> node(fake).snapshot("t", List.of(FakeNode.ORDERS)))
                .failure();
        assertEquals("source.snapshot.incomplete", failure.cause().key());
        assertEquals("shop.orders", failure.evidence());
        failure = assertThrows(FailureException.class, () -> node(fake).clearSnapshot("taken"))
                .failure();
        assertEquals("source.snapshot.left", failure.cause().key());
        assertTrue(failure.evidence().contains("/snapshots/taken"));
    }

    @Test
    default void doesNotCountASnapshotWithoutAManifest(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        Files.createDirectories(
                fake.folder(1, FakeNode.ORDERS, FakeNode.ORDERS_ID).resolve("snapshots/half"));
        assertTrue(node(fake).hasSnapshot("half"));
        assertEquals(Set.of(), node(fake).snapshotTables("half"));
    }

    @Test
    default void proofFailsWhereADirectoryCannotBeListed(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        Files.move(folder.resolve("var/data 2"), folder.resolve("var/gone"));
        var thrown = assertThrows(FailureException.class, () -> node(fake).hasSnapshot("t"));
        assertEquals("source.directory.unreadable", thrown.failure().cause().key());
    }

    @Test
    default void refusesATagThatIsMoreThanAName(@TempDir Path folder) throws Exception {
        var node = node(new FakeNode(folder));
        for (var tag : List.of("", "..", "a/b", "a b", "*", "$(id)", "-x")) {
            assertThrows(IllegalArgumentException.class, () -> node.hasSnapshot(tag), tag);
        }
    }

    @Test
    default void triesFoldersAndLinksAndLeavesNothing(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        var node = node(fake);
        var before = tree(folder);
        var findings = node.checkFolders(node.survey(FakeNode.TABLES), "m1");
        assertEquals(4, findings.size());
        assertEquals(
                List.of("source.folder.linked", "source.folder.linked"),
                findings.stream()
                        .map(Finding::code)
                        .filter(code -> code.contains("link"))
                        .toList());
        assertTrue(findings.getFirst().evidence().endsWith("-Data.db"), findings.toString());
        for (var finding : findings) {
            assertFalse(Messages.text(finding.reason()).isBlank());
            assertFalse(Messages.text(finding.remedy()).isBlank());
        }
        assertEquals(before, tree(folder));
    }

    @Test
    default void blocksWhereTheFolderCannotBeMade(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        var node = node(fake);
        var machine = node.survey(FakeNode.TABLES);
        Files.writeString(folder.resolve("var/.ferry-m1"), "in the way");
        var findings = node.checkFolders(machine, "m1");
        assertEquals("source.folder.refused", findings.getFirst().code());
        assertEquals(Severity.BLOCK, findings.getFirst().severity());
        assertTrue(
                findings.getFirst().evidence().contains("File exists"),
                findings.getFirst().evidence());
    }

    @Test
    default void findsEveryJavaOnce(@TempDir Path folder) throws Exception {
        var fake = new FakeNode(folder);
        fake.yaml("10.9.8.4");
        var eight = java(folder.resolve("old"), "JAVA_VERSION=\"1.8.0_504\"\n");
        // as in a development kit, whose own release file lies one folder above
        var nested = folder.resolve("old/jre/bin/java");
        Files.createDirectories(nested.getParent());
        Files.move(eight, nested);
        Files.createSymbolicLink(eight, nested);
        Files.createSymbolicLink(Path.of(fake.bin(), "java"), eight);
        // a Cassandra that runs with a Java of its own
        var running = java(folder.resolve("eleven"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.27\"\n");
        Files.copy(Path.of("/bin/sh").toRealPath(), running, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(running, PosixFilePermissions.fromString("rwxr-xr-x"));
        var process = daemon(running.toString(), folder);
        try {
            var javas = new SourceNode(remote(fake.bin()), NodeHint.of("10.9.8.4"))
                    .survey(Map.of())
                    .javas();
            assertEquals(new JavaRuntime(folder + "/usr/java/bin/java", 17), javas.getFirst(), "the loader's");
            assertTrue(javas.contains(new JavaRuntime(nested.toString(), 8)), javas.toString());
            assertTrue(javas.contains(new JavaRuntime(running.toString(), 11)), javas.toString());
            var paths = javas.stream().map(JavaRuntime::path).toList();
            assertEquals(paths.stream().distinct().toList(), paths);
            assertFalse(paths.contains(eight.toString()), "a link");
        } finally {
            process.destroyForcibly();
        }
    }

    /// A `java` that cannot be asked, in a folder with a file that tells its release.
    private static Path java(Path home, String release) throws Exception {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), release);
        var java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return java;
    }

    @Test
    default void looksForRoomAndForAProgramsRightToRunWhereSomethingIsBrought(@TempDir Path folder) throws Exception {
        var node = node(new FakeNode(folder).withShop());
        var machine = node.survey(FakeNode.TABLES);
        var before = tree(folder);
        var findings = node.checkFolders(machine, "m1", new Bringing(48 << 20, Bringing.Programs.JAVA));
        assertEquals(
                List.of("source.folder.room", "source.folder.runs"),
                findings.stream().skip(4).map(Finding::code).toList());
        for (var finding : findings) {
            assertEquals(Severity.PASS, finding.severity(), finding.toString());
            assertFalse(Messages.text(finding.reason()).isBlank());
            assertFalse(Messages.text(finding.remedy()).isBlank());
        }
        assertTrue(Messages.text(findings.get(4).reason()).contains("48"));
        assertEquals(
                5,
                node.checkFolders(machine, "m1", new Bringing(1, Bringing.Programs.NONE))
                        .size());
        var much = node.checkFolders(machine, "m1", new Bringing(1L << 60, Bringing.Programs.NONE))
                .getLast();
        assertEquals("source.folder.full", much.code());
        assertEquals(Severity.BLOCK, much.severity());
        assertFalse(Messages.text(much.remedy()).isBlank());
        assertEquals(before, tree(folder));
    }

    @Test
    default void blocksAJavaWhereNoProgramMayRun(@TempDir Path folder) throws Exception {
        try (var _ = NoExec.on(folder)) {
            var node = node(new FakeNode(folder.resolve("mounted")).withShop());
            var finding = node.checkFolders(node.survey(FakeNode.TABLES), "m1", new Bringing(1, Bringing.Programs.JAVA))
                    .getLast();
            assertEquals("source.folder.noexec", finding.code());
            assertEquals(Severity.BLOCK, finding.severity());
            assertTrue(finding.evidence().contains("noexec"), finding.evidence());
            assertFalse(Messages.text(finding.remedy()).isBlank());
        }
    }

    private static Set<String> tree(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            return files.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
