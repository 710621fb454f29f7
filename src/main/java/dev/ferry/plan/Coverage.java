package dev.ferry.plan;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.Replication;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Whether some nodes of a ring hold, together, every row of every keyspace: for each token range, how many
/// of its copies lie on them.
///
/// This is about where copies belong. Whether each of them has every row that was ever written is another
/// question, which only a repair answers.
///
/// @param parts by keyspace
public record Coverage(List<Part> parts) {
    private static final int GAPS = 3;

    public Coverage {
        parts = List.copyOf(parts);
    }

    /// What of these keyspaces lies on these nodes.
    ///
    /// @param source with the tokens of all its nodes
    /// @param nodes some of its nodes
    public static Coverage of(Cluster source, Collection<Node> nodes, Collection<Keyspace> keyspaces) {
        var reckoning = new Reckoning(source, nodes);
        return new Coverage(keyspaces.stream().map(reckoning::part).toList());
    }

    /// Whether every range of every keyspace has a copy there.
    public boolean isWhole() {
        return parts.stream().allMatch(Part::isWhole);
    }

    /// One keyspace.
    ///
    /// @param keyspace its name
    /// @param replication where its copies lie
    /// @param ranges how many token ranges the ring has; 0 if nobody can tell where the copies lie
    /// @param open how many of them have no copy on the nodes
    /// @param fewest how many copies the range with the fewest has on the nodes
    /// @param gaps the first of those that are open
    public record Part(String keyspace, Replication replication, int ranges, int open, int fewest, List<Gap> gaps) {
        public Part {
            Objects.requireNonNull(keyspace);
            Objects.requireNonNull(replication);
            gaps = List.copyOf(gaps);
        }

        /// Whether it could be worked out where its copies lie.
        public boolean isReckoned() {
            return ranges > 0;
        }

        /// Whether every range has a copy on the nodes; not if nobody can tell.
        public boolean isWhole() {
            return isReckoned() && open == 0;
        }
    }

    /// A token range without a copy on the nodes.
    ///
    /// @param start its first token but one: exclusive; greater than the end where the range goes over the
    ///     end of the ring
    /// @param end its last token
    /// @param holders the addresses of the nodes that do hold a copy
    public record Gap(long start, long end, List<String> holders) {
        public Gap {
            holders = List.copyOf(holders);
        }

        /// For people: `(start, end]: held by 10.0.0.7`.
        @Override
        public String toString() {
            return "(" + start + ", " + end + "]: "
                    + (holders.isEmpty() ? "held by no node" : "held by " + String.join(", ", holders));
        }
    }

    /// The reckoning, each replication once: many keyspaces have the same.
    private static final class Reckoning {
        private final Placement placement;
        private final Set<UUID> hosts;
        private final Map<UUID, String> addresses;
        private final Map<Replication, Part> known = new HashMap<>();

        Reckoning(Cluster source, Collection<Node> nodes) {
            this.placement = Placement.on(source);
            this.hosts = nodes.stream().map(Node::hostId).collect(Collectors.toUnmodifiableSet());
            this.addresses =
                    source.nodes().stream().collect(Collectors.toMap(Node::hostId, Node::address, (one, _) -> one));
        }

        Part part(Keyspace keyspace) {
            var same = known.computeIfAbsent(keyspace.replication(), this::reckon);
            return new Part(keyspace.name(), same.replication, same.ranges, same.open, same.fewest, same.gaps);
        }

        private Part reckon(Replication replication) {
            if (!placement.isKnown(replication)) {
                return new Part("", replication, 0, 0, 0, List.of());
            }
            var ends = placement.ends();
            var gaps = new ArrayList<Gap>();
            var open = 0;
            var fewest = Integer.MAX_VALUE;
            var start = ends.getLast();
            for (var end : ends) {
                var copies = placement.copies(replication, end);
                var here = new HashSet<>(copies);
                here.retainAll(hosts);
                fewest = Math.min(fewest, here.size());
                if (here.isEmpty()) {
                    open++;
                    if (gaps.size() < GAPS) {
                        gaps.add(new Gap(start, end, addresses(copies)));
                    }
                }
                start = end;
            }
            return new Part("", replication, ends.size(), open, fewest, gaps);
        }

        private List<String> addresses(Set<UUID> copies) {
            return copies.stream()
                    .map(host -> addresses.getOrDefault(host, host.toString()))
                    .sorted()
                    .toList();
        }
    }
}
