package dev.ferry.ui.controls;

import atlantafx.base.controls.CustomTextField;
import dev.ferry.ui.fx.Icons;
import javafx.scene.Cursor;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.feather.Feather;

/// A field that filters what stands below it. Escape empties it.
public final class SearchField {
    private final CustomTextField field = new CustomTextField();

    /// A field.
    ///
    /// @param prompt what is looked for: `Filter tables`
    public SearchField(String prompt) {
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        field.setLeft(Icons.of(Feather.SEARCH));
        var clear = Icons.of(Feather.X);
        clear.setCursor(Cursor.HAND);
        clear.setOnMouseClicked(event -> field.clear());
        clear.visibleProperty().bind(field.textProperty().isNotEmpty());
        field.setRight(clear);
        field.getStyleClass().add("search-field");
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
                field.clear();
                event.consume();
            }
        });
    }

    /// What is drawn, and its text.
    public TextField field() {
        return field;
    }
}
