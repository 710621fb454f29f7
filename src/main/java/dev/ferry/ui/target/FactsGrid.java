package dev.ferry.ui.target;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Facts of a service, one under the other.
final class FactsGrid {
    private FactsGrid() {}

    static GridPane of(List<ServiceFacts.Line> lines) {
        var grid = new GridPane();
        grid.getStyleClass().add("facts");
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var label = new Label(line.label());
            label.setMinWidth(Region.USE_PREF_SIZE);
            label.getStyleClass().add("muted");
            var value = line.mark().label(line.text());
            value.setWrapText(true);
            value.setMinHeight(Region.USE_PREF_SIZE);
            GridPane.setHgrow(value, Priority.ALWAYS);
            grid.addRow(i, label, value);
        }
        return grid;
    }
}
