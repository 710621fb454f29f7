package dev.ferry.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.signature.SignatureRSA;

/// What the SSH client offers to servers, the strong before the weak. Its two configurations are shared by
/// all connections: making one costs half a second.
///
/// The library would also offer what OpenSSH has given up. Of that nothing is offered but to hosts that a
/// person has named, and then only what https://www.openssh.com/legacy.html tells how to turn on and what
/// old servers need: SHA-1 in key exchange, signatures and MACs, and CBC. MD5, RC4, DES, DSA are never
/// offered.
final class Algorithms {
    private static final List<String> EXCHANGES = List.of(
            "curve25519-sha256",
            "curve25519-sha256@libssh.org",
            "ecdh-sha2-nistp256",
            "ecdh-sha2-nistp384",
            "ecdh-sha2-nistp521",
            "diffie-hellman-group-exchange-sha256",
            "diffie-hellman-group16-sha512",
            "diffie-hellman-group18-sha512",
            "diffie-hellman-group14-sha256");
    private static final List<String> OLD_EXCHANGES =
            List.of("diffie-hellman-group-exchange-sha1", "diffie-hellman-group14-sha1", "diffie-hellman-group1-sha1");
    // tells the server that we understand which signatures it takes
    private static final List<String> EXTENSIONS = List.of("ext-info-c");
    private static final List<String> KEYS = List.of(
            "ssh-ed25519-cert-v01@openssh.com",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com",
            "rsa-sha2-512-cert-v01@openssh.com",
            "rsa-sha2-256-cert-v01@openssh.com",
            "ssh-ed25519",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "rsa-sha2-512",
            "rsa-sha2-256");
    private static final List<String> OLD_KEYS = List.of("ssh-rsa-cert-v01@openssh.com", "ssh-rsa");
    private static final List<String> CIPHERS = List.of(
            "chacha20-poly1305@openssh.com",
            "aes128-gcm@openssh.com",
            "aes256-gcm@openssh.com",
            "aes128-ctr",
            "aes192-ctr",
            "aes256-ctr");
    private static final List<String> OLD_CIPHERS = List.of("aes128-cbc", "aes192-cbc", "aes256-cbc");
    private static final List<String> MACS =
            List.of("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha2-256", "hmac-sha2-512");
    private static final List<String> OLD_MACS = List.of("hmac-sha1-etm@openssh.com", "hmac-sha1");

    // the library's words for a negotiation that failed
    private static final Pattern UNSETTLED =
            Pattern.compile("Unable to reach a settlement of (\\w+): \\[.*?] and \\[(.*)]");

    // RFC 8332 came with OpenSSH 7.2
    private static final Pattern WITHOUT_SHA2 = Pattern.compile("OpenSSH_([1-6]\\.|7\\.[01]).*");

    private Algorithms() {}

    /// The configuration for a server.
    static Config of(SshLogin.Offer offer) {
        return switch (offer) {
            case CURRENT -> Current.CONFIG;
            case LEGACY -> Legacy.CONFIG;
        };
    }

    /// The names of certificate algorithms for host keys.
    static List<String> certificates() {
        return Stream.of(KEYS, OLD_KEYS)
                .flatMap(List::stream)
                .filter(name -> name.contains("-cert-"))
                .toList();
    }

    /// Whether a negotiation failed for want of a common algorithm.
    static boolean areUnsettled(IOException reason) {
        return UNSETTLED.matcher(Hop.said(reason)).find();
    }

    /// What to tell of a negotiation that failed: what the server offers, and whether the old would do.
    static FailureException failure(SshLogin.Offer offer, Hop hop, IOException reason) {
        var match = UNSETTLED.matcher(Hop.said(reason));
        if (!match.find()) {
            throw new IllegalArgumentException(reason);
        }
        var theirs = List.of(match.group(2).split(",\\s*"));
        var what = Wanted.of(match.group(1));
        var helps = offer == SshLogin.Offer.CURRENT && what.old().stream().anyMatch(theirs::contains);
        var cause = Message.of(helps ? "ssh.algorithms.old" : "ssh.algorithms.none", hop.to(), what.words());
        var evidence = "the server offers: " + String.join(", ", theirs);
        return hop.failure(Failure.Kind.NEEDS_ATTENTION, cause, evidence, reason);
    }

    /// What is negotiated.
    private enum Wanted {
        EXCHANGE("key exchange", OLD_EXCHANGES),
        KEY("host key", OLD_KEYS),
        CIPHER("cipher", OLD_CIPHERS),
        MAC("MAC", OLD_MACS),
        COMPRESSION("compression", List.of());

        private final String words;
        private final List<String> old;

        Wanted(String words, List<String> old) {
            this.words = words;
            this.old = old;
        }

        static Wanted of(String name) {
            if (name.startsWith("KeyExchange")) {
                return EXCHANGE;
            }
            if (name.startsWith("HostKey")) {
                return KEY;
            }
            if (name.contains("Cipher")) {
                return CIPHER;
            }
            return name.contains("MAC") ? MAC : COMPRESSION;
        }

        String words() {
            return words;
        }

        List<String> old() {
            return old;
        }
    }

    /// Whether a server is known to take no signature of an RSA key that is offered to it.
    static boolean wantSha1(SSHClient client, SshLogin.Offer offer) {
        var version = client.getTransport().getServerVersion();
        return offer == SshLogin.Offer.CURRENT
                && version != null
                && WITHOUT_SHA2.matcher(version).matches();
    }

    private static Config make(SshLogin.Offer offer) {
        var config = new DefaultConfig();
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        // it would look at the address that was called, not at the name that the key goes by
        config.setVerifyHostKeyCertificates(false);
        config.setKeyExchangeFactories(
                chosen(config.getKeyExchangeFactories(), names(offer, EXCHANGES, OLD_EXCHANGES, EXTENSIONS)));
        config.setKeyAlgorithms(chosen(keys(config), names(offer, KEYS, OLD_KEYS, List.of())));
        config.setCipherFactories(chosen(config.getCipherFactories(), names(offer, CIPHERS, OLD_CIPHERS, List.of())));
        config.setMACFactories(chosen(config.getMACFactories(), names(offer, MACS, OLD_MACS, List.of())));
        return config;
    }

    /// The library's, and RSA certificates of hosts with SHA-2, which it does not know.
    private static List<Factory.Named<KeyAlgorithm>> keys(Config config) {
        var keys = new ArrayList<>(config.getKeyAlgorithms());
        keys.add(new KeyAlgorithms.Factory(
                "rsa-sha2-512-cert-v01@openssh.com", new SignatureRSA.FactoryRSASHA512(), KeyType.RSA_CERT));
        keys.add(new KeyAlgorithms.Factory(
                "rsa-sha2-256-cert-v01@openssh.com", new SignatureRSA.FactoryRSASHA256(), KeyType.RSA_CERT));
        return keys;
    }

    private static List<String> names(
            SshLogin.Offer offer, List<String> current, List<String> old, List<String> always) {
        var names = new ArrayList<>(current);
        if (offer == SshLogin.Offer.LEGACY) {
            names.addAll(old);
        }
        names.addAll(always);
        return names;
    }

    private static <T> List<Factory.Named<T>> chosen(Collection<Factory.Named<T>> factories, List<String> names) {
        return names.stream()
                .map(name -> factories.stream()
                        .filter(factory -> factory.getName().equals(name))
                        .findFirst())
                .flatMap(Optional::stream)
                .toList();
    }

    private static final class Current {
        static final Config CONFIG = make(SshLogin.Offer.CURRENT);
    }

    private static final class Legacy {
        static final Config CONFIG = make(SshLogin.Offer.LEGACY);
    }
}
