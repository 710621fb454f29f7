package dev.ferry.migration;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// TLS on a port: whom we believe, and what we show of ourselves.
///
/// Certificates, keys and authorities may lie in PEM files or in PKCS12 or JKS stores; which it is, the
/// file tells.
///
/// @param authorities path of the certificates that sign those of the nodes: PEM, PKCS12 or JKS; null for
///     the public authorities that Java knows
/// @param authoritiesPassword where the password of that store comes from; null for a PEM file, or for a
///     store whose certificates can be read without
/// @param certificate path of our own certificate: PEM with its chain, or a store that holds key and chain;
///     null if we show none
/// @param key path of its private key as PEM; null if `certificate` is a store or holds the key as well
/// @param keyPassword where the password of that store, or of an encrypted key, comes from; null for none
/// @param hostNamesVerified whether a node's certificate has to carry the name or address that is connected
///     to
public record Tls(
        @Nullable String authorities,
        @Nullable String authoritiesPassword,
        @Nullable String certificate,
        @Nullable String key,
        @Nullable String keyPassword,
        boolean hostNamesVerified) {
    /// Nodes whose certificates are signed by these authorities, whatever names are in them.
    ///
    /// @param authorities path of a PEM file or of a store that can be read without a password
    public static Tls trusting(String authorities) {
        return new Tls(authorities, null, null, null, null, false);
    }

    /// The same, showing this certificate.
    ///
    /// @param certificate path of a PEM file
    /// @param key path of its private key as PEM
    public Tls showing(String certificate, String key) {
        return new Tls(authorities, authoritiesPassword, certificate, key, keyPassword, hostNamesVerified);
    }

    /// The same for nodes whose certificates carry their names.
    public Tls verifyingHostNames() {
        return new Tls(authorities, authoritiesPassword, certificate, key, keyPassword, true);
    }

    /// Where its passwords come from, each once.
    public Set<String> secretSources() {
        var sources = new TreeSet<String>();
        if (authoritiesPassword != null) {
            sources.add(authoritiesPassword);
        }
        if (keyPassword != null) {
            sources.add(keyPassword);
        }
        return sources;
    }
}
