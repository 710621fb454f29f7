package dev.ferry.ui.controls;

import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A control of a form with its label above, a hint below, and in the hint's place what is wrong with what was
/// typed.
public final class Field {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final VBox root = new VBox();
    private final Label error = new Label();
    private final Label hint = new Label();

    /// A field.
    ///
    /// @param label in a few words; `_` marks the letter that jumps here with Alt
    /// @param control what is typed or chosen in
    /// @param more nodes beside the control, such as a button that looks for a file
    public Field(String label, Control control, Node... more) {
        var words = new Label(label);
        words.setMnemonicParsing(true);
        words.setLabelFor(control);
        words.getStyleClass().add("field-label");
        if (control.getAccessibleText() == null) {
            control.setAccessibleText(label.replace("_", ""));
        }
        control.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(control, Priority.ALWAYS);
        var line = new HBox(control);
        line.getChildren().addAll(more);
        line.getStyleClass().add("field-line");
        if (control instanceof TextArea) {
            line.getStyleClass().add("field-lines");
        }
        error.getStyleClass().add("field-error");
        hint.getStyleClass().add("field-hint");
        for (var below : new Label[] {error, hint}) {
            below.setWrapText(true);
            below.setMinHeight(Region.USE_PREF_SIZE);
            below.visibleProperty().bind(below.textProperty().isNotEmpty());
            below.managedProperty().bind(below.visibleProperty());
        }
        error.textProperty().addListener((property, old, now) -> {
            control.pseudoClassStateChanged(DANGER, !now.isEmpty());
            control.setAccessibleHelp(now.isEmpty() ? hint.getText() : now);
        });
        root.getChildren().setAll(words, line, error, hint);
        root.getStyleClass().add("field");
    }

    /// What is drawn.
    public Region root() {
        return root;
    }

    /// What is wrong; empty for nothing.
    public StringProperty error() {
        return error.textProperty();
    }

    /// What helps to fill it in.
    public Field hint(String text) {
        hint.setText(text);
        return this;
    }
}
