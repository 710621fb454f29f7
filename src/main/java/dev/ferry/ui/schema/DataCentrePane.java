package dev.ferry.ui.schema;

import dev.ferry.text.Messages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The content of the dialog that says which data centre of the target takes the place of which of the
/// source.
final class DataCentrePane {
    private final VBox root = new VBox();
    private final Map<String, ComboBox<String>> choices = new LinkedHashMap<>();

    /// @param sources the source's data centres
    /// @param targets the target's, with how many nodes each has
    /// @param mapped source → target, as it was said so far
    DataCentrePane(Collection<String> sources, SortedMap<String, Integer> targets, Map<String, String> mapped) {
        var text = new Label(Messages.text("ui.schema.dcs.text"));
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.getStyleClass().add("muted");
        var grid = new GridPane();
        grid.getStyleClass().add("schema-dcs-grid");
        var shown = new TreeSet<>(sources);
        // what was said of a data centre that is gone is not lost by looking
        shown.addAll(mapped.keySet());
        for (var source : shown) {
            var choice = choice(source, targets, mapped.getOrDefault(source, ""));
            var name = new Label(source);
            name.setLabelFor(choice);
            name.getStyleClass().add("mono");
            grid.addRow(grid.getRowCount(), name, new Label("→"), choice);
        }
        root.getChildren().setAll(text, grid);
        root.getStyleClass().add("schema-dcs");
    }

    private ComboBox<String> choice(String source, SortedMap<String, Integer> targets, String chosen) {
        var choice = new ComboBox<String>();
        var items = new ArrayList<>(List.of(""));
        items.addAll(targets.keySet());
        if (!items.contains(chosen)) {
            items.add(chosen);
        }
        choice.getItems().setAll(items);
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(String target) {
                if (target == null || target.isEmpty()) {
                    return Messages.text(targets.containsKey(source) ? "ui.schema.dcs.same" : "ui.schema.dcs.every");
                }
                var nodes = targets.get(target);
                return nodes == null
                        ? Messages.text("ui.schema.dcs.gone", target)
                        : target + ", " + Texts.counted(nodes, "ui.schema.dcs.nodes.one", "ui.schema.dcs.nodes");
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException("nothing is typed in here");
            }
        });
        choice.setValue(chosen);
        choice.setId("schema-dc-" + source);
        choice.setAccessibleText(Messages.text("ui.schema.dcs.of", source));
        choice.setMaxWidth(Double.MAX_VALUE);
        GridPane.setHgrow(choice, Priority.ALWAYS);
        choices.put(source, choice);
        return choice;
    }

    Region root() {
        return root;
    }

    /// Source → target, without those about which nothing was said.
    Map<String, String> mapped() {
        var mapped = new HashMap<String, String>();
        choices.forEach((source, choice) -> {
            var target = choice.getValue();
            if (target != null && !target.isEmpty()) {
                mapped.put(source, target);
            }
        });
        return Map.copyOf(mapped);
    }
}
