package dev.ferry.engine;

import java.util.List;
import java.util.stream.IntStream;

/// Deals out the target's nodes as contact points, so that no node has to answer the first questions of
/// every loader.
///
/// It is which nodes a loader is told that counts, not their order: `LoaderOptions` keeps them in a hash
/// set, and the loader's driver shuffles what it gets. A loader that is told all nodes begins with any of
/// them; one that is told a few begins with one of those and finds the others by itself.
///
/// Only the control connection is spread in this way. The files themselves go to the replicas of their
/// tokens, to all of them at once: there is nothing to choose, and where a keyspace has replicas on some
/// nodes only, only those get anything.
///
/// @param addresses of the target's nodes, in an order that stays, at least one
record ContactTurns(List<String> addresses) {
    /// Enough for one of them to be down, and another to be restarted meanwhile.
    static final int FEW = 3;

    ContactTurns {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no target node");
        }
    }

    /// The contact points for one cell: the first is the one whose turn it is.
    ///
    /// @param node the place of the source node among all, from 0
    /// @param cell the place of the cell among the node's, from 0
    /// @param most how many at most, at least 1
    List<String> of(int node, int cell, int most) {
        var size = addresses.size();
        var first = Math.floorMod((long) node + cell, size);
        return IntStream.range(0, Math.min(most, size))
                .mapToObj(place -> addresses.get((first + place) % size))
                .toList();
    }
}
