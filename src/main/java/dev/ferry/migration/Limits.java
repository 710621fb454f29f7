package dev.ferry.migration;

/// How hard to push, for loads. A loader is counted as a place: it is taken by one large table, or by up to
/// {@link #CELLS_A_PLACE} small ones that share a process.
///
/// @param loadersPerNode how many loaders run at once on one source node; at least 1
/// @param loadersInAll how many run at once on all nodes together; at least 1
/// @param throttleMebibytesPerSecond how fast one process may send; 0 for as fast as it can
public record Limits(int loadersPerNode, int loadersInAll, int throttleMebibytesPerSecond) {
    /// How many small cells are loaded at once on one place: what costs time for them is waiting, most of all
    /// for the driver.
    public static final int CELLS_A_PLACE = 5;

    public Limits {
        if (loadersPerNode < 1 || loadersInAll < 1 || throttleMebibytesPerSecond < 0) {
            throw new IllegalArgumentException("limits out of range");
        }
    }

    /// How many loaders can come to run at once on so many nodes.
    public int most(int nodes) {
        return (int) Math.min(loadersInAll, Math.max(1L, nodes) * loadersPerNode);
    }

    /// No throttle that nobody chose; as many loaders as small tables profit from.
    public static Limits usual() {
        return new Limits(4, 256, 0);
    }
}
