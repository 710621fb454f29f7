package dev.ferry.migration;

import java.util.Map;

/// How a migration is done.
///
/// @param limits how hard to push
/// @param replication for keyspaces whose replication the user decided: keyspace → data centre → factor
/// @param replicationKept whether the source's replication is to be kept as it is, where Ferry would repair
///     it
public record Options(Limits limits, Map<String, Map<String, Integer>> replication, boolean replicationKept) {
    public Options {
        replication = Map.copyOf(replication);
    }

    /// What suits most: Ferry's limits, replication repaired.
    public static Options usual() {
        return new Options(Limits.usual(), Map.of(), false);
    }
}
