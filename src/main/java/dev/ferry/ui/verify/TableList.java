package dev.ferry.ui.verify;

import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.SearchField;
import dev.ferry.ui.verify.VerifyViewModel.Filter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The tables with their evidence in numbers: to be searched, filtered and sorted.
final class TableList {
    private static final double ROW_HEIGHT = 28;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final VerifyViewModel model;
    private final TableView<TableRow> table = new TableView<>();
    private final Label shown = new Label();
    private final Map<Filter, ToggleButton> filters = new EnumMap<>(Filter.class);
    private final VBox root = new VBox();

    TableList(VerifyViewModel model) {
        this.model = model;
        var sorted = new SortedList<>(model.shown());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setFixedCellSize(ROW_HEIGHT);
        table.setId("verify-tables");
        table.setAccessibleText(Messages.text("ui.verify.tables"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(Messages.text("ui.verify.tables.none")));
        table.getStyleClass().addAll("dense", "verify-tables");
        columns();
        VBox.setVgrow(table, Priority.ALWAYS);
        root.getChildren().addAll(toolbar(), table);
        root.getStyleClass().add("verify-list");
    }

    Region root() {
        return root;
    }

    /// The table that is chosen; null if none is.
    ReadOnlyObjectProperty<@Nullable TableRow> chosen() {
        return table.getSelectionModel().selectedItemProperty();
    }

    private HBox toolbar() {
        var search = new SearchField(Messages.text("ui.verify.search"));
        search.field().setId("verify-search");
        search.field().textProperty().bindBidirectional(model.search());
        search.field().setPrefWidth(260);
        var group = new ToggleGroup();
        var toggles = new HBox();
        toggles.getStyleClass().add("verify-filters");
        for (var filter : Filter.values()) {
            var toggle = new ToggleButton();
            toggle.setToggleGroup(group);
            toggle.setId("filter-" + filter.name().toLowerCase(Locale.ROOT));
            toggle.setSelected(filter == model.filter().get());
            toggle.getStyleClass()
                    .add(filter == Filter.ALL ? "left-pill" : filter == Filter.PROVEN ? "right-pill" : "center-pill");
            toggle.setOnAction(event -> {
                toggle.setSelected(true);
                model.filter().set(filter);
                draw();
            });
            filters.put(filter, toggle);
            toggles.getChildren().add(toggle);
        }
        shown.getStyleClass().add("muted");
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        model.search().addListener((property, old, now) -> draw());
        var bar = new HBox(search.field(), toggles, room, shown);
        bar.getStyleClass().add("toolbar");
        return bar;
    }

    private void columns() {
        var state = TableList.<Standing>column("ui.verify.column.state", 205, standing -> standing);
        state.setComparator(Comparator.comparing(Standing::state));
        state.setCellFactory(column -> new StateCell());
        var name = new TableColumn<TableRow, String>(Messages.text("ui.verify.column.table"));
        name.setCellValueFactory(cell ->
                new javafx.beans.property.SimpleStringProperty(cell.getValue().text()));
        name.setPrefWidth(240);
        var ranges = column(
                "ui.verify.column.ranges",
                90,
                standing -> standing.check() == null
                        ? null
                        : (long) standing.check().ranges());
        ranges.getStyleClass().add("number");
        ranges.setCellFactory(column -> new TextCell<>(number -> Units.count(number), "number"));
        var level = column(
                "ui.verify.column.strength",
                110,
                standing -> standing.check() == null ? null : standing.check().level());
        level.setCellFactory(column -> new TextCell<>(number -> Messages.text("ui.verify.level", number)));
        var time = column("ui.verify.column.time", 140, Standing::at);
        time.setCellFactory(column -> new TextCell<>(TIME::format));
        table.getColumns().add(state);
        table.getColumns().add(name);
        table.getColumns().add(rows("ui.verify.column.source", check -> check.sourceRows()));
        table.getColumns().add(rows("ui.verify.column.target", check -> check.targetRows()));
        table.getColumns().add(difference());
        table.getColumns().add(ranges);
        table.getColumns().add(level);
        table.getColumns().add(time);
    }

    private static <T> TableColumn<TableRow, T> column(
            String key, double width, Function<Standing, @Nullable T> value) {
        var column = new TableColumn<TableRow, T>(Messages.text(key));
        column.setCellValueFactory(cell -> cell.getValue().standing().map(value));
        column.setPrefWidth(width);
        return column;
    }

    private static TableColumn<TableRow, Long> rows(String key, ToLongFunction<dev.ferry.run.TableCheck> rows) {
        var column = TableList.<Long>column(key, 120, standing -> {
            var check = standing.check();
            return check == null ? null : rows.applyAsLong(check);
        });
        column.getStyleClass().add("number");
        column.setCellFactory(each -> new TextCell<>(Units::count, "number"));
        return column;
    }

    private static TableColumn<TableRow, Long> difference() {
        var column = TableList.<Long>column(
                "ui.verify.column.difference",
                110,
                standing -> standing.check() == null ? null : standing.difference());
        column.getStyleClass().add("number");
        column.setComparator(Comparator.nullsFirst(Comparator.comparingLong(Math::abs)));
        column.setCellFactory(each -> new TextCell<>(TotalsStrip::signed, "number") {
            @Override
            protected void updateItem(@Nullable Long difference, boolean empty) {
                super.updateItem(difference, empty);
                var isDifferent = !empty && difference != null && difference != 0;
                getStyleClass().remove("verify-different");
                if (isDifferent) {
                    getStyleClass().add("verify-different");
                }
            }
        });
        return column;
    }

    /// Draws what is not bound.
    void draw() {
        var totals = model.totals().get();
        var green = totals.of(Standing.State.PROVEN);
        text(Filter.ALL, "ui.verify.filter.all", totals.tables());
        text(Filter.OPEN, "ui.verify.filter.open", totals.tables() - green);
        text(Filter.PROVEN, "ui.verify.filter.proven", green);
        shown.setText(
                Messages.text("ui.verify.shown", Units.count(model.shown().size()), Units.count(totals.tables())));
    }

    private void text(Filter filter, String key, int count) {
        var toggle = filters.get(filter);
        if (toggle != null) {
            toggle.setText(Messages.text(key, Units.count(count)));
        }
    }

    /// When something was verified, for people.
    static String time(Instant at) {
        return TIME.format(at);
    }

    /// A sign and a word; while it is counted a bar.
    private static final class StateCell extends TableCell<TableRow, Standing> {
        private final ProgressBar bar = new ProgressBar();
        private final Label word = new Label();
        private final HBox line = new HBox(word);

        StateCell() {
            bar.getStyleClass().add("small");
            line.getStyleClass().add("verify-state");
            word.setMinWidth(Region.USE_PREF_SIZE);
        }

        @Override
        protected void updateItem(@Nullable Standing standing, boolean empty) {
            super.updateItem(standing, empty);
            if (empty || standing == null) {
                setGraphic(null);
                return;
            }
            var isCounting = standing.state() == Standing.State.COUNTING;
            word.setText(standing.word());
            word.setGraphic(standing.state().mark().icon());
            bar.setProgress(standing.progress());
            bar.setAccessibleText(standing.word());
            line.getChildren().setAll(word);
            if (isCounting) {
                line.getChildren().add(bar);
            }
            setGraphic(line);
        }
    }

    /// A value as text; a dash where there is none.
    private static class TextCell<T> extends TableCell<TableRow, T> {
        private final Function<T, String> text;

        TextCell(Function<T, String> text, String... styles) {
            this.text = text;
            getStyleClass().addAll(styles);
        }

        @Override
        protected void updateItem(@Nullable T value, boolean empty) {
            super.updateItem(value, empty);
            setText(empty ? "" : value == null ? "–" : text.apply(value));
        }
    }
}
