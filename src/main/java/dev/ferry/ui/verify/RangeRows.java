package dev.ferry.ui.verify;

import dev.ferry.rows.Extent;
import dev.ferry.rows.RowComparison;
import dev.ferry.rows.RowDifference;
import dev.ferry.rows.RowDifference.Field;
import dev.ferry.run.OpenRanges;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.Banner;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.verify.VerifyViewModel.Rows;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The ranges that stand between a table and green at the left, the rows of one of them at the right.
final class RangeRows {
    private static final String NUMBER = "number";
    private static final double ROW_HEIGHT = 28;
    private static final double RANGES_WIDTH = 542;

    private final VerifyViewModel model;
    private final Dialogs dialogs;
    private final TableView<RangeRow> ranges = new TableView<>();
    private final Button show = new Button(Messages.text("ui.verify.rows.show"), Icons.of(Feather.LIST));
    private final Label title = new Label();
    private final StackPane rows = new StackPane();
    private final HBox root = new HBox();
    private @Nullable TableRow table;

    RangeRows(VerifyViewModel model, Dialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        title.getStyleClass().add("verify-caption");
        ranges.setId("verify-ranges");
        ranges.setFixedCellSize(ROW_HEIGHT);
        ranges.setAccessibleText(Messages.text("ui.verify.ranges"));
        ranges.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        ranges.getStyleClass().add("dense");
        rangeColumns();
        show.setId("show-rows");
        show.getStyleClass().addAll("small", "accent");
        show.disableProperty()
                .bind(ranges.getSelectionModel().selectedItemProperty().isNull());
        show.setOnAction(event -> ask());
        ranges.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                ask();
            }
        });
        ranges.setOnKeyPressed(event -> {
            if (event.getCode() == javafx.scene.input.KeyCode.ENTER) {
                ask();
            }
        });
        VBox.setVgrow(ranges, Priority.ALWAYS);
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        var head = new HBox(title, room, show);
        head.getStyleClass().add("verify-caption-line");
        var left = new VBox(head, ranges);
        left.getStyleClass().add("verify-ranges");
        left.setMinWidth(RANGES_WIDTH);
        left.setPrefWidth(RANGES_WIDTH);
        rows.getStyleClass().add("verify-rows");
        rows.setMinWidth(0);
        HBox.setHgrow(rows, Priority.ALWAYS);
        root.getChildren().addAll(left, rows);
        root.getStyleClass().add("verify-range-rows");
        model.rows().addListener((property, old, now) -> draw(now));
        draw(model.rows().get());
    }

    Region root() {
        return root;
    }

    void show(TableRow chosen, OpenRanges open) {
        table = chosen;
        ranges.getItems().setAll(RangeRow.of(open));
        ranges.getSelectionModel().selectFirst();
        title.setText(
                open.more() == 0
                        ? Messages.text(
                                "ui.verify.ranges.title",
                                open.different().size(),
                                open.notRead().size())
                        : Messages.text(
                                "ui.verify.ranges.title.more", ranges.getItems().size(), open.more()));
    }

    private void ask() {
        var chosen = table;
        var range = ranges.getSelectionModel().getSelectedItem();
        if (chosen != null && range != null) {
            model.showRows(chosen, range);
        }
    }

    private void rangeColumns() {
        ranges.getColumns()
                .add(column("ui.verify.column.after", 150, each -> Long.toString(each.start()), "verify-token"));
        ranges.getColumns().add(column("ui.verify.column.to", 150, each -> Long.toString(each.end()), "verify-token"));
        ranges.getColumns()
                .add(column("ui.verify.column.range-source", 76, each -> number(each, each.sourceRows()), NUMBER));
        ranges.getColumns()
                .add(column("ui.verify.column.range-target", 76, each -> number(each, each.targetRows()), NUMBER));
        ranges.getColumns()
                .add(column(
                        "ui.verify.column.difference",
                        84,
                        each -> each.isNotRead()
                                ? Messages.text("ui.verify.state.not-read")
                                : TotalsStrip.signed(each.difference()),
                        NUMBER));
    }

    private static String number(RangeRow row, long number) {
        return row.isNotRead() ? "–" : Units.count(number);
    }

    private <T> TableColumn<T, String> column(String key, double width, Function<T, String> text, String style) {
        var column = new TableColumn<T, String>(Messages.text(key));
        column.setCellValueFactory(cell -> new SimpleObjectProperty<>(text.apply(cell.getValue())));
        column.setCellFactory(each -> new WordCell<>(style));
        column.setPrefWidth(width);
        column.setSortable(false);
        if (style.equals(NUMBER)) {
            column.getStyleClass().add(NUMBER);
        }
        return column;
    }

    private void draw(Rows now) {
        rows.getChildren()
                .setAll(
                        switch (now) {
                            case Rows.None ignored ->
                                new EmptyPane(
                                                Feather.LIST,
                                                Messages.text("ui.verify.rows.none.title"),
                                                Messages.text("ui.verify.rows.none.text"))
                                        .root();
                            case Rows.Reading reading -> reading();
                            case Rows.Found found -> found(found.comparison());
                            case Rows.Failed failed -> {
                                var pane = new VBox(new FailurePane(failed.failure(), dialogs).root());
                                pane.getStyleClass().add("verify-rows-found");
                                yield pane;
                            }
                        });
    }

    private Node reading() {
        var bar = new ProgressBar(-1);
        var detail = new Label(Messages.text("ui.verify.rows.connecting"));
        detail.getStyleClass().add("muted");
        var stop = new Button(Messages.text("ui.verify.rows.stop"));
        stop.setId("stop-rows");
        stop.setOnAction(event -> model.forgetRows());
        var words = new Label(Messages.text("ui.verify.rows.reading"));
        words.getStyleClass().add("section-title");
        bar.setAccessibleText(words.getText());
        var box = new VBox(words, bar, detail, stop);
        box.getStyleClass().add("verify-reading");
        model.watch(bar.progressProperty(), detail.textProperty());
        return box;
    }

    private Node found(RowComparison comparison) {
        var box = new VBox(summary(comparison));
        box.getStyleClass().add("verify-rows-found");
        switch (comparison.extent()) {
            case Extent.Whole ignored -> {}
            case Extent.Enough ignored ->
                box.getChildren()
                        .add(new Banner(
                                        Mark.WARN,
                                        Messages.text(
                                                "ui.verify.rows.enough",
                                                comparison.differences().size()))
                                .root());
            case Extent.NotRead open -> box.getChildren().add(new FailurePane(open.failure(), dialogs).root());
        }
        var table = table(comparison);
        VBox.setVgrow(table, Priority.ALWAYS);
        if (!comparison.differences().isEmpty()) {
            box.getChildren().add(table);
        }
        return box;
    }

    private static Node summary(RowComparison comparison) {
        var isNone = comparison.differences().isEmpty();
        var counts = new Label(
                isNone
                        ? Messages.text("ui.verify.rows.equal")
                        : Messages.text(
                                "ui.verify.rows.counts",
                                comparison.count(RowDifference.Kind.MISSING),
                                comparison.count(RowDifference.Kind.EXTRA),
                                comparison.count(RowDifference.Kind.CHANGED)));
        counts.getStyleClass().add("verify-caption");
        var explained = new Label(
                isNone
                        ? Messages.text("ui.verify.rows.equal.text")
                        : Messages.text(
                                "ui.verify.rows.explained",
                                comparison.differences().size() - comparison.unexplained(),
                                comparison.unexplained(),
                                Units.count(comparison.sourceRows()),
                                Units.count(comparison.targetRows())));
        explained.getStyleClass().add("muted");
        explained.setWrapText(true);
        return new VBox(counts, explained);
    }

    private TableView<RowDifference> table(RowComparison comparison) {
        var table = new TableView<>(FXCollections.observableArrayList(comparison.differences()));
        table.setId("verify-row-differences");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setAccessibleText(Messages.text("ui.verify.rows"));
        table.getStyleClass().add("dense");
        table.getColumns().add(column("ui.verify.column.kind", 84, row -> kind(row.kind()), "verify-kind"));
        table.getColumns().add(column("ui.verify.column.reason", 256, row -> reason(row.reason()), "verify-plain"));
        table.getColumns().add(column("ui.verify.column.key", 330, RowDifference::keyText, "code-label"));
        table.getColumns().add(column("ui.verify.column.values", 300, RangeRows::values, "code-label"));
        table.getColumns().add(column("ui.verify.column.written", 150, RangeRows::written, "verify-plain"));
        return table;
    }

    private static String kind(RowDifference.Kind kind) {
        return Messages.text("ui.verify.kind." + kind.name().toLowerCase(Locale.ROOT));
    }

    private static String reason(RowDifference.Reason reason) {
        return Messages.text(
                "ui.verify.reason." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String values(RowDifference row) {
        return row.values().stream().map(field -> value(row, field)).collect(Collectors.joining(", "));
    }

    private static String value(RowDifference row, Field field) {
        return switch (row.kind()) {
            case MISSING -> field.column() + " = " + field.source();
            case EXTRA -> field.column() + " = " + field.target();
            case CHANGED -> field.column() + ": " + text(field.source()) + " → " + text(field.target());
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "null" : value;
    }

    private static String written(RowDifference row) {
        Instant newest = row.sourceWritten() == null ? row.targetWritten() : row.sourceWritten();
        return newest == null ? "–" : TableList.time(newest);
    }

    /// A text that may be longer than its place: all of it in the tooltip.
    private static final class WordCell<T> extends TableCell<T, String> {
        WordCell(String style) {
            getStyleClass().add(style);
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? "" : text);
            setTooltip(empty || text == null || text.length() < 24 ? null : new Tooltip(text));
        }
    }
}
