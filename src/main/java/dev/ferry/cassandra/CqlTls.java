package dev.ferry.cassandra;

import java.util.Objects;
import javax.net.ssl.SSLContext;

/// TLS on the native port.
///
/// @param context whom we trust and, where the cluster asks for it, the certificate that we show
/// @param hostNames whether a node's certificate has to name the host that we connect to
public record CqlTls(SSLContext context, HostNames hostNames) {
    public CqlTls {
        Objects.requireNonNull(context);
        Objects.requireNonNull(hostNames);
    }

    /// What is done with the names in a node's certificate.
    public enum HostNames {
        /// The certificate must carry the name or the address that was connected to.
        VERIFIED,
        /// Only its issuer counts: usual for clusters whose authority signs nothing but their own nodes.
        IGNORED
    }
}
