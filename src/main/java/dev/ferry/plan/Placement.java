package dev.ferry.plan;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.schema.Replication;
import dev.ferry.schema.Replication.Factor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Where Cassandra places the copies of a row, worked out from the tokens of a ring and a keyspace's
/// replication.
///
/// `SimpleStrategy` takes the next nodes around the ring; `NetworkTopologyStrategy` the next nodes of each
/// data centre, from as many racks as there are (`SimpleStrategy.calculateNaturalReplicas` and
/// `NetworkTopologyStrategy.calculateNaturalReplicas`; 2.x writes the latter in another way, with the same
/// result). Both count nodes that have tokens only, whether they are up or not.
public final class Placement {
    private final Circle ring;
    private final Map<String, Circle> dataCentres = new TreeMap<>();

    private Placement(Collection<Node> nodes, Map<UUID, List<Long>> tokens) {
        this.ring = Circle.of(nodes, tokens);
        nodes.stream()
                .collect(Collectors.groupingBy(Node::dataCentre))
                .forEach((name, members) -> dataCentres.put(name, Circle.of(members, tokens)));
    }

    /// The placement on a cluster's ring. Of a cluster whose tokens nobody has read there is nothing to say.
    public static Placement on(Cluster cluster) {
        var members = cluster.nodes().stream()
                .filter(node -> !cluster.tokens(node.hostId()).isEmpty())
                .toList();
        return new Placement(members, cluster.tokens());
    }

    /// The last token of every range, ascending; each range begins after the one before, and the first after
    /// the last: the ring is a circle.
    public List<Long> ends() {
        return Arrays.stream(ring.tokens).boxed().toList();
    }

    /// Whether it can be said where such a replication places copies.
    public boolean isKnown(Replication replication) {
        return ring.tokens.length > 0
                && switch (replication.strategy()) {
                    case Replication.SIMPLE, Replication.NETWORK_TOPOLOGY -> true;
                    default -> replication.isEverywhere();
                };
    }

    /// The host ids of the nodes that hold a whole copy of a row. A transient replica holds none: it forgets
    /// what has been repaired.
    ///
    /// @param token of the row's partition key
    /// @throws IllegalArgumentException if nothing {@linkplain #isKnown is known} of such a replication
    public Set<UUID> copies(Replication replication, long token) {
        if (!isKnown(replication)) {
            throw new IllegalArgumentException("nobody knows where this places copies: " + replication);
        }
        if (replication.isEverywhere()) {
            return ring.everybody();
        }
        return replication.strategy().equals(Replication.SIMPLE)
                ? ring.next(token, replication.factor())
                : byDataCentre(replication, token);
    }

    private Set<UUID> byDataCentre(Replication replication, long token) {
        var found = new LinkedHashSet<UUID>();
        dataCentres.forEach((name, circle) -> {
            var factor = replication.factor(name);
            if (factor.all() > 0) {
                found.addAll(circle.nextByRack(token, factor));
            }
        });
        return found;
    }

    /// Nodes around a circle.
    ///
    /// @param tokens ascending
    /// @param owners whose each token is
    /// @param nodes how many nodes
    /// @param racks how many racks
    private record Circle(long[] tokens, Owner[] owners, int nodes, int racks) {
        private record Owner(UUID host, String rack) {}

        static Circle of(Collection<Node> nodes, Map<UUID, List<Long>> tokens) {
            var sorted = new TreeMap<Long, Owner>();
            for (var node : nodes) {
                var owner = new Owner(node.hostId(), node.rack());
                tokens.getOrDefault(node.hostId(), List.of()).forEach(token -> sorted.put(token, owner));
            }
            var owners = sorted.values().toArray(Owner[]::new);
            var racks = Arrays.stream(owners).map(Owner::rack).distinct().count();
            return new Circle(
                    sorted.keySet().stream().mapToLong(Long::longValue).toArray(), owners, nodes.size(), (int) racks);
        }

        Set<UUID> everybody() {
            return Arrays.stream(owners).map(Owner::host).collect(Collectors.toUnmodifiableSet());
        }

        /// The next nodes, wherever they stand.
        Set<UUID> next(long token, Factor factor) {
            var found = new LinkedHashSet<UUID>();
            var first = indexOf(token);
            for (var step = 0; step < owners.length && found.size() < factor.all(); step++) {
                found.add(owners[(first + step) % owners.length].host());
            }
            return firstOf(found, factor.full());
        }

        /// The next nodes, no two of a rack, but for as many as there are racks too few.
        Set<UUID> nextByRack(long token, Factor factor) {
            var wanted = Math.min(factor.all(), nodes);
            var repeats = factor.all() - racks;
            var seen = new HashSet<String>();
            var found = new LinkedHashSet<UUID>();
            var first = indexOf(token);
            for (var step = 0; step < owners.length && found.size() < wanted; step++) {
                var owner = owners[(first + step) % owners.length];
                if (found.contains(owner.host())) {
                    continue;
                }
                if (seen.add(owner.rack())) {
                    found.add(owner.host());
                } else if (repeats > 0) {
                    repeats--;
                    found.add(owner.host());
                }
            }
            // nodes that are missing are missed among the transient replicas first
            var transients = Math.max(0, factor.transients() - (factor.all() - wanted));
            return firstOf(found, wanted - transients);
        }

        private int indexOf(long token) {
            var found = Arrays.binarySearch(tokens, token);
            var index = found >= 0 ? found : -found - 1;
            return index == tokens.length ? 0 : index;
        }

        private static Set<UUID> firstOf(Set<UUID> found, int count) {
            return new LinkedHashSet<>(new ArrayList<>(found).subList(0, Math.clamp(count, 0, found.size())));
        }
    }
}
