package dev.ferry.ui.load;

import dev.ferry.engine.CellLog;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.run.LoadStatus;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.fx.Icons;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One cell from near: how it stands and why, every attempt, the command, and what its loader says right now.
final class CellPane {
    private static final double ROW = 28;
    private static final int MOST_ATTEMPTS = 5;

    private final LoadViewModel model;
    private final BorderPane root = new BorderPane();
    private final Label title = new Label();
    private final Label state = new Label();
    private final Label figures = new Label();
    private final VBox story = new VBox();
    private final ListView<Attempt> attempts = new ListView<>();
    private final TextArea log = area("ui.load.detail.log", "cell-log");
    private final TextArea command = area("ui.load.detail.command", "cell-command");
    private final Label commandHint = new Label();
    private final Label logState = new Label();
    private final CheckBox follow = new CheckBox(Messages.text("ui.load.detail.follow"));
    private final VBox logTrouble = new VBox();
    private final TabPane tabs;
    private final LogFollower follower;
    private final LogText out = new LogText();
    private final LogText err = new LogText();
    private int cell = -1;
    private int seenAttempts = -1;
    private @Nullable LoadStatus look;
    private @Nullable Outcome outcome;
    private boolean isSeen;

    CellPane(LoadViewModel model) {
        this.model = model;
        this.follower = new LogFollower(model.desk(), this::logged, this::logFailed);
        title.getStyleClass().add("section-title");
        title.setWrapText(true);
        state.getStyleClass().add("cell-state");
        figures.getStyleClass().add("muted");
        figures.setWrapText(true);
        attempts.setFixedCellSize(ROW);
        attempts.setId("cell-attempts");
        attempts.setAccessibleText(Messages.text("ui.load.detail.attempts"));
        attempts.setCellFactory(list -> new AttemptCell());
        attempts.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> chosen(now));
        follow.setSelected(true);
        var head = new VBox(title, state, figures);
        head.getStyleClass().add("cell-head");
        tabs = new TabPane(tab("ui.load.detail.log", logTab()), tab("ui.load.detail.command", commandTab()));
        tabs.getStyleClass().add("dense");
        tabs.setAccessibleText(Messages.text("ui.load.detail.tabs"));
        VBox.setVgrow(tabs, Priority.ALWAYS);
        var attemptsTitle = new Label(Messages.text("ui.load.detail.attempts"));
        attemptsTitle.setLabelFor(attempts);
        attemptsTitle.getStyleClass().add("field-label");
        var body = new VBox(head, story, attemptsTitle, attempts, tabs);
        body.getStyleClass().add("cell-body");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        root.getStyleClass().add("cell-pane");
        root.setMinWidth(300);
        details = scroll;
        showNothing(0);
    }

    private final Node details;

    private static TextArea area(String key, String id) {
        var area = new TextArea();
        area.setEditable(false);
        area.setId(id);
        area.setAccessibleText(Messages.text(key));
        area.getStyleClass().add("code");
        return area;
    }

    private static Tab tab(String key, Node content) {
        var tab = new Tab(Messages.text(key), content);
        tab.setClosable(false);
        return tab;
    }

    private Node logTab() {
        logState.getStyleClass().add("muted");
        logState.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(logState, Priority.ALWAYS);
        follow.setMinWidth(Region.USE_PREF_SIZE);
        var line = new HBox(logState, follow, copy(() -> log.getText()));
        line.getStyleClass().add("log-line");
        VBox.setVgrow(log, Priority.ALWAYS);
        var box = new VBox(line, logTrouble, log);
        box.getStyleClass().add("log-tab");
        return box;
    }

    private Node commandTab() {
        command.setWrapText(true);
        VBox.setVgrow(command, Priority.ALWAYS);
        commandHint.getStyleClass().add("muted");
        commandHint.setWrapText(true);
        commandHint.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(commandHint, Priority.ALWAYS);
        var line = new HBox(commandHint, copy(() -> command.getText()));
        line.getStyleClass().add("log-line");
        var box = new VBox(line, command);
        box.getStyleClass().add("log-tab");
        return box;
    }

    private Button copy(java.util.function.Supplier<String> text) {
        var button = new Button(Messages.text("ui.load.detail.copy"), Icons.of(Feather.COPY));
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> model.desk().dialogs().copy(text.get()));
        return button;
    }

    Region root() {
        return root;
    }

    /// Brings the log to the front.
    void showLog() {
        tabs.getSelectionModel().selectFirst();
        log.requestFocus();
    }

    /// Shows what is selected: a cell, or that there is none, or several.
    void show(Set<Integer> selection) {
        if (selection.size() != 1) {
            leave();
            showNothing(selection.size());
            return;
        }
        var chosen = selection.iterator().next();
        if (chosen != cell) {
            leave();
            cell = chosen;
            root.setCenter(details);
            draw();
            history();
        }
    }

    private void leave() {
        follower.rest();
        cell = -1;
        seenAttempts = -1;
        look = null;
        outcome = null;
        attempts.getItems().clear();
        log.clear();
        command.clear();
        commandHint.setText("");
        logTrouble.getChildren().clear();
        logState.setText("");
    }

    private void showNothing(int count) {
        var text =
                count == 0 ? Messages.text("ui.load.detail.none.text") : Messages.text("ui.load.detail.several.text");
        var title = count == 0
                ? Messages.text("ui.load.detail.none")
                : Messages.text("ui.load.detail.several", Units.count(count));
        root.setCenter(new EmptyPane(Feather.MOUSE_POINTER, title, text).root());
    }

    /// It is looked at, or no more.
    void seen(boolean isSeen) {
        this.isSeen = isSeen;
        if (isSeen) {
            history();
        } else {
            follower.close();
        }
    }

    /// Draws how the cell stands now.
    void draw() {
        var board = model.board().get();
        if (board == null || cell < 0) {
            return;
        }
        var row = new LoadRow(board.row(cell), cell);
        var texts = new RowText(model, board);
        var status = board.status(cell);
        set(title, board.id(cell).toString());
        set(state, state(texts, row));
        set(
                figures,
                Messages.text(
                        "ui.load.detail.figures",
                        Units.bytes(board.bytes(cell)),
                        Units.count(board.sstables(cell)),
                        Units.count(board.attempts(cell))));
        if (look != status) {
            for (var each : Look.values()) {
                state.pseudoClassStateChanged(PseudoClass.getPseudoClass(each.styleClass()), each.status() == status);
            }
            look = status;
        }
        tell(board.id(cell));
        if (seenAttempts != board.attempts(cell)) {
            history();
        }
    }

    private static String state(RowText texts, LoadRow row) {
        var status = texts.status(row);
        var progress = status.isRunning() ? texts.text(RowText.Column.PROGRESS, row) : "";
        return Stream.of(Look.of(status).text(), progress, texts.way(row.cell()))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("  ·  "));
    }

    private static void set(Label label, String text) {
        if (!text.equals(label.getText())) {
            label.setText(text);
        }
    }

    private void tell(CellId id) {
        var now = model.desk().run().get().cell(id).outcome();
        if (Objects.equals(now, outcome) && !(now == null && story.getChildren().isEmpty())) {
            return;
        }
        outcome = now;
        story.getChildren()
                .setAll(
                        switch (now) {
                            case Outcome.Failed failed -> List.<Node>of(pane(failed.failure()));
                            case Outcome.Unknown unknown -> List.<Node>of(pane(unknown.failure()));
                            case Outcome.Succeeded succeeded -> List.<Node>of(proof(succeeded));
                            case null -> List.<Node>of(new Region());
                        });
    }

    private Node pane(Failure failure) {
        return new FailurePane(failure, model.desk().dialogs()).root();
    }

    private static Node proof(Outcome.Succeeded succeeded) {
        var label = new Label(String.join("\n", succeeded.evidence()));
        label.setWrapText(true);
        label.getStyleClass().add("cell-proof");
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// Reads the attempts from the journal; the newest is followed.
    private void history() {
        var board = model.board().get();
        if (board == null || cell < 0 || !isSeen) {
            return;
        }
        var asked = cell;
        var id = board.id(cell);
        seenAttempts = board.attempts(cell);
        model.desk()
                .background()
                .run(
                        () -> Attempt.of(model.desk().facts(id)),
                        found -> {
                            if (asked == cell) {
                                showAttempts(found);
                            }
                        },
                        this::logFailed);
    }

    private void showAttempts(List<Attempt> found) {
        attempts.getItems().setAll(found);
        attempts.setPrefHeight(ROW * Math.clamp(found.size(), 1, MOST_ATTEMPTS) + 2);
        attempts.setMinHeight(attempts.getPrefHeight());
        if (found.isEmpty()) {
            logState.setText(Messages.text("ui.load.detail.not-started"));
        } else {
            attempts.getSelectionModel().selectFirst();
        }
    }

    private void chosen(@Nullable Attempt attempt) {
        var board = model.board().get();
        if (attempt == null || board == null || cell < 0) {
            return;
        }
        out.clear();
        err.clear();
        log.clear();
        command.clear();
        commandHint.setText(
                attempt.launcher() == 0
                        ? Messages.text("ui.load.detail.command.own")
                        : Messages.text("ui.load.detail.command.launcher", attempt.launcher()));
        logTrouble.getChildren().clear();
        logState.setText(Messages.text("ui.load.detail.reading", board.nodes().get(board.column(cell))));
        follower.follow(board.id(cell), attempt.number());
    }

    private void logged(CellLog read) {
        out.add(read.out());
        err.add(read.err());
        var errors = err.toString();
        var text = errors.isBlank() ? out.toString() : out + "\n" + Messages.text("ui.load.detail.err") + "\n" + errors;
        if (!text.equals(log.getText())) {
            var place = log.getScrollTop();
            log.setText(text);
            if (follow.isSelected()) {
                log.positionCaret(text.lastIndexOf('\n') + 1);
                log.setScrollTop(Double.MAX_VALUE);
            } else {
                log.setScrollTop(place);
            }
        }
        if (!read.command().equals(command.getText())) {
            command.setText(read.command());
        }
        logState.setText(
                switch (read.state()) {
                    case QUEUED -> Messages.text("ui.load.log.queued");
                    case STARTING -> Messages.text("ui.load.log.starting");
                    case RUNNING -> Messages.text("ui.load.log.running");
                    case ENDED ->
                        Messages.text("ui.load.log.ended", read.exitCode().orElse(0));
                    case VANISHED -> Messages.text("ui.load.log.vanished");
                });
    }

    private void logFailed(Failure failure) {
        logState.setText("");
        logTrouble.getChildren().setAll(pane(failure));
    }

    private static final class AttemptCell extends ListCell<Attempt> {
        AttemptCell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Attempt attempt, boolean isEmpty) {
            super.updateItem(attempt, isEmpty);
            setText(isEmpty || attempt == null ? null : attempt.text());
        }
    }
}
