package dev.ferry.ui.controls;

import dev.ferry.ui.fx.Icons;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What is seen where nothing is yet: what will be here, and what to do for it.
public final class EmptyPane {
    private final VBox root = new VBox();

    /// A pane.
    ///
    /// @param title what is missing, in a few words
    /// @param text what to do, in a sentence
    /// @param actions buttons that do it
    public EmptyPane(Feather icon, String title, String text, Node... actions) {
        var sign = Icons.of(icon);
        sign.getStyleClass().add("empty-icon");
        var head = new Label(title);
        head.getStyleClass().add("empty-title");
        var words = new Label(text);
        words.setWrapText(true);
        words.getStyleClass().add("empty-text");
        words.setMinHeight(Region.USE_PREF_SIZE);
        root.getChildren().addAll(sign, head, words);
        if (actions.length > 0) {
            var buttons = new HBox(actions);
            buttons.getStyleClass().add("empty-actions");
            root.getChildren().add(buttons);
        }
        root.getStyleClass().add("empty-pane");
    }

    /// What is drawn.
    public Region root() {
        return root;
    }
}
