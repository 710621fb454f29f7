package dev.ferry.ui.controls;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// One line that has to be seen, across the page.
public final class Banner {
    private final HBox root = new HBox();

    /// A banner.
    ///
    /// @param mark how much it weighs: coloured and signed like it
    /// @param text what has to be known
    /// @param actions buttons at its end
    public Banner(Mark mark, String text, Node... actions) {
        var words = new Label(text, mark.icon());
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        root.getChildren().add(words);
        root.getChildren().addAll(actions);
        root.getStyleClass().addAll("banner", "banner-" + mark.styleClass());
    }

    /// What is drawn.
    public Region root() {
        return root;
    }
}
