package dev.ferry.ui.load;

import dev.ferry.run.LoadBoard;
import dev.ferry.run.LoadStatus;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.util.Arrays;
import java.util.function.IntConsumer;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// The whole load at one glance: a row per table, a column per node, a spot per cell. A spot tells its state by
/// its figure as well as by its colour. Only spots that have changed are drawn again.
final class HeatMap {
    private static final double NAMES = 168;
    private static final double HEADS = 18;
    private static final double BAR = 12;
    private static final int LEAST_WIDTH = 6;
    private static final int MOST_WIDTH = 44;
    private static final int LEAST_HEIGHT = 8;
    private static final int MOST_HEIGHT = 20;
    private static final int PAGE_ROWS = 20;

    private final BorderPane root = new BorderPane();
    private final Field field = new Field();
    private final Label readOut = new Label();
    private final IntConsumer open;
    private final LoadViewModel model;
    private @Nullable LoadBoard board;
    private @Nullable RowText texts;
    private Filter filter = Filter.ALL;
    private int cursor;

    /// @param open is called with a cell that its user wants to see
    HeatMap(LoadViewModel model, IntConsumer open) {
        this.model = model;
        this.open = open;
        readOut.getStyleClass().add("heat-read-out");
        readOut.setId("heat-read-out");
        readOut.setMaxWidth(Double.MAX_VALUE);
        var legend = new HBox();
        legend.getStyleClass().add("heat-legend");
        for (var look : Look.values()) {
            legend.getChildren().add(new LegendEntry(look).root());
        }
        root.setCenter(field);
        root.setTop(legend);
        root.setBottom(readOut);
        root.getStyleClass().add("heat-map");
    }

    Region root() {
        return root;
    }

    /// What takes the keys.
    Region field() {
        return field;
    }

    void show(LoadBoard board) {
        this.board = board;
        texts = new RowText(model, board);
        cursor = 0;
        field.renew();
        say(cursor);
    }

    void filter(Filter filter) {
        this.filter = filter;
        field.drawSoon();
    }

    /// Draws what has changed.
    void frame() {
        field.drawChanged();
        say(cursor);
    }

    /// Puts the cursor on a cell and brings it into sight.
    void reveal(int cell) {
        cursor = cell;
        field.reveal();
        say(cell);
    }

    /// Where the cursor is.
    int cursor() {
        return cursor;
    }

    private void say(int cell) {
        var text = texts;
        if (text == null || cell >= text.board().size() || !text.board().isThere(cell)) {
            return;
        }
        var words = Messages.text(
                "ui.load.heat.read-out",
                text.board().id(cell),
                Look.of(text.board().status(cell)).text(),
                Units.bytes(text.board().bytes(cell)),
                detail(text.board(), cell));
        if (!words.equals(readOut.getText())) {
            readOut.setText(words);
            field.setAccessibleText(words);
        }
    }

    private static String detail(LoadBoard board, int cell) {
        if (!board.status(cell).isRunning()) {
            return "";
        }
        var share = board.percent(cell) < 0 ? Messages.text("ui.load.opening") : board.percent(cell) + " %";
        return " · " + share + " · " + Units.rate(board.rate(cell));
    }

    /// One figure: what a status looks like in this size.
    private static void figure(
            GraphicsContext pen,
            Paints paints,
            LoadStatus status,
            int percent,
            double x,
            double y,
            double w,
            double h) {
        var paint = paints.of(status);
        switch (status) {
            case WAITING -> {
                ground(pen, paints, x, y, w, h);
                pen.setFill(paint);
                pen.fillRect(x + Math.floor(w / 2) - 1, y + Math.floor(h / 2) - 1, 2, 2);
            }
            case PAUSED -> {
                ground(pen, paints, x, y, w, h);
                pen.setFill(paint);
                pen.fillRect(x + 1, y + 1, Math.max(1, w / 4), h - 2);
                pen.fillRect(x + w - 1 - Math.max(1, w / 4), y + 1, Math.max(1, w / 4), h - 2);
            }
            case LOADED -> fill(pen, paint, x, y, w, h);
            case RUNNING -> {
                ground(pen, paints, x, y, w, h);
                pen.setFill(paint);
                var high = Math.max(2, Math.round(h * Math.max(0, percent) / 100.0));
                pen.fillRect(x, y + h - high, w, high);
                pen.fillRect(x, y, 1, h);
            }
            case STALLED -> {
                fill(pen, paint, x, y, w, h);
                ground(pen, paints, x + 1, y + Math.floor(h / 2) - 1, w - 2, 2);
            }
            case FAILED -> {
                fill(pen, paint, x, y, w, h);
                pen.setStroke(paints.ground);
                pen.setLineWidth(1.2);
                pen.strokeLine(x + 1, y + 1, x + w - 1, y + h - 1);
                pen.strokeLine(x + w - 1, y + 1, x + 1, y + h - 1);
            }
            case UNKNOWN -> {
                fill(pen, paint, x, y, w, h);
                ground(pen, paints, x + Math.floor(w / 2) - 1, y + 1, 2, Math.max(1, h - 5));
                ground(pen, paints, x + Math.floor(w / 2) - 1, y + h - 3, 2, 2);
            }
            case STOPPED -> {
                fill(pen, paint, x, y, w, h);
                ground(pen, paints, x + 2, y + 2, w - 4, h - 4);
            }
        }
    }

    private static void ground(GraphicsContext pen, Paints paints, double x, double y, double w, double h) {
        fill(pen, paints.ground, x, y, w, h);
    }

    private static void fill(GraphicsContext pen, Paint paint, double x, double y, double w, double h) {
        pen.setFill(paint);
        pen.fillRect(x, y, w, h);
    }

    /// The colours of all figures, looked up once for thousands of them.
    private static final class Paints {
        private final Paint ground;
        private final Paint[] byStatus;

        Paints(Swatches colours) {
            ground = colours.of("heat-ground");
            byStatus = Arrays.stream(Look.values())
                    .map(look -> colours.of("heat-" + look.styleClass()))
                    .toArray(Paint[]::new);
        }

        Paint of(LoadStatus status) {
            return byStatus[status.ordinal()];
        }
    }

    private static Swatches swatches(Runnable changed) {
        var names = Arrays.stream(Look.values())
                .map(look -> "heat-" + look.styleClass())
                .toList();
        var all = new java.util.ArrayList<>(names);
        all.add("heat-ground");
        all.add("heat-page");
        return new Swatches(changed, all.toArray(String[]::new));
    }

    /// A figure with its word.
    private static final class LegendEntry {
        private static final double WIDTH = 12;
        private static final double HEIGHT = 12;
        private static final int SOME_PERCENT = 60;

        private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
        private final Look look;
        private final Swatches colours = swatches(this::draw);
        private final Label root;

        LegendEntry(Look look) {
            this.look = look;
            root = new Label(look.word(), new Pane(canvas, colours.root()));
            root.getStyleClass().add("heat-legend-entry");
        }

        Label root() {
            return root;
        }

        private void draw() {
            figure(
                    canvas.getGraphicsContext2D(),
                    new Paints(colours),
                    look.status(),
                    SOME_PERCENT,
                    0,
                    0,
                    WIDTH,
                    HEIGHT);
        }
    }

    /// The spots, with names beside and above, and bars to scroll by.
    private final class Field extends Region {
        private final Canvas canvas = new Canvas();
        private final Rectangle mark = new Rectangle();
        private final ScrollBar down = new ScrollBar();
        private final ScrollBar right = new ScrollBar();
        private final Swatches colours = swatches(this::drawSoon);
        private Paints paints = new Paints(colours);
        private int[] drawn = new int[0];
        private boolean isStale;
        private int spotWidth = LEAST_WIDTH;
        private int spotHeight = LEAST_HEIGHT;

        Field() {
            down.setOrientation(Orientation.VERTICAL);
            down.setFocusTraversable(false);
            right.setFocusTraversable(false);
            down.valueProperty().addListener((property, old, now) -> drawSoon());
            right.valueProperty().addListener((property, old, now) -> drawSoon());
            mark.getStyleClass().add("heat-cursor");
            mark.setMouseTransparent(true);
            mark.setManaged(false);
            getChildren().addAll(canvas, mark, down, right, colours.root());
            getStyleClass().add("heat-field");
            setId("heat-field");
            setFocusTraversable(true);
            setAccessibleRole(AccessibleRole.IMAGE_VIEW);
            setAccessibleHelp(Messages.text("ui.load.heat.help"));
            setOnMouseMoved(event -> hover(event));
            setOnMouseExited(event -> say(cursor));
            setOnMousePressed(this::press);
            setOnKeyPressed(this::key);
            setOnScroll(event -> {
                scroll(down, -event.getDeltaY());
                scroll(right, -event.getDeltaX());
            });
            focusedProperty().addListener((property, old, now) -> placeMark());
        }

        private static void scroll(ScrollBar bar, double by) {
            bar.setValue(Math.clamp(bar.getValue() + by, 0, bar.getMax()));
        }

        void renew() {
            var current = board;
            drawn = new int[current == null ? 0 : current.size()];
            drawSoon();
        }

        @Override
        protected void layoutChildren() {
            var current = board;
            if (current == null) {
                return;
            }
            var wide = getWidth() - NAMES - BAR;
            var high = getHeight() - HEADS - BAR;
            var columns = Math.max(1, current.nodes().size());
            var rows = Math.max(1, current.tables().size());
            spotWidth = (int) Math.clamp(wide / columns, LEAST_WIDTH, MOST_WIDTH);
            spotHeight = (int) Math.clamp(high / rows, LEAST_HEIGHT, MOST_HEIGHT);
            canvas.setWidth(Math.max(1, getWidth() - BAR));
            canvas.setHeight(Math.max(1, getHeight() - BAR));
            bar(down, (double) rows * spotHeight, high);
            bar(right, (double) columns * spotWidth, wide);
            down.resizeRelocate(getWidth() - BAR, HEADS, BAR, Math.max(0, high));
            right.resizeRelocate(NAMES, getHeight() - BAR, Math.max(0, wide), BAR);
            drawAll();
        }

        private static void bar(ScrollBar bar, double whole, double seen) {
            var more = Math.max(0, whole - seen);
            bar.setVisible(more > 0);
            bar.setMax(more);
            bar.setVisibleAmount(whole <= 0 ? 0 : more * seen / whole);
            bar.setUnitIncrement(MOST_HEIGHT * 2.0);
            bar.setBlockIncrement(seen);
            bar.setValue(Math.clamp(bar.getValue(), 0, more));
        }

        private int firstRow() {
            return (int) (down.getValue() / spotHeight);
        }

        private int firstColumn() {
            return (int) (right.getValue() / spotWidth);
        }

        private int lastRow(LoadBoard current) {
            var seen = (int) Math.ceil((canvas.getHeight() - HEADS) / spotHeight);
            return Math.min(current.tables().size(), firstRow() + seen);
        }

        private int lastColumn(LoadBoard current) {
            var seen = (int) Math.floor((canvas.getWidth() - NAMES) / spotWidth);
            return Math.min(current.nodes().size(), firstColumn() + seen);
        }

        /// Everything is drawn again with the next picture, however often it is asked for until then.
        void drawSoon() {
            isStale = true;
            requestLayout();
        }

        private void drawAll() {
            var current = board;
            if (current == null || canvas.getWidth() < 1) {
                return;
            }
            isStale = false;
            paints = new Paints(colours);
            var pen = canvas.getGraphicsContext2D();
            pen.setFill(colours.of("heat-page"));
            pen.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
            names(pen, current);
            for (var row = firstRow(); row < lastRow(current); row++) {
                for (var column = firstColumn(); column < lastColumn(current); column++) {
                    spot(pen, current, row, column);
                }
            }
            placeMark();
        }

        void drawChanged() {
            var current = board;
            if (current == null || isStale || drawn.length != current.size()) {
                return;
            }
            var pen = canvas.getGraphicsContext2D();
            for (var row = firstRow(); row < lastRow(current); row++) {
                for (var column = firstColumn(); column < lastColumn(current); column++) {
                    var cell = current.cell(row, column);
                    if (drawn[cell] != current.version(cell)) {
                        spot(pen, current, row, column);
                    }
                }
            }
        }

        private void spot(GraphicsContext pen, LoadBoard current, int row, int column) {
            var cell = current.cell(row, column);
            drawn[cell] = current.version(cell);
            if (!current.isThere(cell)) {
                return;
            }
            var isAll = filter.equals(Filter.ALL);
            pen.setGlobalAlpha(isAll || filter.takes(current, cell) ? 1 : 0.2);
            figure(
                    pen,
                    paints,
                    current.status(cell),
                    current.percent(cell),
                    x(column),
                    y(row),
                    spotWidth - 1,
                    spotHeight - 1);
            pen.setGlobalAlpha(1);
        }

        private double x(int column) {
            return NAMES + (column - firstColumn()) * (double) spotWidth;
        }

        private double y(int row) {
            return HEADS + (row - firstRow()) * (double) spotHeight;
        }

        private void names(GraphicsContext pen, LoadBoard current) {
            pen.setFill(colours.ink());
            pen.setFont(colours.font());
            pen.setTextBaseline(VPos.CENTER);
            pen.setTextAlign(TextAlignment.RIGHT);
            var everyRow = (int) Math.ceil(14.0 / spotHeight);
            for (var row = firstRow(); row < lastRow(current); row++) {
                if (row % everyRow == 0) {
                    var name = shortened(current.tables().get(row).toString());
                    pen.fillText(name, NAMES - 8, y(row) + spotHeight / 2.0, NAMES - 12);
                }
            }
            pen.setTextAlign(TextAlignment.LEFT);
            var everyColumn = (int) Math.ceil(90.0 / spotWidth);
            for (var column = firstColumn(); column < lastColumn(current); column++) {
                if (column % everyColumn == 0) {
                    pen.fillText(current.nodes().get(column), x(column), HEADS / 2);
                    pen.fillRect(x(column), HEADS - 3, 1, 3);
                }
            }
        }

        private static String shortened(String name) {
            var most = 26;
            return name.length() <= most ? name : "…" + name.substring(name.length() - most + 1);
        }

        private int at(MouseEvent event) {
            var current = board;
            if (current == null || event.getX() < NAMES || event.getY() < HEADS) {
                return -1;
            }
            var column = firstColumn() + (int) ((event.getX() - NAMES) / spotWidth);
            var row = firstRow() + (int) ((event.getY() - HEADS) / spotHeight);
            return row < lastRow(current) && column < lastColumn(current) ? current.cell(row, column) : -1;
        }

        private void hover(MouseEvent event) {
            var cell = at(event);
            say(cell < 0 ? cursor : cell);
        }

        private void press(MouseEvent event) {
            var cell = at(event);
            requestFocus();
            if (cell >= 0) {
                cursor = cell;
                placeMark();
                say(cell);
                open.accept(cell);
            }
        }

        private void key(KeyEvent event) {
            var current = board;
            if (current == null) {
                return;
            }
            switch (event.getCode()) {
                case UP -> move(current, -1, 0);
                case DOWN -> move(current, 1, 0);
                case LEFT -> move(current, 0, -1);
                case RIGHT -> move(current, 0, 1);
                case PAGE_UP -> move(current, -PAGE_ROWS, 0);
                case PAGE_DOWN -> move(current, PAGE_ROWS, 0);
                case HOME -> move(current, 0, -current.nodes().size());
                case END -> move(current, 0, current.nodes().size());
                case ENTER, SPACE -> open.accept(cursor);
                default -> {
                    return;
                }
            }
            event.consume();
        }

        private void move(LoadBoard current, int rows, int columns) {
            var row = Math.clamp(current.row(cursor) + rows, 0, current.tables().size() - 1);
            var column = Math.clamp(
                    current.column(cursor) + columns, 0, current.nodes().size() - 1);
            cursor = current.cell(row, column);
            reveal();
            say(cursor);
        }

        void reveal() {
            var current = board;
            if (current == null) {
                return;
            }
            into(down, current.row(cursor) * (double) spotHeight, spotHeight, canvas.getHeight() - HEADS);
            into(right, current.column(cursor) * (double) spotWidth, spotWidth, canvas.getWidth() - NAMES);
            placeMark();
        }

        private static void into(ScrollBar bar, double place, double size, double seen) {
            if (place < bar.getValue()) {
                bar.setValue(place);
            } else if (place + size > bar.getValue() + seen) {
                bar.setValue(Math.min(bar.getMax(), place + size - seen + size));
            }
        }

        private void placeMark() {
            var current = board;
            if (current == null || current.size() == 0) {
                return;
            }
            var row = current.row(cursor);
            var column = current.column(cursor);
            mark.setVisible(isFocused()
                    && row >= firstRow()
                    && row < lastRow(current)
                    && column >= firstColumn()
                    && column < lastColumn(current));
            mark.setX(x(column) - 1.5);
            mark.setY(y(row) - 1.5);
            mark.setWidth(spotWidth + 2);
            mark.setHeight(spotHeight + 2);
        }
    }
}
