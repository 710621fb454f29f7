package dev.ferry.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The loader's key store and trust store for one kind of port, of whichever of the two usual types. */
final class Stores {
    private final Map<String, String> settings;

    private final String kind;

    /**
     * @param settings all of them; looked at only when they are needed
     * @param kind {@code native} or {@code internode}
     */
    Stores(Map<String, String> settings, String kind) {
        this.settings = settings;
        this.kind = kind;
    }

    X509ExtendedKeyManager keys() throws IOException, GeneralSecurityException {
        char[] password = setting("keystorePassword").toCharArray();
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(setting("keystore"), password), password);
        return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    }

    X509ExtendedTrustManager trust() throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(load(setting("truststore"), setting("truststorePassword").toCharArray()));
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    /** The client certificate; null if the key store holds none. */
    X509Certificate client() throws IOException, GeneralSecurityException {
        KeyStore store = load(setting("keystore"), setting("keystorePassword").toCharArray());
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (store.isKeyEntry(alias) && certificate instanceof X509Certificate) {
                return (X509Certificate) certificate;
            }
        }
        return null;
    }

    private String setting(String name) throws IOException {
        String value = settings.get(kind + "." + name);
        if (value == null) {
            throw new IOException("no " + kind + " " + name);
        }
        return value;
    }

    // The JDK opens both types under the name of either, unless somebody switched that off.
    private static KeyStore load(String file, char[] password) throws IOException, GeneralSecurityException {
        try {
            return load("JKS", file, password);
        } catch (IOException first) {
            try {
                return load("PKCS12", file, password);
            } catch (IOException | GeneralSecurityException second) {
                first.addSuppressed(second);
                throw first;
            }
        }
    }

    private static KeyStore load(String type, String file, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream in = Files.newInputStream(Paths.get(file))) {
            store.load(in, password);
        }
        return store;
    }
}
