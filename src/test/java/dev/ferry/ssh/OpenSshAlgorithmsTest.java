package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import net.schmizz.sshj.common.Factory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is spoken with real OpenSSH servers that know only one algorithm of a sort.
final class OpenSshAlgorithmsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KexAlgorithms     | diffie-hellman-group14-sha1        | key exchange
            KexAlgorithms     | diffie-hellman-group-exchange-sha1 | key exchange
            KexAlgorithms     | diffie-hellman-group1-sha1         | key exchange
            HostKeyAlgorithms | ssh-rsa                            | host key
            Ciphers           | aes128-cbc                         | cipher
            Ciphers           | aes256-cbc                         | cipher
            MACs              | hmac-sha1                          | MAC
            """)
    void speaksWhatOpenSshHasGivenUpOnlyWhereItIsAllowed(String keyword, String algorithm, String words)
            throws Exception {
        // with a cipher that brings its own integrity no MAC is agreed upon
        var ciphers = keyword.equals("MACs") ? "Ciphers aes128-ctr" : "";
        try (var old = OpenSshServer.prepared()
                .withHostKeys("rsa")
                .with(keyword + " " + algorithm, ciphers)
                .start()) {
            var failure = OpenSshKeysTest.failed(old.login());
            assertEquals("ssh.algorithms.old", failure.cause().key());
            assertEquals(words, failure.cause().arguments().get(1));
            assertTrue(failure.evidence().startsWith("the server offers: " + algorithm), failure.evidence());
            SshRemote.connect(old.login().offering(SshLogin.Offer.LEGACY), new Become.Direct(), _ -> {})
                    .close();
        }
    }

    @Test
    void saysThatEvenTheOldAlgorithmsDoNotHelp() throws Exception {
        try (var odd = OpenSshServer.prepared().with("Ciphers 3des-cbc").start()) {
            for (var offer : SshLogin.Offer.values()) {
                var failure = OpenSshKeysTest.failed(odd.login().offering(offer));
                assertEquals("ssh.algorithms.none", failure.cause().key());
                assertEquals("the server offers: 3des-cbc", failure.evidence());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KexAlgorithms     | curve25519-sha256
            KexAlgorithms     | ecdh-sha2-nistp256
            KexAlgorithms     | ecdh-sha2-nistp384
            KexAlgorithms     | ecdh-sha2-nistp521
            KexAlgorithms     | diffie-hellman-group-exchange-sha256
            KexAlgorithms     | diffie-hellman-group14-sha256
            KexAlgorithms     | diffie-hellman-group16-sha512
            KexAlgorithms     | diffie-hellman-group18-sha512
            HostKeyAlgorithms | rsa-sha2-256
            HostKeyAlgorithms | rsa-sha2-512
            Ciphers           | chacha20-poly1305@openssh.com
            Ciphers           | aes256-gcm@openssh.com
            Ciphers           | aes128-gcm@openssh.com
            Ciphers           | aes256-ctr
            MACs              | hmac-sha2-256
            MACs              | hmac-sha2-512-etm@openssh.com
            """)
    void speaksWhatIsUsualToday(String keyword, String algorithm) throws Exception {
        var ciphers = keyword.equals("MACs") ? "Ciphers aes128-ctr" : "";
        try (var server = OpenSshServer.prepared()
                .withHostKeys("rsa")
                .with(keyword + " " + algorithm, ciphers)
                .start()) {
            SshRemote.connect(server.login(), new Become.Direct(), _ -> {}).close();
        }
    }

    /// A server that has not heard of RFC 8332.
    @Test
    void signsWithSha1OnlyWhereItIsAllowed() throws Exception {
        try (var old = OpenSshServer.prepared()
                .with("PubkeyAcceptedAlgorithms ssh-rsa")
                .start()) {
            var key = old.key("rsa", "-t", "rsa", "-b", "2048");
            old.authorize(key);
            var login = old.login(System.getProperty("user.name")).withKeys(List.of(SshKey.of(key)));
            OpenSshKeysTest.failed(login);
            SshRemote.connect(login.offering(SshLogin.Offer.LEGACY), new Become.Direct(), _ -> {})
                    .close();
        }
    }

    @Test
    void neverOffersWhatIsBroken() {
        for (var offer : SshLogin.Offer.values()) {
            var config = Algorithms.of(offer);
            var names = Stream.of(
                            config.getKeyExchangeFactories(),
                            config.getKeyAlgorithms(),
                            config.getCipherFactories(),
                            config.getMACFactories())
                    .flatMap(List::stream)
                    .map(Factory.Named::getName)
                    .toList();
            assertFalse(names.stream().anyMatch(name -> name.matches(".*(md5|arcfour|des|dss|blowfish|cast|96).*")));
            assertEquals(
                    offer == SshLogin.Offer.LEGACY,
                    names.stream().anyMatch(name -> name.matches(".*(sha1|cbc|^ssh-rsa).*")));
            // nothing that was meant is missing in the library
            assertTrue(names.containsAll(List.of(
                    "curve25519-sha256",
                    "rsa-sha2-512-cert-v01@openssh.com",
                    "chacha20-poly1305@openssh.com",
                    "hmac-sha2-256-etm@openssh.com",
                    "ext-info-c")));
        }
    }
}
