package dev.ferry.engine;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.Ring;
import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.Schema;
import dev.ferry.schema.SchemaReader;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at a cluster and changes nothing.
final class Survey {
    private static final int NODES_AT_ONCE = 32;

    private Survey() {}

    /// The source, with the machine of every node of a scope that is up.
    static Cluster source(SourceLink link, Scope scope, Consumer<SurveyProgress> told)
            throws FailureException, InterruptedException {
        return source(link, node -> scope.hasNode(node.address()), told);
    }

    /// The source, with the machine of every node that is meant and up; the connections to them are kept for
    /// what comes next.
    ///
    /// @param meant which nodes are looked into; of the others only what the ring says is known
    /// @param told hears when a node has been looked at, from any thread but never from two at once; first
    ///     when it is known how many there are
    static Cluster source(SourceLink link, Predicate<Node> meant, Consumer<SurveyProgress> told)
            throws FailureException, InterruptedException {
        return source(link, (node, ids) -> link.node(node).survey(ids), meant, told);
    }

    /// The same when nothing comes next: each connection is closed when its node has been looked at.
    static Cluster glimpse(SourceLink link, Predicate<Node> meant, Consumer<SurveyProgress> told)
            throws FailureException, InterruptedException {
        return source(link, link::glimpse, meant, told);
    }

    private static Cluster source(
            SourceLink link, Looking looking, Predicate<Node> meant, Consumer<SurveyProgress> told)
            throws FailureException, InterruptedException {
        var ring = link.cql().ring();
        var schema = schema(link.cql());
        var product = link.cql().health().product();
        var ids = schema.tables().stream().collect(Collectors.toMap(Table::name, Table::id));
        var nodes = machines(looking, ring.nodes(), ids, meant, told);
        return new Cluster(Instant.now(), ring.clusterName(), ring.partitioner(), nodes, schema, tokens(ring), product);
    }

    /// These nodes, with the machine of each that is meant and up.
    static List<Node> machines(
            Looking looking,
            List<Node> nodes,
            Map<TableName, UUID> ids,
            Predicate<Node> meant,
            Consumer<SurveyProgress> told)
            throws FailureException, InterruptedException {
        var up = nodes.stream().filter(node -> node.up() && meant.test(node)).count();
        var count = new Count((int) up, told);
        return Together.map(nodes, NODES_AT_ONCE, node -> {
            if (!meant.test(node)) {
                return node;
            }
            var looked = withMachine(looking, node, ids);
            count.looked(looked);
            return looked;
        });
    }

    private static Map<UUID, List<Long>> tokens(Ring ring) {
        if (!ring.isMurmur3()) {
            return Map.of();
        }
        var tokens = new HashMap<UUID, List<Long>>();
        ring.nodes().forEach(node -> tokens.put(node.hostId(), ring.murmur3Tokens(node.hostId())));
        return tokens;
    }

    private static Node withMachine(Looking looking, Node node, Map<TableName, UUID> ids)
            throws FailureException, InterruptedException {
        return node.up() ? node.with(looking.at(node, ids)) : node;
    }

    /// A cluster's user keyspaces.
    static Schema schema(CqlClient cql) throws FailureException, InterruptedException {
        var rows = new HashMap<String, List<Map<String, @Nullable Object>>>();
        for (var query : SchemaReader.queries().entrySet()) {
            rows.put(query.getKey(), cql.queryIfExists(query.getValue()));
        }
        return new Schema(SchemaReader.read(rows).keyspaces().stream()
                .filter(keyspace -> !Keyspace.isSystem(keyspace.name()))
                .toList());
    }

    /// How a node's machine is looked at.
    @FunctionalInterface
    interface Looking {
        Machine at(Node node, Map<TableName, UUID> tables) throws FailureException, InterruptedException;
    }

    /// Counts the nodes that have been looked at.
    static final class Count {
        private final int of;
        private final Consumer<SurveyProgress> told;
        private int looked;

        Count(int of, Consumer<SurveyProgress> told) {
            this.of = of;
            this.told = told;
            told.accept(new SurveyProgress(0, of, ""));
        }

        synchronized void looked(Node node) {
            if (node.up()) {
                looked++;
                told.accept(new SurveyProgress(looked, of, node.address()));
            }
        }
    }
}
