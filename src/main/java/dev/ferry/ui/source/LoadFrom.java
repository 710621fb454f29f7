package dev.ferry.ui.source;

import dev.ferry.cluster.Cluster;
import dev.ferry.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Whose nodes are loaded from: all, or those of one data centre. Seen where there is more than one.
final class LoadFrom {
    private static final String ALL = "";

    private final HBox root = new HBox();
    private final ComboBox<String> choice = new ComboBox<>();
    private final Label hint = new Label();
    private final SourceViewModel model;
    private Map<String, Long> nodes = Map.of();
    private boolean isShowing;

    LoadFrom(SourceViewModel model) {
        this.model = model;
        choice.setId("source-load-from");
        choice.setAccessibleText(Messages.text("ui.source.from"));
        choice.setMinWidth(Region.USE_PREF_SIZE);
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(String name) {
                return words(name);
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException("nothing is typed in here");
            }
        });
        choice.valueProperty().addListener((property, old, now) -> {
            if (!isShowing && now != null) {
                model.loadFrom(now.isEmpty() ? null : now);
            }
        });
        var label = new Label(Messages.text("ui.source.from"));
        label.setLabelFor(choice);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().add("field-label");
        hint.getStyleClass().add("field-hint");
        hint.setMinWidth(0);
        HBox.setHgrow(hint, Priority.ALWAYS);
        root.getChildren().setAll(label, choice, hint);
        root.getStyleClass().add("source-from");
    }

    Node root() {
        return root;
    }

    private String words(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return Messages.text("ui.source.from.all");
        }
        var count = nodes.get(name);
        return count == null
                ? Messages.text("ui.source.from.gone", name)
                : Messages.text("ui.source.from.one", name, count);
    }

    /// Shows what was seen and what was chosen.
    ///
    /// @param chosen null for all nodes
    void show(Cluster cluster, @Nullable String chosen) {
        nodes = cluster.nodes().stream()
                .collect(Collectors.groupingBy(node -> node.dataCentre(), Collectors.counting()));
        var isSeen = nodes.size() > 1 || chosen != null;
        root.setVisible(isSeen);
        root.setManaged(isSeen);
        var names = new TreeSet<>(nodes.keySet());
        if (chosen != null) {
            names.add(chosen);
        }
        var items = new ArrayList<>(List.of(ALL));
        items.addAll(names);
        isShowing = true;
        if (!choice.getItems().equals(items)) {
            choice.getItems().setAll(items);
        }
        choice.setValue(chosen == null ? ALL : chosen);
        isShowing = false;
        hint.setText(Messages.text(chosen == null ? "ui.source.from.all.hint" : "ui.source.from.one.hint"));
    }
}
