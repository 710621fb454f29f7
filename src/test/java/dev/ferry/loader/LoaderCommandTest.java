package dev.ferry.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Loader;
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
        var security = new TargetSecurity(Encryption.PLAIN, Encryption.TLS, null, FULL.stores());
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
                ("-javaagent:%1$s/ferry-node.jar -Dferry.login=%1$s/login "
                                + "-Dcassandra.config=file://%1$s/conf/cassandra.yaml -Duser.language=en -Duser.country=US")
                        .formatted(temp),
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
            var script = LoaderCommand.script(call(version, 11, FULL, Throttle.UNLIMITED, "/s/shop/o", 1, 1));
            for (var secret : List.of("pass-word-1", "key-store-1", "trust-store-1", "ferry_x")) {
                assertFalse(script.contains(secret), secret);
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
                loader("5.0.9", 17),
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
                            loader("5.0.9", 17),
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

    private LoaderCall call(
            String version,
            int java,
            TargetSecurity security,
            Throttle throttle,
            String staged,
            long bytes,
            int tables) {
        return new LoaderCall(
                loader(version, java),
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

    // A stand-in for the loader's script, which writes down how it was called.
    private Run run(LoaderCall call) throws IOException, InterruptedException {
        Files.createDirectories(temp.resolve("bin"));
        var program = temp.resolve("bin/sstableloader");
        Files.writeString(program, """
                #!/bin/sh
                cd "$PWD"
                env > '%1$s/environment'
                for word in "$@"; do printf '%%s\\n' "$word"; done > '%1$s/words'
                """.formatted(temp));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        var process = new ProcessBuilder("sh", "-c", LoaderCommand.script(call))
                .inheritIO()
                .start();
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
