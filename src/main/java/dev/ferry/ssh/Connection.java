package dev.ferry.ssh;

import dev.ferry.outcome.FailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.transport.TransportException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A logged-in SSH connection to one server, made directly or through the connection to another.
final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 20_000;
    private static final int SERVICE_MILLIS = 2_000;
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final SshLogin login;
    private final @Nullable Connection via;
    private final Patience patience;
    private final Hop hop;
    private final HostKeys keys;
    private final SSHClient client;
    private final Ear ear = new Ear();
    private volatile @Nullable Tunnel tunnel;
    private volatile @Nullable Thread pulse;
    private volatile String ending = "";
    private volatile boolean closed;

    private Connection(SshLogin login, @Nullable Connection via, Patience patience) {
        this.login = login;
        this.via = via;
        this.patience = patience;
        this.hop = new Hop(via == null ? "workstation" : via.login.host(), login.host() + ":" + login.port());
        this.keys = new HostKeys(login, hop);
        this.client = new SSHClient(Algorithms.of(login.algorithms()));
        client.addHostKeyVerifier(keys);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setTimeout(READ_MILLIS);
        client.getTransport().setTimeoutMs(READ_MILLIS);
        client.getTransport().setDisconnectListener((reason, message) -> ended(reason + ": " + message));
    }

    /// Connects and logs in. A server that drops the connection before it has told who it is is called
    /// again after a pause: it was too busy, and has refused nothing.
    ///
    /// @param via the connection to the last jump host; null for none
    static Connection open(SshLogin login, @Nullable Connection via, Patience patience, Progress progress)
            throws FailureException, InterruptedException {
        for (var pauses = patience.dropped().iterator(); ; rest(pauses.next())) {
            var connection = new Connection(login, via, patience);
            try (var _ = Startups.at(connection.way())) {
                connection.make(progress);
                return connection;
            } catch (FailureException e) {
                if (!pauses.hasNext() || !ConnectFailures.isDropped(e.failure()) || via != null && !via.isAlive()) {
                    throw e;
                }
            }
        }
    }

    /// The same without jump hosts, as patient as usual.
    static Connection open(SshLogin login, Progress progress) throws FailureException, InterruptedException {
        return open(login, null, Patience.USUAL, progress);
    }

    // whoever was dropped together comes again one by one
    private static void rest(Duration pause) throws InterruptedException {
        Thread.sleep(
                pause.multipliedBy(ThreadLocalRandom.current().nextInt(50, 150)).dividedBy(100));
    }

    /// The way to the server, as it is called.
    private String way() {
        return (via == null ? "" : via.way() + " ") + hop.to();
    }

    private void make(Progress progress) throws FailureException, InterruptedException {
        var made = false;
        try {
            var limit = new HopLimit(patience.hop());
            Waiting.on(
                    () -> {
                        reach(progress);
                        progress.passed(Milestone.HOST_KEY, keys.believed());
                        new Credentials(login, hop, limit).use(client);
                        progress.passed(Milestone.LOGGED_IN, login.user());
                        return client;
                    },
                    limit,
                    this::disconnect);
            awaitService();
            pulse = Pulse.start(client, ear, patience, this::giveUp);
            made = true;
        } catch (TimeoutException e) {
            throw new ConnectFailures(login, hop, ear).timedOut(patience.hop(), e);
        } catch (ExecutionException e) {
            var refusal = keys.refusal();
            throw refusal == null ? new ConnectFailures(login, hop, ear).explained(e.getCause()) : refusal;
        } finally {
            if (!made) {
                close();
            }
        }
    }

    /// While it is being made the server counts it against `MaxStartups`; sshd stops to do so a moment after it
    /// has let us in, and before it answers anything else. Any answer will do, also that it does not know the
    /// request.
    private void awaitService() {
        try {
            client.getConnection()
                    .sendGlobalRequest("keepalive@openssh.com", true, new byte[0])
                    .tryRetrieve(SERVICE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (SSHException e) {
            LOG.debug("answered", e);
        }
    }

    private void reach(Progress progress) throws IOException {
        var host = login.host();
        var port = login.port();
        var through = via;
        if (through == null) {
            var addresses = Addresses.of(host);
            progress.passed(Milestone.RESOLVED, addresses.toString());
            addresses.first(new Knock(progress));
            // a script is several small packets, each of which would else wait for an answer to the one before
            client.getSocket().setTcpNoDelay(true);
        } else {
            var opened = new Tunnel(through.client, host, port, ear);
            opened.open();
            tunnel = opened;
            progress.passed(Milestone.CONNECTED, host + ":" + port);
            client.connectVia(opened);
        }
    }

    /// Connects to one address of the server.
    private final class Knock implements Addresses.Attempt {
        private final Progress progress;
        private volatile boolean answered;

        Knock(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void at(InetAddress address) throws IOException {
            var place = address.getHostAddress() + ":" + login.port();
            client.setSocketFactory(new TellingSockets(() -> opened(place), ear));
            client.connect(address, login.port());
        }

        private void opened(String place) {
            answered = true;
            progress.passed(Milestone.CONNECTED, place);
        }

        @Override
        public boolean isAnswered() {
            return answered;
        }
    }

    /// The client at the server.
    SSHClient client() {
        return client;
    }

    /// Whether it is up as far as anybody knows, and all that it goes through.
    boolean isAlive() {
        return !closed && client.isConnected() && client.isAuthenticated() && (via == null || via.isAlive());
    }

    /// Why it ended; empty if nobody knows.
    String ending() {
        return ending.isEmpty() && via != null ? via.ending() : ending;
    }

    private void ended(String reason) {
        if (ending.isEmpty()) {
            ending = reason;
        }
    }

    /// The server says nothing any more. What waits for it is told at once; the farewell may wait.
    private void giveUp(String reason) {
        ended(reason);
        closed = true;
        LOG.warn("{}: {}", hop, reason);
        Thread.ofVirtual().name("ssh-close").start(() -> client.getTransport().die(new TransportException(reason)));
        Thread.ofVirtual().name("ssh-close").start(this::disconnect);
    }

    @Override
    public void close() {
        closed = true;
        disconnect();
    }

    private void disconnect() {
        var watch = pulse;
        if (watch != null) {
            watch.interrupt();
        }
        var farewell = Thread.ofVirtual().name("ssh-close").start(this::sayFarewell);
        try {
            if (!farewell.join(FAREWELL)) {
                LOG.debug("{} takes no farewell", hop);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hangUp();
        var way = tunnel;
        if (way != null) {
            // waits for the other side to close it too
            Thread.ofVirtual().name("ssh-close").start(() -> close(way));
        }
    }

    // waits as long as the network for a frozen connection that still has bytes to take
    private void sayFarewell() {
        try {
            client.disconnect();
        } catch (IOException e) {
            LOG.debug("while disconnecting", e);
        }
    }

    private void hangUp() {
        var socket = client.getSocket();
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.debug("while hanging up", e);
        }
    }

    private static void close(Tunnel tunnel) {
        try {
            tunnel.close();
        } catch (SSHException e) {
            LOG.debug("while closing a tunnel", e);
        }
    }
}
