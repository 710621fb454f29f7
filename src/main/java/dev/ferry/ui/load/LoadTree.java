package dev.ferry.ui.load;

import dev.ferry.plan.CellId;
import dev.ferry.run.LoadBoard;
import dev.ferry.text.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// Tables, and below each its cells, node by node. Rows exist for what is open; what they say is read from the
/// board when it is drawn.
final class LoadTree {
    private static final double ROW = 28;
    private static final double SCROLL_BAR = 18;
    private static final double NAME_SHARE = 0.3;
    private static final double NAME_GROWS = 96;
    // so many hits of a filter are shown opened
    private static final int FEW = 300;

    private final LoadViewModel model;
    private final List<LoadCell> cells = new ArrayList<>();
    private final TreeTableView<LoadRow> view = new TreeTableView<>();
    private final TreeItem<LoadRow> top = new TreeItem<>();
    private final Swatches colours = new Swatches(this::recolour, swatches());
    private final StackPane root = new StackPane(view, colours.root());
    private final List<TableItem> items = new ArrayList<>();
    private Runnable selected = () -> {};
    private @Nullable RowText texts;
    private Filter filter = Filter.ALL;
    private boolean isFilling;

    LoadTree(LoadViewModel model) {
        this.model = model;
        view.setId("load-tree");
        view.setAccessibleText(Messages.text("ui.load.tree.name"));
        view.setRoot(top);
        view.setShowRoot(false);
        view.setFixedCellSize(ROW);
        view.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        view.getStyleClass().addAll("load-tree", "dense");
        view.setPlaceholder(new Label(Messages.text("ui.load.filter.none")));
        for (var column : RowText.Column.values()) {
            view.getColumns().add(column(column));
        }
        view.widthProperty().addListener((property, old, now) -> stretch(now.doubleValue()));
        view.setSortPolicy(ignored -> {
            refill();
            return true;
        });
        view.getSelectionModel().getSelectedItems().addListener((ListChangeListener<TreeItem<LoadRow>>)
                change -> selectionChanged());
    }

    private TreeTableColumn<LoadRow, LoadRow> column(RowText.Column kind) {
        var column = new TreeTableColumn<LoadRow, LoadRow>(kind.title());
        column.setPrefWidth(kind.width());
        column.setMinWidth(kind.width() * 0.6);
        column.setUserData(kind);
        if (kind.isNumber()) {
            column.getStyleClass().add("number");
        }
        column.setReorderable(false);
        column.setCellValueFactory(
                features -> new ReadOnlyObjectWrapper<>(features.getValue().getValue()));
        column.setCellFactory(ignored -> {
            var cell = new LoadCell(kind, () -> texts, colours);
            cells.add(cell);
            return cell;
        });
        return column;
    }

    private static String[] swatches() {
        return Arrays.stream(Look.values())
                .flatMap(look -> Stream.of(look.ink(), look.bar()))
                .toArray(String[]::new);
    }

    private void recolour() {
        cells.forEach(LoadCell::recolour);
    }

    /// Names and messages share what is left; where nothing is, one scrolls.
    private void stretch(double width) {
        var wanted = Arrays.stream(RowText.Column.values())
                .mapToDouble(RowText.Column::width)
                .sum();
        var spare = Math.max(0, width - wanted - SCROLL_BAR);
        var name = Math.min(spare * NAME_SHARE, NAME_GROWS);
        widen(RowText.Column.NAME, name);
        widen(RowText.Column.MESSAGE, spare - name);
    }

    private void widen(RowText.Column column, double by) {
        view.getColumns().get(column.ordinal()).setPrefWidth(column.width() + by);
    }

    Region root() {
        return root;
    }

    TreeTableView<LoadRow> view() {
        return view;
    }

    /// Who wants to know that other rows are selected.
    void onSelected(Runnable selected) {
        this.selected = selected;
    }

    private void selectionChanged() {
        if (!isFilling) {
            selected.run();
        }
    }

    /// Shows the cells of a board.
    void show(LoadBoard board) {
        texts = new RowText(model, board);
        items.clear();
        for (var row = 0; row < board.tables().size(); row++) {
            items.add(new TableItem(row));
        }
        refill();
        view.refresh();
    }

    /// Shows only what a filter takes.
    void filter(Filter filter) {
        this.filter = filter;
        refill();
    }

    /// Looks again which rows are wanted, and in which order.
    void refill() {
        var text = texts;
        if (text == null) {
            return;
        }
        var kept = selectedRows();
        isFilling = true;
        try {
            var order = order(text);
            var wanted = items.stream()
                    .filter(item -> filter.takesTable(text.board(), item.row))
                    .sorted(Comparator.comparing(TreeItem::getValue, order))
                    .toList();
            var isNarrow = filter.kind() != Filter.Kind.ALL || !filter.text().isEmpty();
            var hits = isNarrow
                    ? wanted.stream()
                            .mapToInt(item -> item.hits(text.board()).size())
                            .sum()
                    : 0;
            wanted.stream().filter(TreeItem::isExpanded).forEach(item -> item.fill(order));
            if (isNarrow && hits <= FEW) {
                wanted.forEach(item -> item.setExpanded(true));
            }
            if (!top.getChildren().equals(wanted)) {
                top.getChildren().setAll(wanted);
            }
            select(kept);
        } finally {
            isFilling = false;
        }
        selected.run();
    }

    private Comparator<LoadRow> order(RowText text) {
        Comparator<LoadRow> order = (one, other) -> 0;
        for (var column : view.getSortOrder()) {
            var by = text.order((RowText.Column) column.getUserData());
            order = order.thenComparing(
                    column.getSortType() == TreeTableColumn.SortType.DESCENDING ? by.reversed() : by);
        }
        return order;
    }

    private Set<LoadRow> selectedRows() {
        var rows = new LinkedHashSet<LoadRow>();
        for (var item : view.getSelectionModel().getSelectedItems()) {
            if (item != null && item.getValue() != null) {
                rows.add(item.getValue());
            }
        }
        return rows;
    }

    private void select(Set<LoadRow> rows) {
        view.getSelectionModel().clearSelection();
        for (var row : rows) {
            var item = items.get(row.row());
            var found = row.isTable()
                    ? item
                    : item.loaded.stream()
                            .filter(each -> each.getValue().equals(row))
                            .findFirst()
                            .orElse(null);
            var index = found == null ? -1 : view.getRow(found);
            if (index >= 0) {
                view.getSelectionModel().select(index);
            }
        }
    }

    /// The numbers of the cells that are selected: those of a table too, as far as the filter takes them.
    Set<Integer> selection() {
        var found = new LinkedHashSet<Integer>();
        var text = texts;
        if (text != null) {
            for (var row : selectedRows()) {
                if (row.isTable()) {
                    items.get(row.row()).hits(text.board()).forEach(each -> found.add(each.cell()));
                } else {
                    found.add(row.cell());
                }
            }
        }
        return found;
    }

    /// The ids of these cells.
    static Set<CellId> ids(LoadBoard board, Set<Integer> cells) {
        var ids = new LinkedHashSet<CellId>();
        cells.forEach(cell -> ids.add(board.id(cell)));
        return ids;
    }

    /// Brings a cell into sight and selects it.
    void reveal(int cell) {
        var text = texts;
        if (text == null) {
            return;
        }
        if (!filter.takes(text.board(), cell)) {
            filter(Filter.ALL);
        }
        var item = items.get(text.board().row(cell));
        item.setExpanded(true);
        var row = item.loaded.stream()
                .filter(each -> each.getValue().cell() == cell)
                .findFirst()
                .orElseThrow();
        var index = view.getRow(row);
        view.getSelectionModel().clearAndSelect(index);
        view.getFocusModel().focus(index);
        view.scrollTo(Math.max(0, index - 4));
    }

    /// Draws what has changed of the rows in sight.
    void frame() {
        cells.forEach(LoadCell::draw);
    }

    /// Draws what changes with time; a filter by state looks again.
    void second() {
        cells.forEach(LoadCell::second);
        if (filter.kind() != Filter.Kind.ALL && texts != null && !isAsWanted(texts.board())) {
            refill();
        }
    }

    private boolean isAsWanted(LoadBoard board) {
        var wanted = items.stream()
                .filter(item -> filter.takesTable(board, item.row))
                .map(item -> item.row)
                .sorted()
                .toList();
        var shown = top.getChildren().stream()
                .map(item -> item.getValue().row())
                .sorted()
                .toList();
        return wanted.equals(shown)
                && items.stream()
                        .filter(TreeItem::isExpanded)
                        .allMatch(item -> item.loaded.size() == item.hits(board).size());
    }

    /// A table. Its cells are made when it is opened.
    private final class TableItem extends TreeItem<LoadRow> {
        private final int row;
        private List<TreeItem<LoadRow>> loaded = List.of();

        TableItem(int row) {
            super(LoadRow.ofTable(row));
            this.row = row;
            expandedProperty().addListener((property, was, isOpen) -> {
                var text = texts;
                if (isOpen && text != null) {
                    fill(order(text));
                } else if (!isOpen) {
                    loaded = List.of();
                    getChildren().clear();
                }
            });
        }

        @Override
        public boolean isLeaf() {
            return false;
        }

        /// The cells that the filter takes.
        List<LoadRow> hits(LoadBoard board) {
            return IntStream.range(
                            board.cell(row, 0),
                            board.cell(row, 0) + board.nodes().size())
                    .filter(cell -> filter.takes(board, cell))
                    .mapToObj(cell -> new LoadRow(row, cell))
                    .toList();
        }

        void fill(Comparator<LoadRow> order) {
            var text = texts;
            if (text != null) {
                loaded = hits(text.board()).stream()
                        .sorted(order)
                        .map(each -> new TreeItem<>(each))
                        .toList();
                getChildren().setAll(loaded);
            }
        }
    }
}
