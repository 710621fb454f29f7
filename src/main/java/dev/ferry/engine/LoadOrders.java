package dev.ferry.engine;

import dev.ferry.migration.Limits;
import dev.ferry.plan.CellId;
import java.util.Set;

/// What a user has said about a load that goes on, as it stands now.
///
/// @param limits the limits that hold
/// @param isPaused whether no further loader is started at all
/// @param isStopping whether the loaders that run are being ended
/// @param paused cells that are not started until they are resumed; what runs of them goes on
public record LoadOrders(Limits limits, boolean isPaused, boolean isStopping, Set<CellId> paused) {
    public LoadOrders {
        paused = Set.copyOf(paused);
    }
}
