package dev.ferry.ui.finish;

import dev.ferry.finish.Gate;
import dev.ferry.finish.Gate.Part;
import dev.ferry.finish.GateState;
import dev.ferry.outcome.Failure;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One gate: how it stands in one line, and its proof and its parts when it is opened. A gate that failed
/// opens by itself.
final class GateRow {
    private static final PseudoClass OPENED = PseudoClass.getPseudoClass("opened");
    private static final double PART_HEIGHT = 28;
    private static final double BORDER = 6;
    private static final int MOST_PARTS = 7;

    private final Dialogs dialogs;
    private final VBox root = new VBox();
    private final Button head = new Button();
    private final Label sign = new Label();
    private final Label word = new Label();
    private final Label count = new Label();
    private final Label arrow = new Label();
    private final VBox body = new VBox();
    private final String title;
    private @Nullable Gate gate;
    private boolean isOpened;

    GateRow(Gate.Kind kind, Dialogs dialogs) {
        this.dialogs = dialogs;
        this.title = FinishViewModel.title(kind);
        var name = new Label(title);
        name.getStyleClass().add("gate-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        word.getStyleClass().add("gate-word");
        word.setMinWidth(0);
        count.getStyleClass().add("gate-count");
        count.setMinWidth(Region.USE_PREF_SIZE);
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        var line = new HBox(sign, name, word, room, count, arrow);
        line.getStyleClass().add("gate-line");
        head.setGraphic(line);
        head.setMaxWidth(Double.MAX_VALUE);
        head.getStyleClass().setAll("gate-head");
        head.setId("gate-" + kind.name().toLowerCase(Locale.ROOT));
        head.setOnAction(event -> open(!isOpened));
        line.prefWidthProperty().bind(head.widthProperty().subtract(28));
        body.getStyleClass().add("gate-body");
        root.getChildren().addAll(head, body);
        root.getStyleClass().add("gate");
        open(false);
    }

    Region root() {
        return root;
    }

    void show(Gate now) {
        if (now.equals(gate)) {
            return;
        }
        var hadFailed = gate != null && gate.state() instanceof GateState.Failed;
        gate = now;
        sign.setGraphic(icon(now.state()));
        word.setText(word(now));
        count.setText(
                now.parts().size() < 2 || now.isDone()
                        ? ""
                        : Messages.text(
                                "ui.finish.parts.done",
                                now.partsDone(),
                                now.parts().size()));
        head.setAccessibleText(title + ", " + mark(now.state()).word() + ": " + word.getText());
        if (now.state() instanceof GateState.Failed && !hadFailed) {
            isOpened = true;
        }
        open(isOpened);
    }

    private void open(boolean wanted) {
        isOpened = wanted;
        root.pseudoClassStateChanged(OPENED, wanted);
        arrow.setGraphic(Icons.of(wanted ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT));
        body.setVisible(wanted);
        body.setManaged(wanted);
        if (wanted && gate != null) {
            fill(gate);
        }
    }

    private void fill(Gate now) {
        body.getChildren().clear();
        switch (now.state()) {
            case GateState.Done done ->
                body.getChildren()
                        .addAll(done.evidence().stream().map(GateRow::proof).toList());
            case GateState.Failed failed -> body.getChildren().add(failure(failed.failure()));
            case GateState.Open ignored -> {}
            case GateState.Running ignored -> {}
            case GateState.Blocked ignored -> {}
        }
        var next = FinishViewModel.next(now);
        if (!next.isEmpty()) {
            var label = new Label(next, Icons.of(Feather.ARROW_RIGHT));
            label.setWrapText(true);
            label.getStyleClass().addAll("muted", "gate-next");
            body.getChildren().add(label);
        }
        if (!now.parts().isEmpty()) {
            body.getChildren().add(parts(now.parts()));
        }
        if (body.getChildren().isEmpty()) {
            var label = new Label(word(now));
            label.getStyleClass().add("muted");
            body.getChildren().add(label);
        }
    }

    private Region failure(Failure failure) {
        return new FailurePane(failure, dialogs).root();
    }

    private static Label proof(String line) {
        var label = new Label(line, Mark.DONE.icon());
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("gate-proof");
        return label;
    }

    private ListView<Part> parts(List<Part> parts) {
        var list = new ListView<Part>();
        list.getItems().setAll(parts);
        list.setFixedCellSize(PART_HEIGHT);
        var height = Math.min(parts.size(), MOST_PARTS) * PART_HEIGHT + BORDER;
        list.setPrefHeight(height);
        list.setMinHeight(height);
        list.setAccessibleText(Messages.text("ui.finish.parts", title));
        list.setCellFactory(view -> new PartCell());
        list.getStyleClass().add("gate-parts");
        return list;
    }

    /// A gate whose turn has not come is nothing to be alarmed at: a lock in the colour of the paper.
    private static Node icon(GateState state) {
        if (!(state instanceof GateState.Blocked)) {
            return mark(state).icon();
        }
        var lock = Icons.of(Feather.LOCK);
        lock.getStyleClass().addAll("mark", "gate-locked");
        lock.setAccessibleText(Mark.BLOCKED.word());
        return lock;
    }

    static Mark mark(GateState state) {
        return switch (state) {
            case GateState.Open ignored -> Mark.OPEN;
            case GateState.Running ignored -> Mark.RUNNING;
            case GateState.Done ignored -> Mark.DONE;
            case GateState.Failed ignored -> Mark.FAILED;
            case GateState.Blocked ignored -> Mark.BLOCKED;
        };
    }

    private static String word(Gate gate) {
        return switch (gate.state()) {
            case GateState.Open ignored -> Messages.text("ui.finish.open");
            case GateState.Running ignored -> Messages.text("ui.finish.running");
            case GateState.Done done -> done.evidence().getFirst();
            case GateState.Failed failed -> Messages.text(failed.failure().cause());
            case GateState.Blocked blocked -> Messages.text("ui.finish.blocked", FinishViewModel.title(blocked.by()));
        };
    }

    /// A part in a line: its sign, what it is about, its proof or its failure.
    private static final class PartCell extends ListCell<Part> {
        private final Label subject = new Label();
        private final Label said = new Label();
        private final HBox line = new HBox(subject, said);

        PartCell() {
            subject.getStyleClass().add("part-subject");
            subject.setMinWidth(Region.USE_PREF_SIZE);
            said.getStyleClass().add("muted");
            said.setMinWidth(0);
            HBox.setHgrow(said, Priority.ALWAYS);
            line.getStyleClass().add("part-line");
            line.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Part part, boolean empty) {
            super.updateItem(part, empty);
            if (empty || part == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            subject.setText(part.subject());
            subject.setGraphic(icon(part.state()));
            var text = text(part.state());
            said.setText(text.replace('\n', ' '));
            setTooltip(text.isEmpty() ? null : new Tooltip(text));
            setAccessibleText(part.subject() + ", " + mark(part.state()).word() + ": " + text);
            setGraphic(line);
        }

        private static String text(GateState state) {
            return switch (state) {
                case GateState.Open ignored -> Messages.text("ui.finish.open");
                case GateState.Running ignored -> Messages.text("ui.finish.running");
                case GateState.Done done -> String.join("\n", done.evidence());
                case GateState.Failed failed -> Messages.text(failed.failure().cause());
                case GateState.Blocked blocked ->
                    Messages.text("ui.finish.blocked", FinishViewModel.title(blocked.by()));
            };
        }
    }
}
