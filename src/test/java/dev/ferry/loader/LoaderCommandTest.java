package dev.ferry.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Loader;
import dev.ferry.loader.LoaderProgram.Brought;
import dev.ferry.loader.LoaderProgram.Own;
import dev.ferry.loader.TargetSecurity.Encryption;
import dev.ferry.loader.TargetSecurity.Login;
import dev.ferry.loader.TargetSecurity.Stores;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.secrets.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoaderCommandTest {
    private static final long GIBIBYTE = 1L << 30;

    private static final TargetSecurity FULL = TargetSecurity.full(
            new Login("ferry_x", Secret.of("pass-word-1")),
            new Stores(new byte[] {1}, Secret.of("key-store-1"), new byte[] {2}, Secret.of("trust-store-1")));

    @TempDir
    private Path temp;

    // 100 MiB/s are 838.86 Mbit/s.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    3.0.31  | 0   | -t 0                                                  | -ap dev.ferry.node.ThrowawayLogin -prtcl TLSv1.2
                    3.11.19 | 0   | -t 0                                                  | -ap dev.ferry.node.ThrowawayLogin -prtcl TLSv1.2
                    3.11.19 | 100 | -t 839                                                | -ap dev.ferry.node.ThrowawayLogin -prtcl TLSv1.2
                    4.0.19  | 100 | -t 839                                                | -ap dev.ferry.node.ThrowawayLogin -prtcl TLSv1.2
                    4.1.10  | 100 | --throttle-mib 100 --entire-sstable-throttle-mib 100  | -ap dev.ferry.node.ThrowawayLogin -prtcl TLSv1.2
                    4.1.10  | 0   | --throttle-mib 0 --entire-sstable-throttle-mib 0      | -ap dev.ferry.node.ThrowawayLogin -prtcl TLSv1.2
                    5.0.9   | 7   | --throttle-mib 7 --entire-sstable-throttle-mib 7      | -ap dev.ferry.node.ThrowawayLogin
                    """)
    void callsEveryVersionInItsOwnWords(String version, int mebibytes, String throttle, String security)
            throws Exception {
        var staged = temp + "/stage/shop/orders";
        var run = run(call(version, 11, FULL, new Throttle(mebibytes), staged, GIBIBYTE, 3));
        assertEquals(
                "-f %s/conf/cassandra.yaml -d 10.1.0.1,10.1.0.2 -p 24510 -sp 24512 -ssp 24512 %s %s %s"
                        .formatted(temp, throttle, security, staged),
                String.join(" ", run.words()));
    }

    @Test
    void asksForNoLoginAndNoTlsWhereTheTargetHasNone() throws Exception {
        var run = run(call("4.1.10", 11, TargetSecurity.open(), Throttle.UNLIMITED, "/s/shop/o", GIBIBYTE, 3));
        assertFalse(run.words().contains("-ap"));
        assertFalse(run.words().contains("-prtcl"));
        assertFalse(run.environment().get("JVM_OPTS").contains("ferry.login"));
    }

    @Test
    void leavesTlsOfTheCqlPortAloneWhereOnlyStreamsHaveIt() throws Exception {
        var security = new TargetSecurity(
                Encryption.PLAIN, Encryption.TLS, null, FULL.nativeTls().stores());
        var run = run(call("4.1.10", 11, security, Throttle.UNLIMITED, "/s/shop/o", GIBIBYTE, 3));
        assertFalse(run.words().contains("-prtcl"));
    }

    @Test
    void setsWhatTheLoadersScriptReads() throws Exception {
        var environment = run(call("4.1.10", 11, FULL, Throttle.UNLIMITED, "/s/shop/o", GIBIBYTE, 3))
                .environment();
        assertEquals("C", environment.get("LC_ALL"));
        assertEquals(temp + "/conf", environment.get("CASSANDRA_CONF"));
        assertEquals(temp + "/conf", environment.get("CLASSPATH"));
        assertEquals("256M", environment.get("MAX_HEAP_SIZE"));
        assertEquals("/opt/java", environment.get("JAVA_HOME"));
        assertEquals(temp.toRealPath().toString(), environment.get("PWD"));
        assertFalse(environment.containsKey("CASSANDRA_USE_ALL_JDK"));
        assertEquals(
                ("-javaagent:%1$s/ferry-node.jar -Dferry.login=%1$s/login -Dferry.throttle=%2$s/throttle "
                                + "-Dcassandra.config=file://%1$s/conf/cassandra.yaml -Duser.language=en -Duser.country=US")
                        .formatted(temp, temp.getParent()),
                environment.get("JVM_OPTS"));
    }

    @Test
    void startsSmallCellsWithASimplerJava() throws Exception {
        var small = run(call("5.0.9", 17, FULL, Throttle.UNLIMITED, "/s/shop/o", 200_000, 1));
        assertTrue(small.environment().get("JVM_OPTS").endsWith("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
        var large = run(call("5.0.9", 17, FULL, Throttle.UNLIMITED, "/s/shop/o", GIBIBYTE, 1));
        assertFalse(large.environment().get("JVM_OPTS").contains("-XX:"));
    }

    // 256 MiB, as much again for every 512 SSTables, at most 2 GiB.
    @ParameterizedTest
    @CsvSource({"0, 256M", "511, 256M", "512, 512M", "1500, 768M", "3583, 1792M", "3584, 2048M", "100000, 2048M"})
    void givesMoreHeapToMoreSstables(int sstables, String heap) throws Exception {
        var run = run(call("5.0.9", 17, FULL, Throttle.UNLIMITED, "/s/shop/o", GIBIBYTE, sstables));
        assertEquals(heap, run.environment().get("MAX_HEAP_SIZE"));
    }

    @Test
    void letsANewerJavaPassTheScriptOfTheLoader() throws Exception {
        var environment = run(call("5.0.9", 25, FULL, Throttle.UNLIMITED, "/s/shop/o", 1, 1))
                .environment();
        assertEquals("true", environment.get("CASSANDRA_USE_ALL_JDK"));
        assertEquals("true", environment.get("CASSANDRA_JDK_UNSUPPORTED"));
    }

    @Test
    void holdsAnyStagedPathTogether() throws Exception {
        var staged = "/s/it's a \"$HOME\" `x`;*/shop/o";
        assertEquals(
                staged,
                run(call("5.0.9", 17, FULL, Throttle.UNLIMITED, staged, 1, 1))
                        .words()
                        .getLast());
    }

    @Test
    void holdsNoSecret() {
        for (var version : List.of("3.0.31", "3.11.19", "4.0.19", "4.1.10", "5.0.9")) {
            for (var program : List.of(new Own(loader(version, 11)), brought(version, 11))) {
                var call = call(program, FULL, "/s/shop/o");
                var text = LoaderCommand.script(call) + LoaderCommand.arguments(call);
                if (program.runsLaunchers()) {
                    text += LoaderCommand.launcher(program, FULL, temp.toString(), "/f/cells/launcher/1");
                }
                for (var secret : List.of("pass-word-1", "key-store-1", "trust-store-1", "ferry_x")) {
                    assertFalse(text.contains(secret), secret);
                }
            }
        }
    }

    @Test
    void endsInExec() {
        var script = LoaderCommand.script(call("5.0.9", 17, FULL, Throttle.UNLIMITED, "/s/shop/o", 1, 1));
        assertTrue(script.lines().toList().getLast().startsWith("exec '" + temp + "/bin/sstableloader' "));
    }

    @Test
    void saysSoWhenTheFolderIsGone() throws Exception {
        var script = LoaderCommand.script(new LoaderCall(
                new Own(loader("5.0.9", 17)),
                CassandraVersion.of("5.0.9"),
                List.of("h"),
                1,
                2,
                TargetSecurity.open(),
                Throttle.UNLIMITED,
                temp + "/gone",
                "/s/shop/o",
                1,
                1));
        var process =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        var output = new LoaderOutput();
        output.out(process.getInputStream().readAllBytes());
        output.end();
        assertEquals(1, process.waitFor());
        assertEquals(
                Trouble.CONFIGURATION_MISSING, output.trouble().orElseThrow().getKey());
    }

    @Test
    void refusesWhatItCannotCall() {
        assertThrows(
                IllegalArgumentException.class,
                () -> LoaderCommand.script(call("2.2.19", 8, FULL, Throttle.UNLIMITED, "/s/shop/o", 1, 1)));
        for (var folder : List.of("/my folder", "/a:b", "/a=b", "/a*", "/ä", "/a$b", "relative")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> LoaderCommand.script(new LoaderCall(
                            new Own(loader("5.0.9", 17)),
                            CassandraVersion.of("5.0.9"),
                            List.of("h"),
                            1,
                            2,
                            FULL,
                            Throttle.UNLIMITED,
                            folder,
                            "/s/shop/o",
                            1,
                            1)),
                    folder);
        }
    }

    @Test
    void startsABroughtLoaderWithoutAnyScriptOfTheNode() throws Exception {
        var run = run(new LoaderCall(
                brought("4.1.10", 17),
                CassandraVersion.of("4.1.10"),
                List.of("10.1.0.2", "10.1.0.1"),
                24510,
                24512,
                FULL,
                new Throttle(5),
                temp.toString(),
                "/s/shop/orders",
                GIBIBYTE,
                600));
        var words = run.words();
        assertEquals("-javaagent:" + temp + "/jars/jamm-0.3.2.jar", words.getFirst());
        var flags = ModuleFlags.of(17);
        assertEquals(flags, words.subList(1, 1 + flags.size()));
        assertEquals(
                ("-Xmx512M -Dlogback.configurationFile=logback-tools.xml -Dcassandra.storagedir=%1$s "
                                + "-javaagent:%1$s/ferry-node.jar -Dferry.login=%1$s/login "
                                + "-Dferry.throttle=%2$s/throttle -Dcassandra.config=file://%1$s/conf/cassandra.yaml "
                                + "-Duser.language=en -Duser.country=US -cp %1$s/conf:%1$s/jars/* "
                                + "org.apache.cassandra.tools.BulkLoader -f %1$s/conf/cassandra.yaml "
                                + "-d 10.1.0.2,10.1.0.1 -p 24510 -sp 24512 -ssp 24512 "
                                + "--throttle-mib 5 --entire-sstable-throttle-mib 5 "
                                + "-ap dev.ferry.node.ThrowawayLogin -prtcl TLSv1.2 /s/shop/orders")
                        .formatted(temp, temp.getParent()),
                String.join(" ", words.subList(1 + flags.size(), words.size())));
        assertEquals("C", run.environment().get("LC_ALL"));
    }

    @ParameterizedTest
    @CsvSource({"3.11.19, 8, true", "4.0.19, 11, true", "4.1.10, 8, true", "5.0.9, 17, false"})
    void givesABroughtLoaderWhatItsReleaseAndItsJavaNeed(String version, int java, boolean startsLikeANode)
            throws Exception {
        var words = run(call(brought(version, java), FULL, "/s/shop/o")).words();
        assertEquals(startsLikeANode, words.contains("-Dcassandra.storagedir=" + temp));
        assertEquals(java >= 11, words.stream().anyMatch(word -> word.startsWith("--add-opens=")));
        assertEquals(java == 17, words.contains("-Djava.security.manager=allow"));
        assertTrue(words.contains("-XX:TieredStopAtLevel=1"), "a small cell");
    }

    @Test
    void startsABroughtLoaderThatHasNoJamm() throws Exception {
        Files.createDirectories(temp.resolve("jars"));
        var words = run(LoaderCommand.script(call(brought("5.0.9", 17), FULL, "/s/shop/o")), "")
                .words();
        assertEquals(ModuleFlags.of(17).getFirst(), words.getFirst());
    }

    @Test
    void startsALauncherOfTheNodesOwnLoaderThroughItsScript() throws Exception {
        var program = new Own(loader("4.1.10", 11));
        var run = run(LoaderCommand.launcher(program, FULL, temp.toString(), temp + "/cells/launcher/1"));
        assertEquals(List.of(), run.words());
        assertEquals("512M", run.environment().get("MAX_HEAP_SIZE"));
        assertEquals(
                ("-javaagent:%1$s/ferry-node.jar -Dferry.login=%1$s/login -Dferry.throttle=%2$s/throttle "
                                + "-Dcassandra.config=file://%1$s/conf/cassandra.yaml -Duser.language=en "
                                + "-Duser.country=US -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "
                                + "-Dferry.launcher=%1$s/cells/launcher/1 -XX:+IgnoreUnrecognizedVMOptions "
                                + "-XX:+ExitOnOutOfMemoryError")
                        .formatted(temp, temp.getParent()),
                run.environment().get("JVM_OPTS"));
    }

    @Test
    void startsALauncherOfABroughtLoader() throws Exception {
        var words = run(LoaderCommand.launcher(brought("5.0.9", 25), FULL, temp.toString(), "/f/cells/launcher/2"))
                .words();
        assertTrue(words.containsAll(List.of(
                "-Xmx512M",
                "-Dferry.launcher=/f/cells/launcher/2",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+ExitOnOutOfMemoryError")));
        assertFalse(words.contains("-Djava.security.manager=allow"), "Java 24 and newer do not start with it");
        assertEquals("org.apache.cassandra.tools.BulkLoader", words.getLast());
        assertTrue(
                words.indexOf("-javaagent:" + temp + "/jars/jamm-0.3.2.jar")
                        < words.indexOf("-javaagent:" + temp + "/ferry-node.jar"),
                "the launcher's agent never returns: jamm would not be loaded after it");
    }

    @ParameterizedTest
    @CsvSource({"2.2.19, false", "3.0.31, false", "3.11.0, true", "3.11.19, true", "4.0.19, true", "5.0.9, true"})
    void sendsManyCellsOnlyThroughALoaderThatReturns(String version, boolean runs) {
        var own = new Own(loader(version, 8));
        assertEquals(runs, own.runsLaunchers());
        if (!runs) {
            assertThrows(
                    IllegalArgumentException.class, () -> LoaderCommand.launcher(own, FULL, temp.toString(), "/f/l/1"));
        }
    }

    @Test
    void ordersHoldTheVeryArgumentsOfAProcess() throws Exception {
        for (var program : List.of(new Own(loader("3.11.19", 8)), brought("5.0.9", 17))) {
            var call = call(program, FULL, "/s/it's; $(a)/shop/o");
            var arguments = LoaderCommand.arguments(call);
            var words = run(call).words();
            assertEquals("/s/it's; $(a)/shop/o", arguments.getLast());
            assertEquals(arguments, words.subList(words.size() - arguments.size(), words.size()));
        }
    }

    // -k is unknown to 3.11, and -cph has gained nothing.
    @ParameterizedTest
    @ValueSource(strings = {"3.0.31", "3.11.19", "4.0.19", "4.1.10", "5.0.9"})
    void leavesOutWhatSomeReleaseDoesNotKnow(String version) {
        var arguments = LoaderCommand.arguments(call(new Own(loader(version, 8)), FULL, "/s/shop/o"));
        assertFalse(arguments.contains("-k"));
        assertFalse(arguments.contains("-cph"));
        assertEquals(CassandraVersion.of(version).isAtLeast(4, 1), arguments.contains("--throttle-mib"));
        assertEquals(!CassandraVersion.of(version).isAtLeast(4, 1), arguments.contains("-t"));
    }

    @Test
    void refusesFoldersThatAClassPathOrAnAgentCannotName() {
        for (var folder : List.of("/my folder", "/a:b", "/a=b", "/a*", "/ä", "/a$b", "/a'b", "/a\nb")) {
            var brought = new Brought(CassandraVersion.of("5.0.9"), folder, "/opt/java/bin/java", 17);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> LoaderCommand.script(call(brought, FULL, "/s/shop/o")),
                    folder);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> LoaderCommand.launcher(brought("5.0.9", 17), FULL, temp.toString(), folder),
                    folder);
        }
    }

    private Brought brought(String version, int java) {
        return new Brought(CassandraVersion.of(version), temp + "/jars", temp + "/it's java/bin/java", java);
    }

    private LoaderCall call(LoaderProgram program, TargetSecurity security, String staged) {
        return new LoaderCall(
                program,
                CassandraVersion.of("5.0.9"),
                List.of("10.1.0.1", "10.1.0.2"),
                24510,
                24512,
                security,
                Throttle.UNLIMITED,
                temp.toString(),
                staged,
                1,
                1);
    }

    private LoaderCall call(
            String version,
            int java,
            TargetSecurity security,
            Throttle throttle,
            String staged,
            long bytes,
            int tables) {
        return new LoaderCall(
                new Own(loader(version, java)),
                CassandraVersion.of(version),
                List.of("10.1.0.1", "10.1.0.2"),
                24510,
                24512,
                security,
                throttle,
                temp.toString(),
                staged,
                bytes,
                tables);
    }

    private Loader loader(String version, int java) {
        return new Loader(temp + "/bin/sstableloader", CassandraVersion.of(version), "/opt/java/bin/java", java);
    }

    private Run run(LoaderCall call) throws IOException, InterruptedException {
        return run(LoaderCommand.script(call));
    }

    private Run run(String script) throws IOException, InterruptedException {
        return run(script, "jamm-0.3.2.jar");
    }

    // Stand-ins for the loader's script and for Java, which write down how they were called.
    private Run run(String script, String jamm) throws IOException, InterruptedException {
        for (var program : List.of("bin/sstableloader", "it's java/bin/java")) {
            var file = temp.resolve(program);
            Files.createDirectories(file.getParent());
            Files.writeString(file, """
                    #!/bin/sh
                    cd "$PWD"
                    env > '%1$s/environment'
                    : > '%1$s/words'
                    for word in "$@"; do printf '%%s\\n' "$word" >> '%1$s/words'; done
                    """.formatted(temp));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
        Files.createDirectories(temp.resolve("jars"));
        if (!jamm.isEmpty() && !Files.exists(temp.resolve("jars/" + jamm))) {
            Files.createFile(temp.resolve("jars/" + jamm));
        }
        var process = new ProcessBuilder("sh", "-c", script).inheritIO().start();
        assertEquals(0, process.waitFor());
        var environment = new TreeMap<String, String>();
        Files.readAllLines(temp.resolve("environment")).stream()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> environment.put(pair[0], pair[1]));
        return new Run(environment, Files.readAllLines(temp.resolve("words")));
    }

    private record Run(Map<String, String> environment, List<String> words) {}
}
