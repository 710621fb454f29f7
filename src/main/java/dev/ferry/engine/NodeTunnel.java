package dev.ferry.engine;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A port on the loopback address that leads to one node's native port. It listens from the beginning; the
/// SSH connection is opened when somebody connects for the first time.
final class NodeTunnel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeTunnel.class);
    private static final Duration ASKING = Duration.ofSeconds(20);
    private static final Duration ANSWERING = Duration.ofSeconds(4);
    // The driver tries every few seconds: a server that counts failed logins must not hear each of them.
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final String machine;
    private final List<String> hosts;
    private final int port;
    private final Tunnels.Machines machines;
    private final ExecutorService threads;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private @Nullable Way way;
    private @Nullable FailureException failure;
    private long failedAt;

    /// @param machine whom to connect to over SSH
    /// @param hosts under which the native port may be found from there, the likeliest first
    /// @param threads on which its connections are served
    NodeTunnel(String machine, List<String> hosts, int port, Tunnels.Machines machines, ExecutorService threads) {
        this.machine = machine;
        this.hosts = List.copyOf(hosts);
        this.port = port;
        this.machines = machines;
        this.threads = threads;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            threads.execute(this::accept);
        } catch (RejectedExecutionException e) {
            // who comes when all is closed finds a closed port
            close();
        }
    }

    /// Where it begins.
    InetSocketAddress entrance() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException | RejectedExecutionException e) {
            LOG.debug("no longer listening for {}", machine, e);
        }
    }

    private void serve(Socket near) {
        var far = new Socket();
        sockets.add(far);
        try (near;
                far) {
            relay(near, far);
        } catch (IOException | FailureException e) {
            LOG.debug("no way to {}", machine, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(near);
            sockets.remove(far);
        }
    }

    private void relay(Socket near, Socket far) throws IOException, FailureException, InterruptedException {
        far.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), open().forward.localPort()));
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        var back = Thread.ofVirtual().name("tunnel-back").start(() -> copy(far, near));
        copy(near, far);
        back.join();
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // or the other direction would wait for ever
            quietly(from);
            quietly(to);
        }
    }

    /// Opens it as far as the native port, if it is not open yet.
    ///
    /// @return where it comes out, as the machine sees it
    /// @throws FailureException if the machine cannot be reached or does not let us through; what a person
    ///     has to mend is not tried again, and anything else only after a while
    String reach() throws FailureException, InterruptedException {
        return open().end;
    }

    private synchronized Way open() throws FailureException, InterruptedException {
        if (way != null) {
            return way;
        }
        if (failure != null) {
            var isOver = System.nanoTime() - failedAt > PAUSE.toNanos();
            if (failure.failure().kind() != Failure.Kind.RETRYABLE || !isOver) {
                throw failure;
            }
        }
        try {
            way = found(machines.remote(machine));
            return way;
        } catch (FailureException e) {
            failure = e;
            failedAt = System.nanoTime();
            throw e;
        }
    }

    private Way found(Remote remote) throws FailureException, InterruptedException {
        var refusals = new ArrayList<String>();
        var tried = new LinkedHashSet<>(hosts);
        for (var host : hosts) {
            var way = way(remote, host, refusals);
            if (way != null) {
                return way;
            }
        }
        for (var host : own(remote)) {
            var way = tried.add(host) ? way(remote, host, refusals) : null;
            if (way != null) {
                return way;
            }
        }
        throw new FailureException(Failures.failure(
                Failure.Kind.RETRYABLE,
                "workstation → " + machine + " (SSH) → native port",
                "engine.source.tunnel.refused",
                String.join("\n", refusals),
                machine,
                String.valueOf(port)));
    }

    /// @return null if nothing answers there
    private @Nullable Way way(Remote remote, String host, List<String> refusals)
            throws FailureException, InterruptedException {
        var end = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        var opening = threads.submit(() -> remote.forward(host, port));
        try {
            return new Way(opening.get(ANSWERING.toMillis(), TimeUnit.MILLISECONDS), end);
        } catch (TimeoutException e) {
            // an announced address may be one to which the machine itself has no way
            refusals.add(end + ": no answer within " + ANSWERING.toSeconds() + " s");
        } catch (ExecutionException e) {
            refusals.add(end + ": " + refusal(e));
        } finally {
            opening.cancel(true);
        }
        return null;
    }

    private static String refusal(ExecutionException failed) throws FailureException, InterruptedException {
        return switch (failed.getCause()) {
            case FailureException e
            when e.failure().cause().key().equals("ssh.forward.refused") ->
                e.failure().evidence();
            case FailureException e -> throw e;
            case InterruptedException _ -> throw new InterruptedException();
            case null, default -> throw new IllegalStateException(failed);
        };
    }

    // Cassandra may listen on an address that neither the ring nor the user names. Not every system has this option.
    private static List<String> own(Remote remote) throws FailureException, InterruptedException {
        var said = remote.run(Script.of("hostname -I 2> /dev/null || :"), ASKING)
                .out()
                .strip();
        return said.isEmpty() ? List.of() : List.of(said.split("\\s+"));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("while closing", e);
        }
        sockets.forEach(NodeTunnel::quietly);
        closeWay();
    }

    private synchronized void closeWay() {
        if (way != null) {
            way.forward.close();
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("while closing", e);
        }
    }

    private record Way(Remote.Forward forward, String end) {}
}
