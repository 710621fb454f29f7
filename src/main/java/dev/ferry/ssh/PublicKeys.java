package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys and certificates that a login may be tried with: those of the key files, then the agent's
/// others.
///
/// A key file that the agent holds as well is not opened: the agent signs, and no pass phrase is needed. A
/// key file that cannot be used is passed over, as OpenSSH does: another may be the right one.
final class PublicKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PublicKeys.class);

    private final SshLogin login;
    private final Hop hop;
    private final HopLimit limit;
    private final List<LoginAttempt> attempts = new ArrayList<>();
    private final List<UserCertificate> certificates = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<FailureException> unusable = new ArrayList<>();
    private boolean hasRsa;

    private PublicKeys(SshLogin login, Hop hop, HopLimit limit) {
        this.login = login;
        this.hop = hop;
        this.limit = limit;
    }

    /// Reads what is there of the chosen kinds.
    static PublicKeys of(SshLogin login, Hop hop, HopLimit limit) throws FailureException {
        var keys = new PublicKeys(login, hop, limit);
        try {
            keys.gather();
        } catch (IOException e) {
            throw new IllegalStateException("a key without a type", e);
        }
        return keys;
    }

    /// The attempts in their order.
    List<LoginAttempt> attempts() {
        return List.copyOf(attempts);
    }

    /// The certificates among them.
    List<UserCertificate> certificates() {
        return List.copyOf(certificates);
    }

    /// What explains why there are not more.
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /// Why key files cannot be used, in their order.
    List<FailureException> unusable() {
        return List.copyOf(unusable);
    }

    /// Whether a key is an RSA key.
    boolean hasRsa() {
        return hasRsa;
    }

    private void gather() throws FailureException, IOException {
        var socket = login.kinds().contains(SshLogin.Kind.AGENT) ? login.agent() : null;
        var agent = socket == null ? null : new AgentKeys(socket);
        var held = agent == null ? new ArrayList<byte[]>() : new ArrayList<>(blobs(agent, socket));
        if (login.kinds().contains(SshLogin.Kind.KEY)) {
            for (var key : login.keys()) {
                try {
                    add(key, agent, held);
                } catch (FailureException e) {
                    unusable.add(e);
                }
            }
        }
        if (agent != null) {
            var label = "agent (" + held.size() + ")";
            for (var blob : held) {
                add(label, blob, agent.signer(blob, limit));
            }
        }
    }

    private List<byte[]> blobs(AgentKeys agent, @Nullable Path socket) throws FailureException {
        try {
            var blobs = agent.blobs();
            if (blobs.isEmpty()) {
                remarks.add("the agent at " + socket + " holds no keys");
            }
            return blobs;
        } catch (IOException e) {
            if (login.keys().isEmpty() && login.password() == null) {
                var cause = Message.of("ssh.agent.unreachable", String.valueOf(socket));
                throw hop.failure(Failure.Kind.NEEDS_ATTENTION, cause, Hop.said(e), e);
            }
            remarks.add("the agent at " + socket + " does not answer: " + Hop.said(e));
            return List.of();
        }
    }

    /// Adds a key file's key, its certificates before it, as OpenSSH does.
    ///
    /// @param held the agent's keys, from which this one is taken away
    private void add(SshKey key, @Nullable AgentKeys agent, List<byte[]> held) throws FailureException, IOException {
        try {
            var file = KeyFile.read(key);
            var known = file.blob().orElse(null);
            byte[] blob;
            KeyLogin.Signer signer;
            if (known != null && agent != null && held.removeIf(one -> Arrays.equals(one, known))) {
                blob = known;
                signer = agent.signer(known, limit);
            } else {
                var opened = file.open(key.passphrase());
                blob = opened.blob();
                signer = opened;
            }
            var certificate = certificate(key, blob);
            if (certificate != null) {
                certificates.add(certificate);
                add("certificate " + certificate.file().getFileName(), certificate.blob(), signer);
            }
            add("key " + key.file().getFileName(), blob, signer);
        } catch (KeyFile.Unusable e) {
            throw hop.failure(
                    Failure.Kind.NEEDS_ATTENTION,
                    Message.of(e.cause(), key.file()),
                    String.valueOf(e.getMessage()),
                    e.getCause());
        }
    }

    private void add(String label, byte[] blob, KeyLogin.Signer signer) throws IOException {
        hasRsa |= KeyLogin.type(blob).startsWith("ssh-rsa");
        attempts.add(new LoginAttempt(label, new KeyLogin(blob, login.algorithms(), signer)));
    }

    private @Nullable UserCertificate certificate(SshKey key, byte[] blob) throws FailureException {
        var chosen = key.certificate();
        if (chosen != null) {
            return chosen(chosen, key, blob);
        }
        var beside = Path.of(key.file() + "-cert.pub");
        if (!Files.exists(beside)) {
            return null;
        }
        try {
            var certificate = UserCertificate.read(beside);
            if (certificate.isOf(blob) && certificate.kind() == UserCertificate.Kind.USER) {
                return certificate;
            }
            remarks.add(beside + " is no user certificate of the key beside it");
        } catch (IOException e) {
            remarks.add(beside + ": " + Hop.said(e));
        }
        LOG.warn("{}", remarks.getLast());
        return null;
    }

    private UserCertificate chosen(Path file, SshKey key, byte[] blob) throws FailureException {
        try {
            var certificate = UserCertificate.read(file);
            if (certificate.kind() != UserCertificate.Kind.USER) {
                throw unusable(Message.of("ssh.certificate.host", file), "", null);
            }
            if (!certificate.isOf(blob)) {
                throw unusable(Message.of("ssh.certificate.other", file, key.file()), "", null);
            }
            return certificate;
        } catch (NoSuchFileException e) {
            throw unusable(Message.of("ssh.certificate.missing", file), "", e);
        } catch (IOException e) {
            throw unusable(Message.of("ssh.certificate.unreadable", file), Hop.said(e), e);
        }
    }

    private FailureException unusable(Message cause, String evidence, @Nullable Throwable reason) {
        return hop.failure(Failure.Kind.NEEDS_ATTENTION, cause, evidence, reason);
    }
}
