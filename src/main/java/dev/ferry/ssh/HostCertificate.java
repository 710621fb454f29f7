package dev.ferry.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;

/// Whether a host's certificate of a known authority is good: for this host, now, and truly signed
/// (PROTOCOL.certkeys and `sshkey_cert_check_host` of OpenSSH).
final class HostCertificate {
    private static final long HOST = 2;

    // OpenSSH's CASignatureAlgorithms
    private static final List<String> SHA1 = List.of("ssh-rsa", "ssh-dss");

    private HostCertificate() {}

    /// What is wrong with it, in English words; empty if nothing is.
    ///
    /// @param host the name that the host goes by, without a port
    static String flaw(Certificate<?> certificate, String host, SshLogin.Offer offer) {
        if (certificate.getType() != HOST) {
            return "it is a user's certificate";
        }
        var principals = certificate.getValidPrincipals();
        if (!principals.isEmpty() && principals.stream().noneMatch(name -> KnownHost.matches(name, host))) {
            return "it is for " + String.join(", ", principals) + ", not for " + host;
        }
        var now = Instant.now();
        if (now.isBefore(certificate.getValidAfter().toInstant())) {
            return "it is not valid before " + certificate.getValidAfter().toInstant();
        }
        if (!now.isBefore(certificate.getValidBefore().toInstant())) {
            return "it expired at " + certificate.getValidBefore().toInstant();
        }
        if (!certificate.getCritOptions().isEmpty()) {
            return "it has options that nobody knows: "
                    + String.join(", ", certificate.getCritOptions().keySet());
        }
        return signatureFlaw(certificate, host, offer);
    }

    private static String signatureFlaw(Certificate<?> certificate, String host, SshLogin.Offer offer) {
        try {
            var algorithm = KeyLogin.type(certificate.getSignature());
            if (SHA1.contains(algorithm) && offer == SshLogin.Offer.CURRENT) {
                return "its authority signed with SHA-1 (" + algorithm + ")";
            }
            var raw = new Buffer.PlainBuffer().putPublicKey(certificate).getCompactData();
            var wrong = KeyType.CertUtils.verifyHostCertificate(raw, certificate, host);
            return wrong == null ? "" : wrong;
        } catch (IOException | RuntimeException e) {
            return "its signature cannot be checked: " + Hop.said(e);
        }
    }
}
