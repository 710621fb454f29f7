package dev.ferry.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cassandra.CqlTls.HostNames;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.Authority.KeyKind;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Validity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a user sees when the other end of a connection is not what was hoped for; against real sockets.
@Timeout(60)
class CqlClientTest {
    private static final Validity TODAY = Validity.next(Duration.ofDays(1));

    private static SSLContext ours;
    private static SSLContext ourServer;
    private static SSLContext theirs;
    private static SSLContext theirServer;

    @BeforeAll
    static void makeTwoAuthorities() throws Exception {
        var our = Authority.create("ours", KeyKind.EC, TODAY);
        ours = trusting(our, null);
        ourServer = trusting(our, our.issueServer("node", List.of("localhost", "127.0.0.1"), TODAY));
        var their = Authority.create("theirs", KeyKind.EC, TODAY);
        theirs = trusting(their, null);
        theirServer = trusting(their, their.issueServer("node", List.of("elsewhere.example"), TODAY));
    }

    private static SSLContext trusting(Authority authority, @Nullable KeyPairPem own) throws FailureException {
        return KeyStores.clientContext(List.of(authority.pem()), own);
    }

    @Test
    void saysThatAPortRefuses() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var failure = failure(plain(port));
        assertEquals(CqlCause.PORT_REFUSED, cause(failure));
        assertEquals("workstation → 127.0.0.1:" + port + " (CQL)", failure.hop());
        assertTrue(failure.evidence().contains("Connection refused"), failure.evidence());
    }

    @Test
    void saysThatANameIsNotKnown() {
        var failure = failure(new CqlEndpoint(List.of("no-such-host.invalid"), 9042, null, null));
        assertEquals(CqlCause.NAME_UNRESOLVED, cause(failure));
        assertEquals("no-such-host.invalid", failure.evidence());
    }

    @Test
    void saysThatAPortClosesWithoutAWord() throws Exception {
        try (var server = new Server(plainSocket(), Socket::close)) {
            assertEquals(CqlCause.PORT_CLOSED, cause(failure(plain(server.port()))));
        }
    }

    @Test
    void saysThatAPortWantsTls() throws Exception {
        try (var server = new Server(
                tlsSocket(ourServer), socket -> socket.getInputStream().read())) {
            assertEquals(CqlCause.TLS_MISSING, cause(failure(plain(server.port()))));
        }
    }

    @Test
    void saysThatAPortDoesNotSpeakTls() throws Exception {
        // The answer of a node without TLS to a TLS greeting: an error frame of the CQL protocol.
        var error = new byte[] {(byte) 0x85, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 10};
        try (var server = new Server(plainSocket(), socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(error);
        })) {
            assertEquals(CqlCause.TLS_NOT_SPOKEN, cause(failure(tls(server.port(), ours, HostNames.IGNORED))));
        }
    }

    @Test
    void saysThatACertificateIsNotTrusted() throws Exception {
        try (var server = new Server(
                tlsSocket(theirServer), socket -> socket.getInputStream().read())) {
            var failure = failure(tls(server.port(), ours, HostNames.IGNORED));
            assertEquals(CqlCause.TLS_UNTRUSTED, cause(failure));
            assertTrue(failure.evidence().contains("certification path"), failure.evidence());
        }
    }

    @Test
    void saysThatACertificateIsForAnotherHost() throws Exception {
        try (var server = new Server(
                tlsSocket(theirServer), socket -> socket.getInputStream().read())) {
            assertEquals(CqlCause.TLS_HOST_NAME, cause(failure(tls(server.port(), theirs, HostNames.VERIFIED))));
        }
    }

    @Test
    void getsPastTlsWithTheRightAuthority() throws Exception {
        try (var server = new Server(
                tlsSocket(ourServer), socket -> socket.getInputStream().read())) {
            assertEquals(CqlCause.PORT_CLOSED, cause(failure(tls(server.port(), ours, HostNames.VERIFIED))));
        }
        try (var server = new Server(
                tlsSocket(theirServer), socket -> socket.getInputStream().read())) {
            assertEquals(CqlCause.PORT_CLOSED, cause(failure(tls(server.port(), theirs, HostNames.IGNORED))));
        }
    }

    @Test
    void saysThatAClientCertificateIsWanted() throws Exception {
        var socket = (SSLServerSocket) tlsSocket(ourServer);
        socket.setNeedClientAuth(true);
        try (var server = new Server(socket, each -> each.getInputStream().read())) {
            assertEquals(CqlCause.TLS_CLIENT_CERTIFICATE, cause(failure(tls(server.port(), ours, HostNames.IGNORED))));
        }
    }

    @Test
    void hearsTheContactPointThatCameFurthest() throws Exception {
        try (var server = new Server(
                tlsSocket(theirServer), socket -> socket.getInputStream().read())) {
            var endpoint = new CqlEndpoint(
                    List.of("127.0.0.77", "127.0.0.1"), server.port(), null, new CqlTls(ours, HostNames.IGNORED));
            var failure = failure(endpoint);
            assertEquals(CqlCause.TLS_UNTRUSTED, cause(failure));
            assertEquals("workstation → 127.0.0.1:" + server.port() + " (CQL)", failure.hop());
            assertEquals(2, failure.evidence().lines().count(), failure.evidence());
        }
    }

    @Test
    void waitsForALoginOnlySoLong() throws Exception {
        try (var server = new Server(plainSocket(), Socket::close)) {
            var start = Instant.now();
            var thrown = assertThrows(
                    FailureException.class,
                    () -> CqlClient.awaitLogin(plain(server.port()), Duration.ofSeconds(2), _ -> {}));
            assertEquals(CqlCause.PORT_CLOSED, cause(thrown.failure()));
            assertTrue(Duration.between(start, Instant.now()).toSeconds() < 15);
            assertTrue(server.taken() > 1, "tried once only");
        }
    }

    @Test
    void endsOnAnInterrupt() throws Exception {
        var taken = new CountDownLatch(1);
        try (var server = new Server(plainSocket(), socket -> {
            taken.countDown();
            socket.getInputStream().readAllBytes();
        })) {
            var seen = new AtomicReference<Throwable>();
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    CqlClient.connect(plain(server.port()), _ -> {}).close();
                } catch (FailureException | InterruptedException e) {
                    seen.set(e);
                }
            });
            assertTrue(taken.await(30, TimeUnit.SECONDS));
            thread.interrupt();
            assertTrue(thread.join(Duration.ofSeconds(5)));
            assertInstanceOf(InterruptedException.class, seen.get());
        }
    }

    private static Failure failure(CqlEndpoint endpoint) {
        return assertThrows(
                        FailureException.class,
                        () -> CqlClient.connect(endpoint, _ -> {}).close())
                .failure();
    }

    private static CqlCause cause(Failure failure) {
        return CqlCause.of(failure).orElseThrow();
    }

    private static CqlEndpoint plain(int port) {
        return new CqlEndpoint(List.of("127.0.0.1"), port, null, null);
    }

    private static CqlEndpoint tls(int port, SSLContext context, HostNames names) {
        return new CqlEndpoint(List.of("127.0.0.1"), port, null, new CqlTls(context, names));
    }

    private static ServerSocket plainSocket() throws IOException {
        return new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    }

    private static ServerSocket tlsSocket(SSLContext context) throws IOException {
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    }

    private interface Manner {
        void treat(Socket socket) throws IOException;
    }

    /// Takes connections and treats each in the same manner, then closes it.
    private static final class Server implements AutoCloseable {
        private final ServerSocket socket;
        private final Manner manner;
        private int taken;

        Server(ServerSocket socket, Manner manner) {
            this.socket = socket;
            this.manner = manner;
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            while (!socket.isClosed()) {
                try {
                    var connection = socket.accept();
                    synchronized (this) {
                        taken++;
                    }
                    Thread.ofVirtual().start(() -> treat(connection));
                } catch (IOException e) {
                    return;
                }
            }
        }

        private void treat(Socket connection) {
            try (connection) {
                manner.treat(connection);
            } catch (IOException e) {
                // the client went away: that is what is tested
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        synchronized int taken() {
            return taken;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
