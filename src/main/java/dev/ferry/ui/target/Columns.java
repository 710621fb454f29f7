package dev.ferry.ui.target;

import dev.ferry.ui.controls.Mark;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/// The columns of this screen's tables.
final class Columns {
    private Columns() {}

    /// Words.
    static <R> TableColumn<R, String> text(String title, double width, Function<R, String> text) {
        var column = new TableColumn<R, String>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    /// Numbers, flush right.
    static <R> TableColumn<R, String> number(String title, double width, Function<R, String> text) {
        var column = text(title, width, text);
        column.getStyleClass().add("number");
        column.setCellFactory(each -> new TableCell<>() {
            {
                getStyleClass().add("number");
            }

            @Override
            protected void updateItem(@Nullable String value, boolean empty) {
                super.updateItem(value, empty);
                setText(empty ? null : value);
            }
        });
        return column;
    }

    /// A sign with words.
    static <R> TableColumn<R, R> mark(String title, double width, Function<R, Mark> mark, Function<R, String> text) {
        var column = new TableColumn<R, R>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellFactory(each -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable R row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(empty || row == null ? null : mark.apply(row).label(text.apply(row)));
            }
        });
        return column;
    }
}
