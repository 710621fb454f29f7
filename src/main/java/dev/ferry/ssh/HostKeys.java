package dev.ferry.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import org.jspecify.annotations.Nullable;

/// Looks a server's key up in the `known_hosts` files of a policy, and remembers why it was refused.
///
/// One of these serves one connection.
final class HostKeys implements HostKeyVerifier {
    private static final ReentrantLock WRITING = new ReentrantLock();

    private final HostKeyPolicy policy;
    private final Hop hop;
    private volatile @Nullable FailureException refusal;
    private volatile String believed = "";

    HostKeys(HostKeyPolicy policy, Hop hop) {
        this.policy = policy;
        this.hop = hop;
    }

    /// Why the key was refused; null if it was not.
    @Nullable
    FailureException refusal() {
        return refusal;
    }

    /// The type and fingerprint of the key that was believed; empty before.
    String believed() {
        return believed;
    }

    /// OpenSSH's way to write a key's fingerprint: `SHA256:` and unpadded base64.
    static String fingerprint(PublicKey key) {
        try {
            var blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
            var digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean verify(String host, int port, PublicKey key) {
        try {
            var files = files();
            // a host certificate that no known authority has signed is as good as the key in it
            var shown = key instanceof Certificate<?> certificate
                            && !verdicts(host, port, key, files).contains(Verdict.KNOWN)
                    ? certificate.getKey()
                    : key;
            var isBelieved = decide(host, port, shown, files);
            if (isBelieved) {
                believed = KeyType.fromKey(shown) + " " + fingerprint(shown);
            }
            return isBelieved;
        } catch (IOException | UncheckedIOException e) {
            refusal = refuse(Message.of("ssh.hostkey.file", policy.own()), Hop.said(e));
            return false;
        }
    }

    private static List<Verdict> verdicts(String host, int port, PublicKey key, List<KnownHosts> files)
            throws IOException {
        var verdicts = new ArrayList<Verdict>();
        for (var file : files) {
            verdicts.add(file.look(host, port, key));
        }
        return verdicts;
    }

    private boolean decide(String host, int port, PublicKey key, List<KnownHosts> files) throws IOException {
        var verdicts = verdicts(host, port, key, files);
        var revoked = verdicts.indexOf(Verdict.REVOKED);
        if (revoked >= 0) {
            refusal = changed(key, files.get(revoked));
            return false;
        }
        if (verdicts.contains(Verdict.KNOWN)) {
            return true;
        }
        var changed = verdicts.indexOf(Verdict.CHANGED);
        if (changed >= 0) {
            refusal = changed(key, files.get(changed));
            return false;
        }
        if (policy.accepted().contains(fingerprint(key))) {
            remember(host, port, key);
            return true;
        }
        var type = KeyType.fromKey(key).toString();
        refusal = refuse(Message.of(UnknownHostKey.CAUSE, hop.to(), type, fingerprint(key)), fingerprint(key));
        return false;
    }

    private FailureException changed(PublicKey key, KnownHosts file) {
        return refuse(Message.of("ssh.hostkey.changed", hop.to(), fingerprint(key), file.getFile()), fingerprint(key));
    }

    private FailureException refuse(Message cause, String evidence) {
        return hop.failure(Failure.Kind.NEEDS_ATTENTION, cause, evidence, null);
    }

    @Override
    public List<String> findExistingAlgorithms(String host, int port) {
        try {
            return files().stream()
                    .flatMap(file -> file.findExistingAlgorithms(host, port).stream())
                    // the library asks for the algorithms it offers, and RSA keys sign with SHA-2 here
                    .flatMap(name -> name.equals(KeyType.RSA.toString())
                            ? Stream.of("rsa-sha2-512", "rsa-sha2-256")
                            : Stream.of(name))
                    .distinct()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private List<KnownHosts> files() throws IOException {
        var files = new ArrayList<KnownHosts>();
        for (var file : Stream.concat(Stream.of(policy.own()), policy.read().stream())
                .distinct()
                .filter(Files::isRegularFile)
                .toList()) {
            files.add(new KnownHosts(file));
        }
        return files;
    }

    private void remember(String host, int port, PublicKey key) throws IOException {
        var line = new OpenSSHKnownHosts.HostEntry(null, entryName(host, port), KeyType.fromKey(key), key).getLine();
        WRITING.lock();
        try {
            var parent = policy.own().toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            var start = endsInALine(policy.own()) ? "" : "\n";
            Files.writeString(
                    policy.own(),
                    start + line + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } finally {
            WRITING.unlock();
        }
    }

    private static boolean endsInALine(Path file) throws IOException {
        return !Files.exists(file)
                || Files.size(file) == 0
                || Files.readString(file).endsWith("\n");
    }

    private static String entryName(String host, int port) {
        var name = host.toLowerCase(Locale.ROOT);
        return port == 22 ? name : "[" + name + "]:" + port;
    }

    private enum Verdict {
        KNOWN,
        UNKNOWN,
        CHANGED,
        REVOKED
    }

    /// One file, which tells an unknown key from a changed one.
    private static final class KnownHosts extends OpenSSHKnownHosts {
        private Verdict refused = Verdict.UNKNOWN;

        KnownHosts(Path file) throws IOException {
            super(file.toFile());
        }

        Verdict look(String host, int port, PublicKey key) throws IOException {
            var name = entryName(host, port);
            var print = SecurityUtils.getFingerprint(key);
            for (var entry : entries) {
                if (entry.getLine().startsWith(Marker.REVOKED.getMarkerString())
                        && entry.appliesTo(name)
                        && print.equals(entry.getFingerprint())) {
                    return Verdict.REVOKED;
                }
            }
            return verify(host, port, key) ? Verdict.KNOWN : refused;
        }

        @Override
        protected boolean hostKeyUnverifiableAction(String host, PublicKey key) {
            refused = Verdict.UNKNOWN;
            return false;
        }

        @Override
        protected boolean hostKeyChangedAction(String host, PublicKey key) {
            refused = Verdict.CHANGED;
            return false;
        }
    }
}
