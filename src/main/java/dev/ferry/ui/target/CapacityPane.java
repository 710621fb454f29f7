package dev.ferry.ui.target;

import dev.ferry.outcome.Severity;
import dev.ferry.plan.Capacity;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.Mark;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Whether the data fits: a verdict, a bar, and how it was reckoned.
final class CapacityPane {
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");
    private static final PseudoClass BLOCK = PseudoClass.getPseudoClass("block");

    private final VBox root = new VBox();

    CapacityPane() {
        root.getStyleClass().add("capacity");
    }

    Region root() {
        return root;
    }

    /// Shows a capacity.
    ///
    /// @param otherwise what is said where there is none
    void show(@Nullable Capacity capacity, String otherwise) {
        if (capacity == null) {
            var words = new Label(otherwise);
            words.setWrapText(true);
            words.getStyleClass().add("muted");
            root.getChildren().setAll(words);
            return;
        }
        root.getChildren().setAll(head(capacity));
        if (capacity.share().isPresent()) {
            root.getChildren().add(bar(capacity));
        }
        var reckoning = new VBox();
        reckoning.getStyleClass().add("reckoning");
        for (var line : capacity.lines()) {
            var words = new Label(Messages.text(line));
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
            reckoning.getChildren().add(words);
        }
        root.getChildren().add(reckoning);
    }

    private static HBox head(Capacity capacity) {
        var verdict = mark(capacity).label(words(capacity));
        verdict.getStyleClass().add("capacity-verdict");
        verdict.setWrapText(true);
        HBox.setHgrow(verdict, Priority.ALWAYS);
        verdict.setMaxWidth(Double.MAX_VALUE);
        var head = new HBox(verdict);
        head.getStyleClass().add("capacity-head");
        return head;
    }

    private static Mark mark(Capacity capacity) {
        return capacity.share().isEmpty() ? Mark.UNKNOWN : Mark.of(capacity.verdict());
    }

    /// The verdict in a sentence.
    static String words(Capacity capacity) {
        var peak = Units.bytes(capacity.peakBytes());
        if (capacity.diskBytes().isEmpty()) {
            return Messages.text("ui.target.capacity.unknown", peak);
        }
        var key = switch (capacity.verdict()) {
            case PASS -> "ui.target.capacity.pass";
            case WARN -> "ui.target.capacity.warn";
            case BLOCK -> "ui.target.capacity.block";
        };
        return Messages.text(key, peak, Units.bytes(capacity.diskBytes().getAsLong()), capacity.shareText());
    }

    private static ProgressBar bar(Capacity capacity) {
        var bar = new ProgressBar(Math.min(1, capacity.share().orElse(0)));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(words(capacity));
        bar.getStyleClass().add("capacity-bar");
        bar.pseudoClassStateChanged(WARN, capacity.verdict() == Severity.WARN);
        bar.pseudoClassStateChanged(BLOCK, capacity.verdict() == Severity.BLOCK);
        return bar;
    }
}
