package dev.ferry.ui.source;

import dev.ferry.migration.Selection;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.SearchField;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The keyspaces and tables of the source, to be ticked one by one, by keyspace or by pattern.
final class TablePicker {
    private static final double ROW = 28;
    private static final int FEW_TABLES = 60;

    private final VBox root = new VBox();
    private final SourceViewModel model;
    private final TreeItem<PickerRow> top = new TreeItem<>();
    private final TreeTableView<PickerRow> tree = new TreeTableView<>(top);
    private final SearchField search = new SearchField(Messages.text("ui.source.picker.search"));
    private final TextField pattern = new TextField();
    private final Label found = new Label();
    private final Label totals = new Label();
    private final Label said = new Label();
    private final Set<String> open = new HashSet<>();
    private @Nullable Catalogue catalogue;

    TablePicker(SourceViewModel model) {
        this.model = model;
        root.getChildren().setAll(toolbar(), tree(), bottom());
        root.getStyleClass().add("source-picker");
        VBox.setVgrow(tree, Priority.ALWAYS);
        search.field().textProperty().addListener((property, old, now) -> fill());
        model.choice().subscribe(this::show);
    }

    Region root() {
        return root;
    }

    private Region toolbar() {
        search.field().setId("source-search");
        search.field().getStyleClass().add("source-search");
        pattern.setId("source-pattern");
        pattern.setPromptText(Messages.text("ui.source.picker.pattern"));
        pattern.setAccessibleText(Messages.text("ui.source.picker.pattern.name"));
        pattern.setTooltip(new Tooltip(Messages.text("ui.source.picker.pattern.hint")));
        pattern.getStyleClass().addAll("mono", "source-pattern");
        var take = button("take", "source-take", () -> byPattern(choice -> choice.with(text())));
        var leave = button("leave", "source-leave", () -> byPattern(choice -> choice.without(text())));
        take.disableProperty().bind(found.visibleProperty().not());
        leave.disableProperty().bind(found.visibleProperty().not());
        pattern.setOnAction(event -> take.fire());
        pattern.textProperty().addListener((property, old, now) -> count());
        found.getStyleClass().add("muted");
        found.setMinWidth(Region.USE_PREF_SIZE);
        found.setVisible(false);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var bar = new HBox(
                search.field(),
                gap,
                found,
                pattern,
                take,
                leave,
                button("all", "source-all", () -> choose(TableChoice::all)),
                button("none", "source-none", () -> choose(TableChoice::none)),
                button("invert", "source-invert", () -> choose(TableChoice::inverted)));
        bar.getStyleClass().addAll("toolbar");
        return bar;
    }

    private static Button button(String key, String id, Runnable action) {
        var button = new Button(Messages.text("ui.source.picker." + key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private String text() {
        return pattern.getText().strip();
    }

    private void byPattern(Function<TableChoice, Selection> change) {
        if (found.isVisible()) {
            choose(change);
            pattern.clear();
        }
    }

    private void choose(Function<TableChoice, Selection> change) {
        var choice = model.choice().get();
        if (choice != null) {
            model.choose(change.apply(choice));
        }
    }

    private void count() {
        var choice = model.choice().get();
        var count =
                choice == null || text().isEmpty() ? 0 : choice.matched(text()).size();
        found.setText(text().isEmpty() ? "" : Messages.text("ui.source.picker.found", count));
        found.setVisible(count > 0);
    }

    private Region tree() {
        tree.setId("source-tables");
        tree.setShowRoot(false);
        tree.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        tree.setFixedCellSize(ROW);
        tree.setAccessibleText(Messages.text("ui.source.picker"));
        tree.setPlaceholder(new Label(Messages.text("ui.source.picker.none-found")));
        tree.getColumns().add(names());
        tree.getColumns().add(number("size", 100, PickerRow::bytes, PickerRow::size));
        tree.getColumns().add(number("sstables", 90, row -> (long) row.sstables(), row -> Units.count(row.sstables())));
        tree.getColumns().add(plain("nodes", 70, PickerRow::nodes, "number"));
        tree.getColumns().add(plain("formats", 90, row -> String.join(" ", row.formats()), "mono"));
        tree.setOnKeyPressed(event -> {
            var item = tree.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.SPACE && item != null) {
                toggle(item.getValue());
                event.consume();
            }
        });
        return tree;
    }

    private Region bottom() {
        totals.setId("source-totals");
        totals.getStyleClass().add("source-totals");
        totals.setMinWidth(Region.USE_PREF_SIZE);
        said.getStyleClass().addAll("muted", "source-said");
        said.setId("source-said");
        var bar = new HBox(totals, said);
        HBox.setHgrow(said, Priority.ALWAYS);
        bar.getStyleClass().add("source-bottom");
        return bar;
    }

    private TreeTableColumn<PickerRow, PickerRow> names() {
        var column = new TreeTableColumn<PickerRow, PickerRow>(Messages.text("ui.source.picker.table"));
        column.setCellValueFactory(
                item -> new ReadOnlyObjectWrapper<>(item.getValue().getValue()));
        column.setComparator(Comparator.comparing(PickerRow::name, Addresses.ORDER));
        column.setCellFactory(each -> new NameCell());
        column.setPrefWidth(480);
        column.setMinWidth(240);
        return column;
    }

    private static void fixed(TreeTableColumn<PickerRow, ?> column, double width) {
        column.setPrefWidth(width);
        column.setMinWidth(width);
        column.setMaxWidth(width);
    }

    private static TreeTableColumn<PickerRow, Long> number(
            String key, double width, Function<PickerRow, Long> value, Function<PickerRow, String> words) {
        var column = new TreeTableColumn<PickerRow, Long>(Messages.text("ui.source.picker." + key));
        column.setCellValueFactory(
                item -> new ReadOnlyObjectWrapper<>(value.apply(item.getValue().getValue())));
        fixed(column, width);
        column.getStyleClass().add("number");
        column.setCellFactory(each -> new TreeTableCell<>() {
            {
                getStyleClass().add("number");
            }

            @Override
            protected void updateItem(Long number, boolean isEmpty) {
                super.updateItem(number, isEmpty);
                var row = getTableRow() == null ? null : getTableRow().getItem();
                setText(isEmpty || row == null ? null : words.apply(row));
            }
        });
        return column;
    }

    private static TreeTableColumn<PickerRow, String> plain(
            String key, double width, Function<PickerRow, String> value, String style) {
        var column = new TreeTableColumn<PickerRow, String>(Messages.text("ui.source.picker." + key));
        column.setCellValueFactory(
                item -> new ReadOnlyObjectWrapper<>(value.apply(item.getValue().getValue())));
        fixed(column, width);
        column.getStyleClass().add("head-" + style);
        column.setCellFactory(each -> new TreeTableCell<>() {
            {
                getStyleClass().add(style);
            }

            @Override
            protected void updateItem(String text, boolean isEmpty) {
                super.updateItem(text, isEmpty);
                setText(isEmpty ? null : text);
            }
        });
        return column;
    }

    private void show(@Nullable TableChoice choice) {
        if (choice == null) {
            return;
        }
        if (choice.catalogue() != catalogue) {
            catalogue = choice.catalogue();
            open.clear();
            if (catalogue.tables().size() <= FEW_TABLES) {
                catalogue.keyspaces().forEach(keyspace -> open.add(keyspace.name()));
            }
            fill();
        }
        tree.refresh();
        var sum = choice.totals();
        totals.setText(Messages.text(
                "ui.source.picker.totals",
                Units.count(sum.tables()),
                Units.count(sum.of()),
                Units.bytes(sum.bytes()),
                Units.count(sum.sstables())));
        said.setText(words(choice.selection()));
        said.setTooltip(new Tooltip(said.getText()));
        count();
    }

    private static String words(Selection selection) {
        var include = String.join(", ", selection.include());
        var exclude = String.join(", ", selection.exclude());
        if (selection.include().isEmpty()) {
            return exclude.isEmpty()
                    ? Messages.text("ui.source.picker.said.all")
                    : exclude.equals("*.*")
                            ? Messages.text("ui.source.picker.said.none")
                            : Messages.text("ui.source.picker.said.but", exclude);
        }
        return exclude.isEmpty()
                ? Messages.text("ui.source.picker.said.only", include)
                : Messages.text("ui.source.picker.said.only-but", include, exclude);
    }

    private void fill() {
        if (catalogue == null) {
            return;
        }
        var wanted = search.field().getText().strip().toLowerCase(Locale.ROOT);
        top.getChildren()
                .setAll(catalogue.keyspaces().stream()
                        .flatMap(keyspace -> item(keyspace, wanted))
                        .toList());
        tree.sort();
    }

    private Stream<TreeItem<PickerRow>> item(KeyspaceEntry keyspace, String wanted) {
        var isNamed =
                wanted.isEmpty() || keyspace.name().toLowerCase(Locale.ROOT).contains(wanted);
        var tables = isNamed
                ? keyspace.tables()
                : keyspace.tables().stream()
                        .filter(table ->
                                table.name().toString().toLowerCase(Locale.ROOT).contains(wanted))
                        .toList();
        if (!isNamed && tables.isEmpty()) {
            return Stream.of();
        }
        var item = new TreeItem<PickerRow>(new PickerRow.OfKeyspace(keyspace));
        item.getChildren()
                .setAll(tables.stream()
                        .map(table -> new TreeItem<PickerRow>(new PickerRow.OfTable(table)))
                        .toList());
        item.setExpanded(wanted.isEmpty() ? open.contains(keyspace.name()) : true);
        item.expandedProperty().addListener((property, old, now) -> {
            if (now) {
                open.add(keyspace.name());
            } else {
                open.remove(keyspace.name());
            }
        });
        return Stream.of(item);
    }

    private void toggle(PickerRow row) {
        choose(choice -> switch (row) {
            case PickerRow.OfKeyspace(var keyspace) -> choice.toggled(keyspace);
            case PickerRow.OfTable(var table) -> choice.toggled(table.name());
        });
    }

    private final class NameCell extends TreeTableCell<PickerRow, PickerRow> {
        private final CheckBox tick = new CheckBox();
        private final Label name = new Label();
        private final Label note = new Label();
        private final HBox line = new HBox(tick, name, note);

        NameCell() {
            tick.setFocusTraversable(false);
            tick.setOnAction(event -> {
                if (getItem() != null) {
                    toggle(getItem());
                }
            });
            note.getStyleClass().add("subtle");
            line.getStyleClass().add("source-table-name");
        }

        @Override
        protected void updateItem(PickerRow row, boolean isEmpty) {
            super.updateItem(row, isEmpty);
            var choice = model.choice().get();
            if (isEmpty || row == null || choice == null) {
                setGraphic(null);
                return;
            }
            var share = row.share(choice);
            tick.setIndeterminate(share == TableChoice.Share.SOME);
            tick.setSelected(share == TableChoice.Share.ALL);
            tick.setAccessibleText(row.name());
            name.setText(row.name());
            note.setText(note(row, choice));
            name.getStyleClass().setAll("label", row instanceof PickerRow.OfKeyspace ? "source-keyspace" : "mono");
            setGraphic(line);
        }

        private static String note(PickerRow row, TableChoice choice) {
            return switch (row) {
                case PickerRow.OfKeyspace(var keyspace) -> {
                    var taken = keyspace.tables().stream()
                            .filter(table -> choice.takes(table.name()))
                            .count();
                    yield Messages.text(
                            "ui.source.picker.keyspace",
                            taken,
                            keyspace.tables().size(),
                            keyspace.replication());
                }
                case PickerRow.OfTable ignored -> "";
            };
        }
    }
}
