package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.artifact.Artifacts;
import dev.ferry.artifact.CassandraSoftware;
import dev.ferry.outcome.FailureException;
import dev.ferry.sandbox.SandboxJava;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.secrets.Secret;
import dev.ferry.ssh.LocalRemote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real nodetool against a Java whose JMX asks for logins as a node's does. What it would ask a node for is
/// one bean with the release; its flush is none.
final class NodetoolIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String PASSWORD = "w0rd\\$'\"#";

    @TempDir
    static Path folder;

    private static Process node;
    private static int port;
    private static Path nodetool;

    @BeforeAll
    static void start() throws Exception {
        port = freePort();
        owned("password", "monitor " + PASSWORD + "\nreader reads\n");
        owned("access", "monitor readwrite\nreader readonly\n");
        var source = Files.writeString(folder.resolve("Node.java"), """
                import java.lang.management.ManagementFactory;
                import javax.management.ObjectName;

                public class Node {
                    public interface StorageServiceMBean {
                        String getReleaseVersion();
                    }

                    public static class StorageService implements StorageServiceMBean {
                        public String getReleaseVersion() {
                            return "4.1.10";
                        }
                    }

                    public static void main(String[] arguments) throws Exception {
                        ManagementFactory.getPlatformMBeanServer().registerMBean(
                                new StorageService(), new ObjectName("org.apache.cassandra.db:type=StorageService"));
                        System.out.println("up");
                        Thread.sleep(Long.MAX_VALUE);
                    }
                }
                """);
        node = new ProcessBuilder(
                        java(),
                        "-Dcom.sun.management.jmxremote.port=" + port,
                        "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                        "-Dcom.sun.management.jmxremote.ssl=false",
                        "-Dcom.sun.management.jmxremote.password.file=" + folder.resolve("password"),
                        "-Dcom.sun.management.jmxremote.access.file=" + folder.resolve("access"),
                        "-Djava.rmi.server.hostname=127.0.0.1",
                        source.toString())
                .redirectErrorStream(true)
                .start();
        assertEquals("up", node.inputReader().readLine());
        nodetool = nodetool();
    }

    private static void owned(String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// A Java that this release knows.
    private static String java() throws FailureException {
        var home = SandboxJava.find(SandboxOptions.usual()).home();
        return home.resolve("bin").resolve("java").toString();
    }

    /// As packages have it: the class with its jars, and the history in the user's folder.
    private static Path nodetool() throws Exception {
        var jars = Artifacts.ofThisUser().resolve(CassandraSoftware.of("4.1.10"), _ -> {}).stream()
                .map(Path::toString)
                .collect(Collectors.joining(":"));
        var script = Files.writeString(folder.resolve("nodetool"), """
                #!/bin/sh
                exec '%s' --add-exports=java.base/sun.nio.ch=ALL-UNNAMED \\
                    --add-exports=java.base/jdk.internal.ref=ALL-UNNAMED -cp '%s' -Duser.home='%s' org.apache.cassandra.tools.NodeTool "$@"
                """.formatted(java(), jars, folder));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.destroyForcibly();
        }
    }

    private static String version(int port, Jmx.Login login) throws Exception {
        return new Nodetool(
                        new LocalRemote(),
                        nodetool.toString(),
                        List.of("-h", "127.0.0.1", "-p", String.valueOf(port)),
                        login)
                .run(LIMIT, "version");
    }

    private static String cause(int port, Jmx.Login login) {
        var failure =
                assertThrows(FailureException.class, () -> version(port, login)).failure();
        return failure.cause().key();
    }

    @Test
    void readsThePasswordFromThePipeAndWritesItNowhere() throws Exception {
        var said = version(port, new Jmx.Login("monitor", Secret.of(PASSWORD)));
        assertTrue(said.contains("ReleaseVersion: 4.1.10"), said);
        var history = Files.readString(folder.resolve(".cassandra/nodetool.history"));
        assertTrue(history.contains("-pwf"), history);
        assertFalse(history.contains(PASSWORD), history);
    }

    @Test
    void tellsTheRefusalsApart() {
        assertEquals("source.nodetool.login.refused", cause(port, new Jmx.Login("monitor", Secret.of("wrong"))));
        assertEquals("source.nodetool.login.refused", cause(port, new Jmx.Login("nobody", Secret.of("wrong"))));
        assertEquals("source.nodetool.login.missing", cause(port, null));
    }

    @Test
    void namesAPortAtWhichNothingAnswers() throws Exception {
        assertEquals("source.nodetool.port", cause(freePort(), new Jmx.Login("monitor", Secret.of(PASSWORD))));
    }
}
