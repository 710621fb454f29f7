package dev.ferry.ui.nodes;

import dev.ferry.run.Check;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is asked of the two clusters as wholes, said once above the matrix of their nodes: a line for each,
/// with a button for each check.
final class ClusterStrip {
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");
    private static final PseudoClass BLOCKED = PseudoClass.getPseudoClass("blocked");
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    // all chips of a side stand in one line where the window is as small as it can be
    private static final double WRAP = 860;

    private final VBox root = new VBox();
    private final Map<Check, Button> buttons = new EnumMap<>(Check.class);
    private final Map<Check, CheckCell.State> shown = new EnumMap<>(Check.class);

    /// @param chosen hears which check somebody wants to see
    ClusterStrip(NodesViewModel model, Consumer<Check> chosen) {
        root.getStyleClass().add("clusters");
        for (var group : List.of(Check.Group.SOURCE, Check.Group.TARGET)) {
            root.getChildren().add(line(group, chosen));
        }
        model.matrix().addListener((property, old, now) -> show(now));
        show(model.matrix().get());
    }

    Region root() {
        return root;
    }

    private HBox line(Check.Group group, Consumer<Check> chosen) {
        var title = new Label(Messages.text(group.title()));
        title.getStyleClass().add("clusters-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var chips = new FlowPane();
        chips.getStyleClass().add("clusters-chips");
        chips.setPrefWrapLength(WRAP);
        HBox.setHgrow(chips, Priority.ALWAYS);
        for (var check : group.checks()) {
            var button = new Button(Messages.text(check.title()));
            button.setId("cluster-" + check.code());
            button.getStyleClass().add("check-chip");
            button.setTooltip(new Tooltip(Messages.text(check.about())));
            button.setOnAction(event -> {
                choose(check);
                chosen.accept(check);
            });
            buttons.put(check, button);
            chips.getChildren().add(button);
        }
        var line = new HBox(title, chips);
        line.getStyleClass().add("clusters-line");
        return line;
    }

    /// Marks the check whose detail is shown; none of them for a cell of the matrix.
    void choose(@org.jspecify.annotations.Nullable Check check) {
        buttons.forEach((each, button) -> button.pseudoClassStateChanged(CHOSEN, each == check));
    }

    private void show(Matrix now) {
        now.clusters().forEach((check, cell) -> {
            if (shown.put(check, cell.state()) != cell.state()) {
                show(Objects.requireNonNull(buttons.get(check)), cell);
            }
        });
    }

    private static void show(Button button, CheckCell cell) {
        var title = Messages.text(cell.check().title());
        var mark = cell.state().mark();
        button.setGraphic(mark.icon());
        button.setText(
                cell.isProblem() || mark == Mark.RUNNING
                        ? Messages.text(
                                "ui.nodes.cluster.chip", title, cell.word().toLowerCase(java.util.Locale.ROOT))
                        : title);
        button.setAccessibleText(title + ": " + cell.word());
        button.pseudoClassStateChanged(PROBLEM, mark == Mark.WARN || mark == Mark.UNKNOWN);
        button.pseudoClassStateChanged(BLOCKED, mark == Mark.BLOCKED);
    }
}
