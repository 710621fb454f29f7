package dev.ferry.plan;

import dev.ferry.schema.TableName;
import java.util.List;
import java.util.UUID;

/// One table that moves.
///
/// @param table its name
/// @param id its id on the source: its folders are named after it
/// @param cells one per source node
public record TablePlan(TableName table, UUID id, List<CellPlan> cells) {
    public TablePlan {
        cells = List.copyOf(cells);
    }

    /// Its bytes on all source nodes together.
    public long bytes() {
        return cells.stream().mapToLong(CellPlan::bytes).sum();
    }
}
