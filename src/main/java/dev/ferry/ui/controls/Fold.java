package dev.ferry.ui.controls;

import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Fields that are seldom needed: closed, one line says what is set there; opened on demand.
public final class Fold {
    private final TitledPane root = new TitledPane();
    private final Label summary = new Label();

    /// A fold, closed.
    ///
    /// @param title what it is about, in a word or two
    /// @param content what is seen once it is open
    public Fold(String title, Node... content) {
        var name = new Label(title);
        name.getStyleClass().add("fold-title");
        summary.getStyleClass().add("fold-summary");
        summary.visibleProperty().bind(root.expandedProperty().not());
        var head = new HBox(name, summary);
        head.getStyleClass().add("fold-head");
        // as wide as the pane, so that a long summary is cut off and does not push
        head.prefWidthProperty().bind(Bindings.max(0, root.widthProperty().subtract(40)));
        head.setMinWidth(0);
        summary.setMinWidth(0);
        var fields = new VBox(content);
        fields.getStyleClass().add("fold-content");
        root.setText(title);
        root.setGraphic(head);
        root.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        root.setContent(fields);
        root.setAnimated(false);
        root.setExpanded(false);
        root.getStyleClass().add("fold");
        root.accessibleTextProperty()
                .bind(Bindings.createStringBinding(() -> title + ": " + summary.getText(), summary.textProperty()));
    }

    /// What is drawn.
    public TitledPane root() {
        return root;
    }

    /// What is set inside, in a few words.
    public StringProperty summary() {
        return summary.textProperty();
    }

    /// Opens it, since there is something to be seen.
    public void open() {
        root.setExpanded(true);
    }
}
