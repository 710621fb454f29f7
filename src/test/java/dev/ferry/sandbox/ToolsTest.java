package dev.ferry.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts of a node's folder, run with a `java` that only prints what it is given.
class ToolsTest {
    @TempDir
    private Path temporary;

    private Path root;
    private NodePlan plan;

    @BeforeEach
    void writeNode() throws IOException {
        // a space, because the folder is the user's choice
        root = temporary.resolve("my sandbox/source-1");
        var jdk = FakeJdk.make(temporary.resolve("jdk"), "17.0.15");
        var jars = List.of(jar("cassandra-all-4.1.10.jar"), jar("jamm-0.3.2.jar"));
        var software = new Software(Release.V4_1, jdk, 17, jars);
        plan = NodePlan.alone(software, root, "127.0.0.1");
        new PackagedNode(plan).write();
    }

    @Test
    void nodetoolSpeaksToItsOwnNode() throws Exception {
        var arguments = run(Map.of(), "nodetool", "flush", "shop", "two words");
        assertEquals("-Dferry.sandbox=" + root, arguments.getFirst());
        assertEquals(
                List.of(
                        "org.apache.cassandra.tools.NodeTool",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        "" + plan.jmxPort(),
                        "flush",
                        "shop",
                        "two words"),
                arguments.subList(arguments.size() - 8, arguments.size()));
        assertTrue(arguments.contains("-Duser.home=" + root));
    }

    @Test
    void nodetoolMayBeToldAnotherPort() throws Exception {
        var arguments = run(Map.of(), "nodetool", "-p", "7199", "status");
        assertEquals(
                List.of("-h", "127.0.0.1", "-p", "7199", "status"),
                arguments.subList(arguments.size() - 5, arguments.size()));
    }

    @Test
    void loaderHasTheUsualHeapAndTheOptionsOfItsJavaLine() throws Exception {
        var arguments = run(Map.of(), "sstableloader", "-d", "127.0.2.1");
        assertTrue(arguments.contains("-Xmx256M"));
        assertTrue(arguments.contains("-javaagent:" + root.resolve("usr/share/cassandra/lib/jamm-0.3.2.jar")));
        assertTrue(arguments.contains("-Dlogback.configurationFile=logback-tools.xml"));
        assertTrue(arguments.contains("--add-opens=java.base/java.nio=ALL-UNNAMED"));
        assertTrue(arguments.contains("-Djava.security.manager=allow"));
        assertEquals(
                List.of("org.apache.cassandra.tools.BulkLoader", "-d", "127.0.2.1"),
                arguments.subList(arguments.size() - 3, arguments.size()));
        var path = arguments.get(arguments.indexOf("-cp") + 1);
        assertTrue(path.startsWith(root.resolve("etc/cassandra") + ":"), path);
        assertTrue(
                path.contains(root.resolve("usr/share/cassandra/lib/cassandra-all-4.1.10.jar")
                        .toString()),
                path);
    }

    @Test
    void loaderTakesConfigurationHeapOptionsAndJavaFromTheEnvironment() throws Exception {
        var conf = Files.createDirectories(temporary.resolve("conf"));
        Files.writeString(conf.resolve("jvm-clients.options"), "# a comment\n-Dfrom=every\n");
        Files.writeString(conf.resolve("jvm11-clients.options"), "-Dfrom=eleven\n");
        Files.writeString(conf.resolve("jvm17-clients.options"), "-Dfrom=seventeen\n");
        var eleven = FakeJdk.make(temporary.resolve("jdk11"), "11.0.24");
        var arguments = run(
                Map.of(
                        "CASSANDRA_CONF",
                        conf.toString(),
                        "MAX_HEAP_SIZE",
                        "64M",
                        "JVM_OPTS",
                        "-Done=1 -Dtwo=2",
                        "JAVA_HOME",
                        eleven.toString()),
                "sstableloader");
        assertTrue(arguments.containsAll(List.of("-Done=1", "-Dtwo=2", "-Xmx64M", "-Dfrom=every", "-Dfrom=eleven")));
        assertTrue(!arguments.contains("-Dfrom=seventeen"));
        assertTrue(arguments.get(arguments.indexOf("-cp") + 1).startsWith(conf + ":"));
    }

    @Test
    void anotherIncludeFileReplacesTheUsualOne() throws Exception {
        var include = Files.writeString(temporary.resolve("include.sh"), """
                CLASSPATH=/nowhere
                JAVA=%s/bin/java
                """.formatted(temporary.resolve("jdk")));
        var arguments = run(Map.of("CASSANDRA_INCLUDE", include.toString()), "sstableloader", "--help");
        assertEquals("/nowhere", arguments.get(arguments.indexOf("-cp") + 1));
        assertEquals("--help", arguments.getLast());
    }

    @Test
    void configurationIsForItsOwnerOnly() throws Exception {
        var yaml = root.resolve("etc/cassandra/cassandra.yaml");
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(yaml)));
    }

    private List<String> run(Map<String, String> environment, String tool, String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(
                List.of(root.resolve("usr/bin").resolve(tool).toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines().toList();
    }

    private Path jar(String name) throws IOException {
        return Files.createFile(temporary.resolve(name));
    }
}
