package dev.ferry.schema;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Works out what a schema needs to move to a target: repairs, findings, and every statement in its order.
public final class SchemaPlanner {
    /// `gc_grace_seconds` while a table is loaded: ten years, so that no tombstone is purged before its
    /// data is there.
    public static final int HELD_GC_GRACE_SECONDS = 315_360_000;

    private final TargetShape target;
    private final ReplicationRepair replication;
    private final Map<String, String> edits;

    /// A planner for one target.
    ///
    /// @param target what the target can hold
    /// @param policy what to do with a replication that does not suit it
    /// @param overrides replication that a person chose, by keyspace; it wins over the policy
    public SchemaPlanner(TargetShape target, ReplicationPolicy policy, Map<String, Replication> overrides) {
        this(target, new SchemaChoices(policy, overrides, Map.of()));
    }

    /// A planner for one target.
    ///
    /// @param target what the target can hold
    /// @param choices what a person has decided
    public SchemaPlanner(TargetShape target, SchemaChoices choices) {
        this.target = Objects.requireNonNull(target);
        this.replication = new ReplicationRepair(target, choices);
        this.edits = choices.edits();
    }

    /// The plan for moving these tables.
    ///
    /// @param source the source's schema
    /// @param selection the tables that move; the types that they need, their indexes and views come along
    /// @param standing what stands on the target already; it is compared, never dropped
    public SchemaPlan plan(Schema source, Set<TableName> selection, Schema standing) {
        var draft = draft();
        for (var name : new TreeSet<>(selection)) {
            if (source.table(name).isEmpty()) {
                draft.add(Notice.TABLE_ABSENT.at("table " + name, "", name));
            }
        }
        for (var keyspace : source.keyspaces()) {
            var tables = keyspace.tables().stream()
                    .filter(each -> selection.contains(each.name()))
                    .toList();
            if (!tables.isEmpty()) {
                keyspace(keyspace, tables, standing, draft);
                tables(keyspace, tables, standing, draft);
            }
        }
        draft.sayWhatIsLost();
        return draft.plan();
    }

    /// The replication that a keyspace of the source will have on the target, unless it stands there already.
    public Replication replication(Keyspace source) {
        var edit = edits.getOrDefault("create.keyspace." + source.name(), "");
        return CqlReader.read(edit).read().orElse(null) instanceof CqlStatement.CreateKeyspace written
                ? written.replication()
                : replication.of(source).replication();
    }

    /// What replication is worked out by.
    ReplicationRepair repair() {
        return replication;
    }

    /// A plan with nothing in it yet.
    PlanDraft draft() {
        return new PlanDraft(new Edits(edits), new EditCheck(target));
    }

    /// Adds a keyspace and the types that these tables need.
    void keyspace(Keyspace source, List<Table> tables, Schema standing, PlanDraft draft) {
        new KeyspacePlanner(target, replication, draft).plan(source, tables, standing.keyspace(source.name()));
    }

    /// Adds tables, their indexes and their views.
    void tables(Keyspace source, List<Table> tables, Schema standing, PlanDraft draft) {
        // An empty stand-in is compared alike and never written.
        var there =
                standing.keyspace(source.name()).orElseGet(() -> Keyspace.empty(source.name(), source.replication()));
        var planner = new TablePlanner(target.version(), draft, source, there);
        tables.forEach(planner::plan);
        var followers = new FollowerPlanner(target.version(), draft, source, there);
        tables.forEach(followers::plan);
    }
}
