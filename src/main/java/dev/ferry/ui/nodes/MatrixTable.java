package dev.ferry.ui.nodes;

import dev.ferry.run.Check;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// Nodes × checks as a table whose cells are chosen one by one, with the mouse or the arrow keys.
final class MatrixTable {
    private static final double ROW = 30;
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");
    private static final PseudoClass BLOCKED = PseudoClass.getPseudoClass("blocked");
    private static final PseudoClass FAINT = PseudoClass.getPseudoClass("faint");

    private final TableView<NodeLine> table = new TableView<>();
    private final Map<Check, Label> heads = new EnumMap<>(Check.class);
    private final Map<Check, Mark> signs = new EnumMap<>(Check.class);
    private final Map<Check.Group, Label> groupHeads = new EnumMap<>(Check.Group.class);
    private final Map<Check.Group, Mark> groupSigns = new EnumMap<>(Check.Group.class);
    private final Map<Check.Group, BooleanProperty> open = new EnumMap<>(Check.Group.class);
    private final TableColumn<NodeLine, CredentialsCell> credentials = new TableColumn<>();
    private final ReadOnlyObjectWrapper<@Nullable Place> chosen = new ReadOnlyObjectWrapper<>();

    MatrixTable(NodesViewModel model) {
        table.setItems(model.shown());
        table.setFixedCellSize(ROW);
        table.getSelectionModel().setCellSelectionEnabled(true);
        table.setAccessibleText(Messages.text("ui.nodes.title"));
        table.setId("nodes-matrix");
        table.getStyleClass().addAll("matrix", "dense");
        table.getColumns().add(nodeColumn());
        for (var group : Check.Group.ofNodes()) {
            var isOpen = new SimpleBooleanProperty();
            open.put(group, isOpen);
            var summary = groupColumn(group);
            summary.visibleProperty().bind(isOpen.not());
            table.getColumns().add(summary);
            for (var check : group.checks()) {
                var column = checkColumn(check);
                column.visibleProperty().bind(isOpen);
                table.getColumns().add(column);
            }
            isOpen.addListener((property, old, now) -> fit());
        }
        table.getColumns().add(credentialsColumn());
        fit();
        table.getFocusModel()
                .focusedCellProperty()
                .addListener(ignored -> choose(table.getFocusModel().getFocusedCell()));
        model.matrix().addListener((property, old, now) -> show(now));
        show(model.matrix().get());
    }

    /// A few columns share the width; many are scrolled.
    private void fit() {
        var isAnyOpen = open.values().stream().anyMatch(BooleanProperty::get);
        table.setColumnResizePolicy(
                isAnyOpen
                        ? TableView.UNCONSTRAINED_RESIZE_POLICY
                        : TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    /// Whether the checks of a group have columns of their own.
    BooleanProperty open(Check.Group group) {
        return Objects.requireNonNull(open.get(group));
    }

    /// Opens or closes all groups.
    void openAll(boolean isOpen) {
        open.values().forEach(each -> each.set(isOpen));
    }

    /// One cell of the matrix.
    ///
    /// @param line the node
    /// @param check the check; null for the credentials, or a group
    /// @param group the group; null for a check, or the credentials
    record Place(NodeLine line, @Nullable Check check, Check.@Nullable Group group) {}

    private void choose(@Nullable TablePosition<?, ?> position) {
        if (position == null
                || position.getRow() < 0
                || position.getRow() >= table.getItems().size()) {
            return;
        }
        var line = table.getItems().get(position.getRow());
        var column = position.getTableColumn();
        if (column == null) {
            return;
        }
        if (column.getUserData() instanceof Check) {
            // its place among those that are shown: the index of scrollToColumnIndex counts hidden ones too
            table.scrollToColumn(table.getVisibleLeafColumn(position.getColumn()));
        }
        if (column == credentials) {
            chosen.set(new Place(line, null, null));
        } else if (column.getUserData() instanceof Check check) {
            chosen.set(new Place(line, check, null));
        } else if (column.getUserData() instanceof Check.Group group) {
            chosen.set(new Place(line, null, group));
        } else {
            chosen.set(new Place(line, worst(line), null));
        }
    }

    /// What the node's own cell opens: the first check that is a problem.
    private static @Nullable Check worst(NodeLine line) {
        var row = line.row().get();
        return row.cells().values().stream()
                .filter(cell -> cell.state() == CheckCell.State.BLOCK)
                .findFirst()
                .or(() -> row.cells().values().stream()
                        .filter(CheckCell::isProblem)
                        .findFirst())
                .map(CheckCell::check)
                .orElse(null);
    }

    private TableColumn<NodeLine, NodeRow> nodeColumn() {
        var column = new TableColumn<NodeLine, NodeRow>();
        column.setGraphic(head(Messages.text("ui.nodes.column.node"), ""));
        column.setCellValueFactory(each -> each.getValue().row());
        column.setCellFactory(ignored -> new NodeCell());
        column.setMinWidth(124);
        column.setPrefWidth(150);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private TableColumn<NodeLine, GroupCell> groupColumn(Check.Group group) {
        var column = new TableColumn<NodeLine, GroupCell>();
        var title = Messages.text(group.title());
        var checks = group.checks().stream()
                .map(check -> Messages.text(check.title()))
                .collect(Collectors.joining(", "));
        var head = head(title, checks);
        head.getStyleClass().add("matrix-group-head");
        head.setOnMouseClicked(event -> open(group).set(!open(group).get()));
        groupHeads.put(group, head);
        column.setGraphic(head);
        column.setUserData(group);
        column.setId("group-" + group.name().toLowerCase(Locale.ROOT));
        column.setCellValueFactory(each -> each.getValue().group(group));
        column.setCellFactory(ignored -> new GroupTableCell(title));
        column.setMinWidth(110);
        column.setPrefWidth(132);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private TableColumn<NodeLine, CheckCell> checkColumn(Check check) {
        var column = new TableColumn<NodeLine, CheckCell>();
        var title = Messages.text(check.title());
        var group = Messages.text(check.group().title());
        var head = head(title, Messages.text("ui.nodes.column.about", group, Messages.text(check.about())));
        head.setOnMouseClicked(event -> open(check.group()).set(false));
        heads.put(check, head);
        column.setGraphic(head);
        column.setUserData(check);
        column.setId("check-" + check.code());
        column.setCellValueFactory(each -> each.getValue().cell(check));
        column.setCellFactory(ignored -> new AnswerCell(title));
        // it says which loader
        column.setMinWidth(check == Check.LOADER ? 122 : 78);
        column.setPrefWidth(check == Check.LOADER ? 126 : 90);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private TableColumn<NodeLine, CredentialsCell> credentialsColumn() {
        credentials.setGraphic(
                head(Messages.text("ui.nodes.column.credentials"), Messages.text("ui.nodes.credentials.about")));
        credentials.setCellValueFactory(each -> each.getValue().credentials());
        credentials.setCellFactory(ignored -> new CredentialsTableCell());
        credentials.setMinWidth(116);
        credentials.setPrefWidth(132);
        credentials.setSortable(false);
        credentials.setReorderable(false);
        return credentials;
    }

    private static Label head(String title, String about) {
        var label = new Label(title);
        label.setContentDisplay(ContentDisplay.TOP);
        label.getStyleClass().add("matrix-head");
        if (!about.isEmpty()) {
            label.setTooltip(new Tooltip(about));
            label.setAccessibleText(title + ": " + about);
        }
        return label;
    }

    /// Shows over each column the worst of it.
    private void show(Matrix now) {
        heads.forEach((check, head) -> {
            var worst = now.worst(check);
            if (signs.put(check, worst) != worst) {
                head.setGraphic(worst == Mark.OPEN ? null : worst.icon());
            }
        });
        groupHeads.forEach((group, head) -> {
            var worst = now.worst(group);
            if (groupSigns.put(group, worst) != worst) {
                head.setGraphic(worst == Mark.OPEN ? null : worst.icon());
            }
        });
    }

    /// What a right click on a cell offers.
    void menu(BiConsumer<Place, ContextMenu> fill) {
        var menu = new ContextMenu();
        menu.setOnShowing(event -> {
            menu.getItems().clear();
            Optional.ofNullable(chosen.get()).ifPresent(place -> fill.accept(place, menu));
        });
        table.setContextMenu(menu);
    }

    /// What is said in the table's place while no row is shown.
    void placeholder(Node node) {
        table.setPlaceholder(node);
    }

    ReadOnlyObjectProperty<@Nullable Place> chosen() {
        return chosen.getReadOnlyProperty();
    }

    TableView<NodeLine> root() {
        return table;
    }

    /// A cell that shows a sign and a word; the signs are made once.
    private abstract static class MarkCell<T> extends TableCell<NodeLine, T> {
        private final Map<Mark, Node> signs = new EnumMap<>(Mark.class);

        final void show(Mark mark, String word, String accessible) {
            setGraphic(mark == Mark.OPEN ? null : signs.computeIfAbsent(mark, Mark::icon));
            setText(word);
            setAccessibleText(accessible);
            pseudoClassStateChanged(PROBLEM, mark == Mark.WARN);
            pseudoClassStateChanged(BLOCKED, mark == Mark.BLOCKED || mark == Mark.FAILED);
            pseudoClassStateChanged(FAINT, mark == Mark.OPEN || mark == Mark.UNKNOWN);
        }

        final void nothing() {
            setGraphic(null);
            setText(null);
            pseudoClassStateChanged(PROBLEM, false);
            pseudoClassStateChanged(BLOCKED, false);
            pseudoClassStateChanged(FAINT, false);
        }

        final String address() {
            var line = getTableRow() == null ? null : getTableRow().getItem();
            return line == null ? "" : line.address();
        }
    }

    private static final class NodeCell extends MarkCell<NodeRow> {
        NodeCell() {
            getStyleClass().addAll("matrix-cell", "matrix-node");
        }

        @Override
        protected void updateItem(@Nullable NodeRow row, boolean isEmpty) {
            super.updateItem(row, isEmpty);
            if (isEmpty || row == null) {
                nothing();
            } else {
                show(
                        row.mark(),
                        row.address(),
                        row.address() + ", " + row.mark().word());
                setGraphic(row.mark().icon());
                pseudoClassStateChanged(BLOCKED, false);
                pseudoClassStateChanged(PROBLEM, false);
                pseudoClassStateChanged(FAINT, false);
            }
        }
    }

    private static final class AnswerCell extends MarkCell<CheckCell> {
        private final String title;

        AnswerCell(String title) {
            this.title = title;
            getStyleClass().add("matrix-cell");
        }

        @Override
        protected void updateItem(@Nullable CheckCell cell, boolean isEmpty) {
            super.updateItem(cell, isEmpty);
            if (isEmpty || cell == null) {
                nothing();
            } else {
                var said = Messages.text("ui.nodes.cell.accessible", title, address(), cell.word());
                show(cell.state().mark(), cell.word(), said);
            }
        }
    }

    private static final class GroupTableCell extends MarkCell<GroupCell> {
        private final String title;

        GroupTableCell(String title) {
            this.title = title;
            getStyleClass().addAll("matrix-cell", "matrix-group");
        }

        @Override
        protected void updateItem(@Nullable GroupCell cell, boolean isEmpty) {
            super.updateItem(cell, isEmpty);
            if (isEmpty || cell == null) {
                nothing();
            } else {
                show(
                        cell.mark(),
                        cell.word(),
                        Messages.text("ui.nodes.cell.accessible", title, address(), cell.word()));
            }
        }
    }

    private static final class CredentialsTableCell extends MarkCell<CredentialsCell> {
        CredentialsTableCell() {
            getStyleClass().add("matrix-cell");
        }

        @Override
        protected void updateItem(@Nullable CredentialsCell cell, boolean isEmpty) {
            super.updateItem(cell, isEmpty);
            if (isEmpty || cell == null) {
                nothing();
            } else {
                var title = Messages.text("ui.nodes.column.credentials");
                var said = Messages.text("ui.nodes.cell.accessible", title, address(), cell.word());
                show(cell.state().mark(), cell.word(), said);
            }
        }
    }
}
