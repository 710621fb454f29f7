package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys, certificates and agents against a real OpenSSH server.
final class OpenSshKeysTest {
    private static final String PASSPHRASE = "open sesame";
    private static final String USER = System.getProperty("user.name");

    private static OpenSshServer server;
    private static Path authority;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.prepared()
                .with("TrustedUserCAKeys FOLDER/authority.pub", "MaxAuthTries 3", "LogLevel DEBUG1")
                .start();
        authority = server.key("authority", "-t", "ed25519");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, 2048, RFC4716",
        "rsa, 2048, PEM",
        "rsa, 2048, PKCS8",
        "ecdsa, 256, RFC4716",
        "ecdsa, 256, PEM",
        "ecdsa, 256, PKCS8",
        "ecdsa, 384, RFC4716",
        "ecdsa, 384, PEM",
        "ecdsa, 521, RFC4716",
        "ecdsa, 521, PKCS8",
        "ed25519, 256, RFC4716"
    })
    void logsInWithEveryTypeOfKeyInEveryFormatPlainOrEncrypted(String type, String bits, String format)
            throws Exception {
        var name = type + bits + format;
        var plain = server.key(name, "-t", type, "-b", bits, "-m", format);
        var encrypted = server.key(name + "-encrypted", "-t", type, "-b", bits, "-m", format, "-N", PASSPHRASE);
        for (var key : List.of(plain, encrypted)) {
            server.authorize(key);
            // the private file alone has to do
            Files.delete(Path.of(key + ".pub"));
        }
        assertLogsIn(SshKey.of(plain));
        assertLogsIn(new SshKey(encrypted, Secret.of(PASSPHRASE)));
        // a pass phrase for a key that needs none does no harm: it may be meant for another key
        assertLogsIn(new SshKey(plain, Secret.of(PASSPHRASE)));
        assertEquals("ssh.key.passphrase.wrong", failure(new SshKey(encrypted, Secret.of("open barley"))));
        assertEquals("ssh.key.passphrase.missing", failure(SshKey.of(encrypted)));
    }

    /// PKCS8 has ed25519 keys too, which OpenSSH 9.2 does not read either.
    @Test
    void saysThatAKeyIsOfAKindThatNobodyReads() throws Exception {
        var key = folder.resolve("key.pem");
        OpenSshServer.run("openssl", "genpkey", "-algorithm", "ed25519", "-out", key.toString());
        assertEquals("ssh.key.unsupported", failure(SshKey.of(key)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "putty-2-ed25519",
                "putty-2-rsa-encrypted",
                "putty-3-rsa",
                "putty-3-ecdsa-encrypted",
                "putty-3-ed25519-encrypted"
            })
    void logsInWithKeysOfPutty(String sample) throws Exception {
        var key = folder.resolve(sample + ".ppk");
        try (var content = OpenSshKeysTest.class.getResourceAsStream(sample + ".ppk");
                var publicKey = OpenSshKeysTest.class.getResourceAsStream(sample + ".ppk.pub")) {
            Files.copy(content, key);
            server.authorizeLine(new String(publicKey.readAllBytes()).strip());
        }
        assertLogsIn(new SshKey(key, Secret.of(PASSPHRASE)));
        if (sample.endsWith("encrypted")) {
            assertEquals("ssh.key.passphrase.wrong", failure(new SshKey(key, Secret.of("open barley"))));
            assertEquals("ssh.key.passphrase.missing", failure(SshKey.of(key)));
        }
    }

    @Test
    void doesNotBelieveAnOldPublicKeyThatLiesBesideTheKey() throws Exception {
        var key = server.key("renewed", "-t", "ed25519");
        server.authorize(key);
        var old = server.key("before", "-t", "rsa", "-b", "2048");
        Files.copy(Path.of(old + ".pub"), Path.of(key + ".pub"), StandardCopyOption.REPLACE_EXISTING);
        assertLogsIn(SshKey.of(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ecdsa", "ed25519"})
    void logsInWithTheCertificateBesideTheKey(String type) throws Exception {
        var key = certified("beside-" + type, type, USER, "+1h");
        assertLogsIn(SshKey.of(key));
        assertTrue(server.logWith("beside-" + type + "-id").contains("Accepted certificate ID"));
    }

    @Test
    void logsInWithACertificateOfAnotherPlace() throws Exception {
        var key = certified("elsewhere", "ed25519", USER, "+1h");
        var certificate = Files.move(Path.of(key + "-cert.pub"), folder.resolve("signed.pub"));
        assertEquals("ssh.login.refused", failure(SshKey.of(key)));
        assertLogsIn(SshKey.of(key).with(certificate));
        // it is the one that counts, also if another lies beside the key
        Files.copy(Path.of(certified("other", "ed25519", USER, "+1h") + "-cert.pub"), Path.of(key + "-cert.pub"));
        assertLogsIn(SshKey.of(key).with(certificate));
    }

    @Test
    void namesWhatIsWrongWithACertificate() throws Exception {
        var expired = certified("expired", "ed25519", USER, "20200101:20200201");
        assertEquals("ssh.certificate.expired", failure(SshKey.of(expired)));
        var early = certified("early", "ed25519", USER, "20990101:20990201");
        assertEquals("ssh.certificate.early", failure(SshKey.of(early)));
        var others = certified("others", "rsa", "alice,bob", "+1h");
        var failure = failed(login(SshKey.of(others)));
        assertEquals("ssh.certificate.principal", failure.cause().key());
        assertEquals("alice, bob", failure.cause().arguments().get(1));
    }

    @Test
    void refusesACertificateThatCannotBeMeant() throws Exception {
        var key = certified("good", "ed25519", USER, "+1h");
        var other = certified("another", "ed25519", USER, "+1h");
        var certificate = Path.of(other + "-cert.pub");
        assertEquals("ssh.certificate.other", failure(SshKey.of(key).with(certificate)));
        assertEquals("ssh.certificate.missing", failure(SshKey.of(key).with(folder.resolve("none"))));
        assertEquals("ssh.certificate.unreadable", failure(SshKey.of(key).with(key)));
        var host = server.key("hosts", "-t", "ed25519");
        OpenSshServer.keygen("-q", "-s", authority.toString(), "-I", "h", "-h", "-n", "h", host + ".pub");
        assertEquals("ssh.certificate.host", failure(SshKey.of(host).with(Path.of(host + "-cert.pub"))));
    }

    @Test
    void triesNoKeysOfTheAgentWhereKeyFilesAreChosen() throws Exception {
        try (var strict = OpenSshServer.prepared().with("MaxAuthTries 2").start();
                var agent = agentWithStrangers(5)) {
            var login = strict.login().withAgent(agent.socket());
            assertLogsIn(login.by(Set.of(SshLogin.Kind.KEY)));
            var log = strict.logWith("Accepted publickey for " + USER);
            assertFalse(log.contains("Failed "), log);
            // a key file that was named goes before the agent's other keys
            assertLogsIn(login);
            assertFalse(strict.log().contains("Failed "), strict.log());
            // two attempts and five strangers: no way in by the agent
            var failure = failed(login.by(Set.of(SshLogin.Kind.AGENT)));
            assertEquals("ssh.login.many", failure.cause().key());
            assertEquals(List.of(USER, "agent (5)"), failure.cause().arguments());
            strict.logWith("Too many authentication failures");
        }
    }

    @Test
    void hasTheAgentSignForAKeyFileThatItHoldsSoThatNoPassphraseIsNeeded() throws Exception {
        var key = server.key("held", "-t", "ecdsa");
        server.authorize(key);
        try (var agent = agentWithStrangers(4)) {
            agent.add(key);
            OpenSshServer.keygen("-q", "-p", "-N", PASSPHRASE, "-f", key.toString());
            assertEquals("ssh.key.passphrase.missing", failure(SshKey.of(key)));
            assertLogsIn(login(SshKey.of(key)).withAgent(agent.socket()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ed25519"})
    void logsInWithACertificateThatTheAgentHolds(String type) throws Exception {
        var key = certified("agents-" + type, type, USER, "+1h");
        try (var agent = SshAgent.in(folder)) {
            agent.add(key);
            assertLogsIn(server.login(USER).withAgent(agent.socket()));
        }
    }

    @Test
    void goesOnWithoutAnAgentThatDoesNotAnswerWhereThereIsAnotherWay() throws Exception {
        assertLogsIn(server.login().withAgent(folder.resolve("no-agent")));
        var failure = failed(server.login(USER).withAgent(folder.resolve("no-agent")));
        assertEquals("ssh.agent.unreachable", failure.cause().key());
    }

    @Test
    void saysWhichKindsWereChosenAndWhichTheServerAllows() throws Exception {
        var login = server.login(USER).withPassword(Secret.of("quite wrong here"));
        var unwanted = failed(login.by(Set.of(SshLogin.Kind.PASSWORD)));
        assertEquals("ssh.login.unwanted", unwanted.cause().key());
        assertEquals("password", unwanted.cause().arguments().get(0));
        assertTrue(unwanted.cause().arguments().get(1).contains("publickey"), unwanted.toString());
        var nothing = failed(login.by(Set.of(SshLogin.Kind.AGENT, SshLogin.Kind.KEY)));
        assertEquals("ssh.login.nothing", nothing.cause().key());
        assertEquals(List.of(USER, "key file, agent"), nothing.cause().arguments());
        assertTrue(nothing.evidence().contains("the server allows: publickey"), nothing.evidence());
        assertFalse(server.log().contains("Failed password"), server.log());
    }

    private SshAgent agentWithStrangers(int count) throws Exception {
        var agent = SshAgent.in(folder);
        for (int i = 0; i < count; i++) {
            var stranger = folder.resolve("stranger" + i);
            OpenSshServer.keygen("-q", "-t", "ed25519", "-N", "", "-f", stranger.toString());
            agent.add(stranger);
        }
        return agent;
    }

    private static Path certified(String name, String type, String principals, String validity) throws Exception {
        var key = server.key(name, "-t", type);
        var arguments = new ArrayList<>(List.of("-q", "-s", authority.toString(), "-I", name + "-id"));
        arguments.addAll(List.of("-n", principals, "-V", validity, key + ".pub"));
        OpenSshServer.keygen(arguments.toArray(String[]::new));
        return key;
    }

    private static SshLogin login(SshKey... keys) throws Exception {
        return server.login(USER).withKeys(List.of(keys));
    }

    private static void assertLogsIn(SshKey key) throws Exception {
        assertLogsIn(login(key));
    }

    private static void assertLogsIn(SshLogin login) throws Exception {
        SshRemote.connect(login, new Become.Direct(), _ -> {}).close();
    }

    private static String failure(SshKey key) throws Exception {
        return failed(login(key)).cause().key();
    }

    static Failure failed(SshLogin login) {
        var failure = assertThrows(FailureException.class, () -> SshRemote.connect(login, new Become.Direct(), _ -> {}))
                .failure();
        assertFalse(Messages.text(failure.cause()).isBlank());
        assertFalse(Messages.text(failure.remedy()).isBlank());
        return failure;
    }
}
