package dev.ferry.ui.target;

import dev.ferry.run.TargetNode;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Dialogs;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A target that is being built: its steps, its nodes, the time it has taken.
final class BuildingView {
    private static final double ROW = 30;
    private static final double HEAD = 31;
    private static final double BORDER = 4;

    private final BuildingViewModel model;
    private final Dialogs dialogs;
    private final Runnable another;
    private final VBox root = new VBox();
    private final VBox steps = new VBox();
    private final VBox trouble = new VBox();
    private final TableView<TargetNode> nodes = new TableView<>();
    private final Label nodesTitle = new Label(Messages.text("ui.target.build.nodes.title"));

    /// @param service what Aiven shows of it, with its log
    /// @param another shows the ways to a target again
    BuildingView(BuildingViewModel model, ServiceViewModel service, Dialogs dialogs, Runnable another) {
        this.model = model;
        this.dialogs = dialogs;
        this.another = another;
        steps.getStyleClass().add("build-steps");
        nodesTitle.getStyleClass().add("section-title");
        root.getChildren()
                .setAll(progress(), trouble, nodesTitle, nodes(), new ServiceLogPane(service, dialogs).root());
        root.getStyleClass().add("building");
        model.lines().addListener((property, old, now) -> showSteps());
        model.nodes().addListener((property, old, now) -> showNodes());
        model.failure().addListener((property, old, now) -> showTrouble());
        model.live().addListener((property, old, now) -> showTrouble());
        showSteps();
        showNodes();
        showTrouble();
    }

    Region root() {
        return root;
    }

    private Region progress() {
        var title = new Label();
        title.textProperty().bind(model.title().map(name -> Messages.text("ui.target.build.title", name)));
        title.getStyleClass().add("section-title");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        var elapsed = new Label();
        elapsed.textProperty().bind(model.elapsed());
        elapsed.setMinWidth(Region.USE_PREF_SIZE);
        elapsed.getStyleClass().add("build-elapsed");
        var stop = new Button(Messages.text("ui.target.build.stop"));
        stop.setId("stop-watching");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.visibleProperty().bind(model.live());
        stop.managedProperty().bind(model.live());
        stop.setOnAction(event -> model.stopWatching());
        var head = new HBox(title, elapsed, stop);
        head.getStyleClass().add("build-head");
        var note = new Label(Messages.text("ui.target.build.note"));
        note.setWrapText(true);
        note.getStyleClass().add("muted");
        var panel = new VBox(head, steps, note);
        panel.getStyleClass().add("panel");
        return panel;
    }

    private void showSteps() {
        steps.getChildren()
                .setAll(model.lines().get().stream().map(BuildingView::step).toList());
    }

    private static HBox step(BuildingViewModel.Line line) {
        var words = line.mark().label(line.text());
        words.getStyleClass().add("build-step");
        var note = new Label(line.note());
        note.getStyleClass().add("muted");
        var row = new HBox(words, note);
        row.getStyleClass().add("build-line");
        row.setAccessibleText(line.mark().word() + ": " + line.text() + " " + line.note());
        return row;
    }

    private TableView<TargetNode> nodes() {
        nodes.setFixedCellSize(ROW);
        nodes.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        nodes.setAccessibleText(Messages.text("ui.target.build.nodes.title"));
        nodes.setPlaceholder(new Label(Messages.text("ui.target.build.nodes.none")));
        nodes.getColumns()
                .setAll(List.of(
                        Columns.text(Messages.text("ui.target.build.node"), 200, TargetNode::name),
                        Columns.text(Messages.text("ui.target.build.zone"), 180, TargetNode::zone),
                        Columns.mark(
                                Messages.text("ui.target.build.node-state"),
                                180,
                                BuildingView::mark,
                                node -> words(node.state())),
                        Columns.text(Messages.text("ui.target.build.phase"), 140, node -> words(node.phase())),
                        fraction()));
        return nodes;
    }

    private static TableColumn<TargetNode, TargetNode> fraction() {
        var column = new TableColumn<TargetNode, TargetNode>(Messages.text("ui.target.build.progress"));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setPrefWidth(200);
        column.setSortable(false);
        column.setCellFactory(each -> new TableCell<>() {
            private final ProgressBar bar = new ProgressBar();

            {
                bar.setMaxWidth(Double.MAX_VALUE);
            }

            @Override
            protected void updateItem(@Nullable TargetNode node, boolean empty) {
                super.updateItem(node, empty);
                var fraction = node == null ? null : node.fraction();
                setGraphic(empty || fraction == null ? null : bar);
                if (fraction != null) {
                    bar.setProgress(fraction);
                    bar.setAccessibleText(Math.round(fraction * 100) + " %");
                }
            }
        });
        return column;
    }

    private static Mark mark(TargetNode node) {
        return switch (node.state()) {
            case "running" -> Mark.DONE;
            case "setting_up_vm", "syncing_data" -> Mark.RUNNING;
            case "leaving" -> Mark.PAUSED;
            case "timing_out" -> Mark.WARN;
            default -> Mark.UNKNOWN;
        };
    }

    /// `setting_up_vm` as people write it.
    private static String words(String term) {
        return term.replace('_', ' ');
    }

    private void showNodes() {
        var all = model.nodes().get();
        nodes.getItems().setAll(all);
        nodes.setPrefHeight(HEAD + ROW * Math.max(3, all.size()) + BORDER);
    }

    private void showTrouble() {
        var failure = model.failure().get();
        trouble.getChildren().clear();
        var isOver = !model.live().get();
        trouble.setVisible(isOver);
        trouble.setManaged(isOver);
        if (!isOver) {
            return;
        }
        var again = new Button(Messages.text("ui.target.build.again"));
        again.setId("watch-again");
        again.getStyleClass().add("accent");
        again.setOnAction(event -> model.watchAgain());
        var other = new Button(Messages.text("ui.target.another"));
        other.setOnAction(event -> another.run());
        if (failure != null) {
            trouble.getChildren().add(new FailurePane(failure, dialogs, again, other).root());
        } else {
            var left = new Label(Messages.text("ui.target.build.left"), Mark.PAUSED.icon());
            left.setWrapText(true);
            HBox.setHgrow(left, Priority.ALWAYS);
            left.setMaxWidth(Double.MAX_VALUE);
            var line = new HBox(left, other, again);
            line.getStyleClass().add("pane-footer");
            trouble.getChildren().add(line);
        }
    }
}
