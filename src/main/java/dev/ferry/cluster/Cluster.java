package dev.ferry.cluster;

import dev.ferry.schema.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was there when somebody looked.
///
/// @param seen when
/// @param name the cluster's name (`system.local.cluster_name`)
/// @param partitioner the partitioner's class name
/// @param nodes all nodes of the ring, in the order of their addresses
/// @param schema its user keyspaces; system keyspaces are never in it
/// @param tokens every node's tokens, by its host id, where rows are placed by Murmur3 tokens; else empty
/// @param product what it is; null in a document that was written before Ferry looked
public record Cluster(
        Instant seen,
        String name,
        String partitioner,
        List<Node> nodes,
        Schema schema,
        Map<UUID, List<Long>> tokens,
        @Nullable Product product) {
    /// Where a document was written before tokens were kept, it has none.
    public Cluster(
            Instant seen,
            String name,
            String partitioner,
            List<Node> nodes,
            Schema schema,
            @Nullable Map<UUID, List<Long>> tokens,
            @Nullable Product product) {
        this.seen = seen;
        this.name = name;
        this.partitioner = partitioner;
        this.nodes = List.copyOf(nodes);
        this.schema = schema;
        this.tokens = tokens == null ? Map.of() : Map.copyOf(tokens);
        this.product = product;
    }

    /// A cluster of which nobody has asked what it is.
    public Cluster(
            Instant seen,
            String name,
            String partitioner,
            List<Node> nodes,
            Schema schema,
            Map<UUID, List<Long>> tokens) {
        this(seen, name, partitioner, nodes, schema, tokens, null);
    }

    /// A cluster whose tokens nobody has read.
    public Cluster(Instant seen, String name, String partitioner, List<Node> nodes, Schema schema) {
        this(seen, name, partitioner, nodes, schema, Map.of());
    }

    /// The names of its data centres.
    public Set<String> dataCentres() {
        return nodes.stream().map(Node::dataCentre).collect(Collectors.toUnmodifiableSet());
    }

    /// The tokens of a node; none if nobody has read them, or the node has none yet.
    public List<Long> tokens(UUID hostId) {
        return tokens.getOrDefault(hostId, List.of());
    }

    /// The same with those of these nodes besides that it lacks.
    public Cluster with(Collection<Node> others) {
        var known = nodes.stream().map(Node::hostId).collect(Collectors.toUnmodifiableSet());
        var all = Stream.concat(nodes.stream(), others.stream().filter(node -> !known.contains(node.hostId())));
        return new Cluster(seen, name, partitioner, all.toList(), schema, tokens, product);
    }

    /// The same with some of its nodes only. The tokens of all others stay known: the ring is what it is.
    public Cluster only(Predicate<Node> wanted) {
        return new Cluster(
                seen, name, partitioner, nodes.stream().filter(wanted).toList(), schema, tokens, product);
    }
}
