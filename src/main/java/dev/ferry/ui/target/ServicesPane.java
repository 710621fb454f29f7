package dev.ferry.ui.target;

import dev.ferry.engine.AivenProject;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Dialogs;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The services of a project: those that can be a target, and the others with the reason why not.
final class ServicesPane {
    private static final double ROW = 30;

    private final AivenViewModel model;
    private final VBox root = new VBox();
    private final TableView<AivenProject.Service> table = new TableView<>();
    private final VBox details = new VBox();
    private final Button power = new Button();

    ServicesPane(AivenViewModel model, Dialogs dialogs) {
        this.model = model;
        details.getStyleClass().addAll("panel", "service-details");
        root.getChildren().setAll(table(), details, new PoweringPane(model.powering(), dialogs).root(), footer());
        root.getStyleClass().add("service-choice");
        VBox.setVgrow(table, Priority.ALWAYS);
        model.project().addListener((property, old, now) -> show(now == null ? List.of() : now.services()));
        model.service().addListener((property, old, now) -> {
            table.getSelectionModel().select(now);
            showDetails(now);
        });
        model.powering()
                .progress()
                .addListener((property, old, now) -> showPower(model.service().get()));
        showDetails(null);
    }

    /// How the chosen service lies: what a table has no room for.
    private void showDetails(AivenProject.@Nullable Service service) {
        details.getChildren().clear();
        if (service != null) {
            details.getChildren().setAll(FactsGrid.of(ServiceFacts.of(service)));
        }
        details.setVisible(service != null);
        details.setManaged(service != null);
        showPower(service);
    }

    private void showPower(AivenProject.@Nullable Service service) {
        var isOff = service != null && service.isOff() && service.migrationMode();
        power.setVisible(isOff);
        power.setManaged(isOff);
        power.setText(service == null ? "" : Messages.text("ui.target.power.on", service.name()));
        var why = model.powerObstacle();
        power.setDisable(!why.isEmpty());
        power.setAccessibleHelp(why);
    }

    Region root() {
        return root;
    }

    private void show(List<AivenProject.Service> services) {
        var chosen = model.service().get();
        table.getItems().setAll(services);
        table.getSelectionModel().select(chosen);
    }

    private TableView<AivenProject.Service> table() {
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        table.setAccessibleText(Messages.text("ui.target.services.title"));
        table.setPlaceholder(new EmptyPane(
                        Feather.DATABASE,
                        Messages.text("ui.target.services.none"),
                        Messages.text("ui.target.services.none.text"))
                .root());
        table.getColumns()
                .setAll(List.of(
                        Columns.text(Messages.text("ui.target.service.name"), 130, AivenProject.Service::name),
                        Columns.mark(
                                Messages.text("ui.target.service.state"),
                                120,
                                ServicesPane::stateMark,
                                service -> service.state()),
                        Columns.text(Messages.text("ui.target.service.plan"), 96, AivenProject.Service::plan),
                        Columns.text(Messages.text("ui.target.service.version"), 70, AivenProject.Service::version),
                        Columns.number(
                                Messages.text("ui.target.service.nodes"),
                                60,
                                service -> String.valueOf(service.nodeCount())),
                        Columns.number(
                                Messages.text("ui.target.service.disk"),
                                80,
                                service -> Units.bytes(service.diskBytes())),
                        Columns.text(Messages.text("ui.target.service.cloud"), 156, AivenProject.Service::cloud),
                        Columns.text(Messages.text("ui.target.service.network"), 76, ServicesPane::network),
                        Columns.mark(
                                Messages.text("ui.target.service.usable"),
                                260,
                                service -> service.isUsable() ? Mark.DONE : Mark.BLOCKED,
                                ServicesPane::usable)));
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, old, now) -> model.service().set(now));
        return table;
    }

    static Mark stateMark(AivenProject.Service service) {
        return switch (service.state()) {
            case "RUNNING" -> Mark.DONE;
            case "REBUILDING", "REBALANCING" -> Mark.RUNNING;
            case "POWEROFF" -> Mark.OPEN;
            default -> Mark.UNKNOWN;
        };
    }

    private static String network(AivenProject.Service service) {
        return Messages.text(
                service.place().vpc() == null ? "ui.target.service.network.public" : "ui.target.service.network.vpc");
    }

    private static String usable(AivenProject.Service service) {
        var obstacle = service.obstacle();
        return obstacle == null ? Messages.text("ui.target.service.mode.on") : Messages.text(obstacle);
    }

    /// Of a service that is off, what switching it on means is of more use than that it is off.
    private String hint(String obstacle) {
        var service = model.service().get();
        if (model.powering().progress().get() != null) {
            return "";
        }
        return service != null && service.isOff() && service.migrationMode()
                ? Messages.text("ui.target.power.note")
                : obstacle;
    }

    private HBox footer() {
        var why = new Label();
        model.useObstacle().addListener((property, old, now) -> why.setText(hint(now)));
        model.service()
                .addListener((property, old, now) ->
                        why.setText(hint(model.useObstacle().get())));
        why.setText(hint(model.useObstacle().get()));
        why.setWrapText(true);
        why.getStyleClass().add("muted");
        HBox.setHgrow(why, Priority.ALWAYS);
        why.setMaxWidth(Double.MAX_VALUE);
        var use = new Button(Messages.text("ui.target.use"));
        use.setId("use-service");
        use.setMinWidth(Region.USE_PREF_SIZE);
        use.getStyleClass().add("accent");
        use.disableProperty().bind(model.useObstacle().isNotEmpty());
        use.setOnAction(event -> model.use());
        model.service()
                .addListener((property, old, now) -> use.setText(
                        now == null
                                ? Messages.text("ui.target.use")
                                : Messages.text("ui.target.use.name", now.name())));
        power.setId("power-on");
        power.setMinWidth(Region.USE_PREF_SIZE);
        power.getStyleClass().add("accent");
        power.setOnAction(event -> model.powerOn());
        use.visibleProperty().bind(power.visibleProperty().not());
        use.managedProperty().bind(use.visibleProperty());
        var footer = new HBox(why, power, use);
        footer.getStyleClass().add("pane-footer");
        return footer;
    }
}
