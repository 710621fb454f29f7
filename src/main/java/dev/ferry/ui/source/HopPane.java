package dev.ferry.ui.source;

import dev.ferry.engine.HopState;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Dialogs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The hops of the connection test, one line each, and below them what is wrong with the chosen one.
final class HopPane {
    private static final double ROW = 28;
    private static final int MOST_OPEN = 4;

    private final StackPane root = new StackPane();
    private final VBox seen = new VBox();
    private final Label summary = new Label();
    private final TreeItem<HopRow> top = new TreeItem<>();
    private final TreeView<HopRow> tree = new TreeView<>(top);
    private final VBox detail = new VBox();
    private final Map<HopBoard.Way, TreeItem<HopRow>> ways = new HashMap<>();
    private final Set<HopBoard.Way> handled = new HashSet<>();
    private final Region empty = new EmptyPane(
                    Feather.SHARE_2, Messages.text("ui.source.hops.empty"), Messages.text("ui.source.hops.empty.text"))
            .root();
    private final SourceViewModel model;
    private final Dialogs dialogs;
    private final Runnable compareKeys;
    private HopBoard shown;
    private boolean isChosenByUser;

    /// @param compareKeys opens the dialog for unknown host keys
    HopPane(SourceViewModel model, Dialogs dialogs, Runnable compareKeys) {
        this.model = model;
        this.dialogs = dialogs;
        this.compareKeys = compareKeys;
        this.shown = model.board();
        tree.setId("source-hops");
        tree.setShowRoot(false);
        tree.setFixedCellSize(ROW);
        tree.setCellFactory(view -> new Cell());
        tree.setAccessibleText(Messages.text("ui.source.hops"));
        tree.getStyleClass().add("source-hops");
        tree.setOnMousePressed(event -> isChosenByUser = true);
        tree.setOnKeyPressed(event -> isChosenByUser = true);
        tree.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> describe(now));
        VBox.setVgrow(tree, Priority.ALWAYS);
        detail.getStyleClass().add("source-hop-detail");
        summary.getStyleClass().add("source-hop-summary");
        seen.getChildren().setAll(summary, tree, detail);
        seen.getStyleClass().add("source-hop-pane");
        root.getChildren().setAll(empty, seen);
        root.getStyleClass().add("source-hop-frame");
        model.told().subscribe(now -> draw());
        model.job().subscribe(now -> draw());
    }

    Region root() {
        return root;
    }

    private void draw() {
        var board = model.board();
        if (board != shown) {
            shown = board;
            ways.clear();
            handled.clear();
            top.getChildren().clear();
            isChosenByUser = false;
            detail.getChildren().clear();
        }
        var isTrying = model.job().get() != null;
        empty.setVisible(board.isEmpty() && !isTrying);
        seen.setVisible(!empty.isVisible());
        for (var way : board.ways()) {
            draw(board, way);
        }
        ways.keySet().retainAll(Set.copyOf(board.ways()));
        top.getChildren().removeIf(item -> !ways.containsValue(item));
        summarise(board, isTrying);
        chooseFailed();
    }

    private void draw(HopBoard board, HopBoard.Way way) {
        var item = ways.get(way);
        if (item == null) {
            item = new TreeItem<>();
            ways.put(way, item);
            top.getChildren()
                    .add(Math.min(board.ways().indexOf(way), top.getChildren().size()), item);
            item.setExpanded(true);
        }
        set(item, HopRow.of(board, way));
        var hops = board.hops(way);
        while (item.getChildren().size() > hops.size()) {
            item.getChildren().removeLast();
        }
        for (int i = 0; i < hops.size(); i++) {
            if (i == item.getChildren().size()) {
                item.getChildren().add(new TreeItem<>());
            }
            set(item.getChildren().get(i), HopRow.of(hops.get(i)));
        }
        fold(board, way, item);
    }

    private static void set(TreeItem<HopRow> item, HopRow row) {
        if (!row.equals(item.getValue())) {
            item.setValue(row);
        }
    }

    /// Ways that work are folded where there are many; one that fails is opened. Each once: then it is up
    /// to the user.
    private void fold(HopBoard board, HopBoard.Way way, TreeItem<HopRow> item) {
        var mark = item.getValue().mark();
        var isOver =
                mark == Mark.FAILED || board.hops(way).stream().allMatch(hop -> hop.state() instanceof HopState.Passed);
        if (isOver && handled.add(way)) {
            item.setExpanded(mark == Mark.FAILED || board.ways().size() <= MOST_OPEN);
        }
    }

    private void summarise(HopBoard board, boolean isTrying) {
        var failed = board.failed().size();
        var key = isTrying ? "ui.source.hops.running" : failed > 0 ? "ui.source.hops.failed" : "ui.source.hops.passed";
        summary.setText(Messages.text(key, board.passed(), failed));
        summary.setGraphic((isTrying ? Mark.RUNNING : failed > 0 ? Mark.FAILED : Mark.DONE).icon());
    }

    private void chooseFailed() {
        var selected = tree.getSelectionModel().getSelectedItem();
        if (isChosenByUser || (selected != null && isFailed(selected))) {
            describe(selected);
            return;
        }
        ways.values().stream()
                .sorted((one, other) -> Integer.compare(
                        top.getChildren().indexOf(one), top.getChildren().indexOf(other)))
                .flatMap(way -> way.getChildren().stream())
                .filter(HopPane::isFailed)
                .findFirst()
                .ifPresent(item -> {
                    tree.getSelectionModel().select(item);
                    tree.scrollTo(Math.max(0, tree.getRow(item) - MOST_OPEN));
                });
    }

    private static boolean isFailed(TreeItem<HopRow> item) {
        return item.getValue() != null
                && item.getValue().hop() != null
                && item.getValue().mark() == Mark.FAILED;
    }

    private void describe(TreeItem<HopRow> item) {
        var hop =
                item == null || item.getValue() == null ? null : item.getValue().hop();
        if (hop == null) {
            detail.getChildren().clear();
            return;
        }
        switch (hop.state()) {
            case HopState.Failed(var failure, var key, var _) -> {
                var actions = key == null ? new Node[0] : new Node[] {compare()};
                detail.getChildren().setAll(new FailurePane(failure, dialogs, actions).root());
            }
            case HopState.Passed(var evidence, var _) -> {
                var text = new Label(hop.place() + "\n" + evidence);
                text.setWrapText(true);
                text.getStyleClass().addAll("source-hop-evidence", "mono");
                detail.getChildren().setAll(text);
            }
            case HopState.Running running -> detail.getChildren().clear();
            case HopState.Skipped skipped -> detail.getChildren().clear();
        }
    }

    private Button compare() {
        var button = new Button(Messages.text("ui.source.hostkey.compare"));
        button.setId("source-compare-keys");
        button.getStyleClass().addAll("small", "accent");
        button.setOnAction(event -> compareKeys.run());
        return button;
    }

    private static final class Cell extends TreeCell<HopRow> {
        private final Label title = new Label();
        private final Label seen = new Label();
        private final Label time = new Label();
        private final Tooltip tooltip = new Tooltip();
        private final HBox line = new HBox(title, seen, time);

        Cell() {
            title.getStyleClass().add("source-hop-title");
            seen.getStyleClass().add("source-hop-seen");
            time.getStyleClass().add("source-hop-time");
            seen.setMaxWidth(Double.MAX_VALUE);
            seen.setMinWidth(0);
            HBox.setHgrow(seen, Priority.ALWAYS);
            line.getStyleClass().add("source-hop");
            setPrefWidth(0);
        }

        /// Every way starts at the workstation; there is no room to say it in every line.
        private static String shortened(String place) {
            return place.replace("workstation → ", "→ ");
        }

        @Override
        protected void updateItem(HopRow row, boolean isEmpty) {
            super.updateItem(row, isEmpty);
            if (isEmpty || row == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            var isWay = row.hop() == null;
            title.setText(row.title());
            title.setGraphic(row.mark().icon());
            title.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("way"), isWay);
            seen.setText(row.place().isEmpty() ? row.seen() : shortened(row.place()) + "   " + row.seen());
            time.setText(row.time());
            tooltip.setText(row.seen());
            setTooltip(tooltip);
            setAccessibleText(String.join(", ", row.title(), row.mark().word(), row.place(), row.seen()));
            setGraphic(line);
        }
    }
}
