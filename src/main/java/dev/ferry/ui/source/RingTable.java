package dev.ferry.ui.source;

import dev.ferry.cluster.Cluster;
import dev.ferry.text.Messages;
import java.util.Comparator;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

/// The ring: a row for each node.
final class RingTable {
    private static final double ROW = 30;

    private final TableView<RingRow> root = new TableView<>();

    RingTable() {
        root.setId("source-ring");
        root.setFixedCellSize(ROW);
        root.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        root.setAccessibleText(Messages.text("ui.source.ring"));
        root.setPlaceholder(new Label(Messages.text("ui.source.ring.empty")));
        root.getColumns().add(text("node", 130, row -> row.node().address(), Addresses.ORDER, "mono"));
        root.getColumns().add(state());
        root.getColumns().add(text("dc", 120, row -> row.node().dataCentre(), Addresses.ORDER));
        root.getColumns().add(text("rack", 70, row -> row.node().rack(), Addresses.ORDER));
        root.getColumns().add(text("version", 75, row -> row.node().version().text(), Addresses.ORDER));
        root.getColumns()
                .add(number(
                        "tokens",
                        65,
                        row -> (long) row.node().tokens(),
                        row -> Integer.toString(row.node().tokens())));
        root.getColumns().add(number("load", 85, RingRow::loadBytes, RingRow::load));
        root.getColumns().add(number("free", 85, RingRow::freeBytes, RingRow::free));
        root.getColumns().add(hinted("loader", 112, RingRow::loader, RingRow::loaderHint));
        root.getColumns().add(hinted("java", 64, RingRow::java, RingRow::javaHint));
        root.getColumns().add(text("user", 85, RingRow::user, Comparator.naturalOrder()));
        root.getColumns().add(text("directories", 220, RingRow::directoryNames, Comparator.naturalOrder(), "mono"));
    }

    TableView<RingRow> root() {
        return root;
    }

    void show(Cluster cluster) {
        var rows = cluster.nodes().stream()
                .map(RingRow::of)
                .sorted(Comparator.comparing(row -> row.node().address(), Addresses.ORDER))
                .toList();
        root.setItems(FXCollections.observableArrayList(rows));
    }

    private static TableColumn<RingRow, String> text(
            String key, double width, Function<RingRow, String> value, Comparator<String> order, String... styles) {
        var column = new TableColumn<RingRow, String>(Messages.text("ui.source.ring." + key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setComparator(order);
        column.setPrefWidth(width);
        column.setCellFactory(each -> new TableCell<>() {
            {
                getStyleClass().addAll(styles);
            }

            @Override
            protected void updateItem(String text, boolean isEmpty) {
                super.updateItem(text, isEmpty);
                setText(isEmpty ? null : text);
                setTooltip(isEmpty || text == null || text.length() < 24 ? null : new Tooltip(text));
            }
        });
        return column;
    }

    private static TableColumn<RingRow, String> hinted(
            String key, double width, Function<RingRow, String> value, Function<RingRow, String> hint) {
        var column = text(key, width, value, Addresses.ORDER);
        column.setCellFactory(each -> new TableCell<>() {
            @Override
            protected void updateItem(String text, boolean isEmpty) {
                super.updateItem(text, isEmpty);
                var row =
                        isEmpty || getTableRow() == null ? null : getTableRow().getItem();
                var more = row == null ? "" : hint.apply(row);
                setText(isEmpty ? null : text);
                setTooltip(more.isEmpty() ? null : new Tooltip(more));
            }
        });
        return column;
    }

    private static TableColumn<RingRow, Long> number(
            String key, double width, Function<RingRow, Long> value, Function<RingRow, String> words) {
        var column = new TableColumn<RingRow, Long>(Messages.text("ui.source.ring." + key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setPrefWidth(width);
        column.getStyleClass().add("number");
        column.setCellFactory(each -> new TableCell<>() {
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

    private static TableColumn<RingRow, RingRow> state() {
        var column = new TableColumn<RingRow, RingRow>(Messages.text("ui.source.ring.state"));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setComparator(Comparator.comparing(RingRow::mark));
        column.setPrefWidth(85);
        column.setCellFactory(each -> new TableCell<>() {
            @Override
            protected void updateItem(RingRow row, boolean isEmpty) {
                super.updateItem(row, isEmpty);
                setText(isEmpty || row == null ? null : row.state());
                setGraphic(isEmpty || row == null ? null : row.mark().icon());
            }
        });
        return column;
    }
}
