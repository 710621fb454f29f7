package dev.ferry.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/// Looks a server's key up in the `known_hosts` files of a policy, by the rules of OpenSSH's client, and
/// remembers why it was refused.
///
/// One of these serves one connection.
final class HostKeys implements HostKeyVerifier {
    private static final int USUAL_PORT = 22;

    private final HostKeyPolicy policy;
    private final SshLogin.Offer offer;
    private final Hop hop;
    private final String host;
    private final String place;
    private final boolean isBareToo;
    private volatile @Nullable FailureException refusal;
    private volatile String believed = "";

    /// @param server whose key it is: by its other name if it has one, else by its host and port
    HostKeys(SshLogin server, Hop hop) {
        this.policy = server.hostKeys();
        this.offer = server.algorithms();
        this.hop = hop;
        var name = server.name();
        this.host = (name == null ? server.host() : name).toLowerCase(Locale.ROOT);
        this.place = name != null || server.port() == USUAL_PORT ? host : "[" + host + "]:" + server.port();
        this.isBareToo = name == null && server.port() != USUAL_PORT;
    }

    /// Why the key was refused; null if it was not.
    @Nullable
    FailureException refusal() {
        return refusal;
    }

    /// The type and fingerprint of the key that was believed, and which lines nobody could read; empty
    /// before.
    String believed() {
        return believed;
    }

    /// OpenSSH's way to write a key's fingerprint: `SHA256:` and unpadded base64.
    static String fingerprint(PublicKey key) {
        return fingerprint(blob(key));
    }

    private static String fingerprint(byte[] blob) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] blob(PublicKey key) {
        return new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
    }

    /// What a server has shown: the key, and the certificate around it if there is one.
    private record Shown(byte[] key, String type, @Nullable Certificate<?> certificate) {
        static Shown of(PublicKey key) {
            var certificate = key instanceof Certificate<?> signed ? signed : null;
            var plain = certificate == null ? key : certificate.getKey();
            return new Shown(blob(plain), KeyType.fromKey(plain).toString(), certificate);
        }

        String fingerprint() {
            return HostKeys.fingerprint(key);
        }
    }

    @Override
    public boolean verify(String calledHost, int calledPort, PublicKey key) {
        try {
            var shown = Shown.of(key);
            var known = KnownHosts.read(policy);
            var found = decide(shown, known);
            if (found.isPresent()) {
                believed = withBroken(found.get(), known);
            }
            return found.isPresent();
        } catch (IOException e) {
            refusal = refuse(Message.of("ssh.hostkey.file", policy.own()), Hop.said(e));
            return false;
        }
    }

    /// What makes the key believed, for people; empty if it is refused.
    private Optional<String> decide(Shown shown, KnownHosts known) throws IOException {
        var words = shown.type() + " " + shown.fingerprint();
        var revoked = revoked(shown, known);
        if (revoked.isPresent()) {
            var cause = Message.of(
                    "ssh.hostkey.revoked",
                    hop.to(),
                    shown.fingerprint(),
                    revoked.get().place());
            refusal = refuse(cause, withBroken(shown.fingerprint(), known));
            return Optional.empty();
        }
        var authority = authority(shown, known);
        var certificate = shown.certificate();
        var flaw = authority.isPresent() && certificate != null ? HostCertificate.flaw(certificate, host, offer) : "";
        if (authority.isPresent() && flaw.isEmpty()) {
            return Optional.of(words + " (certificate, " + authority.get().place() + ")");
        }
        if (known(shown.key(), known, KnownHost.Mark.KEY).isPresent()) {
            return Optional.of(words);
        }
        var other = known.about(place, KnownHost.Mark.KEY);
        if (!other.isEmpty()) {
            refusal = changed(shown, other, known);
            return Optional.empty();
        }
        if (policy.accepted().contains(shown.fingerprint())) {
            KnownHosts.append(
                    policy.own(),
                    place + " " + shown.type() + " " + Base64.getEncoder().encodeToString(shown.key()));
            return Optional.of(words);
        }
        refusal = flaw.isEmpty() ? unknown(shown, known) : badCertificate(shown, flaw, known);
        return Optional.empty();
    }

    /// OpenSSH too takes a line without a port for a server at another port, if it has the very key.
    private Optional<KnownHost> known(byte[] key, KnownHosts known, KnownHost.Mark mark) {
        return known.with(key, place, mark).or(() -> isBareToo ? known.with(key, host, mark) : Optional.empty());
    }

    private Optional<KnownHost> revoked(Shown shown, KnownHosts known) {
        var certificate = shown.certificate();
        return known(shown.key(), known, KnownHost.Mark.REVOKED)
                .or(() -> certificate == null
                        ? Optional.empty()
                        : known(certificate.getSignatureKey(), known, KnownHost.Mark.REVOKED));
    }

    private Optional<KnownHost> authority(Shown shown, KnownHosts known) {
        var certificate = shown.certificate();
        return certificate == null
                ? Optional.empty()
                : known(certificate.getSignatureKey(), known, KnownHost.Mark.AUTHORITY);
    }

    private FailureException changed(Shown shown, List<KnownHost> others, KnownHosts known) {
        var line = others.stream()
                .filter(other -> other.type().equals(shown.type()))
                .findFirst()
                .orElse(others.getFirst());
        var cause = Message.of("ssh.hostkey.changed", hop.to(), shown.fingerprint(), line.file(), line.line());
        return refuse(cause, withBroken(shown.fingerprint(), known));
    }

    private FailureException badCertificate(Shown shown, String flaw, KnownHosts known) {
        var cause = Message.of("ssh.hostkey.certificate", hop.to(), flaw, shown.fingerprint());
        return refuse(cause, withBroken(flaw, known));
    }

    private FailureException unknown(Shown shown, KnownHosts known) {
        var cause = Message.of(UnknownHostKey.CAUSE, hop.to(), shown.type(), shown.fingerprint());
        return refuse(cause, withBroken(shown.fingerprint(), known));
    }

    private FailureException refuse(Message cause, String evidence) {
        return hop.failure(Failure.Kind.NEEDS_ATTENTION, cause, evidence, null);
    }

    /// A line that cannot be read may be the one that is missing: whoever reads of the key reads of it.
    private static String withBroken(String words, KnownHosts known) {
        return known.broken().isEmpty() ? words : words + " (not read: " + String.join("; ", known.broken()) + ")";
    }

    @Override
    public List<String> findExistingAlgorithms(String calledHost, int calledPort) {
        try {
            var known = KnownHosts.read(policy);
            var algorithms = new ArrayList<String>();
            for (var name : isBareToo ? List.of(place, host) : List.of(place)) {
                known.about(name, KnownHost.Mark.KEY).forEach(line -> algorithms.addAll(algorithms(line.type())));
                if (!known.about(name, KnownHost.Mark.AUTHORITY).isEmpty()) {
                    algorithms.addAll(Algorithms.certificates());
                }
            }
            return algorithms;
        } catch (IOException e) {
            // told when the key is looked up
            return List.of();
        }
    }

    private static List<String> algorithms(String type) {
        return type.equals(KeyType.RSA.toString()) ? List.of("rsa-sha2-512", "rsa-sha2-256", type) : List.of(type);
    }
}
