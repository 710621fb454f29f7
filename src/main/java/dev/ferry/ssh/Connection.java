package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A chain of logged-in SSH connections, one per hop, the last of which ends at the machine.
final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration HOP_LIMIT = Duration.ofSeconds(30);
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 20_000;
    private static final int KEEP_ALIVE_SECONDS = 15;
    private static final int KEEP_ALIVES_MISSED = 3;

    // More at once were slower, and OpenSSH drops logins above MaxStartups (10:30:100).
    private static final Semaphore CONNECTING = new Semaphore(16);

    private final List<SSHClient> clients = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private Connection() {}

    /// Connects and logs in, hop by hop.
    static Connection open(SshLogin login, Progress progress) throws FailureException, InterruptedException {
        CONNECTING.acquire();
        try {
            return connected(login, progress);
        } finally {
            CONNECTING.release();
        }
    }

    private static Connection connected(SshLogin login, Progress progress)
            throws FailureException, InterruptedException {
        var connection = new Connection();
        var done = false;
        try {
            var from = "workstation";
            var servers = new ArrayList<>(login.jumps());
            servers.add(login);
            for (var server : servers) {
                var hop = new Hop(from, server.host() + ":" + server.port());
                connection.add(server, hop, server == login ? progress : Progress.untold());
                from = server.host();
                if (servers.size() > 1 && server == login.jumps().getLast()) {
                    progress.passed(Milestone.JUMPED, way(login));
                }
            }
            done = true;
            return connection;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    private static String way(SshLogin login) {
        return login.jumps().stream()
                .map(jump -> jump.user() + "@" + jump.host() + ":" + jump.port())
                .collect(Collectors.joining(" → "));
    }

    private void add(SshLogin server, Hop hop, Progress progress) throws FailureException, InterruptedException {
        var client = new SSHClient(Algorithms.of(server.algorithms()));
        var keys = new HostKeys(server, hop);
        var limit = new HopLimit(HOP_LIMIT);
        client.addHostKeyVerifier(keys);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setTimeout(READ_MILLIS);
        client.getTransport().setTimeoutMs(READ_MILLIS);
        // only before connecting: later it silently does nothing
        if (client.getConnection().getKeepAlive() instanceof KeepAliveRunner keepAlive) {
            keepAlive.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
            keepAlive.setMaxAliveCount(KEEP_ALIVES_MISSED);
        }
        var previous = clients.isEmpty() ? null : clients.getLast();
        clients.add(client);
        try {
            Waiting.on(
                    () -> {
                        join(client, previous, server, progress);
                        progress.passed(Milestone.HOST_KEY, keys.believed());
                        new Credentials(server, hop, limit).use(client);
                        progress.passed(Milestone.LOGGED_IN, server.user());
                        return client;
                    },
                    limit,
                    () -> disconnect(client));
        } catch (TimeoutException e) {
            throw timedOut(hop, HOP_LIMIT.toSeconds(), e);
        } catch (ExecutionException e) {
            throw explained(e.getCause(), server, hop, keys);
        }
    }

    private static void join(SSHClient client, @Nullable SSHClient previous, SshLogin server, Progress progress)
            throws IOException {
        if (previous == null) {
            var address = InetAddress.getByName(server.host()).getHostAddress();
            progress.passed(Milestone.RESOLVED, address);
            client.setSocketFactory(
                    new TellingSockets(() -> progress.passed(Milestone.CONNECTED, address + ":" + server.port())));
            client.connect(server.host(), server.port());
            // a script is several small packets, each of which would else wait for an answer to the one before
            client.getSocket().setTcpNoDelay(true);
        } else {
            var tunnel = previous.newDirectConnection(server.host(), server.port());
            progress.passed(Milestone.CONNECTED, server.host() + ":" + server.port());
            client.connectVia(tunnel);
        }
    }

    private static FailureException explained(@Nullable Throwable reason, SshLogin server, Hop hop, HostKeys keys) {
        var refusal = keys.refusal();
        return switch (reason) {
            case FailureException failure -> failure;
            case Throwable any when refusal != null -> refusal;
            case UnknownHostException e -> unresolved(server, hop, e);
            case UnresolvedAddressException e -> unresolved(server, hop, e);
            case SocketTimeoutException e -> timedOut(hop, CONNECT_MILLIS / 1000, e);
            case ConnectException e -> broken("ssh.connect.refused", hop, e);
            case NoRouteToHostException e -> broken("ssh.connect.unreachable", hop, e);
            case OpenFailException e -> forbidden(hop, e);
            case IOException e when Algorithms.areUnsettled(e) -> Algorithms.failure(server.algorithms(), hop, e);
            case IOException e -> broken("ssh.connect.broken", hop, e);
            case null -> throw new IllegalStateException("a call that failed without a reason");
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(reason);
        };
    }

    private static FailureException unresolved(SshLogin server, Hop hop, Exception reason) {
        var cause = Message.of("ssh.connect.unresolved", server.host());
        return hop.failure(Failure.Kind.NEEDS_ATTENTION, cause, Hop.said(reason), reason);
    }

    private static FailureException timedOut(Hop hop, long seconds, Exception reason) {
        var cause = Message.of("ssh.connect.timeout", hop.to(), seconds);
        return hop.failure(Failure.Kind.RETRYABLE, cause, "", reason);
    }

    private static FailureException broken(String cause, Hop hop, Exception reason) {
        return hop.failure(Failure.Kind.RETRYABLE, Message.of(cause, hop.to()), Hop.said(reason), reason);
    }

    private static FailureException forbidden(Hop hop, OpenFailException reason) {
        var cause = Message.of("ssh.jump.refused", hop.from(), hop.to());
        var kind = reason.getReason() == OpenFailException.Reason.ADMINISTRATIVELY_PROHIBITED
                ? Failure.Kind.NEEDS_ATTENTION
                : Failure.Kind.RETRYABLE;
        return hop.failure(kind, cause, Hop.said(reason), reason);
    }

    /// The client at the machine itself.
    SSHClient client() {
        return clients.getLast();
    }

    /// Whether every hop is up as far as anybody knows.
    boolean isAlive() {
        return !closed && clients.stream().allMatch(client -> client.isConnected() && client.isAuthenticated());
    }

    @Override
    public void close() {
        closed = true;
        clients.reversed().forEach(Connection::disconnect);
    }

    private static void disconnect(SSHClient client) {
        try {
            client.disconnect();
        } catch (IOException e) {
            LOG.debug("while disconnecting", e);
        }
    }
}
