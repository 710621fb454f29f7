package dev.ferry.cassandra;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;

/// Knocks at an internode port without saying a word of its protocol.
public final class InternodeProbe {
    // From TLS 1.3 on a server refuses our certificate after the handshake (RFC 8446 §4.4.2.4), and at once.
    private static final int COMPLAINT_MILLIS = 1_000;

    private InternodeProbe() {}

    /// Connects and closes again.
    ///
    /// @throws IOException if nothing accepts the connection
    public static void connect(InetSocketAddress address, Duration limit) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(address, Math.toIntExact(limit.toMillis()));
        }
    }

    /// Shakes hands over TLS and waits a moment for a complaint about our certificate.
    ///
    /// @param tls whom we trust, what we show, and whether the address has to be in their certificate
    /// @return what was agreed on and who answered: `TLSv1.3, CN=node1, valid until 2027-01-31`
    /// @throws IOException if either side does not trust the other
    public static String shakeHands(InetSocketAddress address, CqlTls tls, Duration limit) throws IOException {
        try (var socket = (SSLSocket) tls.context().getSocketFactory().createSocket()) {
            socket.connect(address, Math.toIntExact(limit.toMillis()));
            socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
            if (tls.hostNames() == CqlTls.HostNames.VERIFIED) {
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            awaitComplaint(socket);
            var session = socket.getSession();
            return session.getProtocol()
                    + (session.getPeerCertificates()[0] instanceof X509Certificate owner
                            ? ", " + described(owner)
                            : "");
        }
    }

    /// Whether a handshake failed because the certificate does not carry the address that was connected to.
    public static boolean isAboutNames(IOException failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .map(thrown -> String.valueOf(thrown.getMessage()))
                .anyMatch(words -> words.contains("No subject alternative") || words.contains("No name matching"));
    }

    private static void awaitComplaint(SSLSocket socket) throws IOException {
        socket.setSoTimeout(COMPLAINT_MILLIS);
        try {
            socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            // silence is what a node gives that waits for a greeting
        }
    }

    private static String described(X509Certificate owner) {
        var until = LocalDate.ofInstant(owner.getNotAfter().toInstant(), ZoneOffset.UTC);
        return owner.getSubjectX500Principal().getName() + ", valid until " + until;
    }
}
