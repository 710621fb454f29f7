package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Host keys and host certificates of real OpenSSH servers, as its own client judges them.
final class OpenSshHostKeysTest {
    private static OpenSshServer server;
    private static Path authority;
    private static String authorityKey;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        server =
                OpenSshServer.prepared().withHostKeys("ed25519", "rsa", "ecdsa").start();
        authority = server.key("authority", "-t", "ecdsa");
        authorityKey = publicKey(authority);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static String publicKey(Path key) throws Exception {
        var words = Files.readString(Path.of(key + ".pub")).split("\\s+");
        return words[0] + " " + words[1];
    }

    private Path known(String... lines) throws Exception {
        return Files.writeString(folder.resolve("known_hosts"), String.join("\n", lines) + "\n");
    }

    private SshLogin knowing(OpenSshServer server, String... lines) throws Exception {
        return server.login().withHostKeys(new HostKeyPolicy(folder.resolve("own"), List.of(known(lines)), Set.of()));
    }

    /// What was believed.
    private static String believed(SshLogin login) throws Exception {
        var seen = new ConcurrentHashMap<Milestone, String>();
        SshRemote.connect(login, new Become.Direct(), _ -> {}, seen::put).close();
        return seen.get(Milestone.HOST_KEY);
    }

    private static Failure failed(SshLogin login) {
        return OpenSshKeysTest.failed(login);
    }

    private String place() {
        return "[127.0.0.1]:" + server.port();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void asksForTheKeyThatItKnows(String type) throws Exception {
        var line = place() + " " + publicKey(server.hostKey(type));
        var print = OpenSshServer.run("ssh-keygen", "-lf", server.hostKey(type) + ".pub")
                .split(" ")[1];
        assertEquals(line.split(" ")[1] + " " + print, believed(knowing(server, line)));
    }

    @Test
    void believesHashedNamesAndPatternsAndNamesWithoutAPort() throws Exception {
        var key = publicKey(server.hostKey("ed25519"));
        for (var name : List.of("[127.0.*]:*", "*,![127.0.0.2]:*", "127.0.0.1", "127.0.0.?")) {
            believed(knowing(server, name + " " + key));
        }
        var file = known(place() + " " + key);
        OpenSshServer.run("ssh-keygen", "-H", "-f", file.toString());
        believed(knowing(server, Files.readString(file).strip()));
        assertEquals(
                "ssh.hostkey.unknown",
                failed(knowing(server, "*,!" + place() + ",!127.0.0.1 " + key))
                        .cause()
                        .key());
    }

    @Test
    void looksForTheOtherNameOfAHostAndWritesItSo() throws Exception {
        var key = publicKey(server.hostKey("ed25519"));
        believed(knowing(server, "node7 " + key).named("Node7"));
        assertEquals(
                "ssh.hostkey.unknown",
                failed(knowing(server, place() + " " + key).named("node7"))
                        .cause()
                        .key());
        var login = knowing(server, "").named("node8");
        believed(login.withHostKeys(login.hostKeys().accepting(Set.of(server.fingerprint()))));
        assertEquals("node8 " + key + "\n", Files.readString(folder.resolve("own")));
    }

    @Test
    void stopsAtAnotherKeyAndNamesFileAndLine() throws Exception {
        var login = knowing(server, "# those of the year", "other " + authorityKey, place() + " " + authorityKey);
        var failure = failed(login.withHostKeys(login.hostKeys().accepting(Set.of(server.fingerprint()))));
        assertEquals("ssh.hostkey.changed", failure.cause().key());
        assertEquals(
                List.of(folder.resolve("known_hosts").toString(), "3"),
                failure.cause().arguments().subList(2, 4));
    }

    @Test
    void tellsOfLinesThatItCannotRead() throws Exception {
        var login = knowing(server, "a line without sense", place() + " " + publicKey(server.hostKey("ed25519")));
        var seen = believed(login);
        assertTrue(seen.startsWith("ssh-ed25519 SHA256:"), seen);
        assertTrue(seen.contains(folder.resolve("known_hosts") + ":1: "), seen);
        var evidence = failed(knowing(server, "a line without sense")).evidence();
        assertTrue(evidence.startsWith(server.fingerprint()), evidence);
        assertTrue(evidence.contains(folder.resolve("known_hosts") + ":1: "), evidence);
    }

    @Test
    void stopsAtARevokedKeyUnderAnyName() throws Exception {
        var key = publicKey(server.hostKey("ed25519"));
        var failure = failed(knowing(server, place() + " " + key, "@revoked * " + key));
        assertEquals("ssh.hostkey.revoked", failure.cause().key());
        assertTrue(failure.cause().arguments().get(2).endsWith("known_hosts:2"), failure.toString());
    }

    @Test
    void writesAnAcceptedKeyBehindAJumpHostUnderItsOwnNameAndPort() throws Exception {
        try (var far = OpenSshServer.prepared().at("127.0.0.9").start()) {
            var own = folder.resolve("own");
            var policy = new HostKeyPolicy(own, List.of(), Set.of(server.fingerprint(), far.fingerprint()));
            var login = far.login()
                    .withHostKeys(policy)
                    .through(List.of(server.login().withHostKeys(policy)));
            believed(login);
            assertEquals(
                    List.of(
                            place() + " " + publicKey(server.hostKey("ed25519")),
                            "[127.0.0.9]:" + far.port() + " " + publicKey(far.hostKey("ed25519"))),
                    Files.readAllLines(own));
        }
    }

    /// A server that shows certificates for its keys.
    ///
    /// @param arguments of `ssh-keygen -s`
    private OpenSshServer certified(String type, String... arguments) throws Exception {
        var signer = folder.resolve("signer-" + type);
        Files.copy(authority, signer);
        var key = folder.resolve("certified_" + type);
        OpenSshServer.keygen("-q", "-t", type, "-N", "", "-f", key.toString());
        var command = new ArrayList<>(List.of("-q", "-s", authority.toString(), "-I", "host", "-h"));
        command.addAll(List.of(arguments));
        command.add(key + ".pub");
        OpenSshServer.keygen(command.toArray(String[]::new));
        return OpenSshServer.prepared()
                .withHostKeys()
                .with("HostKey " + key, "HostCertificate " + key + "-cert.pub")
                .start();
    }

    private String authority(String names) {
        return "@cert-authority " + names + " " + authorityKey;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void believesACertificateOfAKnownAuthority(String type) throws Exception {
        try (var certified = certified(type, "-n", "node7,127.0.*", "-V", "+1h")) {
            var seen = believed(knowing(certified, authority("[127.0.0.1]:" + certified.port())));
            assertTrue(seen.contains("(certificate, "), seen);
            believed(knowing(certified, authority("*")));
            believed(knowing(certified, authority("127.0.0.*")));
            believed(knowing(certified, authority("node7")).named("node7"));
        }
    }

    @Test
    void refusesACertificateForAnotherHostAndSaysSo() throws Exception {
        try (var certified = certified("ed25519", "-n", "node7,*.acme.example", "-V", "+1h")) {
            var failure = failed(knowing(certified, authority("*")));
            assertEquals("ssh.hostkey.certificate", failure.cause().key());
            assertEquals("it is for node7, *.acme.example, not for 127.0.0.1", failure.evidence());
            believed(knowing(certified, authority("*")).named("db1.acme.example"));
        }
    }

    @Test
    void refusesACertificateThatHasExpiredUnlessTheKeyItselfIsKnown() throws Exception {
        try (var certified = certified("ed25519", "-n", "127.0.0.1", "-V", "20200101:20200201")) {
            var failure = failed(knowing(certified, authority("*")));
            assertEquals("ssh.hostkey.certificate", failure.cause().key());
            assertTrue(failure.evidence().startsWith("it expired at 2020-0"), failure.evidence());
            var key = publicKey(folder.resolve("certified_ed25519"));
            believed(knowing(certified, authority("*"), "127.0.0.1 " + key));
        }
    }

    @Test
    void takesACertificateOfAnUnknownAuthorityForItsKey() throws Exception {
        try (var certified = certified("ed25519", "-n", "127.0.0.1", "-V", "+1h")) {
            var stranger = publicKey(server.hostKey("ecdsa"));
            var failure = failed(knowing(certified, "@cert-authority * " + stranger));
            assertEquals("ssh.hostkey.unknown", failure.cause().key());
            assertEquals("ssh-ed25519", failure.cause().arguments().get(1));
            var revoked = failed(knowing(certified, authority("*"), "@revoked * " + authorityKey));
            assertEquals("ssh.hostkey.revoked", revoked.cause().key());
            // an authority for other hosts is none here
            var others = failed(knowing(certified, authority("*.acme.example")));
            assertEquals("ssh.hostkey.unknown", others.cause().key());
            assertFalse(Files.exists(folder.resolve("own")));
        }
    }
}
