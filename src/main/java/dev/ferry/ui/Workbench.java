package dev.ferry.ui;

import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.start.SandboxBanner;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.JourneyStep;
import dev.ferry.ui.work.StepLine;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import javafx.beans.value.ChangeListener;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// An open migration in the window: the steps at the left, the chosen screen beside them, what goes on below.
final class Workbench {
    private static final long STEPS_REDRAWN_MILLIS = 200;

    private final BorderPane root = new BorderPane();
    private final Desk desk;
    private final Map<JourneyStep, Screen> screens = new EnumMap<>(JourneyStep.class);
    private final BiFunction<JourneyStep, Desk, Screen> make;
    private final Sidebar sidebar = new Sidebar(this::show);
    private final ActivityBar activity;
    private final ChangeListener<Object> changed = (property, old, now) -> redrawSoon();
    private final ChangeListener<Object> lived = (property, old, now) -> watchLoad(now);
    private boolean isRedrawWaiting;
    private Map<JourneyStep, StepLine> lines = Map.of();
    private @Nullable Screen seen;
    private @Nullable JourneyStep seenStep;

    /// @param make makes the screen of a step, when it is first asked for
    Workbench(Desk desk, BiFunction<JourneyStep, Desk, Screen> make) {
        this.desk = desk;
        this.make = make;
        this.activity = new ActivityBar(desk, this::show);
        root.setLeft(sidebar.root());
        root.setBottom(activity.root());
        root.getStyleClass().add("workbench");
        SandboxBanner.of(desk.draft().get()).ifPresent(banner -> root.setTop(banner.root()));
        sidebar.named(desk.draft().get().name(), String.valueOf(desk.path().getFileName()));
        desk.draft().addListener(changed);
        desk.survey().addListener(changed);
        desk.plan().addListener(changed);
        desk.run().addListener(changed);
        desk.live().addListener(changed);
        desk.live().addListener(lived);
        redraw(StepLine.of(desk.known()));
    }

    Region root() {
        return root;
    }

    Desk desk() {
        return desk;
    }

    /// A run moves many times a second; what the steps say is read a few times, and not by the thread that draws:
    /// there may be two hundred thousand cells to count.
    private void redrawSoon() {
        if (!isRedrawWaiting) {
            isRedrawWaiting = true;
            desk.background().after(STEPS_REDRAWN_MILLIS, () -> {
                var known = desk.known();
                desk.background().run(() -> StepLine.of(known), this::redraw, failure -> isRedrawWaiting = false);
            });
        }
    }

    private void redraw(Map<JourneyStep, StepLine> lines) {
        isRedrawWaiting = false;
        this.lines = lines;
        sidebar.show(lines);
        activity.showNext(after());
    }

    /// The step after the one that is seen, if that one is done.
    private @Nullable JourneyStep after() {
        var step = seenStep;
        var line = step == null ? null : lines.get(step);
        var isDone = line != null && (line.mark() == Mark.DONE || line.mark() == Mark.WARN);
        return step == null || !isDone || step == JourneyStep.FINISH ? null : JourneyStep.values()[step.ordinal() + 1];
    }

    /// The load's screen listens from a run's start on, so that its curve has no hole if it is opened later.
    private void watchLoad(@Nullable Object run) {
        if (run != null) {
            desk.background().after(STEPS_REDRAWN_MILLIS, () -> {
                if (desk.live().get() == run) {
                    screen(JourneyStep.LOAD);
                }
            });
        }
    }

    private Screen screen(JourneyStep step) {
        return screens.computeIfAbsent(step, wanted -> make.apply(wanted, desk));
    }

    /// Shows the screen of a step.
    void show(JourneyStep step) {
        show(screen(step));
        seenStep = step;
        sidebar.chosen(step);
        activity.showNext(after());
    }

    /// Shows a screen that is no step.
    void show(Screen screen) {
        if (screen == seen) {
            return;
        }
        if (seen != null) {
            seen.hidden();
        }
        seen = screen;
        seenStep = null;
        sidebar.chosen(null);
        activity.showNext(null);
        root.setCenter(screen.root());
        screen.shown();
    }

    /// Where its user most probably wants to go on: the first step that is not done.
    JourneyStep next() {
        var lines = StepLine.of(desk.known());
        for (var step : JourneyStep.values()) {
            var line = lines.get(step);
            if (line != null && line.mark() != Mark.DONE) {
                return step;
            }
        }
        return JourneyStep.FINISH;
    }

    /// Lets go of the desk.
    void close() {
        if (seen != null) {
            seen.hidden();
        }
        activity.close();
        desk.draft().removeListener(changed);
        desk.survey().removeListener(changed);
        desk.plan().removeListener(changed);
        desk.run().removeListener(changed);
        desk.live().removeListener(changed);
        desk.live().removeListener(lived);
    }
}
