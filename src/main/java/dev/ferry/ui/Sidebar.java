package dev.ferry.ui;

import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.work.JourneyStep;
import dev.ferry.ui.work.StepLine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The seven steps at the left of the window, each with its mark and its line.
final class Sidebar {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final VBox root = new VBox();
    private final Label name = new Label();
    private final Label place = new Label();
    private final Map<JourneyStep, Row> rows = new EnumMap<>(JourneyStep.class);
    private final Consumer<JourneyStep> choose;

    /// @param choose is told which step was asked for
    Sidebar(Consumer<JourneyStep> choose) {
        this.choose = choose;
        name.getStyleClass().add("sidebar-name");
        place.getStyleClass().add("sidebar-place");
        var head = new VBox(name, place);
        head.getStyleClass().add("sidebar-head");
        root.getChildren().add(head);
        for (var step : JourneyStep.values()) {
            var row = new Row(step);
            rows.put(step, row);
            root.getChildren().add(row.button);
        }
        root.getStyleClass().add("sidebar");
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
    }

    Region root() {
        return root;
    }

    /// Says whose steps these are.
    ///
    /// @param below the second line: a path, a label
    void named(String title, String below) {
        name.setText(title);
        place.setText(below);
        place.setTooltip(new Tooltip(below));
    }

    /// Draws the steps as they stand.
    void show(Map<JourneyStep, StepLine> lines) {
        lines.forEach((step, line) -> row(step).show(line));
    }

    /// Marks the step that is seen.
    ///
    /// @param chosen null for none
    void chosen(@Nullable JourneyStep chosen) {
        rows.forEach((step, row) -> {
            row.button.pseudoClassStateChanged(CHOSEN, step == chosen);
            // one stop for the Tab key; the arrow keys walk from there
            row.button.setFocusTraversable(step == (chosen == null ? JourneyStep.SOURCE : chosen));
        });
    }

    private Row row(JourneyStep step) {
        var row = rows.get(step);
        if (row == null) {
            throw new IllegalStateException(step.name());
        }
        return row;
    }

    private void walk(KeyEvent event) {
        var by = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        List<Row> all = new ArrayList<>(rows.values());
        for (var i = 0; i < all.size() && by != 0; i++) {
            if (all.get(i).button.isFocused()) {
                all.get(Math.clamp(i + by, 0, all.size() - 1)).button.requestFocus();
                event.consume();
                return;
            }
        }
    }

    private final class Row {
        private final JourneyStep step;
        private final Button button = new Button();
        private final StackPane sign = new StackPane();
        private final Label line = new Label();

        Row(JourneyStep step) {
            this.step = step;
            var title = new Label(step.title());
            title.getStyleClass().add("step-title");
            line.getStyleClass().add("step-line");
            var number = new Label(String.valueOf(step.ordinal() + 1));
            number.getStyleClass().add("step-number");
            var words = new VBox(title, line);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            sign.getStyleClass().add("step-sign");
            var content = new HBox(sign, words, number);
            content.getStyleClass().add("step-content");
            button.setGraphic(content);
            button.setMaxWidth(Double.MAX_VALUE);
            button.getStyleClass().setAll("step-row");
            button.setId("step-" + step.name().toLowerCase(java.util.Locale.ROOT));
            button.setOnAction(event -> choose.accept(step));
            show(new StepLine(Mark.OPEN, dev.ferry.text.Message.of("ui.line.unknown")));
        }

        void show(StepLine shown) {
            var text = Messages.text(shown.text());
            sign.getChildren().setAll(shown.mark().icon());
            line.setText(text);
            button.setAccessibleText(
                    Messages.text("ui.sidebar.step", step.title(), shown.mark().word(), text));
            if (button.getTooltip() == null || !button.getTooltip().getText().equals(text)) {
                button.setTooltip(new Tooltip(text));
            }
        }
    }
}
