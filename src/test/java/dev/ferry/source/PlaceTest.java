package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.cluster.Surroundings;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.LocalRemote;
import dev.ferry.ssh.OpenSshServer;
import dev.ferry.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How packages and images lay out a node, found from the arguments of its running process: all of them run on
/// one machine at once and are told apart.
final class PlaceTest {
    private static final LocalRemote HERE = new LocalRemote();

    @TempDir
    static Path folder;

    private static final List<Process> RUNNING = new ArrayList<>();
    private static Located located;

    @BeforeAll
    static void start() throws Exception {
        file("daemon.sh", "while :; do sleep 1; done\n");
        // Debian's package, whose configuration leaves the data directories out
        yaml("deb/etc/cassandra/cassandra.yaml", "10.7.0.1", "");
        program("deb/usr/share/cassandra/bin/nodetool");
        daemon(
                "-Dcassandra.storagedir=ROOT/deb/var/lib/cassandra",
                "-cp",
                "ROOT/deb/etc/cassandra:ROOT/deb/usr/share/cassandra/lib/guava.jar:"
                        + "ROOT/deb/usr/share/cassandra/apache-cassandra-4.1.10.jar");
        // Red Hat's, whose conf is a link of the alternatives system
        yaml("rpm/etc/cassandra/default.conf/cassandra.yaml", "10.7.0.2", "/rpm/var/lib/cassandra/data");
        Files.createSymbolicLink(folder.resolve("rpm/etc/cassandra/conf"), Path.of("default.conf"));
        daemon("-cp", "ROOT/rpm/etc/cassandra/conf:ROOT/rpm/usr/share/cassandra/lib/*");
        // the archive as it is unpacked
        yaml("tar/apache-cassandra-5.0.9/conf/cassandra.yaml", "10.7.0.3", "");
        program("tar/apache-cassandra-5.0.9/bin/nodetool");
        daemon(
                "-Dcassandra.storagedir=ROOT/tar/apache-cassandra-5.0.9/bin/../data",
                "-cp",
                "ROOT/tar/apache-cassandra-5.0.9/bin/../conf:"
                        + "ROOT/tar/apache-cassandra-5.0.9/bin/../lib/apache-cassandra-5.0.9.jar");
        // the official image
        yaml("image/etc/cassandra/cassandra.yaml", "10.7.0.4", "/image/var/lib/cassandra/data");
        program("image/opt/cassandra/bin/nodetool");
        daemon("-cp", "ROOT/image/etc/cassandra:ROOT/image/opt/cassandra/lib/apache-cassandra-4.1.10.jar");
        // Bitnami's image
        yaml("bitnami/opt/bitnami/cassandra/conf/cassandra.yaml", "10.7.0.5", "/bitnami/bitnami/cassandra/data");
        program("bitnami/opt/bitnami/cassandra/bin/nodetool");
        daemon(
                "-cp",
                "ROOT/bitnami/opt/bitnami/cassandra/bin/../conf:"
                        + "ROOT/bitnami/opt/bitnami/cassandra/bin/../lib/apache-cassandra-4.1.10.jar");
        // DataStax Enterprise
        yaml("dse/etc/dse/cassandra/cassandra.yaml", "10.7.0.6", "/dse/var/lib/cassandra/data");
        program("dse/usr/share/dse/cassandra/bin/nodetool");
        run(
                "com.datastax.bdp.DseModule",
                Map.of(),
                "-cp",
                "ROOT/dse/etc/dse/cassandra:ROOT/dse/usr/share/dse/cassandra/lib/dse-db-all-6.8.50.jar");
        // an operator's mounted configuration, beside the image's own
        yaml("k8s/config/cassandra.yaml", "10.7.0.7", "/k8s/var/lib/cassandra/data");
        yaml("k8s/etc/cassandra/cassandra.yaml", "10.7.0.99", "/k8s/none");
        daemon("-Dcassandra.config=file:///ROOT/k8s/config/cassandra.yaml", "-cp", "ROOT/k8s/etc/cassandra");
        // two of one archive, each with a name on the class path
        yaml("two/conf/node-a.yaml", "10.7.0.8", "/two/a");
        yaml("two/conf/node-b.yaml", "10.7.0.9", "/two/b");
        daemon("-Dcassandra.config=node-a.yaml", "-cp", "ROOT/two/conf");
        daemon("-Dcassandra.config=node-b.yaml", "-cp", "ROOT/two/conf");
        // what is only in the environment
        yaml("env/my conf/cassandra.yaml", "10.7.0.10", "/env/data");
        program("env/home/bin/nodetool");
        run(SourceNode.PROCESS, Map.of("CASSANDRA_CONF", "ROOT/env/my conf", "CASSANDRA_HOME", "ROOT/env/home"));
        yaml("path/conf/cassandra.yaml", "10.7.0.11", "/path/data");
        run(SourceNode.PROCESS, Map.of("CLASSPATH", "ROOT/path/conf:ROOT/path/lib/apache-cassandra-4.1.10.jar"));
        // an address by name
        Files.writeString(
                file("name/conf/cassandra.yaml", ""),
                "listen_address: ip6-localhost\ndata_file_directories: ['" + folder + "/name/data']\n");
        daemon("-Dcassandra.config=file:" + folder + "/name/conf/cassandra.yaml");
        for (var home : List.of(
                "deb/usr/share/cassandra",
                "tar/apache-cassandra-5.0.9",
                "image/opt/cassandra",
                "bitnami/opt/bitnami/cassandra",
                "dse/usr/share/dse/cassandra")) {
            Files.createDirectories(folder.resolve(home).resolve("lib"));
        }
        for (var process : RUNNING) {
            while (!Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .contains("daemon.sh")) {
                Thread.sleep(5);
            }
        }
        var ended = HERE.run(LocateScript.of(NodeHint.of("")), Duration.ofMinutes(2));
        located = Located.read(ended.out());
        assertTrue(located.isComplete(), ended.err());
    }

    @AfterAll
    static void stop() {
        RUNNING.forEach(Process::destroyForcibly);
    }

    private static Path file(String path, String text) throws Exception {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void yaml(String path, String address, String data) throws Exception {
        file(
                path,
                "listen_address: " + address + "\n"
                        + (data.isEmpty() ? "" : "data_file_directories:\n    - " + folder + data + "\n"));
    }

    private static void program(String path) throws Exception {
        Files.setPosixFilePermissions(file(path, "#!/bin/sh\n"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void daemon(String... arguments) throws Exception {
        run(SourceNode.PROCESS, Map.of(), arguments);
    }

    private static void run(String main, Map<String, String> variables, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("sh", folder.resolve("daemon.sh").toString()));
        Arrays.stream(arguments)
                .map(argument -> argument.replace("///ROOT", "//" + folder).replace("ROOT", folder.toString()))
                .forEach(command::add);
        command.add(main);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("CLASSPATH", "CASSANDRA_CONF", "CASSANDRA_HOME"));
        variables.forEach((name, value) -> builder.environment().put(name, value.replace("ROOT", folder.toString())));
        RUNNING.add(builder.start());
    }

    private static Place place(String address) throws Exception {
        return Place.choose(HERE, NodeHint.of(address), located, NOTHING);
    }

    private static final Surroundings NOTHING = new Surroundings(null, null, List.of(), null, null, List.of());

    @ParameterizedTest
    @CsvSource({
        "10.7.0.1, deb/etc/cassandra/cassandra.yaml, deb/var/lib/cassandra/data, deb/usr/share/cassandra/bin/nodetool",
        "10.7.0.2, rpm/etc/cassandra/default.conf/cassandra.yaml, rpm/var/lib/cassandra/data, ",
        "10.7.0.3, tar/apache-cassandra-5.0.9/conf/cassandra.yaml, tar/apache-cassandra-5.0.9/bin/../data/data, "
                + "tar/apache-cassandra-5.0.9/bin/nodetool",
        "10.7.0.4, image/etc/cassandra/cassandra.yaml, image/var/lib/cassandra/data, image/opt/cassandra/bin/nodetool",
        "10.7.0.5, bitnami/opt/bitnami/cassandra/conf/cassandra.yaml, bitnami/bitnami/cassandra/data, "
                + "bitnami/opt/bitnami/cassandra/bin/nodetool",
        "10.7.0.6, dse/etc/dse/cassandra/cassandra.yaml, dse/var/lib/cassandra/data, "
                + "dse/usr/share/dse/cassandra/bin/nodetool",
        "10.7.0.7, k8s/config/cassandra.yaml, k8s/var/lib/cassandra/data, ",
        "10.7.0.8, two/conf/node-a.yaml, two/a, ",
        "10.7.0.9, two/conf/node-b.yaml, two/b, ",
        "10.7.0.10, env/my conf/cassandra.yaml, env/data, env/home/bin/nodetool",
        "10.7.0.11, path/conf/cassandra.yaml, path/data, "
    })
    void findsANodeOfEveryLayout(String address, String configuration, String data, String nodetool) throws Exception {
        var place = place(address);
        assertEquals(folder.resolve(configuration).toString(), place.configuration());
        assertEquals(List.of(folder + "/" + data), place.dataDirectories());
        assertEquals(System.getProperty("user.name"), place.cassandraUser());
        if (nodetool != null) {
            assertEquals(folder.resolve(nodetool).toString(), place.nodetool());
        }
    }

    @Test
    void findsANodeWhoseAddressIsAName() throws Exception {
        assumeTrue(Files.readString(Path.of("/etc/hosts")).contains("ip6-localhost"), "no such name here");
        assertEquals(folder + "/name/conf/cassandra.yaml", place("::1").configuration());
    }

    @Test
    void takesNoConfigurationOfAnotherProcessForAGivenOne() throws Exception {
        var hint = new NodeHint("10.7.0.8", folder + "/two/conf/node-a.yaml", null, List.of(), null);
        assertEquals(
                List.of(folder + "/two/a"),
                Place.choose(HERE, hint, located, NOTHING).dataDirectories());
    }

    private static String failure(String answer) {
        var located = Located.read(answer);
        var thrown = assertThrows(
                FailureException.class, () -> Place.choose(HERE, NodeHint.of("10.7.0.1"), located, NOTHING));
        assertFalse(Messages.text(thrown.failure().cause()).isBlank());
        assertFalse(Messages.text(thrown.failure().remedy()).isBlank());
        return thrown.failure().cause().key() + " " + thrown.failure().cause().arguments();
    }

    @Test
    void saysWhereToSetAContainer() {
        var beside = "yaml /etc/cassandra/cassandra.yaml\n| listen_address: 10.7.0.1\n"
                + "usual-config /etc/cassandra/cassandra.yaml\n";
        assertEquals(
                "source.configuration.contained [docker, cassandra-1]",
                failure("contained docker cassandra-1 4711\n" + beside + "end .\n"));
        assertEquals("source.configuration.contained [podman, 5f7c]", failure("contained libpod 5f7c 4711\nend .\n"));
        assertEquals("source.configuration.contained [docker, ]", failure("contained - - 4711\nend .\n"));
    }

    @Test
    void saysThatProcessesAreHidden() {
        assertTrue(failure("hidden rw,hidepid=2\nend .\n").startsWith("source.configuration.hidden"));
        assertTrue(failure("end .\n").startsWith("source.configuration.missing"));
        assertTrue(failure("hidden rw,hidepid=2\nunreadable /etc/cassandra/cassandra.yaml\nend .\n")
                .startsWith("source.configuration.unreadable"));
    }

    /// A process with a name space of its own for processes, as engines give it to a container.
    @Test
    void seesThatAProcessIsInAContainer() throws Exception {
        assumeTrue(OpenSshServer.isRoot(), "only root can make name spaces");
        var command = List.of(
                "unshare",
                "--pid",
                "--fork",
                "--kill-child",
                "sh",
                folder.resolve("daemon.sh").toString(),
                "ferry-contained",
                SourceNode.PROCESS);
        var process = new ProcessBuilder(command).start();
        try {
            for (int i = 0; i < 200 && process.children().findAny().isEmpty(); i++) {
                Thread.sleep(20);
            }
            var inner = process.children().findAny().orElseThrow().pid();
            while (!Files.readString(Path.of("/proc/" + inner + "/cmdline")).startsWith("sh\0")) {
                Thread.sleep(5);
            }
            var said = HERE.run(LocateScript.of(NodeHint.of("")), Duration.ofMinutes(2));
            var contained = Located.read(said.out()).all("contained");
            assertTrue(contained.stream().anyMatch(line -> line.endsWith(" " + inner)), contained.toString());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
