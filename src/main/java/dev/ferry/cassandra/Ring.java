package dev.ferry.cassandra;

import dev.ferry.cluster.Node;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The nodes of a cluster, as one of them knows them (`system.local` and `system.peers_v2` or
/// `system.peers`).
///
/// @param clusterName the cluster's name
/// @param partitioner the partitioner's class name
/// @param nodes in the order of their addresses
/// @param tokens for every node, by its host id, its tokens as text
public record Ring(String clusterName, String partitioner, List<Node> nodes, Map<UUID, List<String>> tokens) {
    public Ring {
        nodes = List.copyOf(nodes);
        tokens = Map.copyOf(tokens);
    }

    /// Whether rows are placed by Murmur3 tokens: 64-bit numbers.
    public boolean isMurmur3() {
        return partitioner.endsWith("Murmur3Partitioner");
    }

    /// A node's tokens, ascending; empty for an unknown node.
    ///
    /// @throws IllegalStateException if this ring is not a Murmur3 ring
    public List<Long> murmur3Tokens(UUID hostId) {
        if (!isMurmur3()) {
            throw new IllegalStateException("not Murmur3: " + partitioner);
        }
        return tokens.getOrDefault(hostId, List.of()).stream()
                .map(Long::valueOf)
                .sorted()
                .toList();
    }
}
