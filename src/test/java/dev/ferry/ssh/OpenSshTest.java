package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract against a real OpenSSH server, run by whoever runs the tests.
final class OpenSshTest implements RemoteContract {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    @TempDir
    static Path folder;

    private static Process server;
    private static SshLogin login;
    private static SshRemote remote;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(SSHD), "no OpenSSH server on this machine");
        for (var key : List.of("host", "client")) {
            var made = new ProcessBuilder(
                            "ssh-keygen",
                            "-q",
                            "-t",
                            "ed25519",
                            "-N",
                            "",
                            "-f",
                            folder.resolve(key).toString())
                    .inheritIO()
                    .start();
            assertEquals(0, made.waitFor());
        }
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var configuration = Files.writeString(folder.resolve("sshd_config"), """
                ListenAddress 127.0.0.1:%d
                HostKey %s/host
                AuthorizedKeysFile %s/client.pub
                PidFile none
                StrictModes no
                UsePAM no
                PermitRootLogin yes
                PasswordAuthentication no
                """.formatted(port, folder, folder));
        // the service's start makes it; without the service nobody has
        var privileges = Path.of("/run/sshd");
        if ("root".equals(System.getProperty("user.name")) && !Files.exists(privileges)) {
            Files.createDirectory(
                    privileges, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        server = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitPort(port);
        var host = Files.readString(folder.resolve("host.pub")).split(" ");
        var known = Files.writeString(
                folder.resolve("known_hosts"), "[127.0.0.1]:%d %s %s\n".formatted(port, host[0], host[1]));
        login = SshLogin.of(
                        System.getProperty("user.name"),
                        "127.0.0.1",
                        port,
                        new HostKeyPolicy(folder.resolve("own"), List.of(known), Set.of()))
                .withKeys(List.of(SshKey.of(folder.resolve("client"))));
        remote = SshRemote.connect(login, new Become.Direct(), _ -> {});
    }

    private static void awaitPort(int port) throws Exception {
        for (int i = 0; i < 100; i++) {
            try (var _ = new Socket("127.0.0.1", port)) {
                return;
            } catch (java.io.IOException e) {
                assertTrue(server.isAlive(), Files.readString(folder.resolve("log")));
                Thread.sleep(50);
            }
        }
    }

    @AfterAll
    static void stop() {
        if (remote != null) {
            remote.close();
        }
        if (server != null) {
            server.destroy();
        }
    }

    @Override
    public Remote remote() {
        return remote;
    }

    @Test
    void goesThroughItselfAsAJumpHost() throws Exception {
        try (var far = SshRemote.connect(login.through(List.of(login)), new Become.Direct(), _ -> {})) {
            assertEquals("far\n", far.run(Script.of("echo far"), LIMIT).out());
        }
    }
}
