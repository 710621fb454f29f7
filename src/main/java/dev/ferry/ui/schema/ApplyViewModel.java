package dev.ferry.ui.schema;

import dev.ferry.engine.Goal;
import dev.ferry.migration.Side;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.Plan;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.Stage;
import dev.ferry.schema.Statement;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.FxBackground;
import dev.ferry.ui.work.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The statements that are applied: shown first, then run, each with how it went.
final class ApplyViewModel {
    private final Desk desk;
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private List<Statement> statements = List.of();

    ApplyViewModel(Desk desk) {
        this.desk = desk;
    }

    /// A statement and how it went.
    ///
    /// @param number its place in the order, from 1
    /// @param why why it failed; empty if it did not
    record Row(int number, Statement statement, Mark mark, String word, String why) {}

    ReadOnlyObjectProperty<List<Row>> rows() {
        return rows.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Failure> failure() {
        return failure.getReadOnlyProperty();
    }

    /// What has to be known before going on; empty for nothing.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /// Shows these statements.
    void show(List<Statement> statements) {
        this.statements = statements;
        notice.set("");
        failure.set(null);
        refresh(desk.run().get());
    }

    /// Follows what has happened.
    void refresh(Run run) {
        var isOfPlan = isPlanned();
        var made = new ArrayList<Row>();
        for (var statement : statements) {
            made.add(row(made.size() + 1, statement, isOfPlan ? run : Run.EMPTY));
        }
        rows.set(List.copyOf(made));
        var trouble = desk.trouble().get();
        if (trouble != null) {
            failure.set(trouble);
        }
    }

    private boolean isPlanned() {
        var plan = desk.plan().get();
        return plan != null && plan.statements().equals(statements);
    }

    private static Row row(int number, Statement statement, Run run) {
        var state = run.step(new StepId(step(statement.stage()), statement.id()));
        return switch (state.outcome()) {
            case Outcome.Succeeded done -> row(number, statement, Mark.DONE, "done", "");
            case Outcome.Failed failed ->
                row(
                        number,
                        statement,
                        Mark.FAILED,
                        "failed",
                        Messages.text(failed.failure().cause()));
            case Outcome.Unknown unknown -> row(number, statement, Mark.UNKNOWN, "unknown", "");
            case null ->
                state.starts() > 0
                        ? row(number, statement, Mark.RUNNING, "running", "")
                        : row(number, statement, Mark.OPEN, "waiting", "");
        };
    }

    private static Row row(int number, Statement statement, Mark mark, String word, String why) {
        return new Row(number, statement, mark, Messages.text("ui.schema.apply.state." + word), why);
    }

    private static Step step(Stage stage) {
        return switch (stage) {
            case BEFORE_LOAD -> Step.SCHEMA;
            case AFTER_LOAD -> Step.SCHEMA_AFTER;
            case FINISH -> Step.SETTINGS;
        };
    }

    /// How many statements would run now.
    long toRun() {
        return rows.get().stream()
                .filter(each -> each.statement().stage() == Stage.BEFORE_LOAD && each.mark() != Mark.DONE)
                .count();
    }

    /// How many statements have been run.
    long done() {
        return rows.get().stream().filter(each -> each.mark() == Mark.DONE).count();
    }

    /// The words on the button that does it.
    String verb() {
        return Texts.counted(toRun(), "ui.schema.apply.verb.one", "ui.schema.apply.verb");
    }

    /// Whether all that has to stand before the load has been run.
    boolean isDone() {
        return !rows.get().isEmpty() && toRun() == 0;
    }

    /// All statements as one text that can be run elsewhere.
    String text() {
        var text = new StringBuilder();
        for (var stage : Stage.values()) {
            var some = statements.stream().filter(each -> each.stage() == stage).toList();
            if (!some.isEmpty()) {
                text.append("-- ").append(Messages.text(stageKey(stage))).append("\n\n");
                text.append(some.stream().map(each -> each.cql() + ";\n\n").collect(Collectors.joining()));
            }
        }
        return text.toString();
    }

    static String stageKey(Stage stage) {
        return switch (stage) {
            case BEFORE_LOAD -> "ui.schema.stage.before";
            case AFTER_LOAD -> "ui.schema.stage.after";
            case FINISH -> "ui.schema.stage.finish";
        };
    }

    /// Makes the plan and runs what stands before the load, if the plan is what was shown.
    void apply() {
        failure.set(null);
        notice.set("");
        desk.guard(
                Side.TARGET,
                Messages.text("ui.schema.apply.guard", toRun()),
                verb(),
                () -> desk.makePlan(this::start, failure::set));
    }

    private void start(Plan plan) {
        if (!plan.statements().equals(statements)) {
            statements = plan.statements();
            refresh(desk.run().get());
            notice.set(Messages.text("ui.schema.apply.other"));
            return;
        }
        desk.start(Goal.SCHEMA);
    }

    /// Writes all statements to a file.
    void save() {
        desk.dialogs()
                .save(
                        new dev.ferry.ui.fx.Dialogs.FileQuestion(
                                Messages.text("ui.schema.apply.save"),
                                java.util.Optional.empty(),
                                "schema.cql",
                                "CQL",
                                List.of("*.cql")),
                        path -> desk.background()
                                .run(
                                        () -> {
                                            try {
                                                return java.nio.file.Files.writeString(path, text());
                                            } catch (java.io.IOException e) {
                                                throw new dev.ferry.outcome.FailureException(FxBackground.defect(e));
                                            }
                                        },
                                        written -> notice.set(
                                                Messages.text("ui.schema.apply.saved", written.getFileName())),
                                        failure::set));
    }
}
