package dev.ferry.ui.finish;

import dev.ferry.engine.Goal;
import dev.ferry.engine.MigrationEngine;
import dev.ferry.finish.Checklist;
import dev.ferry.finish.Gate;
import dev.ferry.finish.GateState;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.Plan;
import dev.ferry.report.CsvReport;
import dev.ferry.report.HtmlReport;
import dev.ferry.report.Summary;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.fx.Dialogs.FileQuestion;
import dev.ferry.ui.fx.Dialogs.Question;
import dev.ferry.ui.work.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What the screen of the end shows and does.
final class FinishViewModel {
    private static final Set<Step> CLEANING =
            EnumSet.of(Step.SETTINGS, Step.LOGIN_REMOVED, Step.MODE_OFF, Step.SNAPSHOT_REMOVED, Step.NODE_LEFT);
    private static final Checklist NOTHING = new Checklist(List.of(), List.of());

    private final Desk desk;
    private final ReadOnlyObjectWrapper<Checklist> checklist = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyObjectWrapper<@Nullable Path> saved = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Failure> unsaved = new ReadOnlyObjectWrapper<>();
    private Optional<Summary> summary = Optional.empty();
    private @Nullable Run read;
    private @Nullable Plan readFor;
    private boolean wasLive;

    FinishViewModel(Desk desk) {
        this.desk = desk;
    }

    /// Takes in how everything stands now.
    ///
    /// @return whether anything is other than before
    boolean refresh() {
        var plan = desk.plan().get();
        var run = desk.run().get();
        var isLive = desk.live().get() != null;
        if (read == run && readFor == plan && wasLive == isLive) {
            return false;
        }
        read = run;
        readFor = plan;
        wasLive = isLive;
        var target = desk.draft().get().target();
        if (plan == null || target == null) {
            checklist.set(NOTHING);
            summary = Optional.empty();
            return true;
        }
        var cleaning = MigrationEngine.cleaning(plan, target);
        checklist.set(isLive ? Checklist.underWay(plan, run, cleaning) : Checklist.resting(plan, run, cleaning));
        summary = Optional.of(summary(plan, run, target, cleaning));
        return true;
    }

    private Summary summary(Plan plan, Run run, Target target, List<StepId> cleaning) {
        var last = run.lastAt().orElse(plan.made());
        return Summary.of(
                new Summary.Names(desk.draft().get().name(), target.name()),
                plan,
                run,
                cleaning,
                run.firstAt().orElse(plan.made()),
                last.isBefore(plan.made()) ? plan.made() : last);
    }

    /// The gates.
    ReadOnlyObjectProperty<Checklist> checklist() {
        return checklist.getReadOnlyProperty();
    }

    /// The report in numbers; empty without a plan.
    Optional<Summary> summary() {
        return summary;
    }

    /// Where the report was saved last; null if it was not.
    ReadOnlyObjectProperty<@Nullable Path> saved() {
        return saved.getReadOnlyProperty();
    }

    /// Why the report could not be written; null if it could.
    ReadOnlyObjectProperty<@Nullable Failure> unsaved() {
        return unsaved.getReadOnlyProperty();
    }

    /// How the end stands.
    Phase phase() {
        var list = checklist.get();
        if (list.gates().isEmpty()) {
            return Phase.NOTHING;
        }
        if (list.isDone()) {
            return Phase.DONE;
        }
        if (desk.live().get() != null) {
            var goal = desk.goal().get();
            return goal == Goal.FINISHED || goal == Goal.ABANDONED ? Phase.RUNNING : Phase.OTHER_RUN;
        }
        if (list.gates().stream()
                .anyMatch(gate -> gate.kind().isCleaning() && gate.state() instanceof GateState.Failed)) {
            return Phase.FAILED;
        }
        if (isGivenUp(list)) {
            return Phase.GIVEN_UP;
        }
        return list.isReady() ? Phase.READY : Phase.CLOSED;
    }

    /// Something was cleaned up although not everything is proven, and nothing is left.
    private static boolean isGivenUp(Checklist list) {
        return !list.isReady()
                && list.left().isEmpty()
                && list.gate(Gate.Kind.FOLDERS).filter(Gate::isDone).isPresent();
    }

    /// How the end stands, in a sentence.
    String line() {
        return switch (phase()) {
            case NOTHING -> Messages.text("ui.finish.empty.title");
            case CLOSED -> Messages.text("ui.finish.closed.text");
            case READY -> Messages.text("ui.finish.ready.text");
            case OTHER_RUN -> Messages.text("ui.finish.running.other");
            case RUNNING -> Messages.text("ui.finish.running.text", current());
            case FAILED -> Messages.text("ui.finish.failed.text", failed());
            case DONE -> Messages.text("ui.finish.done.text");
            case GIVEN_UP -> Messages.text("ui.finish.given-up.text");
        };
    }

    private String current() {
        return checklist.get().gates().stream()
                .filter(gate -> gate.state() instanceof GateState.Running)
                .findFirst()
                .or(() -> checklist.get().next())
                .map(gate -> title(gate.kind()))
                .orElse("");
    }

    private String failed() {
        return checklist.get().gates().stream()
                .filter(gate -> gate.state() instanceof GateState.Failed)
                .filter(gate -> gate.kind().isCleaning())
                .findFirst()
                .map(gate -> title(gate.kind()))
                .orElse("");
    }

    /// A gate's name, for people.
    static String title(Gate.Kind kind) {
        return Messages.text("ui.finish.gate." + kind.name().toLowerCase(Locale.ROOT));
    }

    /// Why it cannot be finished now; null if it can.
    @Nullable
    String whyNotFinish() {
        return switch (phase()) {
            case NOTHING -> Messages.text("ui.finish.why.no-plan");
            case OTHER_RUN, RUNNING -> Messages.text("ui.finish.why.running");
            case DONE -> Messages.text("ui.finish.why.done");
            case READY -> null;
            case CLOSED, FAILED, GIVEN_UP ->
                checklist.get().isReady()
                        ? null
                        : Messages.text(
                                "ui.finish.why.not-ready",
                                checklist
                                        .get()
                                        .next()
                                        .map(gate -> title(gate.kind()))
                                        .orElse(""));
        };
    }

    /// Why it cannot be given up now; null if it can.
    @Nullable
    String whyNotGiveUp() {
        if (desk.live().get() != null) {
            return Messages.text("ui.finish.why.running");
        }
        return checklist.get().left().isEmpty() ? Messages.text("ui.finish.why.nothing") : null;
    }

    /// What a closed gate asks for next; empty where nothing has to be said.
    static String next(Gate gate) {
        if (gate.state() instanceof GateState.Done || gate.state() instanceof GateState.Running) {
            return "";
        }
        return switch (gate.kind()) {
            case LOADED -> Messages.text("ui.finish.next.loaded");
            case VERIFIED -> Messages.text("ui.finish.next.verified");
            case INDEXES, SETTINGS, LOGIN, MODE, SNAPSHOTS, FOLDERS -> "";
        };
    }

    /// Finishes, after asking.
    void finish() {
        var plan = desk.plan().get();
        if (plan == null || whyNotFinish() != null) {
            return;
        }
        var mode = checklist.get().gate(Gate.Kind.MODE).isPresent() ? Messages.text("ui.finish.finish.mode") : "";
        ask(
                new Question(
                        Messages.text(
                                "ui.finish.finish.title", desk.draft().get().name()),
                        Messages.text(
                                "ui.finish.finish.question",
                                plan.source().nodes().size(),
                                mode),
                        Messages.text("ui.finish.finish"),
                        true),
                () -> desk.start(Goal.FINISHED));
    }

    /// Gives up, after asking.
    void giveUp() {
        var found = summary.orElse(null);
        if (found == null || whyNotGiveUp() != null) {
            return;
        }
        var loaded = found.tables().stream()
                .filter(table -> table.cellsLoaded() == table.cells())
                .count();
        ask(
                new Question(
                        Messages.text(
                                "ui.finish.giveup.title", desk.draft().get().name()),
                        Messages.text(
                                "ui.finish.giveup.question",
                                loaded,
                                found.tables().size()),
                        Messages.text("ui.finish.giveup.verb"),
                        true),
                () -> desk.start(Goal.ABANDONED));
    }

    /// A cluster that is marked as production is named before it is touched; the others are asked about once.
    private void ask(Question question, Runnable go) {
        var production = desk.draft().get().options().production();
        if (production.isEmpty()) {
            desk.dialogs().confirm(question, go);
            return;
        }
        desk.guardBoth(question.text(), question.verb(), go);
    }

    /// Whether somebody began to clean up.
    boolean isCleaning() {
        var run = desk.run().get();
        return run.steps().entrySet().stream()
                .anyMatch(step -> CLEANING.contains(step.getKey().step())
                        && step.getValue().starts() > 0);
    }

    /// Removes what is left.
    void cleanUp() {
        if (whyNotGiveUp() == null) {
            desk.guardBoth(
                    Messages.text("ui.finish.left.text"),
                    Messages.text("ui.finish.cleanup"),
                    () -> desk.start(checklist.get().isReady() ? Goal.FINISHED : Goal.ABANDONED));
        }
    }

    /// Stops between two steps.
    void stop() {
        var handle = desk.live().get();
        if (handle != null) {
            handle.leave();
        }
    }

    /// Asks where to write the report, and writes it.
    void save(Format format) {
        summary.ifPresent(found -> desk.dialogs()
                .save(
                        new FileQuestion(
                                Messages.text("ui.finish.report.title"),
                                Optional.ofNullable(desk.path().toAbsolutePath().getParent()),
                                found.migration() + format.ending(),
                                format.kind(),
                                List.of("*" + format.ending())),
                        path -> write(found, format, path)));
    }

    private void write(Summary found, Format format, Path path) {
        unsaved.set(null);
        desk.background()
                .run(
                        () -> {
                            written(format.text(found), path);
                            return path;
                        },
                        saved::set,
                        unsaved::set);
    }

    private static void written(String text, Path path) throws FailureException {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new FailureException(
                    new Failure(
                            Failure.Kind.NEEDS_ATTENTION,
                            path.toString(),
                            Message.of("ui.finish.report.unwritable"),
                            String.valueOf(e.getMessage()),
                            Message.of("ui.finish.report.unwritable.remedy")),
                    e);
        }
    }

    /// Opens the report that was saved last.
    void open() {
        var path = saved.get();
        if (path != null) {
            desk.dialogs().show(path.toUri().toString());
        }
    }

    /// Puts the summary on the clipboard.
    void copy() {
        summary.ifPresent(found -> desk.dialogs().copy(text(found)));
    }

    /// The summary as a few lines of text.
    static String text(Summary summary) {
        var lines = new ArrayList<String>();
        lines.add(Messages.text("cli.summary.head", summary.migration(), summary.source(), summary.target()));
        lines.add(verdict(summary));
        lines.add(Messages.text(
                "cli.summary.totals",
                Units.count(summary.tables().size()),
                Units.count(summary.sourceRows()),
                Units.count(summary.targetRows()),
                Units.bytes(summary.bytes()),
                Units.time(summary.took())));
        summary.tablesByLevel()
                .forEach((level, tables) -> lines.add(Messages.text("cli.summary.level." + level, tables)));
        return String.join("\n", lines);
    }

    /// What the report says in the end.
    static String verdict(Summary summary) {
        return Messages.text(
                summary.isComplete()
                        ? "cli.summary.complete"
                        : summary.isVerified() ? "ui.finish.report.unfinished" : "ui.finish.report.incomplete");
    }

    /// How the end stands.
    enum Phase {
        /// There is no plan.
        NOTHING,
        /// Not everything is loaded and proven.
        CLOSED,
        /// Everything is: it can be finished.
        READY,
        /// A run for another goal is under way.
        OTHER_RUN,
        /// It is being finished, or given up.
        RUNNING,
        /// Something of the cleaning failed.
        FAILED,
        /// Everything is done.
        DONE,
        /// Given up, and nothing is left.
        GIVEN_UP
    }

    /// How a report is written.
    enum Format {
        /// To be read.
        HTML(".html"),
        /// To be worked with.
        CSV(".csv");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        String ending() {
            return ending;
        }

        String kind() {
            return Messages.text("ui.finish.report.kind." + name().toLowerCase(Locale.ROOT));
        }

        String text(Summary summary) {
            return switch (this) {
                case HTML -> HtmlReport.text(summary);
                case CSV -> CsvReport.text(summary);
            };
        }
    }
}
