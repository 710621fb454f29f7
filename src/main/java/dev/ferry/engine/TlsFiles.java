package dev.ferry.engine;

import dev.ferry.cassandra.CqlTls;
import dev.ferry.migration.Tls;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the files hold that a port's TLS settings name.
///
/// @param authorities PEM texts of those who sign the nodes' certificates; empty for those that Java knows
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
        return new TlsFiles(
                authorities == null ? List.of() : List.of(Failures.read(authorities)),
                client(tls),
                tls.hostNamesVerified() ? CqlTls.HostNames.VERIFIED : CqlTls.HostNames.IGNORED);
    }

    private static @Nullable KeyPairPem client(Tls tls) throws FailureException {
        var certificate = tls.certificate();
        var key = tls.key();
        return certificate == null || key == null
                ? null
                : new KeyPairPem(Failures.read(certificate), Secret.of(Failures.read(key)));
    }

    /// The same for Ferry's own connections.
    CqlTls forCql() throws FailureException {
        return new CqlTls(KeyStores.clientContext(authorities, client), hostNames);
    }
}
