package dev.ferry.ui.controls;

import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The frame of a screen: title and one line about it at the left, what can be done at the right, and below the
/// screen itself.
public final class Page {
    private final BorderPane root = new BorderPane();
    private final Label title;
    private final Label subtitle = new Label();
    private final HBox actions = new HBox();
    private final VBox notices = new VBox();

    /// A page.
    public Page(String title) {
        this.title = new Label(title);
        this.title.getStyleClass().add("page-title");
        this.title.setMinWidth(Region.USE_PREF_SIZE);
        subtitle.getStyleClass().add("page-subtitle");
        subtitle.visibleProperty().bind(subtitle.textProperty().isNotEmpty());
        subtitle.managedProperty().bind(subtitle.visibleProperty());
        var words = new VBox(this.title, subtitle);
        words.getStyleClass().add("page-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        actions.getStyleClass().add("page-actions");
        actions.setMinWidth(Region.USE_PREF_SIZE);
        var header = new HBox(words, actions);
        header.getStyleClass().add("page-header");
        notices.getStyleClass().add("page-notices");
        root.setTop(new VBox(header, notices));
        root.getStyleClass().add("page");
    }

    /// What is drawn.
    public Region root() {
        return root;
    }

    /// The line below the title; nothing is drawn while it is empty.
    public StringProperty subtitle() {
        return subtitle.textProperty();
    }

    /// What can be done here: buttons, the way back first, the main one last.
    public Page actions(Node... buttons) {
        // a button that stays keeps the focus
        if (!actions.getChildren().equals(List.of(buttons))) {
            actions.getChildren().setAll(buttons);
        }
        return this;
    }

    /// The screen itself. It fills the page.
    public Page content(Node content) {
        root.setCenter(content);
        return this;
    }

    /// What has to be said above the content: banners and failures. Empty for nothing.
    public Page notices(Node... nodes) {
        notices.getChildren().setAll(nodes);
        return this;
    }
}
