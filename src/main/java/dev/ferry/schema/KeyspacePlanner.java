package dev.ferry.schema;

import java.util.List;
import java.util.Optional;

/// Plans a keyspace itself and the user-defined types in it.
final class KeyspacePlanner {
    private final TargetShape target;
    private final ReplicationRepair repair;
    private final PlanDraft draft;
    private final CqlWriter writer;

    KeyspacePlanner(TargetShape target, ReplicationRepair repair, PlanDraft draft) {
        this.target = target;
        this.repair = repair;
        this.draft = draft;
        this.writer = new CqlWriter(target.version());
    }

    /// Adds what the keyspace and the types of these tables need.
    void plan(Keyspace source, List<Table> tables, Optional<Keyspace> standing) {
        var proposed = repair.of(source);
        var wanted = draft.edits()
                .replication(source.name())
                .map(each -> repair.chosen(source, each))
                .orElse(proposed);
        if (standing.isPresent()) {
            compare(source, wanted.replication(), standing.get());
        } else {
            draft.addAll(wanted.findings());
            create(source, proposed.replication());
        }
        for (var type : TypeComparison.needed(source, tables)) {
            plan(type, standing.flatMap(each -> each.type(type.name())));
        }
        sayWhatIsLeft(source, standing);
    }

    private void create(Keyspace source, Replication replication) {
        var name = source.name();
        if (!source.durableWrites()) {
            draft.add(Notice.DURABLE_WRITES.at(place(name), "durable_writes = false", name));
        }
        draft.add(new Statement(
                "create.keyspace." + name,
                Stage.BEFORE_LOAD,
                name,
                place(name),
                writer.keyspace(name, replication, source.durableWrites())));
    }

    private void compare(Keyspace source, Replication wanted, Keyspace standing) {
        var name = source.name();
        var found = standing.replication();
        var alter = "ALTER KEYSPACE " + Cql.name(name) + " WITH replication = " + wanted;
        if (!found.placesReplicaOn(target.nodesByDataCentre().keySet())) {
            draft.add(Notice.KEYSPACE_NO_REPLICA.at(place(name), found.toString(), name, found, alter));
        } else if (found.equals(wanted)) {
            draft.add(Notice.KEYSPACE_STANDS.at(place(name), found.toString(), place(name)));
        } else {
            draft.add(Notice.KEYSPACE_REPLICATION_DIFFERS.at(
                    place(name), wanted + " ≠ " + found, name, found, wanted, alter));
        }
        if (source.durableWrites() != standing.durableWrites()) {
            draft.add(Notice.DURABLE_WRITES_DIFFER.at(
                    place(name),
                    source.durableWrites() + " ≠ " + standing.durableWrites(),
                    name,
                    standing.durableWrites()));
        }
    }

    private void plan(UserType type, Optional<UserType> standing) {
        var name = TypeComparison.name(type);
        draft.edits().of("create.type." + name);
        var place = "type " + name;
        draft.addAll(new TypeCheck(target.version(), place).fields(type));
        if (standing.isEmpty()) {
            draft.add(
                    new Statement("create.type." + name, Stage.BEFORE_LOAD, type.keyspace(), place, writer.type(type)));
            return;
        }
        TypeComparison.difference(type, standing.get())
                .ifPresentOrElse(
                        each -> draft.add(Notice.TYPE_DIFFERS.because(each.message(), place, each.evidence(), name)),
                        () -> draft.add(Notice.TYPE_STANDS.at(place, "", place)));
    }

    private void sayWhatIsLeft(Keyspace source, Optional<Keyspace> standing) {
        var name = source.name();
        for (var function : source.functions()) {
            if (standing.stream().noneMatch(each -> each.functions().contains(function))) {
                var place = "function " + name + "." + function.name();
                draft.add(Notice.FUNCTION_LEFT.at(place, writer.function(name, function), place));
            }
        }
        for (var aggregate : source.aggregates()) {
            if (standing.stream().noneMatch(each -> each.aggregates().contains(aggregate))) {
                var place = "aggregate " + name + "." + aggregate.name();
                draft.add(Notice.AGGREGATE_LEFT.at(place, writer.aggregate(name, aggregate), place));
            }
        }
    }

    private static String place(String keyspace) {
        return "keyspace " + keyspace;
    }
}
