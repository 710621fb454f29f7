package dev.ferry.ui.work;

import dev.ferry.cluster.Cluster;
import dev.ferry.migration.Draft;
import dev.ferry.plan.Plan;
import dev.ferry.run.LoadTotals;
import dev.ferry.run.Run;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a migration at one moment.
///
/// @param draft what its user wants
/// @param survey the source as it was last seen; null if nobody looked
/// @param plan what shall happen; null if there is no plan
/// @param run what has happened
/// @param isLive whether a run is under way in this window
public record Known(
        Draft draft, @Nullable Cluster survey, @Nullable Plan plan, Run run, boolean isLive) {
    /// How many loaders are known to run on the nodes.
    public int loadersLiving() {
        return totals().running();
    }

    /// How far the load is.
    LoadTotals totals() {
        return plan == null ? new LoadTotals(0, 0, 0, 0, 0, 0) : LoadTotals.of(plan, run, Map.of());
    }
}
