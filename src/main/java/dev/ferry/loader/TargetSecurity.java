package dev.ferry.loader;

import dev.ferry.secrets.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the target's two ports are guarded, and what the loader shows them.
///
/// @param nativeTls TLS on the port of CQL; null for none
/// @param internodeTls TLS on the port of the streams; null for none
/// @param login for CQL; null where the target asks for none
public record TargetSecurity(
        @Nullable Tls nativeTls,
        @Nullable Tls internodeTls,
        @Nullable Login login) {
    /// The same stores wherever there is TLS, and no names compared.
    ///
    /// @param stores the key store and the trust store; null only where neither port has TLS
    public TargetSecurity(
            Encryption nativePort, Encryption internodePort, @Nullable Login login, @Nullable Stores stores) {
        this(tls(nativePort, stores), tls(internodePort, stores), login);
    }

    private static @Nullable Tls tls(Encryption port, @Nullable Stores stores) {
        if (port == Encryption.PLAIN) {
            return null;
        }
        if (stores == null) {
            throw new IllegalArgumentException("TLS without a key store and a trust store");
        }
        return new Tls(stores, Names.IGNORED);
    }

    /// A target without TLS and without logins.
    public static TargetSecurity open() {
        return new TargetSecurity(null, null, null);
    }

    /// TLS on both ports, with a login: what Aiven's migration mode asks for.
    public static TargetSecurity full(Login login, Stores stores) {
        return new TargetSecurity(Encryption.TLS, Encryption.TLS, login, stores);
    }

    /// What is spoken on the port of CQL.
    public Encryption nativePort() {
        return nativeTls == null ? Encryption.PLAIN : Encryption.TLS;
    }

    /// What is spoken on the port of the streams.
    public Encryption internodePort() {
        return internodeTls == null ? Encryption.PLAIN : Encryption.TLS;
    }

    /// What is spoken on a port.
    public enum Encryption {
        PLAIN,
        TLS
    }

    /// TLS on one of the ports.
    ///
    /// @param stores whom the loader trusts there and what it shows
    /// @param names what is done with the names in a target node's certificate
    public record Tls(Stores stores, Names names) {
        public Tls {
            Objects.requireNonNull(stores);
            Objects.requireNonNull(names);
        }
    }

    /// What is done with the names in a certificate.
    public enum Names {
        /// It must carry the address that is connected to.
        VERIFIED,
        /// Only its issuer counts.
        IGNORED
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
