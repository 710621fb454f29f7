package dev.ferry.engine;

import dev.ferry.plan.CellId;
import dev.ferry.run.Check;
import java.util.Set;

/// What of a goal is meant: everything, or only some nodes, cells or checks.
///
/// @param nodes addresses of source nodes; empty for all
/// @param cells cells; empty for all
/// @param checks checks of the preflight; empty for all
public record Scope(Set<String> nodes, Set<CellId> cells, Set<Check> checks) {
    /// Everything.
    public static final Scope ALL = new Scope(Set.of(), Set.of());

    public Scope {
        nodes = Set.copyOf(nodes);
        cells = Set.copyOf(cells);
        checks = Set.copyOf(checks);
    }

    /// Some nodes or cells, with every check.
    public Scope(Set<String> nodes, Set<CellId> cells) {
        this(nodes, cells, Set.of());
    }

    /// One node.
    public static Scope ofNode(String node) {
        return new Scope(Set.of(node), Set.of());
    }

    /// One check on one node.
    public static Scope ofCheck(String node, Check check) {
        return new Scope(Set.of(node), Set.of(), Set.of(check));
    }

    /// Whether a node is meant.
    ///
    /// @param node its address
    public boolean hasNode(String node) {
        return nodes.isEmpty() || nodes.contains(node);
    }

    /// Whether every check on every node is meant.
    boolean isEveryCheck() {
        return nodes.isEmpty() && checks.isEmpty();
    }
}
