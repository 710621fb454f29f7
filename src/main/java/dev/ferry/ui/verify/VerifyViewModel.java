package dev.ferry.ui.verify;

import dev.ferry.engine.Goal;
import dev.ferry.engine.Scope;
import dev.ferry.outcome.Failure;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.Plan;
import dev.ferry.rows.RowComparison;
import dev.ferry.rows.RowQuestion;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Tick;
import dev.ferry.schema.TableName;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.verify.Standing.State;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Feed;
import dev.ferry.ui.work.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// What the screen of the proof shows and does.
final class VerifyViewModel {
    private static final int MOST_ROWS = 200;
    private static final int SHORT_NAMES = 3;

    private final Desk desk;
    private final ObservableList<TableRow> tables = FXCollections.observableArrayList();
    private final FilteredList<TableRow> shown = new FilteredList<>(tables);
    private final Map<TableName, Tick.TableCounting> counting = new HashMap<>();
    private final ReadOnlyObjectWrapper<Totals> totals = new ReadOnlyObjectWrapper<>(Totals.NONE);
    private final StringProperty search = new SimpleStringProperty("");
    private final ObjectProperty<Filter> filter = new SimpleObjectProperty<>(Filter.ALL);
    private final ReadOnlyObjectWrapper<Rows> rows = new ReadOnlyObjectWrapper<>(new Rows.None());
    private @Nullable Plan plan;
    private @Nullable Job job;
    private Runnable watching = () -> {};

    VerifyViewModel(Desk desk) {
        this.desk = desk;
        search.addListener((property, old, now) -> sift());
        filter.addListener((property, old, now) -> sift());
    }

    /// Takes in how everything stands now.
    void refresh() {
        var now = desk.plan().get();
        var run = desk.run().get();
        if (now != plan) {
            plan = now;
            counting.clear();
            tables.setAll(rowsOf(now, run));
        }
        if (desk.live().get() == null) {
            counting.clear();
        }
        tables.forEach(row -> row.stand(Standing.of(row.plan(), run, counting.get(row.table()))));
        totals.set(Totals.of(tables));
        if (filter.get() != Filter.ALL) {
            sift();
        }
    }

    private static List<TableRow> rowsOf(@Nullable Plan plan, Run run) {
        if (plan == null) {
            return List.of();
        }
        return plan.tables().stream()
                .map(table -> new TableRow(table, Standing.of(table, run, null)))
                .sorted((one, other) -> one.table().compareTo(other.table()))
                .toList();
    }

    /// Takes in what a run tells.
    void heard(Feed.Frame frame) {
        for (var event : frame.events()) {
            switch (event) {
                case Tick.TableCounting tick -> counting.put(tick.table(), tick);
                case Fact.TableVerified verified -> counting.remove(verified.table());
                default -> {}
            }
        }
    }

    private void sift() {
        var word = search.get().strip().toLowerCase(Locale.ROOT);
        var wanted = filter.get();
        shown.setPredicate(row -> wanted.takes(row.standing().get().state())
                && row.text().toLowerCase(Locale.ROOT).contains(word));
    }

    /// Every table.
    ObservableList<TableRow> tables() {
        return tables;
    }

    /// The tables that search and filter leave.
    FilteredList<TableRow> shown() {
        return shown;
    }

    ReadOnlyObjectProperty<Totals> totals() {
        return totals.getReadOnlyProperty();
    }

    StringProperty search() {
        return search;
    }

    ObjectProperty<Filter> filter() {
        return filter;
    }

    /// The rows that differ, as far as somebody asked for them.
    ReadOnlyObjectProperty<Rows> rows() {
        return rows.getReadOnlyProperty();
    }

    /// The state of everything, in a sentence.
    String summary() {
        var all = totals.get();
        if (all.tables() == 0) {
            return Messages.text("ui.verify.summary.nothing");
        }
        var parts = new ArrayList<String>();
        if (all.of(State.COUNTING) > 0) {
            parts.add(Messages.text("ui.verify.summary.counting", all.of(State.COUNTING)));
        }
        if (all.of(State.PROVEN) > 0) {
            parts.add(Messages.text(
                    "ui.verify.summary.proven", Units.count(all.of(State.PROVEN)), Units.count(all.tables())));
        }
        add(parts, "ui.verify.summary.differ", all.of(State.DIFFERS));
        add(parts, "ui.verify.summary.not-read", all.of(State.NOT_READ));
        add(parts, "ui.verify.summary.not-loaded", all.of(State.NOT_LOADED));
        if (parts.isEmpty()) {
            add(parts, "ui.verify.summary.not-counted", all.tables());
        }
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, String key, int count) {
        if (count > 0) {
            parts.add(Messages.text(key, count));
        }
    }

    /// Why nothing can be counted now; null if it can.
    @Nullable
    String whyNot() {
        var all = totals.get();
        if (all.tables() == 0) {
            return Messages.text("ui.verify.why.no-plan");
        }
        if (desk.live().get() != null) {
            return Messages.text("ui.verify.why.running");
        }
        return all.of(State.NOT_LOADED) > 0
                ? Messages.text("ui.verify.why.not-loaded", all.of(State.NOT_LOADED))
                : null;
    }

    /// Why there is nothing to count that is not proven; null if there is.
    @Nullable
    String whyNotAll() {
        var why = whyNot();
        var all = totals.get();
        return why == null && all.of(State.PROVEN) == all.tables() ? Messages.text("ui.verify.why.all-proven") : why;
    }

    /// Counts every table that is not proven.
    void countOpen() {
        desk.start(Goal.VERIFIED);
    }

    /// Counts these tables again, proven or not.
    void count(List<TableRow> again) {
        var cells = again.stream()
                .flatMap(row -> row.plan().cells().stream())
                .map(CellPlan::id)
                .collect(Collectors.toUnmodifiableSet());
        desk.start(Goal.VERIFIED, new Scope(Set.of(), cells));
    }

    /// Whether rows are being counted right now.
    boolean isCounting() {
        return desk.live().get() != null && totals.get().of(State.COUNTING) > 0;
    }

    /// Stops counting; what was counted stays.
    void stop() {
        var handle = desk.live().get();
        if (handle != null) {
            handle.leave();
        }
    }

    /// Looks for the rows of a range that differ.
    void showRows(TableRow table, RangeRow range) {
        var migration = desk.draft().get().migration().orElse(null);
        if (migration == null) {
            return;
        }
        forgetRows();
        var question = new RowQuestion(
                table.table(),
                range.start(),
                range.end(),
                MOST_ROWS,
                desk.run().get().snapshotAt().orElse(null));
        // set first: a twin in the same thread is done before this call returns
        rows.set(new Rows.Reading(table.table(), range));
        var started = desk.job(
                Messages.text("ui.verify.rows.job", table.text()),
                under -> desk.engine()
                        .differences(
                                migration,
                                desk.secrets(migration.secretSources()),
                                question,
                                far -> under.tell(
                                        Message.of(
                                                "ui.verify.rows.progress",
                                                Units.count(far.sourceRows()),
                                                Units.count(far.targetRows()),
                                                far.differences()),
                                        far.percent(),
                                        100)),
                found -> rows.set(new Rows.Found(table.table(), range, found)),
                failure -> rows.set(new Rows.Failed(table.table(), range, failure)));
        job = started;
        watching.run();
        watching = () -> {};
        started.state().addListener((property, old, state) -> {
            if (state == Job.State.STOPPED && job == started) {
                rows.set(new Rows.None());
            }
        });
    }

    /// Lets a bar and a line follow the job that looks for rows.
    void watch(DoubleProperty bar, StringProperty detail) {
        watching = () -> {
            var running = job;
            if (running != null) {
                bar.bind(running.progress());
                running.detail().addListener((property, old, now) -> detail.set(now));
            }
        };
        watching.run();
    }

    /// Stops looking for rows, and forgets those that were found.
    void forgetRows() {
        var running = job;
        job = null;
        if (running != null) {
            running.stop();
        }
        rows.set(new Rows.None());
    }

    /// A line of names, for a place that has room for a few.
    static String names(List<TableRow> rows) {
        var names = rows.stream().limit(SHORT_NAMES).map(TableRow::text).collect(Collectors.joining(", "));
        return rows.size() > SHORT_NAMES ? names + " +" + (rows.size() - SHORT_NAMES) : names;
    }

    /// Which tables are shown.
    enum Filter {
        /// All.
        ALL,
        /// Those that are not proven.
        OPEN,
        /// Those that are.
        PROVEN;

        boolean takes(State state) {
            return switch (this) {
                case ALL -> true;
                case OPEN -> !state.isGreen();
                case PROVEN -> state.isGreen();
            };
        }
    }

    /// The rows of a range.
    sealed interface Rows {
        /// Nobody asked.
        record None() implements Rows {}

        /// They are being read.
        record Reading(TableName table, RangeRow range) implements Rows {}

        /// Here they are.
        record Found(TableName table, RangeRow range, RowComparison comparison) implements Rows {}

        /// They could not be read.
        record Failed(TableName table, RangeRow range, Failure failure) implements Rows {}
    }
}
