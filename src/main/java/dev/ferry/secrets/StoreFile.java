package dev.ferry.secrets;

import dev.ferry.outcome.FailureException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.jspecify.annotations.Nullable;

/// A key store or trust store that somebody made, opened.
final class StoreFile {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final Material material;
    private final KeyStore store;
    private final @Nullable Secret password;

    private StoreFile(Material material, KeyStore store, @Nullable Secret password) {
        this.material = material;
        this.store = store;
        this.password = password;
    }

    /// Opens it.
    ///
    /// @param password null to read only what is not encrypted
    static StoreFile open(Material material, @Nullable Secret password) throws FailureException {
        try {
            var letters = password == null ? null : password.reveal().toCharArray();
            var store = loaded(KeyStore.getInstance(material.kind().name()), material, letters);
            if (password == null && store.size() == 0) {
                // Java passes over what it cannot decrypt; a store may also be encrypted with the empty password
                store = loaded(KeyStore.getInstance(material.kind().name()), material, new char[0]);
            }
            return new StoreFile(material, store, password);
        } catch (IOException e) {
            throw unopened(material, password, e);
        } catch (GeneralSecurityException e) {
            throw material.failureWith("secrets.store.unreadable", e.toString());
        }
    }

    private static KeyStore loaded(KeyStore store, Material material, char @Nullable [] password)
            throws IOException, GeneralSecurityException {
        store.load(new ByteArrayInputStream(material.content()), password);
        return store;
    }

    private static FailureException unopened(Material material, @Nullable Secret password, IOException reason) {
        if (!(reason.getCause() instanceof UnrecoverableKeyException)) {
            return material.failureWith("secrets.store.unreadable", reason.toString());
        }
        var key = password == null ? "secrets.store.password.missing" : "secrets.store.password.wrong";
        return material.failureWith(key, String.valueOf(reason.getMessage()));
    }

    /// The certificates that are trusted in it; where none is, those of authorities in its keys' chains.
    List<X509Certificate> authorities() throws FailureException {
        try {
            var trusted = new ArrayList<>(trusted(store));
            if (material.kind() == Material.Kind.PKCS12) {
                trusted.addAll(unmarked());
            }
            if (trusted.isEmpty()) {
                for (var alias : Collections.list(store.aliases())) {
                    x509(store.getCertificateChain(alias))
                            .filter(certificate -> certificate.getBasicConstraints() >= 0)
                            .forEach(trusted::add);
                }
            }
            if (trusted.isEmpty()) {
                throw material.failureWith("secrets.store.no-authority", aliases());
            }
            return trusted;
        } catch (KeyStoreException e) {
            throw new IllegalStateException("a store that was opened", e);
        }
    }

    private static List<X509Certificate> trusted(KeyStore store) throws KeyStoreException {
        var trusted = new ArrayList<X509Certificate>();
        for (var alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate x509) {
                trusted.add(x509);
            }
        }
        return trusted;
    }

    /// Java sees only those certificates of a PKCS12 store that it has marked as trusted itself; OpenSSL does
    /// not mark them. What belongs to a key is named by it (`localKeyId`, RFC 7292 §4.2) and is none of them.
    private List<X509Certificate> unmarked() {
        var decryptor = new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(BOUNCY_CASTLE)
                .build(password == null ? new char[0] : password.reveal().toCharArray());
        var found = new ArrayList<X509Certificate>();
        try {
            for (var part : new PKCS12PfxPdu(material.content()).getContentInfos()) {
                var isEncrypted = part.getContentType().equals(PKCSObjectIdentifiers.encryptedData);
                var bags = isEncrypted ? new PKCS12SafeBagFactory(part, decryptor) : new PKCS12SafeBagFactory(part);
                for (var bag : bags.getSafeBags()) {
                    if (bag.getBagValue() instanceof X509CertificateHolder holder && !isOfAKey(bag)) {
                        found.add(new JcaX509CertificateConverter().getCertificate(holder));
                    }
                }
            }
            return found;
        } catch (IOException | PKCSException | GeneralSecurityException | RuntimeException e) {
            // Java has opened it all the same, and knows what it saw
            return List.of();
        }
    }

    private static boolean isOfAKey(PKCS12SafeBag bag) {
        return Stream.ofNullable(bag.getAttributes())
                .flatMap(Stream::of)
                .anyMatch(each -> each.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_localKeyId));
    }

    /// Its only key, with the certificates that belong to it.
    Entry own() throws FailureException {
        try {
            var keys = new ArrayList<String>();
            for (var alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    keys.add(alias);
                }
            }
            if (keys.isEmpty()) {
                throw password == null
                        ? material.failure("secrets.store.password.missing")
                        : material.failureWith("secrets.store.no-key", aliases());
            }
            if (keys.size() > 1) {
                throw material.failureWith("secrets.store.keys", String.join(", ", keys), keys.size());
            }
            return entry(keys.getFirst());
        } catch (KeyStoreException e) {
            throw new IllegalStateException("a store that was opened", e);
        }
    }

    private Entry entry(String alias) throws FailureException, KeyStoreException {
        if (password == null) {
            throw material.failure("secrets.store.password.missing");
        }
        try {
            var key = store.getKey(alias, password.reveal().toCharArray());
            var chain = x509(store.getCertificateChain(alias)).toList();
            if (!(key instanceof PrivateKey own) || chain.isEmpty()) {
                throw material.failureWith("secrets.store.no-key", aliases());
            }
            return new Entry(own, chain);
        } catch (UnrecoverableKeyException e) {
            throw material.failureWith("secrets.store.key-password", String.valueOf(e.getMessage()), alias);
        } catch (GeneralSecurityException e) {
            throw material.failureWith("secrets.store.unreadable", e.toString());
        }
    }

    private String aliases() throws KeyStoreException {
        return String.join(", ", Collections.list(store.aliases()));
    }

    private static Stream<X509Certificate> x509(Certificate @Nullable [] chain) {
        return Stream.ofNullable(chain)
                .flatMap(Stream::of)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast);
    }

    /// A key and its certificates, its own first.
    record Entry(PrivateKey key, List<X509Certificate> chain) {}
}
