package dev.ferry.schema;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Works out what a schema needs to move to a target: repairs, findings, and every statement in its order.
public final class SchemaPlanner {
    /// `gc_grace_seconds` while a table is loaded: ten years, so that no tombstone is purged before its
    /// data is there.
    public static final int HELD_GC_GRACE_SECONDS = 315_360_000;

    private final TargetShape target;
    private final ReplicationPolicy policy;
    private final Map<String, Replication> overrides;

    /// @param target what the target can hold
    /// @param policy what to do with a replication that does not suit it
    /// @param overrides replication that a person chose, by keyspace; it wins over the policy
    public SchemaPlanner(TargetShape target, ReplicationPolicy policy, Map<String, Replication> overrides) {
        this.target = Objects.requireNonNull(target);
        this.policy = Objects.requireNonNull(policy);
        this.overrides = Map.copyOf(overrides);
    }

    /// The plan for moving these tables.
    ///
    /// @param source the source's schema
    /// @param selection the tables that move; the types that they need, their indexes and views come along
    /// @param standing what stands on the target already; it is compared, never dropped
    public SchemaPlan plan(Schema source, Set<TableName> selection, Schema standing) {
        throw new UnsupportedOperationException(target + " " + policy + " " + overrides);
    }
}
