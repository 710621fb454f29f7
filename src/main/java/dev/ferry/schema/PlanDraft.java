package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A plan while it is made. What a user wrote takes the place of what Ferry would write, and is checked.
final class PlanDraft {
    private final Edits edits;
    private final EditCheck check;
    private final List<Remark> remarks = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();

    PlanDraft(Edits edits, EditCheck check) {
        this.edits = edits;
        this.check = check;
    }

    /// What the user wrote.
    Edits edits() {
        return edits;
    }

    void add(Finding finding) {
        remarks.add(Remark.of(finding));
    }

    void addAll(List<Finding> some) {
        some.forEach(this::add);
    }

    /// A statement that Ferry would run.
    void add(Statement statement) {
        edits.of(statement.id())
                .ifPresentOrElse(
                        text -> edit(statement, statement.cql(), text),
                        () -> slots.add(new Slot(statement, statement.cql(), false)));
    }

    /// A statement that Ferry would leave out, and that a user may want.
    void offer(Statement statement) {
        edits.of(statement.id())
                .ifPresentOrElse(
                        text -> edit(statement, "", text), () -> slots.add(new Slot(with(statement, ""), "", false)));
    }

    private void edit(Statement statement, String proposal, String text) {
        if (text.equals(proposal)) {
            slots.add(new Slot(with(statement, text), proposal, false));
            return;
        }
        remarks.addAll(check.check(statement, text));
        slots.add(new Slot(with(statement, text), proposal, true));
    }

    private static Statement with(Statement statement, String cql) {
        return new Statement(statement.id(), statement.stage(), statement.keyspace(), statement.object(), cql);
    }

    /// Says which edits have found no statement.
    void sayWhatIsLost() {
        edits.lost().forEach((id, text) -> add(Notice.EDIT_STALE.at(place(id), text, place(id))));
    }

    /// What an edit was about: `create.table.shop.orders` is `table shop.orders`.
    static String place(String id) {
        var rest = id.substring(id.indexOf('.') + 1);
        var name = rest.indexOf('.');
        return id.startsWith("create.") && name > 0
                ? rest.substring(0, name) + " " + rest.substring(name + 1)
                : "statement " + id;
    }

    List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    List<Slot> slots() {
        return List.copyOf(slots);
    }

    /// The plan: heavy findings first, early stages first, all else in the order in which it was added.
    SchemaPlan plan() {
        return new SchemaPlan(
                remarks.stream()
                        .map(Remark::finding)
                        .sorted(Comparator.comparing(Finding::severity, Comparator.<Severity>reverseOrder()))
                        .toList(),
                slots.stream()
                        .flatMap(each -> each.run().stream())
                        .sorted(Comparator.comparing(Statement::stage))
                        .toList());
    }
}
