package dev.ferry.ui.target;

import dev.ferry.engine.AivenAccount;
import dev.ferry.engine.AivenProject;
import dev.ferry.engine.AivenProject.Sale;
import dev.ferry.outcome.Failure;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Banner;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Dialogs;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The way over an Aiven account: the token, the project, then a service that is there or one to be made.
final class AivenView {
    private final AivenViewModel model;
    private final Dialogs dialogs;
    private final VBox root = new VBox();
    private final VBox below = new VBox();
    private final ComboBox<AivenAccount.Project> projects = new ComboBox<>();
    private final Field project = new Field(Messages.text("ui.target.project"), projects);
    private final ToggleButton existing = new ToggleButton();
    private final ToggleButton create = new ToggleButton(Messages.text("ui.target.services.create"));
    private final Hyperlink avn = new Hyperlink();
    private final Label avnWarning = new Label();
    private final ServicesPane services;
    private final CreatePane creation;

    /// @param token the field that the token is typed in, bound to where it comes from
    AivenView(AivenViewModel model, Dialogs dialogs, Node token) {
        this.model = model;
        this.dialogs = dialogs;
        this.services = new ServicesPane(model, dialogs);
        this.creation = new CreatePane(model);
        root.getChildren().setAll(account(token), below);
        root.getStyleClass().add("aiven-view");
        below.getStyleClass().add("aiven-below");
        VBox.setVgrow(below, Priority.ALWAYS);
        choices();
        model.loading().addListener((property, old, now) -> update());
        model.failure().addListener((property, old, now) -> update());
        model.project().addListener((property, old, now) -> update());
        model.account().addListener((property, old, now) -> showAccount(now));
        model.creating().addListener((property, old, now) -> update());
        model.avn().addListener((property, old, now) -> showAvn());
        model.token().addListener((property, old, now) -> showAvn());
        showAvn();
        update();
    }

    Region root() {
        return root;
    }

    private VBox account(Node token) {
        var load = new Button(Messages.text("ui.target.account.load"));
        load.setId("load-account");
        load.setMinWidth(Region.USE_PREF_SIZE);
        load.disableProperty().bind(model.token().isEmpty().or(model.loading()));
        load.setOnAction(event -> model.load());
        projects.setId("projects");
        projects.setConverter(new ProjectNames());
        projects.valueProperty().bindBidirectional(model.choice());
        var chosen = project.root();
        chosen.managedProperty().bind(model.account().isNotNull());
        chosen.visibleProperty().bind(chosen.managedProperty());
        chosen.getStyleClass().add("project-field");
        HBox.setHgrow(token, Priority.ALWAYS);
        var line = new HBox(token, advanced(), slot(load), chosen);
        line.getStyleClass().add("account-line");
        avn.setId("use-avn");
        avn.setOnAction(event -> model.useAvn());
        var panel = new VBox(line, avn, avnWarning);
        panel.getStyleClass().addAll("panel", "account");
        return panel;
    }

    /// Offered where it is not taken already.
    private void showAvn() {
        var login = model.avn().get();
        var isTaken = model.token().get().startsWith(AivenViewModel.AVN);
        avn.setText(
                login == null
                        ? ""
                        : login.user().isEmpty()
                                ? Messages.text("ui.target.avn.variable", login.origin())
                                : Messages.text("ui.target.avn", login.user()));
        seen(avn, login != null && !isTaken);
        var warning = login == null ? null : login.warning();
        avnWarning.setText(warning == null ? "" : Messages.text(warning));
        avnWarning.setGraphic(Mark.WARN.icon());
        avnWarning.setWrapText(true);
        seen(avnWarning, warning != null && isTaken);
    }

    private static void seen(Node node, boolean isSeen) {
        node.setVisible(isSeen);
        node.setManaged(isSeen);
    }

    private HBox advanced() {
        var address = new TextField();
        address.setId("api-address");
        address.textProperty().bindBidirectional(model.api());
        var field = new Field(Messages.text("ui.target.api"), address).root();
        var open = new ToggleButton(Messages.text("ui.target.advanced"));
        open.setId("advanced");
        open.setSelected(!model.api().get().equals(AivenAccount.API));
        open.setMinWidth(Region.USE_PREF_SIZE);
        field.managedProperty().bind(open.selectedProperty());
        field.visibleProperty().bind(open.selectedProperty());
        field.getStyleClass().add("api-field");
        var both = new HBox(field, slot(open));
        both.getStyleClass().add("account-line");
        return both;
    }

    /// A button on the line of the fields, below their labels.
    private static HBox slot(Node button) {
        var slot = new HBox(button);
        slot.getStyleClass().add("button-slot");
        return slot;
    }

    private void showAccount(@Nullable AivenAccount account) {
        projects.getItems().setAll(account == null ? List.of() : account.projects());
        project.hint(
                account == null
                        ? ""
                        : Messages.text(
                                "ui.target.account.user",
                                account.user(),
                                account.projects().size()));
    }

    private void choices() {
        var group = new ToggleGroup();
        existing.setToggleGroup(group);
        create.setToggleGroup(group);
        existing.setId("existing");
        create.setId("create");
        existing.getStyleClass().add("left-pill");
        create.getStyleClass().add("right-pill");
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null) {
                group.selectToggle(old);
            } else {
                model.creating().set(now == create);
            }
        });
    }

    private void update() {
        var failure = model.failure().get();
        var project = model.project().get();
        if (failure != null) {
            below.getChildren().setAll(failed(failure));
        } else if (model.loading().get()) {
            below.getChildren().setAll(busy());
        } else if (project == null) {
            below.getChildren()
                    .setAll(grown(new EmptyPane(
                                    Feather.CLOUD,
                                    Messages.text("ui.target.account.empty"),
                                    Messages.text("ui.target.account.empty.text"))
                            .root()));
        } else {
            show(project);
        }
    }

    private Region failed(Failure failure) {
        var again = new Button(Messages.text("ui.target.again"));
        again.getStyleClass().add("small");
        again.setOnAction(event -> {
            if (model.account().get() == null) {
                model.load();
            } else {
                model.reload();
            }
        });
        return new FailurePane(failure, dialogs, again).root();
    }

    private Region busy() {
        var wheel = new ProgressIndicator();
        wheel.getStyleClass().add("wheel");
        var stop = new Button(Messages.text("ui.target.stop"));
        stop.getStyleClass().add("small");
        stop.setOnAction(event -> model.stop());
        var line = new HBox(wheel, new Label(Messages.text("ui.target.asking")), stop);
        line.getStyleClass().add("busy-line");
        return line;
    }

    private void show(AivenProject project) {
        var parts = new ArrayList<Node>();
        end(project.sale(), parts);
        trial(parts);
        rights(project, parts);
        var hasSale = project.sale() instanceof Sale.Open;
        existing.setText(
                Messages.text("ui.target.services.existing", project.services().size()));
        create.setDisable(!hasSale);
        (model.creating().get() && hasSale ? create : existing).setSelected(true);
        var reload = new Button(Messages.text("ui.target.reload"));
        reload.getStyleClass().add("small");
        reload.setOnAction(event -> model.reload());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var pills = new HBox(existing, create);
        var head = new HBox(pills, space, reload);
        head.getStyleClass().add("choice-head");
        parts.add(head);
        parts.add(grown(create.isSelected() ? creation.root() : services.root()));
        below.getChildren().setAll(parts);
    }

    private static void end(Sale sale, ArrayList<Node> parts) {
        switch (sale) {
            case Sale.Ended ended ->
                parts.add(
                        new Banner(Mark.BLOCKED, Messages.text("ui.target.ended", day(ended.since()), ended.evidence()))
                                .root());
            case Sale.Open open -> {
                var end = open.end();
                if (end != null) {
                    parts.add(new Banner(Mark.WARN, Messages.text("ui.target.ending", day(end))).root());
                }
            }
        }
    }

    private void trial(ArrayList<Node> parts) {
        var chosen = model.choice().get();
        var end = chosen == null ? null : chosen.trialEnd();
        if (end != null) {
            parts.add(new Banner(Mark.WARN, Messages.text("ui.target.trial", day(end))).root());
        }
    }

    /// Said as soon as the token is tested: what is missing for loading blocks, what is missing for the rest is
    /// good to know.
    private static void rights(AivenProject project, ArrayList<Node> parts) {
        if (project.lacking().isEmpty()) {
            return;
        }
        var what = project.lacking().stream()
                .map(lack -> Messages.text("ui.target.rights.one", lack.what(), lack.permission()))
                .collect(Collectors.joining(Messages.text("ui.target.rights.or")));
        var isBlocked = project.lacks(AivenProject.Need.LOAD);
        var key = isBlocked ? "ui.target.rights.blocked" : "ui.target.rights.some";
        parts.add(new Banner(isBlocked ? Mark.BLOCKED : Mark.WARN, Messages.text(key, what)).root());
    }

    private static LocalDate day(Instant when) {
        return LocalDate.ofInstant(when, ZoneOffset.UTC);
    }

    private static Region grown(Region region) {
        VBox.setVgrow(region, Priority.ALWAYS);
        return region;
    }

    private static final class ProjectNames extends StringConverter<AivenAccount.Project> {
        @Override
        public String toString(AivenAccount.@Nullable Project project) {
            return project == null ? "" : project.name();
        }

        @Override
        public AivenAccount.@Nullable Project fromString(String text) {
            return null;
        }
    }
}
