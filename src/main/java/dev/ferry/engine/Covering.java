package dev.ferry.engine;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Coverage;
import dev.ferry.plan.Coverage.Part;
import dev.ferry.plan.Demand;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.Replication;
import dev.ferry.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whether the nodes that are loaded from hold everything that moves: the proof, or what is missing.
///
/// A node that is down keeps a plan from running even where every range has another copy: rows that were
/// written while the others were away, and not repaired since, may lie on it alone. What nobody can look into
/// cannot be shown to be there; taking the node out of the ring (`nodetool removenode`) is what makes its
/// copies again from the others.
final class Covering {
    private final Demand demand;
    private final Cluster source;
    private final List<Keyspace> keyspaces;

    /// @param selected the tables that move
    Covering(Demand demand, Set<TableName> selected) {
        this.demand = demand;
        this.source = demand.source();
        this.keyspaces = source.schema().keyspaces().stream()
                .filter(keyspace -> keyspace.tables().stream().anyMatch(table -> selected.contains(table.name())))
                .toList();
    }

    /// What is to be said of the nodes; nothing where no ring is known and all its nodes are loaded from.
    List<Finding> findings() {
        var chosen = demand.options().dataCentre();
        if (chosen == null) {
            return ofAll();
        }
        if (!source.dataCentres().contains(chosen)) {
            var names = String.join(", ", new TreeSet<>(source.dataCentres()));
            return List.of(blocked("source.data-centre.unknown", place(), names, chosen, names));
        }
        return ofOne(chosen);
    }

    private List<Finding> ofAll() {
        var findings = down();
        if (findings.isEmpty() && !source.tokens().isEmpty()) {
            findings.add(proof(coverage(demand.nodes())));
        }
        return findings;
    }

    private List<Finding> ofOne(String chosen) {
        var findings = down();
        var here = keyspaces.stream()
                .filter(keyspace -> isHeld(keyspace.replication(), chosen))
                .toList();
        keyspaces.stream()
                .filter(keyspace -> !here.contains(keyspace))
                .forEach(keyspace -> findings.add(absent(keyspace)));
        var coverage = Coverage.of(source, up(), here);
        var open = coverage.parts().stream().filter(part -> !part.isWhole()).toList();
        open.forEach(part -> findings.add(uncovered(part, chosen)));
        if (findings.isEmpty()) {
            findings.add(proof(coverage));
        }
        behind(here, chosen, findings);
        return findings;
    }

    private Coverage coverage(List<Node> nodes) {
        return Coverage.of(source, nodes, keyspaces);
    }

    private static boolean isHeld(Replication replication, String dataCentre) {
        return !replication.strategy().equals(Replication.NETWORK_TOPOLOGY)
                || replication.factor(dataCentre).full() > 0;
    }

    private Finding absent(Keyspace keyspace) {
        var chosen = demand.options().dataCentre();
        var holders = holders(keyspace.replication());
        return blocked(
                "source.data-centre.absent",
                "keyspace " + keyspace.name(),
                keyspace.replication().toString(),
                keyspace.name(),
                String.valueOf(chosen),
                holders.isEmpty() ? "–" : String.join(", ", holders));
    }

    private Set<String> holders(Replication replication) {
        var holders = new TreeSet<>(source.dataCentres());
        holders.removeIf(name -> !isHeld(replication, name));
        return holders;
    }

    private Finding uncovered(Part part, String chosen) {
        var place = "keyspace " + part.keyspace();
        if (!part.isReckoned()) {
            return blocked("source.ranges.unknown", place, part.replication().toString(), part.keyspace(), chosen);
        }
        return blocked(
                "source.ranges.uncovered", place, gaps(part), part.keyspace(), chosen, part.open(), part.ranges());
    }

    private static String gaps(Part part) {
        var lines = part.gaps().stream().map(Object::toString).collect(Collectors.joining("\n"));
        return part.open() > part.gaps().size() ? lines + "\n…" : lines;
    }

    private Finding proof(Coverage coverage) {
        var nodes = demand.nodes().stream().map(Node::address).toList();
        var lines = coverage.parts().stream().map(Covering::line).collect(Collectors.joining("\n"));
        return Planning.finding(
                "source.ranges.covered",
                Severity.PASS,
                place(),
                "loaded from: " + String.join(", ", nodes) + "\n" + lines,
                nodes.size(),
                source.nodes().size(),
                coverage.parts().size());
    }

    private static String line(Part part) {
        var head = part.keyspace() + " " + part.replication() + ": ";
        if (!part.isReckoned()) {
            return head + "all nodes of the ring are loaded from";
        }
        return head + (part.ranges() - part.open()) + " of " + part.ranges() + " token ranges, "
                + (part.fewest() == 1 ? "1 copy" : part.fewest() + " copies") + " or more of each";
    }

    /// Rows are written at the pace of the data centre that a client speaks to; the others get them later, or
    /// by repair only.
    private void behind(List<Keyspace> here, String chosen, List<Finding> findings) {
        var elsewhere = here.stream()
                .filter(keyspace -> isElsewhere(keyspace.replication(), chosen))
                .map(Keyspace::name)
                .toList();
        if (!elsewhere.isEmpty()) {
            findings.add(Planning.finding(
                    "source.data-centre.behind",
                    Severity.WARN,
                    place(),
                    String.join(", ", elsewhere),
                    chosen,
                    elsewhere.stream().map(this::repair).collect(Collectors.joining("; "))));
        }
    }

    private boolean isElsewhere(Replication replication, String chosen) {
        return source.dataCentres().stream().anyMatch(name -> !name.equals(chosen) && isHeld(replication, name));
    }

    /// Without `-full`, 2.2 and newer repair only what was written since the last repair; 2.1 does not know it.
    private String repair(String keyspace) {
        var knowsFull = source.nodes().stream().allMatch(node -> node.version().isAtLeast(2, 2));
        return "nodetool repair " + (knowsFull ? "-full " : "") + "-pr " + keyspace;
    }

    private List<Finding> down() {
        var down = demand.nodes().stream().filter(node -> !node.up()).toList();
        var findings = new ArrayList<Finding>();
        if (down.isEmpty()) {
            return findings;
        }
        var reckoning = source.tokens().isEmpty() ? "" : reckoning(coverage(up()));
        down.forEach(node -> findings.add(blocked(
                "source.node.down",
                "source node " + node.address(),
                reckoning,
                node.address(),
                node.hostId().toString())));
        return findings;
    }

    private List<Node> up() {
        return demand.nodes().stream().filter(Node::up).toList();
    }

    /// What the nodes that are up hold.
    private static String reckoning(Coverage coverage) {
        return coverage.parts().stream()
                .map(part -> {
                    if (!part.isReckoned()) {
                        return part.keyspace() + ": nobody can tell where " + part.replication() + " keeps copies";
                    }
                    return part.keyspace() + ": "
                            + (part.open() == 0
                                    ? "each of " + part.ranges() + " token ranges has another copy on a node that is up"
                                    : part.open() + " of " + part.ranges() + " token ranges have no other copy");
                })
                .collect(Collectors.joining("\n"));
    }

    private String place() {
        return "source " + source.name();
    }

    private static Finding blocked(String code, String place, String evidence, Object... arguments) {
        return Planning.finding(code, Severity.BLOCK, place, evidence, arguments);
    }
}
