package dev.ferry.secrets;

import dev.ferry.outcome.FailureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Key stores and trust stores for machines that run Java, and TLS for Ferry's own connections.
///
/// The files are JKS in its own old format: PKCS12 as today's JDKs write it cannot be read by Java 8 before
/// 8u301 and Java 11 before 11.0.12, which run many an old node.
public final class KeyStores {
    private static final int SHORTEST = 6;
    private static final String ALIAS = "client";

    private KeyStores() {}

    /// A key store with this key and certificate chain, alias `client`; the key's password is the store's.
    ///
    /// @param storePassword at least six characters: `keytool` opens no store with fewer
    public static byte[] keyStore(KeyPairPem pair, Secret storePassword) throws FailureException {
        return written(keyEntry("JKS", pair, storePassword), storePassword);
    }

    /// A trust store with every certificate of these PEM texts.
    ///
    /// @param authorities alias → PEM; a second certificate in one text gets the alias with `-2`, and so on
    public static byte[] trustStore(Map<String, String> authorities, Secret storePassword) throws FailureException {
        var certificates = new LinkedHashMap<String, X509Certificate>();
        for (var authority : authorities.entrySet()) {
            put(certificates, authority.getKey(), Pem.certificates(authority.getValue()));
        }
        return written(trustEntries("JKS", certificates), storePassword);
    }

    /// TLS for a client that trusts these authorities, and shows this certificate if one is given.
    ///
    /// @param authorityPems PEM texts; if empty, what the JDK trusts
    /// @param client null if the server asks for no certificate
    public static SSLContext clientContext(List<String> authorityPems, @Nullable KeyPairPem client)
            throws FailureException {
        var certificates = new LinkedHashMap<String, X509Certificate>();
        for (var pem : authorityPems) {
            put(certificates, "authority-" + certificates.size(), Pem.certificates(pem));
        }
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys(client), trust(certificates), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS in this JDK", e);
        }
    }

    private static KeyManager @Nullable [] keys(@Nullable KeyPairPem client)
            throws FailureException, GeneralSecurityException {
        if (client == null) {
            return null;
        }
        var password = Passwords.random(24);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keyEntry("PKCS12", client, password), password.reveal().toCharArray());
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(Map<String, X509Certificate> certificates)
            throws GeneralSecurityException {
        if (certificates.isEmpty()) {
            return null;
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trustEntries("PKCS12", certificates));
        return factory.getTrustManagers();
    }

    private static void put(Map<String, X509Certificate> into, String alias, List<X509Certificate> certificates) {
        for (var i = 0; i < certificates.size(); i++) {
            into.put(i == 0 ? alias : alias + "-" + (i + 1), certificates.get(i));
        }
    }

    private static KeyStore keyEntry(String type, KeyPairPem pair, Secret password) throws FailureException {
        var chain = Pem.certificates(pair.certificate());
        var key = Pem.privateKey(pair.key());
        try {
            var store = empty(type);
            store.setKeyEntry(ALIAS, key, password.reveal().toCharArray(), chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no " + type + " in this JDK", e);
        }
    }

    private static KeyStore trustEntries(String type, Map<String, X509Certificate> certificates) {
        try {
            var store = empty(type);
            for (var certificate : certificates.entrySet()) {
                store.setCertificateEntry(certificate.getKey(), certificate.getValue());
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no " + type + " in this JDK", e);
        }
    }

    private static KeyStore empty(String type) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    private static byte[] written(KeyStore store, Secret password) {
        if (password.reveal().length() < SHORTEST) {
            throw new IllegalArgumentException("a store password of fewer than " + SHORTEST + " characters");
        }
        try {
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, password.reveal().toCharArray());
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a store that cannot be written", e);
        }
    }
}
