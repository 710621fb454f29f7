package dev.ferry.ui.start;

import dev.ferry.outcome.Failure;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The sandbox on the start screen: what it is and needs, and while it starts what it does and how to stop it.
final class SandboxCard {
    private final SandboxTrial trial;
    private final Dialogs dialogs;
    private final VBox root = new VBox();
    private final VBox body = new VBox();

    SandboxCard(SandboxTrial trial, Dialogs dialogs) {
        this.trial = trial;
        this.dialogs = dialogs;
        var title = new Label(Messages.text("ui.start.sandbox.title"), Icons.of(Feather.BOX));
        title.getStyleClass().add("start-card-title");
        body.getStyleClass().add("start-card-body");
        root.getChildren().setAll(title, words("ui.start.sandbox.text"), body);
        root.getStyleClass().add("start-card");
        trial.state().addListener((property, old, now) -> draw());
        trial.java().addListener((property, old, now) -> draw());
        trial.failure().addListener((property, old, now) -> draw());
        draw();
    }

    Region root() {
        return root;
    }

    private void draw() {
        body.getChildren()
                .setAll(
                        switch (trial.state().get()) {
                            case IDLE -> idle();
                            case STARTING -> starting();
                            case RUNNING -> running();
                            case STOPPING -> stopping();
                        });
    }

    private Node[] idle() {
        var failure = trial.failure().get();
        var java = trial.java().get();
        var go = new Button(Messages.text("ui.start.sandbox.verb"), Icons.of(Feather.PLAY));
        go.setId("sandbox-start");
        go.setOnAction(event -> trial.start());
        if (java == null) {
            go.setDisable(true);
            return failure == null
                    ? new Node[] {muted(Messages.text("ui.start.sandbox.looking")), go}
                    : unable(failure, go);
        }
        var found = Mark.DONE.label(Messages.text("ui.start.sandbox.java", java.feature()));
        found.setTooltip(new Tooltip(java.home().toString()));
        return failure == null
                ? new Node[] {found, go}
                : new Node[] {new FailurePane(failure, dialogs).root(), found, go};
    }

    /// A disabled button shows no tooltip of its own; what wraps it does.
    private Node[] unable(Failure failure, Button go) {
        var why = Messages.text(failure.cause());
        var wrap = new HBox(go);
        Tooltip.install(wrap, new Tooltip(why));
        var cause = Mark.BLOCKED.label(why);
        cause.setWrapText(true);
        cause.setMinHeight(Region.USE_PREF_SIZE);
        return new Node[] {cause, muted(Messages.text(failure.remedy())), wrap};
    }

    private Node[] starting() {
        var bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(Messages.text("ui.start.sandbox.starting"));
        var line = muted("");
        line.setId("sandbox-line");
        line.textProperty()
                .bind(trial.line().map(text -> text.isEmpty() ? Messages.text("ui.start.sandbox.starting") : text));
        return new Node[] {line, bar, stop()};
    }

    private Node[] running() {
        var open = new Button(Messages.text("ui.start.sandbox.open"));
        open.setId("sandbox-open");
        open.getStyleClass().add("accent");
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(event -> trial.reopen());
        var buttons = new HBox(open, stop());
        buttons.getStyleClass().add("start-card-buttons");
        return new Node[] {Mark.RUNNING.label(Messages.text("ui.start.sandbox.running")), buttons};
    }

    private static Node[] stopping() {
        return new Node[] {muted(Messages.text("ui.start.sandbox.stopping"))};
    }

    private Button stop() {
        var stop = new Button(Messages.text("ui.start.sandbox.stop"));
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.setId("sandbox-stop");
        stop.setOnAction(event -> trial.stop());
        return stop;
    }

    private static Label words(String key) {
        return muted(Messages.text(key));
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("muted");
        return label;
    }
}
