package dev.ferry.ui;

import dev.ferry.engine.Goal;
import dev.ferry.run.Fact;
import dev.ferry.run.StepId;
import dev.ferry.run.Tick;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Feed;
import dev.ferry.ui.work.Job;
import dev.ferry.ui.work.JourneyStep;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The line at the bottom: what goes on right now, how far it is, and how to stop it.
final class ActivityBar {
    private final HBox root = new HBox();
    private final HBox jobs = new HBox();
    private final Label run = new Label();
    private final Button leave = new Button(Messages.text("ui.activity.leave"), Icons.of(Feather.LOG_OUT));
    private final Button next = new Button();
    private final Consumer<JourneyStep> go;
    private final Desk desk;
    private final ListChangeListener<Job> jobsChanged = change -> showJobs();
    private final Runnable stopListening;

    /// @param go is told which step its user goes on with
    ActivityBar(Desk desk, Consumer<JourneyStep> go) {
        this.desk = desk;
        this.go = go;
        next.setId("continue");
        next.getStyleClass().addAll("small", "accent");
        showNext(null);
        run.getStyleClass().add("activity-run");
        run.setMinWidth(0);
        HBox.setHgrow(run, Priority.ALWAYS);
        run.setMaxWidth(Double.MAX_VALUE);
        leave.getStyleClass().addAll("small", "flat");
        leave.setTooltip(new Tooltip(Messages.text("ui.activity.leave.hint")));
        leave.setOnAction(event -> {
            var handle = desk.live().get();
            if (handle != null) {
                handle.leave();
            }
        });
        jobs.getStyleClass().add("activity-jobs");
        root.getStyleClass().add("activity-bar");
        root.getChildren().addAll(run, leave, jobs, next);
        desk.jobs().addListener(jobsChanged);
        desk.live().addListener((property, old, now) -> showRun());
        desk.trouble().addListener((property, old, now) -> showRun());
        stopListening = desk.feed().listen(this::tell);
        showRun();
        showJobs();
    }

    Region root() {
        return root;
    }

    /// Offers the step after the one that is seen.
    ///
    /// @param after the next step; null while the seen one is not done
    void showNext(@Nullable JourneyStep after) {
        next.setVisible(after != null);
        next.setManaged(after != null);
        if (after != null) {
            next.setText(Messages.text("ui.activity.next", after.title()));
            next.setOnAction(event -> go.accept(after));
        }
    }

    void close() {
        desk.jobs().removeListener(jobsChanged);
        stopListening.run();
    }

    private void showRun() {
        var isLive = desk.live().get() != null;
        leave.setVisible(isLive);
        leave.setManaged(isLive);
        var goal = desk.goal().get();
        var trouble = desk.trouble().get();
        run.setText(
                isLive
                        ? Messages.text("ui.activity.running", goal(goal))
                        : trouble != null
                                ? Desk.line(trouble)
                                : goal == null ? "" : Messages.text("ui.activity.rests"));
    }

    private static String goal(@Nullable Goal goal) {
        return goal == null ? "" : Messages.text("ui.goal." + goal.name().toLowerCase(Locale.ROOT));
    }

    /// Only the newest word of a frame is worth a line.
    private void tell(Feed.Frame frame) {
        for (var event : frame.events().reversed()) {
            switch (event) {
                case Tick.StepTold told -> run.setText(Messages.text(told.what()));
                case Fact.StepStarted started -> run.setText(step(started.step()));
                default -> {
                    continue;
                }
            }
            return;
        }
    }

    private static String step(StepId step) {
        return Messages.text("step." + step.step().name().toLowerCase(Locale.ROOT), step.subject());
    }

    private void showJobs() {
        jobs.getChildren().setAll(desk.jobs().stream().map(ActivityBar::job).toList());
    }

    private static HBox job(Job job) {
        var title = new Label(job.title());
        var detail = new Label();
        detail.textProperty().bind(job.detail());
        detail.getStyleClass().add("activity-detail");
        var bar = new ProgressBar();
        bar.progressProperty().bind(job.progress());
        bar.setAccessibleText(job.title());
        bar.getStyleClass().add("small");
        var stop = new Button("", Icons.of(Feather.X));
        stop.getStyleClass().addAll("small", "flat", "button-icon");
        stop.setAccessibleText(Messages.text("ui.activity.stop", job.title()));
        stop.setTooltip(new Tooltip(Messages.text("ui.activity.stop", job.title())));
        stop.setOnAction(event -> job.stop());
        var line = new HBox(title, detail, bar, stop);
        line.getStyleClass().add("activity-job");
        return line;
    }
}
