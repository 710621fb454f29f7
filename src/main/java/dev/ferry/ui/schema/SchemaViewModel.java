package dev.ferry.ui.schema;

import dev.ferry.migration.Draft;
import dev.ferry.migration.Selection;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.Replication;
import dev.ferry.schema.SchemaBasis;
import dev.ferry.schema.SchemaChoices;
import dev.ferry.schema.SchemaDraft;
import dev.ferry.schema.SchemaFix;
import dev.ferry.schema.SchemaNote;
import dev.ferry.schema.SchemaObject;
import dev.ferry.schema.Stage;
import dev.ferry.schema.Table;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Job;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What the schema's screen shows and does: the draft, which object is looked at, what was found.
final class SchemaViewModel {
    /// After the last keystroke, in milliseconds, until the text is read again.
    private static final long PAUSE = 150;

    private final Desk desk;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NO_SOURCE);
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable SchemaDraft> draft = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable SchemaObject> chosen = new ReadOnlyObjectWrapper<>();
    private Background.@Nullable Errand pause;
    private Background.@Nullable Errand building;
    private @Nullable String typed;
    private boolean isLooking;

    SchemaViewModel(Desk desk) {
        this.desk = desk;
    }

    /// What there is to show.
    enum State {
        /// Nobody has looked at the source.
        NO_SOURCE,
        /// It is not said where to.
        NO_TARGET,
        /// The target is looked at.
        LOOKING,
        /// It could not be looked at.
        FAILED,
        /// No table is selected.
        NO_TABLES,
        /// There is a draft.
        READY
    }

    /// Which objects are listed.
    enum Filter {
        /// All.
        ALL,
        /// Those with something notable.
        FINDINGS,
        /// Those that will not be as on the source.
        CHANGED,
        /// Those that were edited by hand.
        EDITED;

        boolean takes(SchemaObject object) {
            return switch (this) {
                case ALL -> true;
                case FINDINGS -> object.severity() != Severity.PASS;
                case CHANGED ->
                    object.fate() == SchemaObject.Fate.CHANGED || object.fate() == SchemaObject.Fate.LEFT_OUT;
                case EDITED -> object.isEdited();
            };
        }
    }

    /// One thing that was found, with the object that it is about.
    record Found(SchemaObject object, SchemaNote note) {}

    ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Failure> failure() {
        return failure.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable SchemaDraft> draft() {
        return draft.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable SchemaObject> chosen() {
        return chosen.getReadOnlyProperty();
    }

    Desk desk() {
        return desk;
    }

    /// Looks at what there is, and at the target if nobody did.
    void refresh() {
        var survey = desk.survey().get();
        var wanted = desk.draft().get();
        var look = desk.look().get();
        if (survey == null) {
            show(State.NO_SOURCE, null);
        } else if (wanted.migration().isEmpty()) {
            show(State.NO_TARGET, null);
        } else if (look == null) {
            lookAtTarget();
        } else {
            var selection = survey.schema().tables().stream()
                    .map(Table::name)
                    .filter(wanted.selection()::takes)
                    .collect(Collectors.toUnmodifiableSet());
            var version = survey.nodes().stream()
                    .map(each -> each.version())
                    .min(Comparator.naturalOrder())
                    .orElse(CassandraVersion.of("4.0"));
            var basis = new SchemaBasis(survey.schema(), version, look.shape(), look.standing(), selection);
            var choices = wanted.options().schemaChoices();
            var last = draft.get();
            if (selection.isEmpty()) {
                show(State.NO_TABLES, null);
            } else if (last != null && last.basis().equals(basis)) {
                show(State.READY, last.with(choices));
            } else {
                build(basis, choices);
            }
        }
    }

    /// Thousands of tables take longer than a frame when they are seen for the first time.
    private void build(SchemaBasis basis, SchemaChoices choices) {
        if (building != null) {
            building.giveUp();
        }
        if (draft.get() == null) {
            state.set(State.LOOKING);
        }
        building = desk.background()
                .run(
                        () -> SchemaDraft.of(basis, choices),
                        made -> show(
                                State.READY,
                                made.with(desk.draft().get().options().schemaChoices())),
                        why -> {
                            failure.set(why);
                            state.set(State.FAILED);
                        });
    }

    private void show(State next, @Nullable SchemaDraft made) {
        draft.set(made);
        var was = chosen.get();
        if (made == null) {
            chosen.set(null);
        } else {
            chosen.set(Optional.ofNullable(was)
                    .flatMap(each -> made.object(each.place()))
                    .or(() -> found().stream().map(Found::object).findFirst())
                    .or(() -> made.objects().stream().findFirst())
                    .orElse(null));
        }
        state.set(next);
    }

    /// Looks at the target, again if it was looked at before.
    void lookAtTarget() {
        if (isLooking) {
            return;
        }
        isLooking = true;
        state.set(State.LOOKING);
        failure.set(null);
        var job = desk.lookAtTarget(why -> {
            isLooking = false;
            failure.set(why);
            state.set(State.FAILED);
        });
        job.state().addListener((property, old, now) -> looked(now));
        looked(job.state().get());
    }

    private void looked(Job.State ended) {
        if (desk.look().get() != null) {
            isLooking = false;
            refresh();
        } else if (ended == Job.State.STOPPED) {
            isLooking = false;
            state.set(State.FAILED);
        }
    }

    /// Chooses the object that is looked at.
    void choose(@Nullable SchemaObject object) {
        if (object != null) {
            settle();
            var current = draft.get();
            chosen.set(current == null ? object : current.object(object.place()).orElse(object));
        }
    }

    /// Everything notable, object by object, heavy things first within each.
    List<Found> found() {
        var current = draft.get();
        return current == null
                ? List.of()
                : current.objects().stream()
                        .flatMap(object -> object.notes().stream()
                                .filter(SchemaNote::isNotable)
                                .map(note -> new Found(object, note)))
                        .sorted(Comparator.comparing(
                                each -> each.note().finding().severity(), Comparator.reverseOrder()))
                        .toList();
    }

    /// The objects that a filter and a search take, in order.
    List<SchemaObject> objects(Filter filter, String search) {
        var current = draft.get();
        var words = search.strip().toLowerCase(Locale.ROOT);
        return current == null
                ? List.of()
                : current.objects().stream()
                        .filter(filter::takes)
                        .filter(each -> words.isEmpty()
                                || each.place().toLowerCase(Locale.ROOT).contains(words))
                        .toList();
    }

    /// Whether the chosen object can be changed now.
    boolean isEditable() {
        var object = chosen.get();
        return object != null
                && object.isEditable()
                && !isApplied(object)
                && desk.live().get() == null;
    }

    /// Whether a run of the present plan has made this object already.
    boolean isApplied(SchemaObject object) {
        var run = desk.run().get();
        var plan = desk.plan().get();
        if (plan == null || !run.plan().equals(Optional.of(plan.id()))) {
            return false;
        }
        return object.pieces().stream()
                .anyMatch(piece -> List.of(Step.SCHEMA, Step.SCHEMA_AFTER).stream()
                        .map(step -> run.step(new StepId(step, piece.id())).outcome())
                        .anyMatch(Outcome.Succeeded.class::isInstance));
    }

    /// The chosen object's text for the target has become this; it is read after a pause.
    void type(String text) {
        typed = text;
        if (pause != null) {
            pause.giveUp();
        }
        pause = desk.background().after(PAUSE, this::settle);
    }

    /// Reads at once what was typed last.
    void settle() {
        var text = typed;
        var object = chosen.get();
        typed = null;
        if (pause != null) {
            pause.giveUp();
            pause = null;
        }
        var current = draft.get();
        if (text != null && object != null && current != null && isEditable()) {
            var edits = new HashMap<>(current.choices().edits());
            object.editsOf(text)
                    .forEach((id, own) -> own.ifPresentOrElse(each -> edits.put(id, each), () -> edits.remove(id)));
            change(current.choices().withEdits(edits));
        }
    }

    private void change(SchemaChoices choices) {
        desk.change(each -> each.with(each.options().with(choices)));
        refresh();
    }

    /// Does what one click does about a finding.
    void fix(SchemaFix fix) {
        settle();
        if (fix instanceof SchemaFix.ExcludeTable(var table)) {
            desk.change(each -> without(each, table.toString()));
            refresh();
        } else {
            var current = draft.get();
            if (current != null) {
                change(fix.on(current.choices()));
            }
        }
    }

    private static Draft without(Draft draft, String table) {
        var exclude = new ArrayList<>(draft.selection().exclude());
        exclude.add(table);
        return draft.with(new Selection(draft.selection().include(), exclude));
    }

    /// Gives every keyspace whose replication was noted the one that suits.
    void fixReplication() {
        settle();
        var current = draft.get();
        if (current != null) {
            var choices = current.choices();
            for (var fix : current.replicationFixes()) {
                choices = fix.on(choices);
            }
            change(choices);
        }
    }

    /// The source's data centres, in the order of their names.
    List<String> sourceDataCentres() {
        var survey = desk.survey().get();
        return survey == null
                ? List.of()
                : survey.dataCentres().stream().sorted().toList();
    }

    /// Whether there is anything to be said about data centres: one alone on either side goes to the other.
    boolean hasDataCentres() {
        var current = draft.get();
        return current != null
                && (sourceDataCentres().size() > 1
                        || current.basis().target().nodesByDataCentre().size() > 1
                        || !desk.draft().get().options().dataCentres().isEmpty());
    }

    /// Says which data centre of the target takes the place of which of the source.
    void mapDataCentres(Map<String, String> mapped) {
        settle();
        desk.change(each -> each.with(each.options().withDataCentres(mapped)));
        refresh();
    }

    /// Gives the chosen keyspace a replication.
    void replicate(Replication replication) {
        var object = chosen.get();
        var current = draft.get();
        if (object == null || current == null) {
            return;
        }
        if (replication.strategy().equals(Replication.NETWORK_TOPOLOGY)) {
            fix(new SchemaFix.ChooseReplication(object.keyspace(), replication));
            return;
        }
        var before = current.replication(object.keyspace())
                .map(Replication::toString)
                .orElse("");
        type(object.target().replace(before, replication.toString()));
        settle();
    }

    /// Puts the chosen object back to what Ferry proposes.
    void reset() {
        typed = null;
        var object = chosen.get();
        var current = draft.get();
        if (object != null && current != null) {
            var edits = new HashMap<>(current.choices().edits());
            object.pieces().forEach(each -> edits.remove(each.id()));
            change(current.choices().withEdits(edits));
        }
    }

    /// The finding after or before another.
    ///
    /// @param at where one is; null for nowhere
    /// @param step 1 for the next one, -1 for the one before
    Optional<Found> walk(@Nullable Found at, int step) {
        var all = found();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        var index = at == null ? -1 : all.indexOf(at);
        var next = index < 0 ? (step > 0 ? 0 : all.size() - 1) : Math.floorMod(index + step, all.size());
        return Optional.of(all.get(next));
    }

    /// How many statements would be run before the load.
    long statements() {
        var current = draft.get();
        return current == null
                ? 0
                : current.statements().stream()
                        .filter(each -> each.stage() == Stage.BEFORE_LOAD)
                        .count();
    }
}
