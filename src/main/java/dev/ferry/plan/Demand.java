package dev.ferry.plan;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.Replication;
import dev.ferry.schema.Schema;
import dev.ferry.schema.SchemaPlanner;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TargetShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is to be sent, before it is known where to: a source as it was seen, the tables that move, and how.
///
/// @param source what was there
/// @param selection which of its tables move
/// @param options what was chosen for replication
public record Demand(Cluster source, Selection selection, Options options) {
    public Demand {
        Objects.requireNonNull(source);
        Objects.requireNonNull(selection);
        Objects.requireNonNull(options);
    }

    /// The nodes that are loaded from: all, or those of the data centre that was chosen.
    public List<Node> nodes() {
        return source.nodes().stream()
                .filter(node -> options.loadsFrom(node.dataCentre()))
                .toList();
    }

    /// Whether a target of this shape holds it.
    ///
    /// @param standing what stands there: a keyspace that stands keeps its replication
    /// @param diskBytes what the target's disks hold, over all nodes; empty if nobody can tell
    public Capacity on(TargetShape target, Schema standing, OptionalLong diskBytes) {
        var planner = planner(target);
        var bytes = bytesByTable();
        var parts = new ArrayList<Capacity.Part>();
        for (var keyspace : source.schema().keyspaces()) {
            var tables = selected(keyspace);
            if (!tables.isEmpty()) {
                var replication = standing.keyspace(keyspace.name())
                        .map(Keyspace::replication)
                        .orElseGet(() -> planner.replication(keyspace));
                parts.add(new Capacity.Part(
                        keyspace.name(),
                        tables.stream()
                                .mapToLong(table -> bytes.getOrDefault(table, 0L))
                                .sum(),
                        Math.max(1, copiesLoaded(keyspace.replication())),
                        copies(replication, target),
                        copiesByCentre(replication, target)));
            }
        }
        var centres = target.nodesByDataCentre().entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> new Capacity.Centre(each.getKey(), each.getValue(), OptionalLong.empty()))
                .toList();
        return new Capacity(parts, unmeasured(), diskBytes, centres);
    }

    /// How many copies of each row the source has, in all its data centres, by keyspace.
    public Map<String, Integer> sourceCopies() {
        var whole = ring(source.nodes());
        return source.schema().keyspaces().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Keyspace::name, keyspace -> copies(keyspace.replication(), whole)));
    }

    /// The planner of the target's schema that goes by these choices.
    public SchemaPlanner planner(TargetShape target) {
        return new SchemaPlanner(target, options.schemaChoices());
    }

    private Set<TableName> selected(Keyspace keyspace) {
        return keyspace.tables().stream()
                .map(Table::name)
                .filter(selection::takes)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<TableName, Long> bytesByTable() {
        var bytes = new HashMap<TableName, Long>();
        nodes().stream()
                .map(Node::machine)
                .filter(Objects::nonNull)
                .flatMap(machine -> machine.tables().values().stream())
                .forEach(files -> bytes.merge(files.table(), files.bytes(), Long::sum));
        return bytes;
    }

    private int unmeasured() {
        return (int) nodes().stream().filter(node -> node.machine() == null).count();
    }

    /// How many copies of each row the nodes hold that are loaded from: an average, where copies are dealt out
    /// without regard to data centres.
    private int copiesLoaded(Replication replication) {
        var chosen = options.dataCentre();
        if (chosen == null || !replication.strategy().equals(Replication.SIMPLE)) {
            return copies(replication, ring(nodes()));
        }
        var all = Math.min(replication.factor().all(), source.nodes().size());
        return Math.round((float) all * nodes().size() / source.nodes().size());
    }

    private TargetShape ring(List<Node> nodes) {
        var centres = new TreeMap<String, Integer>();
        nodes.forEach(node -> centres.merge(node.dataCentre(), 1, Integer::sum));
        if (centres.isEmpty()) {
            // a data centre that is not there: what is blocked is reckoned all the same
            centres.put(String.valueOf(options.dataCentre()), 0);
        }
        return new TargetShape(source.nodes().getFirst().version(), centres);
    }

    /// The same for each data centre; a strategy that knows none spreads its copies over all nodes alike.
    private static Map<String, Double> copiesByCentre(Replication replication, TargetShape ring) {
        var copies = new HashMap<String, Double>();
        var isTold = replication.strategy().equals(Replication.NETWORK_TOPOLOGY);
        var all = copies(replication, ring);
        ring.nodesByDataCentre()
                .forEach((centre, nodes) -> copies.put(
                        centre,
                        isTold
                                ? (double) Math.min(replication.factors().getOrDefault(centre, 0), nodes)
                                : (double) all * nodes / Math.max(1, ring.nodes())));
        return copies;
    }

    /// How many copies of each row such a ring holds; no data centre holds more than it has nodes.
    private static int copies(Replication replication, TargetShape ring) {
        if (replication.strategy().equals(Replication.NETWORK_TOPOLOGY)) {
            return replication.factors().entrySet().stream()
                    .mapToInt(each ->
                            Math.min(each.getValue(), ring.nodesByDataCentre().getOrDefault(each.getKey(), 0)))
                    .sum();
        }
        // Whatever is neither has a copy on every node (EverywhereStrategy), or is not known to have fewer.
        return Math.min(replication.largestFactor().orElse(ring.nodes()), ring.nodes());
    }
}
