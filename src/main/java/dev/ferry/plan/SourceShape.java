package dev.ferry.plan;

import java.util.List;
import java.util.UUID;

/// What of the source a plan depends on.
///
/// @param clusterName the cluster's name
/// @param fingerprint of the moved tables' schema (see {@link dev.ferry.schema.SchemaComparison})
/// @param nodes the nodes that are loaded from
public record SourceShape(String clusterName, String fingerprint, List<PlannedNode> nodes) {
    public SourceShape {
        nodes = List.copyOf(nodes);
    }

    /// A node that is loaded from.
    ///
    /// @param hostId Cassandra's id of it
    /// @param address its address, by which cells name it
    /// @param version its release
    public record PlannedNode(UUID hostId, String address, String version) {}
}
