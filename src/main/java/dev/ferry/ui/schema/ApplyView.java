package dev.ferry.ui.schema;

import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Banner;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.schema.ApplyViewModel.Row;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What will run, word for word and in order; then how each of it went.
final class ApplyView {
    private static final double ROW = 30;

    private final ApplyViewModel model;
    private final SchemaViewModel schema;
    private final TableView<Row> table = new TableView<>();
    private final CqlPane cql = new CqlPane(CqlPane.Role.TARGET, Messages.text("ui.schema.apply.cql"));
    private final Button apply = new Button();
    private final VBox notices = new VBox();
    private final VBox root = new VBox();
    private final Node[] actions;
    private int lastFailed;

    /// A view.
    ///
    /// @param back leads back to the editor
    ApplyView(ApplyViewModel model, SchemaViewModel schema, Runnable back) {
        this.model = model;
        this.schema = schema;
        cql.setEditable(false);
        cql.show("");
        columns();
        table.setFixedCellSize(ROW);
        table.setAccessibleText(Messages.text("ui.schema.apply.list"));
        table.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> show(now));
        var leave = new Button(Messages.text("ui.schema.apply.back"), Icons.of(Feather.ARROW_LEFT));
        leave.setOnAction(event -> back.run());
        leave.setMinWidth(Region.USE_PREF_SIZE);
        var copy = new Button(Messages.text("ui.schema.apply.copy"), Icons.of(Feather.COPY));
        copy.setOnAction(event -> schema.desk().dialogs().copy(model.text()));
        var save = new Button(Messages.text("ui.schema.apply.save"), Icons.of(Feather.SAVE));
        save.setOnAction(event -> model.save());
        apply.setId("schema-run");
        apply.getStyleClass().add("accent");
        apply.setMinWidth(Region.USE_PREF_SIZE);
        apply.setOnAction(event -> model.apply());
        actions = new Node[] {leave, copy, save, apply};
        var panes = new SplitPane(table, cql.root());
        panes.setDividerPositions(0.62);
        panes.getStyleClass().add("apply-panes");
        VBox.setVgrow(panes, Priority.ALWAYS);
        notices.getStyleClass().add("apply-notices");
        root.getChildren().addAll(notices, panes);
        root.getStyleClass().addAll("page-body", "apply-view");
        model.rows().addListener((property, old, now) -> refresh());
        model.failure().addListener((property, old, now) -> refresh());
        model.notice().addListener((property, old, now) -> refresh());
    }

    private void columns() {
        table.getColumns()
                .setAll(List.of(
                        column("number", 40, 44, row -> Integer.toString(row.number())),
                        stateColumn(),
                        column(
                                "stage",
                                110,
                                130,
                                row -> Messages.text(
                                        ApplyViewModel.stageKey(row.statement().stage()))),
                        column("object", 180, 280, row -> row.statement().object()),
                        what()));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getStyleClass().add("apply-table");
    }

    private static TableColumn<Row, String> what() {
        var column = column("what", 120, 900, ApplyView::what);
        column.getStyleClass().add("what");
        return column;
    }

    /// The first line of a statement, or why it failed.
    private static String what(Row row) {
        return row.why().isEmpty() ? row.statement().cql().lines().findFirst().orElse("") : row.why();
    }

    private static TableColumn<Row, String> column(String key, double min, double max, Function<Row, String> text) {
        var column = new TableColumn<Row, String>(Messages.text("ui.schema.apply.column." + key));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(text.apply(cell.getValue())));
        column.setMinWidth(min);
        column.setMaxWidth(max);
        column.setSortable(false);
        return column;
    }

    private static TableColumn<Row, Row> stateColumn() {
        var column = new TableColumn<Row, Row>(Messages.text("ui.schema.apply.column.state"));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(owner -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Row row, boolean isEmpty) {
                super.updateItem(row, isEmpty);
                setGraphic(isEmpty || row == null ? null : row.mark().label(row.word()));
            }
        });
        column.setMinWidth(92);
        column.setMaxWidth(100);
        column.setSortable(false);
        return column;
    }

    Region root() {
        return root;
    }

    /// What can be done here, for the head of the page.
    Node[] actions() {
        return actions.clone();
    }

    /// Shows how it stands now.
    void refresh() {
        var selected = table.getSelectionModel().getSelectedIndex();
        table.getItems().setAll(model.rows().get());
        var failed = model.rows().get().stream()
                .filter(each -> each.mark() == Mark.FAILED)
                .findFirst();
        if (failed.isPresent() && failed.get().number() != lastFailed) {
            lastFailed = failed.get().number();
            table.getSelectionModel().select(failed.get());
            table.scrollTo(Math.max(0, lastFailed - 4));
        } else if (!table.getItems().isEmpty()) {
            table.getSelectionModel().select(Math.max(0, selected));
        }
        var isLive = schema.desk().live().get() != null;
        apply.setText(model.isDone() ? Messages.text("ui.schema.apply.done") : model.verb());
        apply.setDisable(isLive || model.isDone() || isBlocked());
        notices();
    }

    private boolean isBlocked() {
        var draft = schema.draft().get();
        return draft == null || draft.isBlocked();
    }

    private void notices() {
        var some = new java.util.ArrayList<Node>();
        var failure = model.failure().get();
        if (failure != null) {
            some.add(new FailurePane(failure, schema.desk().dialogs()).root());
        }
        if (!model.notice().get().isEmpty()) {
            some.add(new Banner(Mark.WARN, model.notice().get()).root());
        } else if (schema.desk().live().get() != null) {
            some.add(new Banner(
                            Mark.RUNNING,
                            Messages.text("ui.schema.apply.running", model.done(), model.done() + model.toRun()))
                    .root());
        } else if (failure == null && model.isDone()) {
            some.add(new Banner(Mark.DONE, Messages.text("ui.schema.apply.applied")).root());
        } else if (failure == null) {
            some.add(new Banner(
                            isBlocked() ? Mark.BLOCKED : Mark.OPEN,
                            Messages.text(isBlocked() ? "ui.schema.apply.blocked" : "ui.schema.apply.text"))
                    .root());
        }
        notices.getChildren().setAll(some);
    }

    private void show(@Nullable Row row) {
        var text = row == null ? "" : row.statement().cql() + ";";
        if (!text.equals(cql.text())) {
            cql.show(text);
            var diff = CqlDiff.of(text, text);
            cql.decorate(diff.right(), 0, line -> null);
        }
    }
}
