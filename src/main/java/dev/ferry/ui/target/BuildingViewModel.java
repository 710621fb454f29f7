package dev.ferry.ui.target;

import dev.ferry.engine.Goal;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.TargetNode;
import dev.ferry.run.Tick;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Feed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// A target that is being built: its steps, its nodes, how long it has taken.
final class BuildingViewModel {
    private static final StepId TARGET = StepId.of(Step.TARGET);
    private static final long SECOND = 1_000;

    private final Desk desk;
    private final LongSupplier nanos;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper elapsed = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper live = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<TargetNode>> nodes = new ReadOnlyObjectWrapper<>(List.of());
    private final InvalidationListener changed = property -> update();
    private Runnable updated = () -> {};
    private Runnable deaf = () -> {};
    private Background.@Nullable Errand clock;
    private @Nullable StepId current;
    private String state = "";
    private String told = "";
    private long since = -1;

    BuildingViewModel(Desk desk) {
        this(desk, System::nanoTime);
    }

    /// @param nanos a clock
    BuildingViewModel(Desk desk, LongSupplier nanos) {
        this.desk = desk;
        this.nanos = nanos;
        update();
    }

    /// Listens to the run from now on.
    ///
    /// @param updated is called when the run started or came to rest
    void listen(Runnable updated) {
        this.updated = updated;
        deaf = desk.feed().listen(this::heard);
        desk.live().addListener(changed);
        desk.trouble().addListener(changed);
        update();
    }

    void release() {
        deaf.run();
        desk.live().removeListener(changed);
        desk.trouble().removeListener(changed);
        if (clock != null) {
            clock.giveUp();
            clock = null;
        }
    }

    private void heard(Feed.Frame frame) {
        for (var event : frame.events()) {
            switch (event) {
                case Tick.TargetBuilding building -> {
                    state = building.state();
                    nodes.set(building.nodes());
                }
                case Tick.StepTold step
                when step.step().equals(TARGET) -> told = step.what().key();
                default -> {
                    // the fold tells the rest
                }
            }
        }
        lines.set(linesOf(frame.run(), live.get(), state, nodes.get(), told));
    }

    private void update() {
        var target = desk.draft().get().target();
        title.set(target == null ? "" : target.name());
        var runs = desk.live().get() != null && desk.goal().get() == Goal.TARGET;
        if (runs && !live.get()) {
            since = nanos.getAsLong();
            state = "";
            told = "";
            nodes.set(List.of());
        }
        live.set(runs);
        lines.set(linesOf(desk.run().get(), runs, state, nodes.get(), told));
        tick();
        updated.run();
    }

    /// A line that counts even while nothing is heard: a service takes minutes.
    private void tick() {
        if (since >= 0 && live.get()) {
            elapsed.set(clock(Duration.ofNanos(nanos.getAsLong() - since)));
            if (clock == null) {
                clock = desk.background().after(SECOND, () -> {
                    clock = null;
                    tick();
                });
            }
        }
    }

    /// A time that is looked at while it passes: `0:07`, `12:40`, `1:05:00`.
    static String clock(Duration time) {
        var hours = time.toHours();
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutesPart(), time.toSecondsPart());
    }

    /// The steps on the way to a target that answers.
    ///
    /// @param state the service's state in Aiven's words; empty while it has told none
    /// @param told the key of what the step told last; empty for nothing
    static List<Line> linesOf(Run run, boolean isLive, String state, List<TargetNode> nodes, String told) {
        var source = mark(run, StepId.of(Step.SOURCE), isLive);
        var target = mark(run, TARGET, isLive);
        var running =
                nodes.stream().filter(node -> node.state().equals("running")).count();
        var isUp = !nodes.isEmpty() && running == nodes.size();
        var isConnecting = told.equals("engine.target.connecting");
        var service = state.isEmpty() ? "" : Messages.text("ui.target.build.state", state);
        var count = nodes.isEmpty() ? "" : Messages.text("ui.target.build.count", running, nodes.size());
        return List.of(
                new Line(source, Messages.text("ui.target.build.source"), ""),
                new Line(
                        passed(target, !state.isEmpty() || isConnecting),
                        Messages.text("ui.target.build.service"),
                        service),
                new Line(
                        after(target, !state.isEmpty(), isUp || isConnecting),
                        Messages.text("ui.target.build.nodes"),
                        count),
                new Line(after(target, isUp || isConnecting, false), Messages.text("ui.target.build.login"), ""));
    }

    /// A part of a step that is told by what was heard last.
    private static Mark passed(Mark step, boolean isPassed) {
        return isPassed ? Mark.DONE : step;
    }

    /// A part that begins when the one before has passed.
    private static Mark after(Mark step, boolean hasBegun, boolean isPassed) {
        return switch (step) {
            case RUNNING -> isPassed ? Mark.DONE : hasBegun ? Mark.RUNNING : Mark.OPEN;
            case FAILED, UNKNOWN -> isPassed ? Mark.DONE : hasBegun ? step : Mark.OPEN;
            case OPEN, PAUSED, DONE, WARN, BLOCKED -> step;
        };
    }

    private static Mark mark(Run run, StepId id, boolean isLive) {
        var step = run.step(id);
        if (step.starts() == 0) {
            return Mark.OPEN;
        }
        return switch (step.outcome()) {
            case null -> isLive ? Mark.RUNNING : Mark.PAUSED;
            case Outcome outcome -> Mark.of(outcome);
        };
    }

    /// Stops watching. What is being built goes on being built.
    void stopWatching() {
        var handle = desk.live().get();
        if (handle != null) {
            handle.leave();
        }
    }

    /// Watches again from where it is.
    void watchAgain() {
        if (desk.live().get() == null) {
            desk.start(Goal.TARGET);
        }
    }

    /// Whether the target is made by somebody else's machines, and goes on without this window.
    boolean isService() {
        return desk.draft().get().target() instanceof Target.AivenService;
    }

    ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    ReadOnlyStringProperty elapsed() {
        return elapsed.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty live() {
        return live.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<Line>> lines() {
        return lines.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<TargetNode>> nodes() {
        return nodes.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Failure> failure() {
        return desk.trouble();
    }

    /// One step.
    ///
    /// @param mark how it stands
    /// @param text what it is
    /// @param note what is known of it; empty for nothing
    record Line(Mark mark, String text, String note) {}
}
