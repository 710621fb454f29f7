package dev.ferry.ui.load;

import dev.ferry.run.LoadStatus;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// One cell of the grid. It writes down what it showed last, and does nothing while that still holds.
final class LoadCell extends TreeTableCell<LoadRow, LoadRow> {
    private static final double STRIP = 64;
    private static final PseudoClass TABLE = PseudoClass.getPseudoClass("table");

    private final RowText.Column column;
    private final Supplier<@Nullable RowText> texts;
    private final Swatches colours;
    private final @Nullable Strip strip;
    private @Nullable LoadRow shown;
    private @Nullable RowText source;
    private int version;

    LoadCell(RowText.Column column, Supplier<@Nullable RowText> texts, Swatches colours) {
        this.colours = colours;
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

    @Override
    protected void updateItem(@Nullable LoadRow row, boolean isEmpty) {
        super.updateItem(row, isEmpty);
        if (isEmpty || row == null) {
            shown = null;
            setText(null);
            setTooltip(null);
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
            var isPart = column == RowText.Column.MESSAGE && text.isPart(row);
            colour(isPart ? LoadStatus.STALLED : text.status(row));
        }
        if (column == RowText.Column.MESSAGE) {
            hint(text.hint(row));
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

    /// The whole message, for which the column may be too narrow.
    private void hint(String whole) {
        var tooltip = getTooltip();
        if (whole.isEmpty()) {
            setTooltip(null);
        } else if (tooltip == null) {
            setTooltip(new Tooltip(whole));
        } else if (!tooltip.getText().equals(whole)) {
            tooltip.setText(whole);
        }
    }

    /// By hand: style sheets would look at the whole cell anew for every row that scrolls by.
    private void colour(LoadStatus status) {
        var look = Look.of(status);
        var ink = colours.of(look.ink());
        if (ink != getTextFill()) {
            setTextFill(ink);
        }
        if (strip != null) {
            strip.colour(colours.of(look.bar()));
        }
    }

    /// The theme has changed.
    void recolour() {
        version--;
        draw();
    }
}
