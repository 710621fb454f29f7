package dev.ferry.cassandra;

import com.datastax.oss.driver.api.core.metadata.EndPoint;
import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import dev.ferry.cassandra.CqlTls.HostNames;
import javax.net.ssl.SSLEngine;

/// Makes the TLS engine of each connection. Unlike the driver's own it never asks DNS for the name of an
/// address: that is slow where nobody answers, and compares a certificate with a name that the user did
/// not give. It is the node's own name that counts, whatever the road there.
final class TlsEngines implements SslEngineFactory {
    private final CqlTls tls;

    TlsEngines(CqlTls tls) {
        this.tls = tls;
    }

    @Override
    public SSLEngine newSslEngine(EndPoint remote) {
        if (!(remote instanceof Place place)) {
            throw new IllegalStateException("a node that is nowhere: " + remote);
        }
        var node = place.node();
        var engine = tls.context().createSSLEngine(node.getHostString(), node.getPort());
        engine.setUseClientMode(true);
        if (tls.hostNames() == HostNames.VERIFIED) {
            var parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
