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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
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
