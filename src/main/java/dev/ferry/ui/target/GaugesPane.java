package dev.ferry.ui.target;

import dev.ferry.engine.ServiceGauges;
import dev.ferry.text.Messages;
import dev.ferry.text.Moments;
import dev.ferry.ui.controls.Mark;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How the machines of a service are doing, by Aiven's own measurements: the disks above all.
final class GaugesPane {
    private static final double SCARCE = 80;
    private static final double FULL = 92;
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");
    private static final PseudoClass BLOCK = PseudoClass.getPseudoClass("block");

    private final ServiceViewModel model;
    private final VBox root = new VBox();

    GaugesPane(ServiceViewModel model) {
        this.model = model;
        root.getStyleClass().addAll("panel", "gauges");
        model.gauges().addListener((property, old, now) -> show());
        model.gaugesFailure().addListener((property, old, now) -> show());
        show();
    }

    Region root() {
        return root;
    }

    private void show() {
        var gauges = model.gauges().get();
        var failure = model.gaugesFailure().get();
        var title = new Label(Messages.text("ui.target.gauges.title"));
        title.getStyleClass().add("section-title");
        root.getChildren().setAll(title);
        if (failure != null) {
            var why = Mark.UNKNOWN.label(Messages.text(failure.cause()));
            why.setWrapText(true);
            root.getChildren().add(why);
        } else if (gauges == null) {
            root.getChildren().add(muted(Messages.text("ui.target.gauges.none")));
        } else {
            root.getChildren().addAll(grid(gauges), muted(note(gauges)));
        }
    }

    private static String note(ServiceGauges gauges) {
        var at = gauges.at();
        return at == null
                ? Messages.text("ui.target.gauges.note")
                : Messages.text("ui.target.gauges.note.at", Moments.of(at));
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("field-hint");
        return label;
    }

    private static GridPane grid(ServiceGauges gauges) {
        var grid = new GridPane();
        grid.getStyleClass().add("gauge-grid");
        for (var i = 0; i < 5; i++) {
            var column = new ColumnConstraints();
            column.setHgrow(i == 1 ? Priority.ALWAYS : Priority.NEVER);
            grid.getColumnConstraints().add(column);
        }
        grid.addRow(
                0,
                muted(Messages.text("ui.target.gauges.node")),
                muted(Messages.text("ui.target.gauges.disk")),
                muted(Messages.text("ui.target.gauges.cpu")),
                muted(Messages.text("ui.target.gauges.memory")),
                muted(Messages.text("ui.target.gauges.load")));
        var row = 1;
        for (var node : gauges.nodes()) {
            grid.addRow(
                    row++,
                    new Label(node.name()),
                    disk(node.diskPercent()),
                    value(node.cpuPercent(), " %"),
                    value(node.memoryPercent(), " %"),
                    value(node.load(), ""));
        }
        return grid;
    }

    private static Node disk(OptionalDouble percent) {
        if (percent.isEmpty()) {
            return value(percent, "");
        }
        var bar = new ProgressBar(percent.getAsDouble() / 100);
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setAccessibleText(text(percent, " %"));
        var mark = percent.getAsDouble() >= FULL ? Mark.BLOCKED : percent.getAsDouble() >= SCARCE ? Mark.WARN : null;
        bar.getStyleClass().add("capacity-bar");
        bar.pseudoClassStateChanged(WARN, mark == Mark.WARN);
        bar.pseudoClassStateChanged(BLOCK, mark == Mark.BLOCKED);
        var words = words(mark, text(percent, " %"));
        var line = new HBox(bar, words);
        line.getStyleClass().add("gauge-disk");
        return line;
    }

    private static Label words(@Nullable Mark mark, String text) {
        var label = mark == null ? new Label(text) : mark.label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().add("gauge-value");
        return label;
    }

    private static Label value(OptionalDouble value, String unit) {
        var label = new Label(text(value, unit));
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().add("gauge-value");
        return label;
    }

    /// Small numbers with one digit behind the point.
    static String text(OptionalDouble value, String unit) {
        if (value.isEmpty()) {
            return "–";
        }
        var isWhole = value.getAsDouble() >= 10;
        return String.format(Locale.ROOT, isWhole ? "%.0f" : "%.1f", value.getAsDouble()) + unit;
    }
}
