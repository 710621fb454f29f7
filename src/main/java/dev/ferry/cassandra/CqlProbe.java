package dev.ferry.cassandra;

import dev.ferry.outcome.FailureException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;

/// Goes into a cluster through one contact point step by step, and tells how far it has come: the driver
/// does all of it in one call and would only say what went wrong.
///
/// Each step is tried by a connection of its own; the last is the driver's, which is what counts.
public final class CqlProbe {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private final CqlEndpoint endpoint;
    private final BiConsumer<CqlMilestone, String> told;

    private CqlProbe(CqlEndpoint endpoint, BiConsumer<CqlMilestone, String> told) {
        this.endpoint = endpoint;
        this.told = told;
    }

    /// Connects to the contact point.
    ///
    /// @param endpoint with one contact point
    /// @param audit gets every statement, free of secrets
    /// @param told hears each milestone with what was seen there
    /// @return the connection, which belongs to the caller
    public static CqlClient connect(CqlEndpoint endpoint, Consumer<String> audit, BiConsumer<CqlMilestone, String> told)
            throws FailureException, InterruptedException {
        var probe = new CqlProbe(endpoint, told);
        probe.reach(probe.resolve());
        var client = CqlClient.connect(endpoint, audit);
        var login = endpoint.login();
        told.accept(
                CqlMilestone.LOGGED_IN, (login == null ? "" : login.user() + ", ") + "Cassandra " + client.version());
        return client;
    }

    private List<InetSocketAddress> resolve() throws FailureException {
        var addresses = Addresses.of(endpoint);
        if (addresses.found().isEmpty()) {
            throw new FailureException(ConnectFailures.unresolved(endpoint, addresses.unknown()));
        }
        told.accept(
                CqlMilestone.RESOLVED,
                String.join(
                        ", ", addresses.found().stream().map(Addresses::text).toList()));
        return addresses.found();
    }

    /// A name may stand for several addresses: the first that answers will do, as it does for the driver.
    private void reach(List<InetSocketAddress> addresses) throws FailureException, InterruptedException {
        IOException last = null;
        for (var address : addresses) {
            try (var socket = new Socket()) {
                socket.connect(endpoint.road().to(address), (int) CONNECT_LIMIT.toMillis());
                told.accept(CqlMilestone.CONNECTED, Addresses.label(address));
                shakeHands(address);
                return;
            } catch (IOException e) {
                last = e;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        if (last != null) {
            throw new FailureException(ConnectFailures.of(last, endpoint), last);
        }
    }

    // What the handshake fails of the driver will say, with all that it knows about such failures.
    private void shakeHands(InetSocketAddress address) {
        var tls = endpoint.tls();
        if (tls == null) {
            return;
        }
        try (var socket = (SSLSocket) tls.context().getSocketFactory().createSocket()) {
            socket.connect(endpoint.road().to(address), (int) CONNECT_LIMIT.toMillis());
            socket.setSoTimeout((int) CONNECT_LIMIT.toMillis());
            socket.startHandshake();
            var session = socket.getSession();
            var owner = session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? certificate.getSubjectX500Principal().getName()
                    : "";
            told.accept(CqlMilestone.ENCRYPTED, session.getProtocol() + ", " + owner);
        } catch (IOException e) {
            // the driver comes next and meets the same
        }
    }
}
