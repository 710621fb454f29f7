package dev.ferry.ui.log;

import dev.ferry.log.AuditFile;
import dev.ferry.log.AuditTrail;
import dev.ferry.text.Messages;
import dev.ferry.ui.Screen;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.work.Desk;
import java.nio.file.Path;
import java.util.Objects;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The log of a migration: what has happened, and what was done to other machines for it.
public final class LogView implements Screen {
    private static final Duration LOOK = Duration.millis(400);

    private final Desk desk;
    private final LogViewModel model;
    private final Page page = new Page(Messages.text("ui.log.title"));
    private final LogPane facts;
    private final LogPane audit;
    private final ToggleButton factsButton = new ToggleButton(Messages.text("ui.log.facts"));
    private final ToggleButton auditButton = new ToggleButton(Messages.text("ui.log.audit"));
    private final Timeline looking;

    /// The screen of an open migration.
    public LogView(Desk desk) {
        this(desk, AuditTrail.ofThisProcess(), AuditFile.path());
    }

    /// The screen with an audit log of its own.
    ///
    /// @param auditFile what earlier processes did
    public LogView(Desk desk, AuditTrail trail, Path auditFile) {
        this.desk = desk;
        this.model = new LogViewModel(desk, trail, auditFile);
        var problems = new CheckBox(Messages.text("ui.log.problems"));
        problems.setId("log-problems");
        problems.selectedProperty().bindBidirectional(model.facts().onlyProblems());
        var repeats = new CheckBox(Messages.text("ui.log.repeats"));
        repeats.setId("log-repeats");
        repeats.selectedProperty().bindBidirectional(model.audit().repeats());
        this.facts = new LogPane(model, model.facts(), "facts", "ui.log.column.node", problems);
        this.audit = new LogPane(model, model.audit(), "audit", "ui.log.column.who", repeats);
        this.looking = new Timeline(new KeyFrame(LOOK, event -> model.poll()));
        looking.setCycleCount(Animation.INDEFINITE);
        page.root()
                .getStylesheets()
                .add(Objects.requireNonNull(LogView.class.getResource("log.css"))
                        .toExternalForm());
        page.root().getStyleClass().add("log");
        choice();
        model.trouble().addListener((property, old, now) -> notices());
        show(facts);
    }

    private void choice() {
        var group = new ToggleGroup();
        factsButton.setToggleGroup(group);
        auditButton.setToggleGroup(group);
        factsButton.setId("log-show-facts");
        auditButton.setId("log-show-audit");
        factsButton.getStyleClass().add("left-pill");
        auditButton.getStyleClass().add("right-pill");
        factsButton.setSelected(true);
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null) {
                old.setSelected(true);
            } else {
                show(now == factsButton ? facts : audit);
            }
        });
        page.actions(new HBox(factsButton, auditButton));
    }

    private void show(LogPane pane) {
        page.subtitle()
                .set(
                        pane == facts
                                ? Messages.text("ui.log.facts.subtitle", desk.path())
                                : Messages.text("ui.log.audit.subtitle", model.auditFile()));
        var body = new VBox(pane.root());
        body.getStyleClass().add("page-body");
        VBox.setVgrow(pane.root(), javafx.scene.layout.Priority.ALWAYS);
        page.content(body);
    }

    private void notices() {
        var failure = model.trouble().get();
        if (failure == null) {
            page.notices();
        } else {
            page.notices(new FailurePane(failure, desk.dialogs()).root());
        }
    }

    @Override
    public Region root() {
        return page.root();
    }

    @Override
    public void shown() {
        model.listen();
        looking.play();
    }

    @Override
    public void hidden() {
        looking.stop();
        model.release();
    }
}
