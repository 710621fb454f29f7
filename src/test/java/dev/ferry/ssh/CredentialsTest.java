package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.common.Buffer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.auth.password.PasswordChangeRequiredException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every way to prove who one is.
final class CredentialsTest {
    private static final Secret PASSPHRASE = Secret.of("open sesame");

    @TempDir
    Path folder;

    private TestSshServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestSshServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"ssh-rsa, 2048", "ecdsa-sha2-nistp256, 256", "ecdsa-sha2-nistp521, 521", "ssh-ed25519, 256"})
    void logsInWithAKeyPlainOrEncrypted(String type, int bits) throws Exception {
        var pair = KeyUtils.generateKeyPair(type, bits);
        server.allow(pair.getPublic());
        assertTrue(logsIn(with(SshKey.of(write("plain", pair, null)))));
        assertTrue(logsIn(with(new SshKey(write("encrypted", pair, PASSPHRASE), PASSPHRASE))));
    }

    @Test
    void triesOneKeyAfterTheOtherAndThenThePassword() throws Exception {
        var wrong = SshKey.of(write("wrong", KeyUtils.generateKeyPair("ssh-rsa", 2048), null));
        var pair = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        server.allow(pair.getPublic());
        assertTrue(logsIn(with(wrong, SshKey.of(write("right", pair, null)))));
        assertTrue(logsIn(with(wrong).withPassword(TestSshServer.PASSWORD)));
        var failure = failure(with(wrong).withPassword(Secret.of("not that")));
        assertEquals("ssh.login.refused", failure.cause().key());
        assertEquals(
                List.of("ferry", "key wrong, password, questions"),
                failure.cause().arguments());
    }

    @Test
    void tellsAWrongPassphraseFromAMissingOneAndBothFromNoFile() throws Exception {
        var encrypted = write("encrypted", KeyUtils.generateKeyPair("ssh-rsa", 2048), PASSPHRASE);
        assertEquals(
                "ssh.key.passphrase.missing",
                failure(with(SshKey.of(encrypted))).cause().key());
        assertEquals(
                "ssh.key.passphrase.wrong",
                failure(with(new SshKey(encrypted, Secret.of("open barley"))))
                        .cause()
                        .key());
        assertEquals(
                "ssh.key.missing",
                failure(with(SshKey.of(folder.resolve("none")))).cause().key());
        var rubbish = Files.writeString(folder.resolve("notes"), "ssh with the key from last year");
        assertEquals(
                "ssh.key.unreadable", failure(with(SshKey.of(rubbish))).cause().key());
        var publicKey = Files.writeString(folder.resolve("id.pub"), "ssh-rsa AAAAB3NzaC1yc2E= me");
        assertEquals(
                "ssh.key.public", failure(with(SshKey.of(publicKey))).cause().key());
        assertEquals("ssh.key.denied", failure(with(SshKey.of(folder))).cause().key());
    }

    /// As where a configuration names all the keys that somebody has.
    @Test
    void passesOverAKeyThatCannotBeUsedWhereThereAreOtherWays() throws Exception {
        var locked = SshKey.of(write("locked", KeyUtils.generateKeyPair("ssh-ed25519", 256), PASSPHRASE));
        var pair = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        server.allow(pair.getPublic());
        assertTrue(logsIn(with(locked, SshKey.of(write("right", pair, null)))));
        assertTrue(logsIn(with(locked).withPassword(TestSshServer.PASSWORD)));
        var failure = failure(with(locked).withPassword(Secret.of("not that one")));
        assertEquals("ssh.key.passphrase.missing", failure.cause().key());
        assertTrue(failure.evidence().contains("tried: password, questions"), failure.evidence());
    }

    /// `openssl genrsa -aes128 -traditional`: the old PEM format says in its header that it is encrypted.
    @Test
    void knowsAnEncryptedPemByItsHeader() throws Exception {
        var pem = Files.writeString(folder.resolve("old.pem"), """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-128-CBC,4E3A0A3B8A3F9D1C2B7E6F5D4C3B2A19

                bm90IHJlYWxseSBhIGtleSBidXQgbG9uZyBlbm91Z2ggZm9yIG9uZQ==
                -----END RSA PRIVATE KEY-----
                """);
        assertEquals(
                "ssh.key.passphrase.wrong",
                failure(with(new SshKey(pem, PASSPHRASE))).cause().key());
    }

    /// The file of a security key has only a handle: the key itself never leaves the device.
    @Test
    void saysThatASecurityKeyNeedsAnAgent() throws Exception {
        var blob = new Buffer.PlainBuffer()
                .putString("sk-ssh-ed25519@openssh.com")
                .putString(new byte[32])
                .putString("ssh:");
        var file = new Buffer.PlainBuffer()
                .putRawBytes("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII))
                .putString("none")
                .putString("none")
                .putString("")
                .putUInt32(1)
                .putString(blob.getCompactData())
                .putString(new byte[16]);
        var base64 = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(file.getCompactData());
        var key = Files.writeString(
                folder.resolve("id_ed25519_sk"),
                "-----BEGIN OPENSSH PRIVATE KEY-----\n" + base64 + "\n-----END OPENSSH PRIVATE KEY-----\n");
        var failure = failure(with(SshKey.of(key)));
        assertEquals("ssh.key.security", failure.cause().key());
        assertTrue(Messages.text(failure.remedy()).contains("ssh-add " + key));
    }

    @Test
    void saysThatAServerIsTooOldForAnRsaKey() throws Exception {
        server.server().getProperties().put("server-identification", "OpenSSH_6.6.1p1 Ubuntu-2ubuntu2");
        var rsa = SshKey.of(write("rsa", KeyUtils.generateKeyPair("ssh-rsa", 2048), null));
        assertEquals("ssh.login.old", failure(with(rsa)).cause().key());
        var other = SshKey.of(write("other", KeyUtils.generateKeyPair("ssh-ed25519", 256), null));
        assertEquals("ssh.login.refused", failure(with(other)).cause().key());
    }

    @Test
    void saysThatThePasswordHasExpired() throws Exception {
        server.server().setPasswordAuthenticator((user, password, session) -> {
            throw new PasswordChangeRequiredException("expired", "Choose another: ", "en");
        });
        var login = server.loginWithNothing(folder).withPassword(TestSshServer.PASSWORD);
        var failure = failure(login.by(Set.of(SshLogin.Kind.PASSWORD)));
        assertEquals("ssh.login.expired", failure.cause().key());
    }

    @Test
    void saysThatAServerWantsOneStepMore() throws Exception {
        CoreModuleProperties.AUTH_METHODS.set(server.server(), "publickey,password");
        var pair = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        server.allow(pair.getPublic());
        var key = SshKey.of(write("first", pair, null));
        assertTrue(logsIn(with(key).withPassword(TestSshServer.PASSWORD)));
        var failure = failure(with(key));
        assertEquals("ssh.login.partial", failure.cause().key());
        assertEquals("password", failure.cause().arguments().get(1));
        var refused = failure(with(key).withPassword(Secret.of("not that one")));
        assertEquals("ssh.login.partial", refused.cause().key());
    }

    @ParameterizedTest
    @CsvSource({"ssh-rsa, 2048", "ssh-ed25519, 256"})
    void logsInWithTheKeyOfAnAgent(String type, int bits) throws Exception {
        assumeTrue(hasProgram("ssh-agent") && hasProgram("ssh-add"), "no ssh-agent on this machine");
        var pair = KeyUtils.generateKeyPair(type, bits);
        server.allow(pair.getPublic());
        var socket = folder.resolve("agent");
        var agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .start();
        try {
            for (int i = 0; i < 100 && !Files.exists(socket); i++) {
                Thread.sleep(50);
            }
            assertEquals(0, add(write("other", KeyUtils.generateKeyPair("ssh-rsa", 2048), null), socket));
            assertEquals(0, add(write("right", pair, null), socket));
            assertTrue(logsIn(server.loginWithNothing(folder).withAgent(socket)));
        } finally {
            agent.destroy();
        }
    }

    @Test
    void saysThatTheAgentDoesNotAnswer() {
        var failure = failure(server.loginWithNothing(folder).withAgent(folder.resolve("no-agent")));
        assertEquals("ssh.agent.unreachable", failure.cause().key());
    }

    private static int add(Path key, Path socket) throws Exception {
        var builder = new ProcessBuilder("ssh-add", "-q", key.toString());
        builder.environment().put("SSH_AUTH_SOCK", socket.toString());
        var process = builder.redirectErrorStream(true).start();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private static boolean hasProgram(String name) throws Exception {
        try {
            return new ProcessBuilder("sh", "-c", "command -v " + name).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Path write(String name, KeyPair pair, Secret passphrase) throws Exception {
        var file = folder.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyEncryptionContext encryption = null;
            if (passphrase != null) {
                encryption = new OpenSSHKeyEncryptionContext();
                encryption.setPassword(passphrase.reveal());
                encryption.setCipherName("AES");
                encryption.setCipherMode("CTR");
                encryption.setCipherType("256");
            }
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", encryption, out);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private SshLogin with(SshKey... keys) {
        return server.loginWithNothing(folder).withKeys(List.of(keys));
    }

    private static boolean logsIn(SshLogin login) throws Exception {
        try (var remote = SshRemote.connect(login, new Become.Direct(), _ -> {})) {
            return remote.run(Script.of("true"), Duration.ofSeconds(20)).isZero();
        }
    }

    private static Failure failure(SshLogin login) {
        var failure = assertThrows(FailureException.class, () -> SshRemote.connect(login, new Become.Direct(), _ -> {}))
                .failure();
        assertFalse(Messages.text(failure.cause()).isBlank());
        assertFalse(Messages.text(failure.remedy()).isBlank());
        return failure;
    }
}
