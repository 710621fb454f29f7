package dev.ferry.sandbox;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// What one Cassandra node shall be.
///
/// @param software the release with its jars and its JDK
/// @param sandbox the folder by whose name the node's process is found when everything has to end; the
///     root is in it
/// @param root the folder that holds the node's `etc`, `usr` and `var`
/// @param cluster the cluster's name
/// @param place the node's data centre and rack
/// @param address the loopback address on which it listens
/// @param seeds the addresses of the seeds
/// @param tokens its tokens; see {@link #tokens(int, int)}
/// @param cqlPort the native port
/// @param storagePort the internode port
/// @param jmxPort on 127.0.0.1
/// @param dataDirectories names of folders below `var/lib/cassandra`
/// @param settings more settings of cassandra.yaml, each value as it stands after `key: `; they win over
///     the usual ones
/// @param properties system properties of its JVM
public record NodePlan(
        Software software,
        Path sandbox,
        Path root,
        String cluster,
        Place place,
        String address,
        List<String> seeds,
        List<Long> tokens,
        int cqlPort,
        int storagePort,
        int jmxPort,
        List<String> dataDirectories,
        Map<String, String> settings,
        Map<String, String> properties) {
    private static final int TOKENS = 4;

    public NodePlan {
        Objects.requireNonNull(software);
        Objects.requireNonNull(sandbox);
        Objects.requireNonNull(root);
        Objects.requireNonNull(place);
        seeds = List.copyOf(seeds);
        tokens = List.copyOf(tokens);
        dataDirectories = List.copyOf(dataDirectories);
        settings = Map.copyOf(settings);
        properties = Map.copyOf(properties);
    }

    /// A node alone in its cluster, with the usual ports 9042 and 7000, data centre `dc1` and an
    /// ephemeral JMX port.
    public static NodePlan alone(Software software, Path root, String address) {
        return among(software, root, root, "dc1", List.of(address), 0);
    }

    /// One of several nodes that make a cluster, the first of them its seed, with the usual ports 9042
    /// and 7000 and an ephemeral JMX port.
    ///
    /// @param addresses of all nodes
    /// @param number this node's place among them
    public static NodePlan among(
            Software software, Path sandbox, Path root, String datacenter, List<String> addresses, int number) {
        return new NodePlan(
                software,
                sandbox,
                root,
                "Ferry sandbox " + datacenter,
                Place.in(datacenter),
                addresses.get(number),
                List.of(addresses.getFirst()),
                tokens(number, addresses.size()),
                9042,
                7000,
                Ports.free(),
                List.of("data"),
                Map.of(),
                Map.of());
    }

    /// The same in another data centre or rack of its cluster.
    public NodePlan at(Place place) {
        return new NodePlan(
                software,
                sandbox,
                root,
                cluster,
                place,
                address,
                seeds,
                tokens,
                cqlPort,
                storagePort,
                jmxPort,
                dataDirectories,
                settings,
                properties);
    }

    /// The same with other ports.
    public NodePlan on(int cqlPort, int storagePort) {
        return new NodePlan(
                software,
                sandbox,
                root,
                cluster,
                place,
                address,
                seeds,
                tokens,
                cqlPort,
                storagePort,
                jmxPort,
                dataDirectories,
                settings,
                properties);
    }

    /// The same with other data directories.
    public NodePlan storing(String... dataDirectories) {
        return new NodePlan(
                software,
                sandbox,
                root,
                cluster,
                place,
                address,
                seeds,
                tokens,
                cqlPort,
                storagePort,
                jmxPort,
                Arrays.asList(dataDirectories),
                settings,
                properties);
    }

    /// The same with more settings.
    public NodePlan with(Map<String, String> more) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        return new NodePlan(
                software,
                sandbox,
                root,
                cluster,
                place,
                address,
                seeds,
                tokens,
                cqlPort,
                storagePort,
                jmxPort,
                dataDirectories,
                all,
                properties);
    }

    /// The same with these system properties.
    public NodePlan withProperties(Map<String, String> properties) {
        return new NodePlan(
                software,
                sandbox,
                root,
                cluster,
                place,
                address,
                seeds,
                tokens,
                cqlPort,
                storagePort,
                jmxPort,
                dataDirectories,
                settings,
                properties);
    }

    /// Tokens that give each node an even share: all of them at equal distances around the ring, dealt
    /// out in turn.
    ///
    /// @param node the node's number, from 0
    /// @param nodes how many there are
    static List<Long> tokens(int node, int nodes) {
        var all = BigInteger.valueOf((long) nodes * TOKENS);
        var ring = BigInteger.ONE.shiftLeft(Long.SIZE);
        return IntStream.range(0, TOKENS)
                .mapToObj(turn -> BigInteger.valueOf((long) turn * nodes + node))
                .map(place -> BigInteger.valueOf(Long.MIN_VALUE)
                        .add(ring.multiply(place).divide(all)))
                .map(BigInteger::longValueExact)
                // the lowest value is the partitioner's own minimum and no token
                .map(token -> token == Long.MIN_VALUE ? Long.MIN_VALUE + 1 : token)
                .toList();
    }
}
