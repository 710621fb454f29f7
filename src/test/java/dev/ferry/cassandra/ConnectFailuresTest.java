package dev.ferry.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.internal.core.metadata.DefaultEndPoint;
import dev.ferry.outcome.Failure;
import dev.ferry.secrets.Secret;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectFailuresTest {
    private static final CqlEndpoint HERE =
            new CqlEndpoint(List.of("10.0.0.7"), 9042, new CqlLogin("ann", Secret.of("open sesame")), null);
    private static final DefaultEndPoint THERE = new DefaultEndPoint(new InetSocketAddress("10.0.0.7", 9042));

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(
                        login("server replied with 'Provided username ann and/or password are incorrect'"),
                        CqlCause.LOGIN_REFUSED),
                Arguments.of(
                        login("Node /10.0.0.7:9042 requires authentication (org.apache.cassandra.auth."
                                + "PasswordAuthenticator), but no authenticator configured"),
                        CqlCause.LOGIN_MISSING),
                Arguments.of(
                        login("server replied with 'Unable to perform authentication: Cannot achieve consistency"
                                + " level QUORUM'"),
                        CqlCause.LOGIN_UNDECIDED),
                Arguments.of(new ConnectException("Connection refused: /10.0.0.7:9042"), CqlCause.PORT_REFUSED),
                Arguments.of(
                        new ConnectException("connection timed out after 5000 ms: /10.0.0.7:9042"),
                        CqlCause.PORT_SILENT),
                Arguments.of(
                        new DriverTimeoutException("[s0|control|connecting...] Protocol initialization request, step 1"
                                + " (OPTIONS): timed out after 10000 ms"),
                        CqlCause.PORT_SILENT),
                Arguments.of(new NoRouteToHostException("No route to host"), CqlCause.PORT_UNREACHABLE),
                Arguments.of(new SocketException("Network is unreachable"), CqlCause.PORT_UNREACHABLE),
                Arguments.of(new ClosedConnectionException("Lost connection to remote peer"), CqlCause.PORT_CLOSED),
                Arguments.of(new SSLException("not an SSL/TLS record: 8500"), CqlCause.TLS_NOT_SPOKEN),
                Arguments.of(
                        handshake(new CertificateException(
                                "No subject alternative names matching IP address 10.0.0.7" + " found")),
                        CqlCause.TLS_HOST_NAME),
                Arguments.of(
                        handshake(new CertificateException("No name matching db.example found")),
                        CqlCause.TLS_HOST_NAME),
                Arguments.of(
                        handshake(new CertificateException("NotAfter: Sat Jan 01 00:00:00 UTC 2022")),
                        CqlCause.TLS_UNTRUSTED),
                Arguments.of(
                        new SSLHandshakeException("Received fatal alert: bad_certificate"),
                        CqlCause.TLS_CLIENT_CERTIFICATE),
                Arguments.of(
                        new SSLHandshakeException("Received fatal alert: certificate_required"),
                        CqlCause.TLS_CLIENT_CERTIFICATE),
                Arguments.of(new SSLException("Received fatal alert: protocol_version"), CqlCause.TLS_FAILED),
                Arguments.of(new IllegalStateException("something new"), CqlCause.CONNECT_FAILED));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void tellsTheCauseHoweverDeepItLies(Throwable thrown, CqlCause cause) {
        var wrapped = new IllegalStateException("outside", new IllegalStateException("inside", thrown));
        for (var each : List.of(thrown, wrapped)) {
            assertEquals(cause, CqlCause.of(ConnectFailures.of(each, HERE)).orElseThrow());
        }
    }

    @Test
    void namesTheHopAndQuotesTheCause() {
        var failure = ConnectFailures.of(
                new IllegalStateException("outside", new ConnectException("Connection refused: /10.0.0.7:9042")), HERE);
        assertEquals("workstation → 10.0.0.7:9042 (CQL)", failure.hop());
        assertEquals("Connection refused: /10.0.0.7:9042", failure.evidence());
        assertEquals(Failure.Kind.RETRYABLE, failure.kind());
    }

    private static AuthenticationException login(String words) {
        return new AuthenticationException(THERE, words);
    }

    private static SSLHandshakeException handshake(Throwable cause) {
        var handshake = new SSLHandshakeException("(certificate_unknown) " + cause.getMessage());
        handshake.initCause(cause);
        return handshake;
    }
}
