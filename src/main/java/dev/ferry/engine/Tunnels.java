package dev.ferry.engine;

import dev.ferry.cassandra.CqlRoad;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// The road to native ports that only the nodes' own machines reach: to each node through an SSH connection
/// to its machine, opened when the node is first called. A node whose machine lets nobody in is left alone.
///
/// Closing it closes every port that it opened; the SSH connections belong to whoever lent them.
final class Tunnels implements CqlRoad, AutoCloseable {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    private final Map<String, String> mapped;
    private final Machines machines;
    private final Map<InetSocketAddress, NodeTunnel> tunnels = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    /// @param mapped the nodes that SSH reaches under another name
    /// @param machines opens SSH connections
    Tunnels(Map<String, String> mapped, Machines machines) {
        this.mapped = Map.copyOf(mapped);
        this.machines = machines;
    }

    /// Opens the way to a contact point as far as its native port: to the first of its addresses where that
    /// can be done.
    ///
    /// @return where it comes out, as its machine sees it
    String open(String contact, int port) throws FailureException, InterruptedException {
        var nodes = nodes(contact, port);
        FailureException last = null;
        for (var node : nodes) {
            // a name that stands for several machines leads to any of them
            var machine = nodes.size() == 1 ? machine(node, contact) : machine(node, text(node));
            try {
                return tunnel(node, machine).reach();
            } catch (FailureException e) {
                last = e;
            }
        }
        throw Objects.requireNonNull(last, "a contact point has an address or a name");
    }

    private static List<InetSocketAddress> nodes(String contact, int port) {
        try {
            return Stream.of(InetAddress.getAllByName(contact))
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        } catch (UnknownHostException e) {
            return List.of(InetSocketAddress.createUnresolved(contact, port));
        }
    }

    @Override
    public InetSocketAddress to(InetSocketAddress node) {
        return tunnel(node, machine(node, text(node))).entrance();
    }

    private NodeTunnel tunnel(InetSocketAddress node, String machine) {
        var tunnel = tunnels.computeIfAbsent(
                node, _ -> new NodeTunnel(machine, hosts(node), node.getPort(), machines, threads));
        if (closed) {
            // who came while everything was being closed
            tunnel.close();
        }
        return tunnel;
    }

    private String machine(InetSocketAddress node, String otherwise) {
        return Stream.of(node.getHostString(), text(node))
                .filter(mapped::containsKey)
                .findFirst()
                .orElse(otherwise);
    }

    private static List<String> hosts(InetSocketAddress node) {
        var hosts = new LinkedHashSet<String>();
        hosts.add(text(node));
        hosts.add(node.getHostString());
        hosts.addAll(LOOPBACK);
        return List.copyOf(hosts);
    }

    private static String text(InetSocketAddress node) {
        return node.isUnresolved() ? node.getHostString() : node.getAddress().getHostAddress();
    }

    @Override
    public void close() {
        closed = true;
        // whoever is still opening an SSH connection need not go on
        threads.shutdownNow();
        new ArrayList<>(tunnels.values()).forEach(NodeTunnel::close);
    }

    /// Lends SSH connections to machines, each machine's the same again and again.
    @FunctionalInterface
    interface Machines {
        Remote remote(String address) throws FailureException, InterruptedException;
    }
}
