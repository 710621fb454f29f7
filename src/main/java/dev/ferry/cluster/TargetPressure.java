package dev.ferry.cluster;

import java.util.List;
import java.util.Optional;

/// How the nodes of a target are doing at one moment.
///
/// @param nodes those that answered; one that gave nothing away (its release is older than 4.0, or our
///     login may not read its tables) has no values
/// @param silent the addresses of those that were asked and did not answer
public record TargetPressure(List<NodePressure> nodes, List<String> silent) {
    public TargetPressure {
        nodes = List.copyOf(nodes);
        silent = List.copyOf(silent);
    }

    /// Whether all of it that answered gave nothing away: then this is so at any time.
    public boolean isUnread() {
        return nodes.stream().allMatch(NodePressure::isUnread);
    }

    /// A node by its address; empty if it did not answer.
    public Optional<NodePressure> node(String address) {
        return nodes.stream().filter(node -> node.address().equals(address)).findFirst();
    }

    /// The same, where each node has disks of this size.
    ///
    /// @param bytesPerNode more than zero
    public TargetPressure withDisk(long bytesPerNode) {
        return new TargetPressure(
                nodes.stream().map(node -> node.withDisk(bytesPerNode)).toList(), silent);
    }
}
