package dev.ferry.simulator;

import java.util.List;
import java.util.Objects;

/// Where a target answers.
///
/// @param host one name or address that leads to it
/// @param nativePort the CQL port, the same on every node
/// @param internodePort the TLS storage port, the same on every node
/// @param nodes the address of each node
public record TargetAddress(String host, int nativePort, int internodePort, List<String> nodes) {
    public TargetAddress {
        Objects.requireNonNull(host);
        nodes = List.copyOf(nodes);
    }
}
