package dev.ferry.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What one Cassandra node shall be.
///
/// @param software the release with its jars and its JDK
/// @param root the folder that holds the node's `etc`, `usr` and `var`
/// @param cluster the cluster's name
/// @param datacenter the node's data centre
/// @param address the loopback address on which it listens
/// @param seeds the addresses of the seeds
/// @param tokens its tokens; see {@link #tokens(int, int, int)}
/// @param cqlPort the native port
/// @param storagePort the internode port
/// @param jmxPort on 127.0.0.1
/// @param dataDirectories names of folders below `var/lib/cassandra`
/// @param settings more settings of cassandra.yaml, each value as it stands after `key: `
public record NodePlan(
        Software software,
        Path root,
        String cluster,
        String datacenter,
        String address,
        List<String> seeds,
        List<Long> tokens,
        int cqlPort,
        int storagePort,
        int jmxPort,
        List<String> dataDirectories,
        Map<String, String> settings) {
    public NodePlan {
        Objects.requireNonNull(software);
        seeds = List.copyOf(seeds);
        tokens = List.copyOf(tokens);
        dataDirectories = List.copyOf(dataDirectories);
        settings = Map.copyOf(settings);
    }

    /// A node alone in its cluster, with the usual ports 9042 and 7000, data centre `dc1` and an ephemeral JMX port.
    public static NodePlan alone(Software software, Path root, String address) {
        throw new UnsupportedOperationException();
    }

    /// Tokens that give each node an even share, without a clash.
    ///
    /// @param node the node's number, from 0
    /// @param nodes how many there are
    /// @param each how many tokens a node has
    public static List<Long> tokens(int node, int nodes, int each) {
        throw new UnsupportedOperationException();
    }
}
