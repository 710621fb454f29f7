package dev.ferry.ui.controls;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One number with what it means.
public final class Tile {
    private final VBox root = new VBox();
    private final Label value = new Label("–");
    private final Label note = new Label();

    /// A tile.
    ///
    /// @param label what the number is
    public Tile(String label) {
        var head = new Label(label);
        head.getStyleClass().add("tile-label");
        value.getStyleClass().add("tile-value");
        value.setMinWidth(Region.USE_PREF_SIZE);
        note.getStyleClass().add("tile-note");
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        root.getChildren().addAll(head, value, note);
        root.getStyleClass().add("tile");
        root.setFocusTraversable(false);
        root.accessibleTextProperty().bind(value.textProperty().map(text -> label + ": " + text));
    }

    /// What is drawn.
    public Region root() {
        return root;
    }

    /// The number.
    public StringProperty value() {
        return value.textProperty();
    }

    /// A word about it, smaller.
    public StringProperty note() {
        return note.textProperty();
    }
}
