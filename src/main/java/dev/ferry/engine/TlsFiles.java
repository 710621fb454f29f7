package dev.ferry.engine;

import dev.ferry.cassandra.CqlTls;
import dev.ferry.migration.Tls;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.CertificateFiles;
import dev.ferry.secrets.Certificates;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the files hold that a port's TLS settings name.
///
/// @param authorities PEM texts of those who sign the nodes' certificates, at least one
/// @param client our certificate and its key; null if we show none
/// @param hostNames what is done with the names in a node's certificate
record TlsFiles(List<String> authorities, @Nullable KeyPairPem client, CqlTls.HostNames hostNames) {
    TlsFiles {
        authorities = List.copyOf(authorities);
    }

    /// Reads them.
    ///
    /// @throws FailureException naming the file that cannot be read or does not hold what it should
    static TlsFiles of(Tls tls, Secrets secrets) throws FailureException {
        var authorities = tls.authorities();
        var certificate = tls.certificate();
        var key = tls.key();
        return new TlsFiles(
                authorities == null
                        ? CertificateFiles.publicAuthorities()
                        : CertificateFiles.authorities(
                                Path.of(authorities), secret(tls.authoritiesPassword(), secrets)),
                certificate == null
                        ? null
                        : CertificateFiles.own(
                                Path.of(certificate),
                                key == null ? null : Path.of(key),
                                secret(tls.keyPassword(), secrets)),
                tls.hostNamesVerified() ? CqlTls.HostNames.VERIFIED : CqlTls.HostNames.IGNORED);
    }

    private static @Nullable Secret secret(@Nullable String source, Secrets secrets) {
        return source == null ? null : secrets.of(source);
    }

    /// The same for Ferry's own connections.
    ///
    /// @throws FailureException if our own certificate is not in force today: nobody would accept it
    CqlTls forCql() throws FailureException {
        if (client != null) {
            Certificates.requireInForce(client, Instant.now());
        }
        return new CqlTls(KeyStores.clientContext(authorities, client), hostNames);
    }
}
