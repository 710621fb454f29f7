package dev.ferry.aiven;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan of Aiven for Apache Cassandra (`GET /project/P/service-types/cassandra/plans`).
///
/// @param name for example `startup-4`
/// @param nodeCount how many nodes
/// @param offers cloud name → what it is there; a plan is offered in exactly these clouds
public record Plan(String name, int nodeCount, Map<String, Offer> offers) {
    public Plan {
        offers = Map.copyOf(offers);
    }

    /// What a plan is in one cloud.
    ///
    /// @param pricePerHourUsd null if not told
    /// @param nodeCpuCount per node, 0 if not told
    /// @param nodeMemoryMb per node, in MiB, 0 if not told
    /// @param diskSpaceMb the sum over all nodes, in MiB, 0 if not told
    /// @param diskCapMb the most that can be had, the sum over all nodes, in MiB; 0 if not told
    public record Offer(
            @Nullable BigDecimal pricePerHourUsd,
            int nodeCpuCount,
            long nodeMemoryMb,
            long diskSpaceMb,
            long diskCapMb) {
        // What avn calls a month.
        private static final BigDecimal HOURS = BigDecimal.valueOf(730);

        /// The price of 730 hours, as Aiven's own tool shows it; null if not told.
        public @Nullable BigDecimal pricePerMonthUsd() {
            return pricePerHourUsd == null ? null : pricePerHourUsd.multiply(HOURS);
        }
    }
}
