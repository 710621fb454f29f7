package dev.ferry.cassandra;

import java.net.InetSocketAddress;

/// How the native port of a node is reached: directly, or through something that stands between the
/// workstation and the cluster.
///
/// Whatever the road, a node keeps its own name: in messages, and in what its certificate is compared with.
@FunctionalInterface
public interface CqlRoad {
    /// No detour: what a node announces is what is connected to.
    CqlRoad DIRECT = node -> node;

    /// Where to connect to get to a node. Asked anew for every connection, by the driver's own threads: it
    /// must not wait for anything.
    ///
    /// @param node the node's native port, as the ring or the user names it
    InetSocketAddress to(InetSocketAddress node);
}
