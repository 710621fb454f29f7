package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates that `ssh-keygen` has signed.
final class HostCertificateTest {
    @TempDir
    Path folder;

    /// The certificate of a fresh key, as it is sent.
    private byte[] signed(String type, String... arguments) throws Exception {
        try {
            OpenSshServer.keygen(
                    "-q",
                    "-t",
                    type,
                    "-N",
                    "",
                    "-f",
                    folder.resolve("authority").toString());
        } catch (IOException e) {
            assumeTrue(false, "no ssh-keygen on this machine");
        }
        OpenSshServer.keygen(
                "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve("key").toString());
        var command =
                new ArrayList<>(List.of("-q", "-s", folder.resolve("authority").toString(), "-I", "id"));
        command.addAll(List.of(arguments));
        command.add(folder.resolve("key.pub").toString());
        OpenSshServer.keygen(command.toArray(String[]::new));
        var line = Files.readString(folder.resolve("key-cert.pub"));
        return Base64.getDecoder().decode(line.split(" ")[1]);
    }

    private static String flaw(byte[] blob, SshLogin.Offer offer) throws Exception {
        return HostCertificate.flaw((Certificate<?>) new Buffer.PlainBuffer(blob).readPublicKey(), "node7", offer);
    }

    private static String flaw(byte[] blob) throws Exception {
        return flaw(blob, SshLogin.Offer.CURRENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ecdsa", "ed25519"})
    void believesWhatAnAuthorityHasSignedAndNothingElse(String type) throws Exception {
        var blob = signed(type, "-h", "-n", "node7");
        assertEquals("", flaw(blob));
        // the nonce is signed too
        var forged = blob.clone();
        forged[45] ^= 1;
        assertEquals("Signature verification failed", flaw(forged));
    }

    @Test
    void believesACertificateForAllHosts() throws Exception {
        assertEquals("", flaw(signed("ed25519", "-h")));
    }

    @Test
    void refusesTheCertificateOfAUser() throws Exception {
        assertEquals("it is a user's certificate", flaw(signed("ed25519", "-n", "node7")));
    }

    @Test
    void refusesACertificateBeforeItsTime() throws Exception {
        var flaw = flaw(signed("ed25519", "-h", "-V", "20990101:20990201"));
        assertTrue(flaw.startsWith("it is not valid before 20"), flaw);
    }

    @Test
    void refusesASha1SignatureUnlessOldAlgorithmsAreAllowed() throws Exception {
        var blob = signed("rsa", "-t", "ssh-rsa", "-h", "-n", "node7");
        assertEquals("its authority signed with SHA-1 (ssh-rsa)", flaw(blob));
        assertEquals("", flaw(blob, SshLogin.Offer.LEGACY));
    }
}
