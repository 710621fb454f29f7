package dev.ferry.cassandra;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Looks at a port itself where the driver only saw the connection close.
final class TlsProbe {
    // It follows the handshake at once, or never.
    private static final int COMPLAINT_MILLIS = 1_000;

    private TlsProbe() {}

    /// Whether the port shows a certificate within the limit: a plain client only sees such a port close.
    static boolean showsCertificate(InetSocketAddress address, Duration limit) {
        // Trusts anybody, because it says nothing and believes nothing.
        var shown = new AtomicBoolean();
        try (var tls = connect(context(shown), address, limit)) {
            tls.startHandshake();
        } catch (IOException e) {
            // Even a handshake that fails, for example for want of our certificate, has shown theirs by then.
            return shown.get();
        }
        return shown.get();
    }

    /// What the other side has against our TLS, if it says so within the limit. From TLS 1.3 on it says
    /// so only after our handshake has ended (RFC 8446 §4.4.2.4), when the driver no longer listens.
    static Optional<SSLException> complaint(SSLContext context, InetSocketAddress address, Duration limit) {
        try (var tls = connect(context, address, limit)) {
            tls.startHandshake();
            tls.setSoTimeout(COMPLAINT_MILLIS);
            tls.getInputStream().read();
            return Optional.empty();
        } catch (SSLException e) {
            return Optional.of(e);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static SSLSocket connect(SSLContext context, InetSocketAddress address, Duration limit) throws IOException {
        var millis = Math.toIntExact(limit.toMillis());
        var socket = (SSLSocket) context.getSocketFactory().createSocket();
        try {
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
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
