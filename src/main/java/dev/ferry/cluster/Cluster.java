package dev.ferry.cluster;

import dev.ferry.schema.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What was there when somebody looked.
///
/// @param seen when
/// @param name the cluster's name (`system.local.cluster_name`)
/// @param partitioner the partitioner's class name
/// @param nodes all nodes of the ring, in the order of their addresses
/// @param schema its user keyspaces; system keyspaces are never in it
public record Cluster(Instant seen, String name, String partitioner, List<Node> nodes, Schema schema) {
    public Cluster {
        nodes = List.copyOf(nodes);
    }

    /// The names of its data centres.
    public Set<String> dataCentres() {
        return nodes.stream().map(Node::dataCentre).collect(Collectors.toUnmodifiableSet());
    }
}
