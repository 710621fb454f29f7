package dev.ferry.migration;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a migration is done.
///
/// @param limits how hard to push
/// @param replication for keyspaces whose replication the user decided: keyspace → data centre → factor
/// @param replicationKept whether the source's replication is to be kept as it is, where Ferry would repair
///     it
/// @param edits statements that the user wrote in place of Ferry's: the statement's id → CQL
/// @param production the clusters that are marked as production: nothing changes them before their name was
///     typed
public record Options(
        Limits limits,
        Map<String, Map<String, Integer>> replication,
        boolean replicationKept,
        Map<String, String> edits,
        Set<Side> production) {
    /// Where a document was written before edits and marks were known, it has none.
    public Options(
            Limits limits,
            Map<String, Map<String, Integer>> replication,
            boolean replicationKept,
            @Nullable Map<String, String> edits,
            @Nullable Set<Side> production) {
        this.limits = Objects.requireNonNull(limits);
        this.replication = Map.copyOf(replication);
        this.replicationKept = replicationKept;
        this.edits = edits == null ? Map.of() : Map.copyOf(edits);
        this.production = production == null ? Set.of() : Set.copyOf(production);
    }

    /// What suits most: Ferry's limits, replication repaired.
    public static Options usual() {
        return new Options(Limits.usual(), Map.of(), false, Map.of(), Set.of());
    }

    /// The same with other limits.
    public Options with(Limits limits) {
        return new Options(limits, replication, replicationKept, edits, production);
    }

    /// The same with another decision about replication.
    public Options withReplication(Map<String, Map<String, Integer>> replication, boolean isKept) {
        return new Options(limits, replication, isKept, edits, production);
    }

    /// The same with other edits.
    public Options withEdits(Map<String, String> edits) {
        return new Options(limits, replication, replicationKept, edits, production);
    }

    /// The same with other clusters marked as production.
    public Options withProduction(Set<Side> production) {
        return new Options(limits, replication, replicationKept, edits, production);
    }
}
