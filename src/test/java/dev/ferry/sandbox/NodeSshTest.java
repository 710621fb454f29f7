package dev.ferry.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.IOUtils;
import net.schmizz.sshj.connection.channel.direct.Parameters;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import net.schmizz.sshj.userauth.UserAuthException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSshTest {
    private static final String ADDRESS = "127.0.0.1";

    @TempDir
    private Path root;

    private int port;
    private Path key;
    private Path knownHosts;
    private SshKeys keys;
    private NodeSsh server;

    @BeforeEach
    void startServer() throws Exception {
        var jar = Files.createFile(root.resolve("jamm-0.3.2.jar"));
        var software = new Software(Release.V4_1, Path.of(System.getProperty("java.home")), 25, List.of(jar));
        port = Ports.free();
        keys = SshKeys.generate(List.of(ADDRESS));
        key = root.resolve("ssh/id_ecdsa");
        knownHosts = root.resolve("ssh/known_hosts");
        keys.writeLogin(key);
        keys.writeKnownHosts(knownHosts, port);
        server = NodeSsh.start(
                new PackagedNode(NodePlan.alone(software, root, ADDRESS)),
                port,
                keys.hosts().get(ADDRESS),
                "dba",
                keys.login().getPublic());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void runsACommandWithTwoStreamsAndAnExitCode() throws Exception {
        try (var client = login("dba", key);
                var session = client.startSession()) {
            var command = session.exec("cat; echo wrong >&2; exit 7");
            command.getOutputStream().write("input".getBytes(StandardCharsets.UTF_8));
            command.getOutputStream().close();
            assertEquals("input", text(command.getInputStream()));
            assertEquals("wrong\n", text(command.getErrorStream()));
            command.join();
            assertEquals(7, command.getExitStatus());
        }
    }

    @Test
    void theNodesOwnProgramsComeFirstAndItsFolderIsHome() throws Exception {
        assertEquals(
                root.resolve("usr/bin") + "\n" + root + "\n" + root.toRealPath() + "\nnone\n",
                run("echo \"${PATH%%:*}\"; echo \"$HOME\"; pwd -P; echo \"${JAVA_HOME:-none}\""));
    }

    @Test
    void whatACommandLeavesRunningOutlivesTheConnection() throws Exception {
        var pid = run("sleep 300 >/dev/null 2>&1 </dev/null & echo $!").strip();
        var process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        assertTrue(process.isAlive());
        assertTrue(Mark.bears(process, root));
        process.destroyForcibly();
    }

    @Test
    void onlyTheSandboxesOwnKeyAndUserMayLogIn() throws Exception {
        var other = root.resolve("other/id_ecdsa");
        SshKeys.generate(List.of()).writeLogin(other);
        assertThrows(UserAuthException.class, () -> login("dba", other));
        assertThrows(UserAuthException.class, () -> login("root", key));
    }

    @Test
    void anotherHostKeyIsNoticed() throws Exception {
        SshKeys.generate(List.of(ADDRESS)).writeKnownHosts(knownHosts, port);
        assertThrows(TransportException.class, () -> login("dba", key));
    }

    @Test
    void theLoginKeyIsForItsOwnerOnly() throws Exception {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    }

    @Test
    void forwardsAPort() throws Exception {
        try (var behind = new ServerSocket(0, 1, InetAddress.ofLiteral(ADDRESS));
                var client = login("dba", key);
                var entrance = new ServerSocket()) {
            entrance.bind(new InetSocketAddress(ADDRESS, 0));
            var way = new Parameters(ADDRESS, entrance.getLocalPort(), ADDRESS, behind.getLocalPort());
            var forwarder = client.newLocalPortForwarder(way, entrance);
            var listening = Thread.ofVirtual().start(() -> {
                try {
                    forwarder.listen();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try (var caller = new java.net.Socket(ADDRESS, entrance.getLocalPort());
                    var called = behind.accept()) {
                called.getOutputStream().write('x');
                assertEquals('x', caller.getInputStream().read());
            }
            forwarder.close();
            listening.join();
        }
    }

    @Test
    void bringsAndFetchesFilesFromHome() throws Exception {
        try (var client = login("dba", key);
                var sftp = client.newSFTPClient()) {
            var source = Files.writeString(root.resolve("local.txt"), "content");
            sftp.put(source.toString(), "remote.txt");
            assertEquals("content", Files.readString(root.resolve("remote.txt")));
        }
    }

    private String run(String line) throws Exception {
        try (var client = login("dba", key);
                var session = client.startSession()) {
            var command = session.exec(line);
            var output = text(command.getInputStream());
            command.join();
            assertEquals(0, command.getExitStatus());
            return output;
        }
    }

    private SSHClient login(String user, Path key) throws IOException {
        var client = new SSHClient();
        try {
            client.addHostKeyVerifier(new OpenSSHKnownHosts(knownHosts.toFile()));
            client.connect(ADDRESS, port);
            client.authPublickey(user, client.loadKeys(key.toString()));
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private static String text(java.io.InputStream in) throws IOException {
        return IOUtils.readFully(in).toString(StandardCharsets.UTF_8);
    }
}
