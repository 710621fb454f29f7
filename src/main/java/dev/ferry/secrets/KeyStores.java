package dev.ferry.secrets;

import dev.ferry.outcome.FailureException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Key stores and trust stores for machines that run Java, and TLS for Ferry's own connections.
///
/// The files are JKS in its own old format: PKCS12 as today's JDKs write it cannot be read by Java 8
/// before 8u301 and Java 11 before 11.0.12, which run many an old node.
public final class KeyStores {
    private KeyStores() {}

    /// A key store with this key and certificate chain, alias `client`; the key's password is the store's.
    ///
    /// @param storePassword at least six characters: `keytool` opens no store with fewer
    public static byte[] keyStore(KeyPairPem pair, Secret storePassword) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /// A trust store with every certificate of these PEM texts.
    ///
    /// @param authorities alias → PEM; a second certificate in one text gets the alias with `-2`, and so on
    public static byte[] trustStore(Map<String, String> authorities, Secret storePassword) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /// TLS for a client that trusts these authorities, and shows this certificate if one is given.
    ///
    /// @param authorityPems PEM texts; if empty, what the JDK trusts
    /// @param client null if the server asks for no certificate
    public static SSLContext clientContext(List<String> authorityPems, @Nullable KeyPairPem client)
            throws FailureException {
        throw new UnsupportedOperationException();
    }
}
