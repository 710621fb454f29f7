package dev.ferry.cassandra;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Finds out whether a port speaks TLS: a plain client only sees such a port close.
///
/// It trusts anybody, because it says nothing and believes nothing: it only looks whether a certificate is
/// shown.
final class TlsProbe {
    private TlsProbe() {}

    /// Whether the port shows a certificate within the limit.
    static boolean showsCertificate(InetSocketAddress address, Duration limit) {
        var shown = new AtomicBoolean();
        var millis = (int) limit.toMillis();
        try (var socket = new Socket()) {
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            try (var tls = (SSLSocket) context(shown)
                    .getSocketFactory()
                    .createSocket(socket, address.getHostString(), address.getPort(), true)) {
                tls.startHandshake();
            }
        } catch (IOException e) {
            // Even a handshake that fails, for example for want of our certificate, has shown theirs by then.
            return shown.get();
        }
        return shown.get();
    }

    private static SSLContext context(AtomicBoolean shown) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Witness(shown)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private record Witness(AtomicBoolean shown) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            shown.set(true);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new IllegalStateException("we are the client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
