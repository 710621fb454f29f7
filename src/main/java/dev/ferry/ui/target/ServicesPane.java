package dev.ferry.ui.target;

import dev.ferry.engine.AivenProject;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.Mark;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The services of a project: those that can be a target, and the others with the reason why not.
final class ServicesPane {
    private static final double ROW = 30;

    private final AivenViewModel model;
    private final VBox root = new VBox();
    private final TableView<AivenProject.Service> table = new TableView<>();

    ServicesPane(AivenViewModel model) {
        this.model = model;
        root.getChildren().setAll(table(), footer());
        root.getStyleClass().add("service-choice");
        VBox.setVgrow(table, Priority.ALWAYS);
        model.project().addListener((property, old, now) -> show(now == null ? List.of() : now.services()));
        model.service()
                .addListener((property, old, now) -> table.getSelectionModel().select(now));
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
                        Columns.mark(
                                Messages.text("ui.target.service.usable"),
                                304,
                                service -> service.isUsable() ? Mark.DONE : Mark.BLOCKED,
                                ServicesPane::usable)));
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, old, now) -> model.service().set(now));
        return table;
    }

    private static Mark stateMark(AivenProject.Service service) {
        return switch (service.state()) {
            case "RUNNING" -> Mark.DONE;
            case "REBUILDING", "REBALANCING" -> Mark.RUNNING;
            case "POWEROFF" -> Mark.OPEN;
            default -> Mark.UNKNOWN;
        };
    }

    private static String usable(AivenProject.Service service) {
        var obstacle = service.obstacle();
        return obstacle == null ? Messages.text("ui.target.service.mode.on") : Messages.text(obstacle);
    }

    private HBox footer() {
        var why = new Label();
        why.textProperty().bind(model.useObstacle());
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
        var footer = new HBox(why, use);
        footer.getStyleClass().add("pane-footer");
        return footer;
    }
}
