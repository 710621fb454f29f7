package dev.ferry.engine;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.cluster.Product;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Side;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.CellId;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.Demand;
import dev.ferry.plan.Plan;
import dev.ferry.plan.SourceShape;
import dev.ferry.plan.SourceShape.PlannedNode;
import dev.ferry.plan.TablePlan;
import dev.ferry.schema.Schema;
import dev.ferry.schema.SchemaComparison;
import dev.ferry.schema.SchemaPlan;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TargetShape;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes a plan of what was seen. Touches nothing.
final class Planning {
    // rows are counted by its token ranges
    private static final String MURMUR3 = "Murmur3Partitioner";

    private final Migration migration;
    private final Cluster source;
    private final Demand demand;
    private final OptionalInt archive;

    Planning(Migration migration, Cluster source) {
        this(migration, source, OptionalInt.empty());
    }

    /// @param archive the feature release of the Java that the user has pointed to
    Planning(Migration migration, Cluster source, OptionalInt archive) {
        this.archive = archive;
        this.migration = migration;
        this.source = source;
        this.demand = new Demand(source, migration.selection(), migration.options());
    }

    /// The plan.
    ///
    /// @param id what it shall be called
    Plan plan(String id, TargetLook target) throws FailureException {
        var selected = selected();
        var schema = schemaPlan(target.shape(), target.standing());
        var findings = new ArrayList<>(schema.findings());
        products(target, findings);
        var tables = tables(selected);
        findings.addAll(new Covering(demand, selected).findings());
        mapping(target.shape(), findings);
        partitioner(target, findings);
        findings.addAll(loaders(selected, target.shape()).findings());
        capacity(target, findings);
        return new Plan(
                id,
                Instant.now(),
                shape(),
                target.shape(),
                findings,
                schema.statements(),
                tables,
                migration.options().limits());
    }

    /// The tables that move.
    ///
    /// @throws FailureException if the selection takes none
    Set<TableName> selected() throws FailureException {
        var selected = source.schema().tables().stream()
                .map(Table::name)
                .filter(migration::moves)
                .collect(Collectors.toUnmodifiableSet());
        if (selected.isEmpty()) {
            throw Failures.attention("source " + source.name(), "engine.plan.nothing-selected", "");
        }
        return selected;
    }

    /// What the schema needs on a target like this, where this stands already.
    SchemaPlan schemaPlan(TargetShape shape, Schema standing) throws FailureException {
        return demand.planner(shape).plan(source.schema(), selected(), standing);
    }

    /// What of the source the plan depends on.
    SourceShape shape() throws FailureException {
        return new SourceShape(
                source.name(),
                SchemaComparison.fingerprint(source.schema(), selected()),
                demand.nodes().stream()
                        .map(node -> new PlannedNode(
                                node.hostId(), node.address(), node.version().text()))
                        .toList());
    }

    private List<TablePlan> tables(Set<TableName> selected) {
        return source.schema().tables().stream()
                .filter(table -> selected.contains(table.name()))
                .map(this::table)
                .sorted((one, other) -> Long.compare(other.bytes(), one.bytes()))
                .toList();
    }

    private TablePlan table(Table table) {
        return new TablePlan(
                table.name(),
                table.id(),
                demand.nodes().stream().map(node -> cell(node, table.name())).toList());
    }

    private static CellPlan cell(Node node, TableName table) {
        var id = new CellId(1, node.address(), table);
        var machine = node.machine();
        var files = machine == null ? null : machine.tables().get(table);
        return files == null ? new CellPlan(id, 0, 0) : new CellPlan(id, files.sstables(), files.bytes());
    }

    /// What keeps the nodes that are loaded from from holding everything; nothing if they do.
    List<Finding> uncovered() throws FailureException {
        return new Covering(demand, selected())
                .findings().stream()
                        .filter(finding -> finding.severity() == Severity.BLOCK)
                        .toList();
    }

    /// Data centres that were named and are not there, on either side.
    private void mapping(TargetShape target, List<Finding> findings) {
        var ours = new TreeSet<>(source.dataCentres());
        source.schema()
                .keyspaces()
                .forEach(
                        keyspace -> ours.addAll(keyspace.replication().factors().keySet()));
        var theirs = target.nodesByDataCentre().keySet();
        new TreeMap<>(migration.options().dataCentres()).forEach((from, to) -> {
            if (!ours.contains(from)) {
                findings.add(unknown("source " + source.name(), from + " → " + to, from, ours));
            }
            if (!theirs.contains(to)) {
                findings.add(unknown("target", from + " → " + to, to, theirs));
            }
        });
    }

    private static Finding unknown(String place, String mapping, String name, Set<String> names) {
        return finding("data-centres.unknown", Severity.BLOCK, place, mapping, name, String.join(", ", names));
    }

    /// Whatever only speaks like Cassandra, on either side: said before anybody goes further.
    private void products(TargetLook target, List<Finding> findings) {
        var ours = source.product();
        if (ours != null && ours != Product.CASSANDRA) {
            var release = source.nodes().getFirst().version().text();
            findings.add(new RingFindings(Side.SOURCE, source.name()).product(ours, release));
        }
        if (target.product() != Product.CASSANDRA) {
            var release = target.shape().version().text();
            findings.add(new RingFindings(Side.TARGET, migration.target().name()).product(target.product(), release));
        }
    }

    private void partitioner(TargetLook target, List<Finding> findings) {
        if (!source.partitioner().endsWith(MURMUR3)) {
            findings.add(
                    finding("source.partitioner", Severity.BLOCK, "source " + source.name(), "", source.partitioner()));
        }
        var theirs = target.partitioner().orElse(source.partitioner());
        if (!theirs.equals(source.partitioner())) {
            findings.add(finding("target.partitioner", Severity.BLOCK, "target", theirs, source.partitioner(), theirs));
        }
    }

    private LoaderFindings loaders(Set<TableName> selected, TargetShape target) {
        var said = new LoaderFindings();
        for (var node : demand.nodes()) {
            var machine = node.machine();
            if (machine != null) {
                said.add(node.address(), NodeLoader.choice(node, machine, selected, target.version(), archive));
            }
        }
        return said;
    }

    private void capacity(TargetLook target, List<Finding> findings) {
        if (target.diskBytes().isEmpty()) {
            return;
        }
        var capacity = demand.on(target.shape(), target.standing(), target.diskBytes());
        var reckoning = capacity.lines().stream().map(Messages::text).collect(Collectors.joining("\n"));
        findings.add(finding(
                "target.capacity",
                capacity.verdict(),
                "target",
                reckoning,
                Units.bytes(capacity.peakBytes()),
                Units.bytes(target.diskBytes().getAsLong())));
    }

    /// A finding with `engine.<code>` for its reason and `engine.<code>.remedy` for what to do.
    static Finding finding(
            String code, Severity severity, String place, @Nullable String evidence, Object... arguments) {
        return new Finding(
                code,
                severity,
                place,
                Message.of("engine." + code, arguments),
                evidence == null ? "" : evidence,
                Message.of("engine." + code + ".remedy", arguments));
    }
}
