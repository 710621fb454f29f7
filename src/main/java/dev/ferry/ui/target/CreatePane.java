package dev.ferry.ui.target;

import dev.ferry.engine.AivenProject;
import dev.ferry.engine.AivenProject.Sale;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.controls.Mark;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A service to be made: name, version and cloud at the left, the plans with what they hold at the right.
final class CreatePane {
    private static final double ROW = 30;
    private static final double PLAN_ROWS = 7.04;

    private final AivenViewModel model;
    private final VBox root = new VBox();
    private final ComboBox<String> versions = new ComboBox<>();
    private final CloudList clouds;
    private final TableView<PlanRow> plans = new TableView<>();
    private final Label vpc = new Label();
    private final CapacityPane capacity = new CapacityPane();

    CreatePane(AivenViewModel model) {
        this.model = model;
        this.clouds = new CloudList(model.cloud());
        var sides = new HBox(description(), choice());
        sides.getStyleClass().add("create-sides");
        VBox.setVgrow(sides, Priority.ALWAYS);
        vpc.setWrapText(true);
        vpc.setMinHeight(Region.USE_PREF_SIZE);
        vpc.setGraphic(Mark.WARN.icon());
        model.cloud().addListener((property, old, now) -> showVpc());
        model.project().addListener((property, old, now) -> showVpc());
        showVpc();
        root.getChildren().setAll(sides, footer());
        root.getStyleClass().add("create-pane");
        model.project().addListener((property, old, now) -> show(now));
        model.plans().addListener((property, old, now) -> showPlans(now));
        model.plan().addListener((property, old, now) -> showPlan(now));
        showPlan(null);
    }

    /// Where the project has a private network, somebody may expect the service in it.
    private void showVpc() {
        var project = model.project().get();
        var cloud = model.cloud().get();
        var isThere =
                project != null && cloud != null && project.privateClouds().contains(cloud.name());
        vpc.setText(isThere ? Messages.text("ui.target.create.vpc", cloud.name()) : "");
        vpc.setVisible(isThere);
        vpc.setManaged(isThere);
    }

    Region root() {
        return root;
    }

    private void show(@Nullable AivenProject project) {
        versions.getItems()
                .setAll(project != null && project.sale() instanceof Sale.Open open ? open.versions() : List.of());
        clouds.show(project == null ? List.of() : project.clouds());
    }

    private void showPlans(List<PlanRow> rows) {
        var chosen = model.plan().get();
        plans.getItems().setAll(rows);
        plans.getSelectionModel().select(chosen);
    }

    private void showPlan(@Nullable PlanRow row) {
        plans.getSelectionModel().select(row);
        capacity.show(
                row == null ? null : row.capacity(),
                Messages.text(row == null ? "ui.target.capacity.no-plan" : "ui.target.capacity.no-survey"));
    }

    private VBox description() {
        var name = new TextField();
        name.setId("service-name");
        name.setPromptText(Messages.text("ui.target.create.name.prompt"));
        name.textProperty().bindBidirectional(model.name());
        var field = new Field(Messages.text("ui.target.create.name"), name);
        field.error().bind(model.nameError());
        versions.setId("service-version");
        versions.valueProperty().bindBidirectional(model.version());
        var left = new VBox(
                field.root(),
                new Field(Messages.text("ui.target.create.version"), versions).root(),
                clouds.root(),
                vpc);
        VBox.setVgrow(clouds.root(), Priority.ALWAYS);
        left.getStyleClass().add("create-left");
        return left;
    }

    private VBox choice() {
        var label = new Label(Messages.text("ui.target.create.plan"));
        label.setLabelFor(plans);
        label.getStyleClass().add("field-label");
        var right = new VBox(label, plans(), capacity.root());
        right.getStyleClass().add("create-right");
        right.setMinWidth(0);
        HBox.setHgrow(right, Priority.ALWAYS);
        return right;
    }

    private TableView<PlanRow> plans() {
        plans.setId("plans");
        plans.setFixedCellSize(ROW);
        plans.setPrefHeight(ROW * PLAN_ROWS);
        plans.setMinHeight(ROW * PLAN_ROWS);
        plans.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        plans.setAccessibleText(Messages.text("ui.target.create.plan"));
        plans.setPlaceholder(new Label(Messages.text("ui.target.plan.none")));
        plans.getColumns()
                .setAll(List.of(
                        Columns.text(Messages.text("ui.target.plan.name"), 104, PlanRow::name),
                        Columns.number(Messages.text("ui.target.plan.nodes"), 60, row -> String.valueOf(row.nodes())),
                        Columns.number(Messages.text("ui.target.plan.cpus"), 84, PlanRow::processors),
                        Columns.number(Messages.text("ui.target.plan.memory"), 84, PlanRow::memory),
                        Columns.number(Messages.text("ui.target.plan.disk"), 88, PlanRow::disk),
                        Columns.number(Messages.text("ui.target.plan.hour"), 80, PlanRow::perHour),
                        Columns.number(Messages.text("ui.target.plan.month"), 84, PlanRow::month),
                        Columns.mark(Messages.text("ui.target.plan.fits"), 120, CreatePane::mark, PlanRow::fits)));
        plans.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> choose(now));
        return plans;
    }

    /// Filling the table anew empties its selection for a moment: that is nobody's choice.
    private void choose(@Nullable PlanRow row) {
        if (row != null) {
            model.plan().set(row);
        }
    }

    private static Mark mark(PlanRow row) {
        var verdict = row.verdict();
        return verdict == null ? Mark.OPEN : Mark.of(verdict);
    }

    private HBox footer() {
        var why = new Label();
        why.textProperty().bind(model.createObstacle());
        why.setWrapText(true);
        why.setMaxWidth(Double.MAX_VALUE);
        why.getStyleClass().add("muted");
        HBox.setHgrow(why, Priority.ALWAYS);
        var create = new Button(Messages.text("ui.target.create"));
        create.setId("create-service");
        create.setMinWidth(Region.USE_PREF_SIZE);
        create.getStyleClass().add("accent");
        create.disableProperty().bind(model.createObstacle().isNotEmpty().or(model.loading()));
        create.setOnAction(event -> model.create());
        var footer = new HBox(why, create);
        footer.getStyleClass().add("pane-footer");
        return footer;
    }
}
