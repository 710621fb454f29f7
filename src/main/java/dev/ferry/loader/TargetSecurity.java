package dev.ferry.loader;

import dev.ferry.secrets.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the target's two ports are guarded, and what the loader shows them.
///
/// @param nativePort of CQL
/// @param internodePort of the streams
/// @param login for CQL; null where the target asks for none
/// @param stores the key store and the trust store; null only where neither port has TLS
public record TargetSecurity(
        Encryption nativePort,
        Encryption internodePort,
        @Nullable Login login,
        @Nullable Stores stores) {
    public TargetSecurity {
        Objects.requireNonNull(nativePort);
        Objects.requireNonNull(internodePort);
        if (stores == null && (nativePort == Encryption.TLS || internodePort == Encryption.TLS)) {
            throw new IllegalArgumentException("TLS without a key store and a trust store");
        }
    }

    /// A target without TLS and without logins.
    public static TargetSecurity open() {
        return new TargetSecurity(Encryption.PLAIN, Encryption.PLAIN, null, null);
    }

    /// TLS on both ports, with a login: what Aiven's migration mode asks for.
    public static TargetSecurity full(Login login, Stores stores) {
        return new TargetSecurity(Encryption.TLS, Encryption.TLS, login, stores);
    }

    /// What is spoken on a port.
    public enum Encryption {
        PLAIN,
        TLS
    }

    /// A role of the target and its password.
    public record Login(String user, Secret password) {
        public Login {
            Objects.requireNonNull(user);
            Objects.requireNonNull(password);
            if (hasLineBreak(user) || hasLineBreak(password.reveal())) {
                throw new IllegalArgumentException("a line break in a login");
            }
        }

        private static boolean hasLineBreak(String text) {
            return text.contains("\n") || text.contains("\r");
        }
    }

    /// The files with which the loader identifies itself and the target.
    ///
    /// The loader always opens a key store, also where only the target shows a certificate
    /// (`org.apache.cassandra.security.SSLFactory`). Both may be JKS or PKCS12; a Java 8 before 8u301
    /// opens a PKCS12 store only if it was written with the older algorithms.
    ///
    /// @param keyStore the client certificate and its key; the key's password is the store's
    /// @param trustStore the certificates of the target's authority
    public record Stores(byte[] keyStore, Secret keyStorePassword, byte[] trustStore, Secret trustStorePassword) {
        public Stores {
            keyStore = keyStore.clone();
            Objects.requireNonNull(keyStorePassword);
            trustStore = trustStore.clone();
            Objects.requireNonNull(trustStorePassword);
        }

        @Override
        public byte[] keyStore() {
            return keyStore.clone();
        }

        @Override
        public byte[] trustStore() {
            return trustStore.clone();
        }
    }
}
