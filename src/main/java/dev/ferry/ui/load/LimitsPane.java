package dev.ferry.ui.load;

import dev.ferry.migration.Limits;
import dev.ferry.text.Messages;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How hard to push, changed at once while a load goes on.
final class LimitsPane {
    private static final int MOST_ON_NODE = 64;
    private static final int MOST_IN_ALL = 4096;
    private static final int MOST_THROTTLE = 100_000;

    private final LoadViewModel model;
    private final VBox root = new VBox();
    private final Spinner<Integer> perNode;
    private final Spinner<Integer> inAll;
    private final Spinner<Integer> throttle;
    private boolean isShowing;

    LimitsPane(LoadViewModel model) {
        this.model = model;
        var limits = model.limits();
        perNode = spinner("limit-per-node", 1, MOST_ON_NODE, limits.loadersPerNode());
        inAll = spinner("limit-in-all", 1, MOST_IN_ALL, limits.loadersInAll());
        throttle = spinner("limit-throttle", 0, MOST_THROTTLE, limits.throttleMebibytesPerSecond());
        line("ui.load.limits.per-node", Messages.text("ui.load.limits.per-node.hint", Limits.CELLS_A_PLACE), perNode);
        line("ui.load.limits.in-all", Messages.text("ui.load.limits.in-all.hint"), inAll);
        line("ui.load.limits.throttle", Messages.text("ui.load.limits.throttle.hint"), throttle);
        root.getStyleClass().add("limits-pane");
    }

    private Spinner<Integer> spinner(String id, int least, int most, int value) {
        var spinner = new Spinner<Integer>(least, most, value);
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.valueProperty().addListener((property, old, now) -> changed());
        return spinner;
    }

    private void line(String label, String hint, Spinner<Integer> spinner) {
        var words = new Label(Messages.text(label));
        words.setLabelFor(spinner);
        words.getStyleClass().add("field-label");
        var more = new Label(hint);
        more.setWrapText(true);
        more.setMinHeight(Region.USE_PREF_SIZE);
        more.getStyleClass().add("field-hint");
        spinner.getEditor().setAccessibleText(Messages.text(label));
        root.getChildren().add(new VBox(words, spinner, more));
    }

    private void changed() {
        if (!isShowing) {
            model.limit(new Limits(perNode.getValue(), inAll.getValue(), throttle.getValue()));
        }
    }

    /// Shows the limits as they are now.
    void show() {
        isShowing = true;
        var limits = model.limits();
        perNode.getValueFactory().setValue(limits.loadersPerNode());
        inAll.getValueFactory().setValue(limits.loadersInAll());
        throttle.getValueFactory().setValue(limits.throttleMebibytesPerSecond());
        isShowing = false;
    }

    Region root() {
        return root;
    }
}
