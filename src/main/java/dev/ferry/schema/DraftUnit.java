package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.SchemaObject.Fate;
import dev.ferry.schema.SchemaObject.Kind;
import dev.ferry.schema.SchemaObject.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of a draft that changes together: a keyspace with its types, or a table with its indexes and
/// views.
///
/// @param table empty for the unit of a keyspace
/// @param asked the ids of all statements that an edit could have changed here
record DraftUnit(
        Keyspace keyspace,
        Optional<Table> table,
        List<SchemaObject> objects,
        List<Statement> statements,
        Set<String> asked) {

    static DraftUnit ofKeyspace(SchemaBasis basis, SchemaPlanner planner, Keyspace keyspace, List<Table> tables) {
        var draft = planner.draft();
        planner.keyspace(keyspace, tables, basis.standing(), draft);
        var sides = new Sides(basis, keyspace);
        var subjects = new ArrayList<Subject>();
        subjects.add(new Subject(Kind.KEYSPACE, keyspace.name(), "keyspace " + keyspace.name(), null, sides.whole()));
        for (var type : TypeComparison.needed(keyspace, tables)) {
            subjects.add(
                    new Subject(Kind.TYPE, type.name(), "type " + TypeComparison.name(type), null, sides.type(type)));
        }
        return unit(basis, planner.repair(), keyspace, Optional.empty(), subjects, draft);
    }

    static DraftUnit ofTable(SchemaBasis basis, SchemaPlanner planner, Keyspace keyspace, Table table) {
        var draft = planner.draft();
        planner.tables(keyspace, List.of(table), basis.standing(), draft);
        var sides = new Sides(basis, keyspace);
        var name = table.name();
        var subjects = new ArrayList<Subject>();
        subjects.add(new Subject(Kind.TABLE, name.table(), table.place(), name, sides.table(table)));
        for (var index : table.indexes()) {
            var place = "index " + keyspace.name() + "." + index.name();
            subjects.add(new Subject(Kind.INDEX, index.name(), place, name, sides.index(index)));
        }
        for (var view : keyspace.viewsOf(name)) {
            subjects.add(new Subject(Kind.VIEW, view.name(), "view " + view.fullName(), name, sides.view(view)));
        }
        return unit(basis, planner.repair(), keyspace, Optional.of(table), subjects, draft);
    }

    /// Something that is only spoken of.
    static SchemaObject lost(String place, Finding finding, List<SchemaFix> fixes) {
        var note = new SchemaNote(finding, 1, fixes);
        return new SchemaObject(
                Kind.OTHER, "", place, place, null, "", "", "", Fate.LEFT_OUT, List.of(), List.of(note));
    }

    /// An object before it is planned.
    ///
    /// @param sides its CQL on the source, and on the target if it stands there
    private record Subject(
            Kind kind, String name, String place, @Nullable TableName table, Both sides) {}

    /// @param standing empty where nothing stands
    record Both(String source, String standing) {}

    private static DraftUnit unit(
            SchemaBasis basis,
            ReplicationRepair repair,
            Keyspace keyspace,
            Optional<Table> table,
            List<Subject> subjects,
            PlanDraft draft) {
        var remarks = new LinkedHashMap<String, List<Remark>>();
        for (var each : draft.remarks()) {
            remarks.computeIfAbsent(each.finding().place(), _ -> new ArrayList<>())
                    .add(each);
        }
        var objects = new ArrayList<SchemaObject>();
        for (var each : subjects) {
            var own = remarks.remove(each.place());
            var notes = own == null ? List.<Remark>of() : own;
            objects.add(object(basis, repair, keyspace, each, notes, draft.slots()));
        }
        remarks.forEach((place, some) -> objects.add(spokenOf(keyspace, place, some)));
        return new DraftUnit(
                keyspace,
                table,
                List.copyOf(objects),
                draft.slots().stream().flatMap(each -> each.run().stream()).toList(),
                draft.edits().asked());
    }

    /// Functions, aggregates, indexes that only the target has.
    private static SchemaObject spokenOf(Keyspace keyspace, String place, List<Remark> remarks) {
        var notes = remarks.stream()
                .map(each -> new SchemaNote(each.finding(), 1, List.of()))
                .toList();
        var name = place.substring(place.indexOf('.') + 1);
        var text = remarks.getFirst().finding().evidence();
        return new SchemaObject(
                Kind.OTHER, keyspace.name(), name, place, null, text, "", "", Fate.LEFT_OUT, List.of(), notes);
    }

    private static SchemaObject object(
            SchemaBasis basis,
            ReplicationRepair repair,
            Keyspace keyspace,
            Subject subject,
            List<Remark> remarks,
            List<Slot> slots) {
        var pieces = slots.stream()
                .filter(each -> each.statement().object().equals(subject.place()) && each.isEditable())
                .map(each -> new Piece(
                        each.statement().id(), each.proposal(), each.statement().cql()))
                .toList();
        var stands = pieces.isEmpty() && !subject.sides().standing().isEmpty();
        var target = stands
                ? subject.sides().standing()
                : TargetText.join(pieces.stream().map(Piece::text).toList());
        var proposal = stands
                ? target
                : TargetText.join(pieces.stream().map(Piece::proposal).toList());
        var fixes = new Fixes(basis, repair, keyspace, subject.table(), pieces);
        var notes = remarks.stream()
                .sorted(Comparator.comparing(each -> each.finding().severity(), Comparator.<Severity>reverseOrder()))
                .map(each -> new SchemaNote(each.finding(), NoteLine.of(each, pieces, target), fixes.of(each)))
                .toList();
        return new SchemaObject(
                subject.kind(),
                keyspace.name(),
                subject.name(),
                subject.place(),
                subject.table(),
                subject.sides().source(),
                target,
                proposal,
                fate(subject, target, stands),
                pieces,
                notes);
    }

    private static Fate fate(Subject subject, String target, boolean stands) {
        if (stands) {
            return Fate.STANDS;
        }
        if (target.isEmpty()) {
            return Fate.LEFT_OUT;
        }
        return target.equals(subject.sides().source()) ? Fate.SAME : Fate.CHANGED;
    }

    /// The CQL of objects on both sides.
    private record Sides(SchemaBasis basis, Keyspace keyspace) {
        Both whole() {
            return new Both(
                    keyspace(keyspace, basis.sourceVersion()),
                    standing()
                            .map(each -> keyspace(each, basis.target().version()))
                            .orElse(""));
        }

        private static String keyspace(Keyspace each, CassandraVersion version) {
            return TargetText.join(
                    List.of(new CqlWriter(version).keyspace(each.name(), each.replication(), each.durableWrites())));
        }

        private Optional<Keyspace> standing() {
            return basis.standing().keyspace(keyspace.name());
        }

        private CqlWriter source() {
            return new CqlWriter(basis.sourceVersion());
        }

        private CqlWriter target() {
            return new CqlWriter(basis.target().version());
        }

        Both type(UserType type) {
            return new Both(
                    TargetText.join(List.of(source().type(type))),
                    standing()
                            .flatMap(each -> each.type(type.name()))
                            .map(each -> TargetText.join(List.of(target().type(each))))
                            .orElse(""));
        }

        Both table(Table table) {
            return new Both(
                    whole(source(), table),
                    standing()
                            .flatMap(each -> each.table(table.name().table()))
                            .map(each -> whole(target(), each))
                            .orElse(""));
        }

        private static String whole(CqlWriter writer, Table table) {
            var drops = table.droppedColumns().stream()
                    .flatMap(dropped -> Stream.concat(
                            Stream.of(writer.drop(table.name(), dropped)),
                            table.column(dropped.name()).stream().map(each -> writer.add(table.name(), each))));
            return TargetText.join(
                    Stream.concat(Stream.of(writer.shown(table)), drops).toList());
        }

        Both index(Index index) {
            return new Both(
                    TargetText.join(List.of(source().index(index))),
                    standing().stream()
                            .flatMap(each -> each.tables().stream())
                            .flatMap(each -> each.indexes().stream())
                            .filter(each -> each.name().equals(index.name()))
                            .findFirst()
                            .map(each -> TargetText.join(List.of(target().index(each))))
                            .orElse(""));
        }

        Both view(View view) {
            return new Both(
                    TargetText.join(List.of(source().view(view).cql())),
                    standing()
                            .flatMap(each -> each.view(view.name()))
                            .map(each ->
                                    TargetText.join(List.of(target().view(each).cql())))
                            .orElse(""));
        }
    }
}
