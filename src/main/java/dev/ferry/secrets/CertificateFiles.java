package dev.ferry.secrets;

import dev.ferry.outcome.FailureException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Certificates and keys as people keep them: PEM files, and stores of the kinds PKCS12, JKS and JCEKS.
/// Which kind a file is, its content tells, never its name.
///
/// Every failure names the file, what is wrong with it, and what to do. Whether a certificate is in force
/// today is not looked at here (see {@link Certificates#requireInForce}): that of an authority does not
/// matter to Java, which does not judge whom it was told to trust (RFC 5280 §6.1.1).
public final class CertificateFiles {
    private CertificateFiles() {}

    /// Every certificate of a file, each as a PEM text, in order.
    ///
    /// @param password of a store; null for a PEM file, or a store that shows its certificates without
    public static List<String> authorities(Path file, @Nullable Secret password) throws FailureException {
        var material = Material.read(file);
        var certificates = switch (material.kind()) {
            case PEM -> pemCertificates(material);
            case PKCS12, JKS, JCEKS -> StoreFile.open(material, password).authorities();
        };
        return certificates.stream().distinct().map(Pem::text).toList();
    }

    /// The authorities that this JDK trusts, each as a PEM text.
    public static List<String> publicAuthorities() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                    .map(Pem::text)
                    .toList();
        } catch (NoSuchAlgorithmException | KeyStoreException e) {
            throw new IllegalStateException("no trust in this JDK", e);
        }
    }

    /// A certificate of our own with its chain and its key, which belong together. Its own certificate comes
    /// first, whatever the order in the file.
    ///
    /// @param certificate PEM with the chain, or a store that holds key and chain
    /// @param key the private key as PEM; null if the first file holds it
    /// @param password of the store, or of an encrypted key; null for none
    public static KeyPairPem own(Path certificate, @Nullable Path key, @Nullable Secret password)
            throws FailureException {
        var material = Material.read(certificate);
        return switch (material.kind()) {
            case PEM -> own(material, key == null ? material : Material.read(key), password);
            case PKCS12, JKS, JCEKS -> {
                if (key != null) {
                    throw material.failure("secrets.store.and-key", key.toString());
                }
                var entry = StoreFile.open(material, password).own();
                yield pair(material, entry.chain(), entry.key());
            }
        };
    }

    private static KeyPairPem own(Material certificate, Material key, @Nullable Secret password)
            throws FailureException {
        var chain = pemCertificates(certificate);
        if (key.kind() != Material.Kind.PEM) {
            throw key.failure("secrets.store.for-key");
        }
        return pair(certificate, chain, PemKeys.read(key, password));
    }

    private static List<X509Certificate> pemCertificates(Material material) throws FailureException {
        var text = material.text();
        if (!text.contains("CERTIFICATE-----") && !text.contains("PKCS7-----") && text.contains("PRIVATE KEY-----")) {
            throw material.failure("secrets.certificate.is-key");
        }
        try {
            return Pem.certificates(text);
        } catch (FailureException e) {
            throw material.located(e);
        }
    }

    private static KeyPairPem pair(Material material, List<X509Certificate> found, PrivateKey key)
            throws FailureException {
        var owner = found.stream()
                .filter(certificate -> Certificates.belong(certificate, key))
                .findFirst();
        if (owner.isEmpty()) {
            var name = found.getFirst().getSubjectX500Principal().getName();
            throw material.failureWith("secrets.certificate.wrong-key", name);
        }
        var text = chain(owner.get(), found).stream().map(Pem::text).collect(Collectors.joining());
        return new KeyPairPem(text, Pem.text(key));
    }

    // TLS wants each certificate to be signed by the next (RFC 5246 §7.4.2); what signs nothing here stays behind them.
    private static List<X509Certificate> chain(X509Certificate owner, List<X509Certificate> found) {
        var chain = new ArrayList<>(List.of(owner));
        var rest = new ArrayList<>(found);
        rest.remove(owner);
        for (var next = issuer(chain.getLast(), rest); next != null; next = issuer(chain.getLast(), rest)) {
            chain.add(next);
            rest.remove(next);
        }
        chain.addAll(rest);
        return chain;
    }

    private static @Nullable X509Certificate issuer(X509Certificate of, List<X509Certificate> among) {
        return among.stream()
                .filter(each -> each.getSubjectX500Principal().equals(of.getIssuerX500Principal()))
                .findFirst()
                .orElse(null);
    }
}
