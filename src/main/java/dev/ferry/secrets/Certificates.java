package dev.ferry.secrets;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.text.Message;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// X.509 certificates as PEM texts: what they say, and whether a client certificate will be accepted.
public final class Certificates {
    private static final Duration SOON = Duration.ofDays(14);
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final byte[] PROBE = "ferry".getBytes(StandardCharsets.UTF_8);

    private Certificates() {}

    /// What one certificate says about itself.
    public record Description(String subject, String issuer, Instant notBefore, Instant notAfter) {}

    /// Every certificate of a PEM text, in order. Other blocks (keys, parameters) are passed over.
    ///
    /// @throws FailureException if the text holds no certificate, or one that cannot be read
    public static List<Description> describe(String pem) throws FailureException {
        return Pem.certificates(pem).stream().map(Certificates::describe).toList();
    }

    /// Whether a client certificate will be accepted by a server that trusts these authorities.
    ///
    /// @param pair the certificate (or chain, the owner's first) and its key
    /// @param authorities PEM texts, each with one or more certificates
    /// @param now when it shall be accepted
    /// @return what was noticed; a single PASS if all is in order, never empty
    public static List<Finding> check(KeyPairPem pair, List<String> authorities, Instant now) {
        try {
            var chain = Pem.certificates(pair.certificate());
            var key = Pem.privateKey(pair.key());
            var anchors = anchors(authorities);
            return check(chain, key, anchors, now);
        } catch (FailureException e) {
            var failure = e.failure();
            return List.of(new Finding(
                    failure.cause().key(),
                    Severity.BLOCK,
                    "client certificate",
                    failure.cause(),
                    failure.evidence(),
                    failure.remedy()));
        }
    }

    /// Refuses a certificate that nobody accepts today.
    ///
    /// @param now the moment that counts
    /// @throws FailureException if it has expired, or is not valid yet
    public static void requireInForce(KeyPairPem pair, Instant now) throws FailureException {
        var owner = Pem.certificates(pair.certificate()).getFirst();
        var findings = new ArrayList<Finding>();
        checkDates(owner, now, findings);
        for (var finding : findings) {
            if (finding.severity() == Severity.BLOCK) {
                throw new FailureException(new Failure(
                        Failure.Kind.NEEDS_ATTENTION,
                        "workstation: " + finding.place(),
                        finding.reason(),
                        finding.evidence(),
                        finding.remedy()));
            }
        }
    }

    private static List<Finding> check(
            List<X509Certificate> chain, PrivateKey key, Set<TrustAnchor> anchors, Instant now) {
        var owner = chain.getFirst();
        var findings = new ArrayList<Finding>();
        if (!belong(owner, key)) {
            findings.add(finding(
                    "secrets.certificate.wrong-key",
                    Severity.BLOCK,
                    owner,
                    owner.getNotAfter().toInstant()));
        }
        if (!isForClients(owner)) {
            findings.add(finding(
                    "secrets.certificate.not-for-clients",
                    Severity.BLOCK,
                    owner,
                    owner.getNotAfter().toInstant()));
        }
        checkDates(owner, now, findings);
        checkChain(chain, anchors, now, findings);
        if (findings.isEmpty()) {
            findings.add(finding(
                    "secrets.certificate.valid",
                    Severity.PASS,
                    owner,
                    owner.getNotAfter().toInstant()));
        }
        return List.copyOf(findings);
    }

    private static void checkDates(X509Certificate owner, Instant now, List<Finding> findings) {
        var until = owner.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            findings.add(finding("secrets.certificate.expired", Severity.BLOCK, owner, until));
        } else if (now.isBefore(owner.getNotBefore().toInstant())) {
            var from = owner.getNotBefore().toInstant();
            findings.add(finding("secrets.certificate.not-yet-valid", Severity.BLOCK, owner, from));
        } else if (until.isBefore(now.plus(SOON))) {
            findings.add(finding("secrets.certificate.expiring", Severity.WARN, owner, until));
        }
    }

    private static void checkChain(
            List<X509Certificate> chain, Set<TrustAnchor> anchors, Instant now, List<Finding> findings) {
        var owner = chain.getFirst();
        try {
            buildPath(chain, anchors, within(owner, now));
        } catch (CertPathBuilderException | InvalidAlgorithmParameterException e) {
            findings.add(new Finding(
                    "secrets.certificate.other-authority",
                    Severity.BLOCK,
                    place(owner),
                    Message.of("secrets.certificate.other-authority", name(owner), issuer(owner)),
                    String.valueOf(e.getMessage()),
                    Message.of("secrets.certificate.other-authority.remedy")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no PKIX in this JDK", e);
        }
    }

    private static void buildPath(List<X509Certificate> chain, Set<TrustAnchor> anchors, Instant at)
            throws GeneralSecurityException {
        var owner = new X509CertSelector();
        owner.setCertificate(chain.getFirst());
        var parameters = new PKIXBuilderParameters(anchors, owner);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }

    /// The moment at which the chain is judged: an expired certificate is a finding of its own, and shall
    /// not hide or bring about one on its authority.
    private static Instant within(X509Certificate owner, Instant now) {
        var from = owner.getNotBefore().toInstant();
        var until = owner.getNotAfter().toInstant();
        return now.isBefore(from) ? from : now.isAfter(until) ? until : now;
    }

    private static Set<TrustAnchor> anchors(List<String> authorities) throws FailureException {
        var anchors = new HashSet<TrustAnchor>();
        for (var pem : authorities) {
            for (var certificate : Pem.certificates(pem)) {
                anchors.add(new TrustAnchor(certificate, null));
            }
        }
        return anchors;
    }

    /// Whether the key can sign what the certificate verifies.
    static boolean belong(X509Certificate certificate, PrivateKey key) {
        try {
            var algorithm = switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> key.getAlgorithm();
            };
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            var signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// A certificate without any usage may be used for all. The JDK's trust manager on the node asks the
    /// same.
    private static boolean isForClients(X509Certificate certificate) {
        try {
            var usages = certificate.getExtendedKeyUsage();
            return usages == null || usages.contains(CLIENT_AUTH) || usages.contains(ANY_USAGE);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static Finding finding(String code, Severity severity, X509Certificate owner, Instant when) {
        return new Finding(
                code,
                severity,
                place(owner),
                Message.of(code, name(owner), LocalDate.ofInstant(when, ZoneOffset.UTC)),
                "notBefore=" + owner.getNotBefore().toInstant() + " notAfter="
                        + owner.getNotAfter().toInstant(),
                Message.of(code + ".remedy"));
    }

    private static Description describe(X509Certificate certificate) {
        return new Description(
                name(certificate),
                issuer(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static String place(X509Certificate owner) {
        return "client certificate " + name(owner);
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static String issuer(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().getName();
    }
}
