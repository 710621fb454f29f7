package dev.ferry.sandbox;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The loopback addresses of one sandbox, which no other sandbox on this machine has: slot k owns
/// 127.0.1.(4k+1) to 127.0.1.(4k+3) for source nodes and 127.0.2.(4k+1) to 127.0.2.(4k+3) for target
/// nodes.
///
/// It is held by a listening socket, so that it is free again when its process is no more.
public final class Slot implements AutoCloseable {
    /// The port on which a source node's SSH server listens.
    static final int SSH_PORT = 2222;
    /// The port on which a target listens for CQL.
    static final int TARGET_CQL_PORT = 24510;
    /// The port on which target nodes and the loader talk.
    static final int TARGET_STORAGE_PORT = 24512;

    private static final int SLOTS = 63;
    private static final int EACH = 4;
    private static final int GUARD_PORT = 24509;
    private static final List<Integer> SOURCE_PORTS = List.of(SSH_PORT, 7000, 9042);
    private static final List<Integer> TARGET_PORTS =
            List.of(TARGET_CQL_PORT, TARGET_STORAGE_PORT, SandboxTarget.CLOSED_STORAGE_PORT);

    private final int number;
    private final ServerSocket guard;

    private Slot(int number, ServerSocket guard) {
        this.number = number;
        this.guard = guard;
    }

    /// The first slot that is free for this many nodes.
    ///
    /// @throws FailureException if there is none, or this system has no such loopback addresses
    public static Slot claim(int sourceNodes, int targetNodes) throws FailureException {
        var busy = "";
        for (var number = 0; number < SLOTS; number++) {
            var sources = addresses(1, number, sourceNodes);
            var targets = addresses(2, number, targetNodes);
            try {
                return claim(number, sources, targets);
            } catch (BindException e) {
                if (!isPresent(sources, targets)) {
                    throw noAddress(sources, targets, e);
                }
                busy = busy.isEmpty() ? String.valueOf(e.getMessage()) : busy;
            } catch (IOException e) {
                throw new FailureException(noSlot(e.toString()), e);
            }
        }
        throw new FailureException(noSlot(busy));
    }

    private static Slot claim(int number, List<String> sources, List<String> targets) throws IOException {
        var guard = listen(
                Stream.concat(sources.stream(), targets.stream()).findFirst().orElseThrow(), GUARD_PORT);
        try {
            tryPorts(sources, SOURCE_PORTS);
            tryPorts(targets, TARGET_PORTS);
            return new Slot(number, guard);
        } catch (IOException e) {
            guard.close();
            throw e;
        }
    }

    private static void tryPorts(List<String> addresses, List<Integer> ports) throws IOException {
        for (var address : addresses) {
            for (var port : ports) {
                listen(address, port).close();
            }
        }
    }

    private static ServerSocket listen(String address, int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
            return socket;
        } catch (BindException e) {
            socket.close();
            var named = new BindException(address + ":" + port + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    /// Whether this system lets us listen on these addresses at all; Linux does on all of 127.0.0.0/8.
    private static boolean isPresent(Collection<String> sources, Collection<String> targets) {
        return Stream.concat(sources.stream(), targets.stream()).allMatch(address -> {
            try (var socket = listen(address, 0)) {
                return socket.isBound();
            } catch (IOException notHere) {
                return false;
            }
        });
    }

    private static FailureException noAddress(List<String> sources, List<String> targets, BindException e) {
        var aliases = Stream.concat(sources.stream(), targets.stream())
                .map(address -> "sudo ifconfig lo0 alias " + address)
                .toList();
        return new FailureException(
                new Failure(
                        Failure.Kind.NEEDS_ATTENTION,
                        "workstation",
                        Message.of("sandbox.address.missing"),
                        String.valueOf(e.getMessage()),
                        Message.of("sandbox.address.missing.remedy", String.join("; ", aliases))),
                e);
    }

    private static Failure noSlot(String evidence) {
        return new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation",
                Message.of("sandbox.slot.missing"),
                evidence,
                Message.of("sandbox.slot.missing.remedy"));
    }

    /// The addresses for source nodes.
    ///
    /// @param nodes how many, as claimed
    public List<String> sources(int nodes) {
        return addresses(1, number, nodes);
    }

    /// The addresses for target nodes.
    ///
    /// @param nodes how many, as claimed
    public List<String> targets(int nodes) {
        return addresses(2, number, nodes);
    }

    private static List<String> addresses(int net, int slot, int nodes) {
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(node -> "127.0." + net + "." + (EACH * slot + node))
                .toList();
    }

    @Override
    public void close() {
        try {
            guard.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
