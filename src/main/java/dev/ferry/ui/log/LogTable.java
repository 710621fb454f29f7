package dev.ferry.ui.log;

import dev.ferry.text.Messages;
import dev.ferry.text.Moments;
import dev.ferry.ui.controls.Mark;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/// Lines of the log, of which only those that are seen are drawn.
final class LogTable {
    private static final double ROW = 26;
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");

    private final TableView<LogLine> table = new TableView<>();
    private final LogPage page;

    LogTable(LogPage page, String id, String about) {
        this.page = page;
        table.setId(id);
        table.setItems(page.shown());
        table.setFixedCellSize(ROW);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setAccessibleText(Messages.text("ui.log.title"));
        table.setPlaceholder(new Label(Messages.text("ui.log.nothing")));
        table.getStyleClass().addAll("log-table", "dense");
        table.getColumns().add(text("ui.log.column.time", 150, line -> Moments.of(line.at()), "mono"));
        table.getColumns().add(text("ui.log.column.kind", 96, LogLine::kind, "muted"));
        table.getColumns().add(text(about, 116, LogLine::about, "mono"));
        table.getColumns().add(said());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        table.setRowFactory(ignored -> new Row());
        page.shown().addListener((ListChangeListener<LogLine>) change -> follow());
        page.follows().addListener((property, old, now) -> follow());
        // who scrolls up wants to read: the newest must not pull it away
        table.addEventFilter(ScrollEvent.SCROLL, event -> {
            if (event.getDeltaY() > 0) {
                page.follows().set(false);
            }
        });
        table.setOnKeyPressed(event -> {
            switch (event.getCode()) {
                case UP, PAGE_UP, HOME -> page.follows().set(false);
                case END -> page.follows().set(true);
                default -> {
                    // walks on
                }
            }
        });
    }

    private void follow() {
        if (page.follows().get() && !page.shown().isEmpty()) {
            table.scrollTo(page.shown().size() - 1);
        }
    }

    private static TableColumn<LogLine, String> text(
            String title, double width, Function<LogLine, String> said, String style) {
        var column = new TableColumn<LogLine, String>(Messages.text(title));
        column.setCellValueFactory(each -> new ReadOnlyObjectWrapper<>(said.apply(each.getValue())));
        column.setCellFactory(ignored -> new Words(style));
        column.setPrefWidth(width);
        column.setMinWidth(width);
        column.setMaxWidth(width * 2);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private static TableColumn<LogLine, LogLine> said() {
        var column = new TableColumn<LogLine, LogLine>(Messages.text("ui.log.column.text"));
        column.setCellValueFactory(each -> new ReadOnlyObjectWrapper<>(each.getValue()));
        column.setCellFactory(ignored -> new Said());
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    TableView<LogLine> root() {
        return table;
    }

    private static final class Words extends TableCell<LogLine, String> {
        Words(String style) {
            getStyleClass().add(style);
        }

        @Override
        protected void updateItem(@Nullable String words, boolean isEmpty) {
            super.updateItem(words, isEmpty);
            setText(isEmpty ? null : words);
        }
    }

    private static final class Said extends TableCell<LogLine, LogLine> {
        private final Map<Mark, Node> signs = new EnumMap<>(Mark.class);

        @Override
        protected void updateItem(@Nullable LogLine line, boolean isEmpty) {
            super.updateItem(line, isEmpty);
            if (isEmpty || line == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            setText(line.text());
            setGraphic(line.mark() == Mark.OPEN ? null : signs.computeIfAbsent(line.mark(), Mark::icon));
            setAccessibleText(
                    line.mark() == Mark.OPEN ? line.text() : line.mark().word() + ": " + line.text());
        }
    }

    private static final class Row extends TableRow<LogLine> {
        @Override
        protected void updateItem(@Nullable LogLine line, boolean isEmpty) {
            super.updateItem(line, isEmpty);
            pseudoClassStateChanged(PROBLEM, !isEmpty && line != null && line.isProblem());
        }
    }
}
