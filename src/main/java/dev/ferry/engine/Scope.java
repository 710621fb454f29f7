package dev.ferry.engine;

import dev.ferry.plan.CellId;
import java.util.Set;

/// What of a goal is meant: everything, or only some nodes or cells.
///
/// @param nodes addresses of source nodes; empty for all
/// @param cells cells; empty for all
public record Scope(Set<String> nodes, Set<CellId> cells) {
    /// Everything.
    public static final Scope ALL = new Scope(Set.of(), Set.of());

    public Scope {
        nodes = Set.copyOf(nodes);
        cells = Set.copyOf(cells);
    }
}
