package dev.ferry.ui.load;

import dev.ferry.run.LoadStatus;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// One cell of the grid. It writes down what it showed last, and does nothing while that still holds.
final class LoadCell extends TreeTableCell<LoadRow, LoadRow> {
    private static final PseudoClass[] STATES = states();
    private static final double STRIP = 96;
    private static final PseudoClass PART = PseudoClass.getPseudoClass("part");
    private static final PseudoClass TABLE = PseudoClass.getPseudoClass("table");

    private final RowText.Column column;
    private final Supplier<@Nullable RowText> texts;
    private final @Nullable Strip strip;
    private @Nullable LoadRow shown;
    private @Nullable RowText source;
    private int version;
    private int state = -1;

    LoadCell(RowText.Column column, Supplier<@Nullable RowText> texts) {
        this.column = column;
        this.texts = texts;
        getStyleClass().add("load-cell");
        if (column.isNumber()) {
            getStyleClass().add("number");
        }
        if (column == RowText.Column.PROGRESS) {
            strip = new Strip();
            var holder = new StackPane(strip);
            holder.setAlignment(Pos.CENTER_LEFT);
            holder.getStyleClass().add("strip-holder");
            strip.prefWidthProperty().set(STRIP);
            setGraphic(holder);
            setContentDisplay(ContentDisplay.LEFT);
            getStyleClass().add("load-progress");
        } else {
            strip = null;
        }
    }

    private static PseudoClass[] states() {
        var looks = Look.values();
        var states = new PseudoClass[looks.length];
        for (var each = 0; each < looks.length; each++) {
            states[each] = PseudoClass.getPseudoClass(looks[each].styleClass());
        }
        return states;
    }

    @Override
    protected void updateItem(@Nullable LoadRow row, boolean isEmpty) {
        super.updateItem(row, isEmpty);
        if (isEmpty || row == null) {
            shown = null;
            setText(null);
            if (strip != null) {
                strip.setVisible(false);
            }
        } else {
            draw();
        }
    }

    /// Draws what has changed since it was drawn last.
    void draw() {
        var row = getItem();
        var text = texts.get();
        if (row == null || text == null || row.row() >= text.board().tables().size()) {
            return;
        }
        var now = text.version(row);
        if (row.equals(shown) && now == version && text == source) {
            return;
        }
        shown = row;
        version = now;
        source = text;
        show(text, row);
    }

    /// Draws what changes with time alone.
    void second() {
        var row = getItem();
        var text = texts.get();
        if (column == RowText.Column.TIME && row != null && text != null) {
            set(text.text(column, row));
        }
    }

    private void show(RowText text, LoadRow row) {
        set(text.text(column, row));
        if (column == RowText.Column.STATE || column == RowText.Column.PROGRESS || column == RowText.Column.MESSAGE) {
            colour(text.status(row));
        }
        if (column == RowText.Column.MESSAGE) {
            pseudoClassStateChanged(PART, text.isPart(row));
        }
        if (column == RowText.Column.NAME) {
            pseudoClassStateChanged(TABLE, row.isTable());
        }
        if (strip != null) {
            strip.setVisible(true);
            strip.show(Math.max(0, text.percent(row)) / 100.0);
        }
    }

    private void set(String text) {
        if (!text.equals(getText())) {
            setText(text);
        }
    }

    private void colour(LoadStatus status) {
        if (state != status.ordinal()) {
            if (state >= 0) {
                pseudoClassStateChanged(STATES[state], false);
            }
            state = status.ordinal();
            pseudoClassStateChanged(STATES[state], true);
        }
    }
}
