package dev.ferry.ui.target;

import dev.ferry.secrets.AvnLogin;
import dev.ferry.text.Messages;
import dev.ferry.ui.Screen;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.controls.SecretField;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.target.TargetViewModel.Way;
import dev.ferry.ui.tls.TlsModel;
import dev.ferry.ui.tls.TlsPane;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.SecretVault;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The step *Target*: choose one, watch it being built, see what it is.
public final class TargetView implements Screen {
    private final TargetViewModel model;
    private final Page page = new Page(Messages.text("ui.target.title"));
    private final VBox choosing = new VBox();
    private final ScrollPane choices = new ScrollPane(choosing);
    private final AivenView aiven;
    private final ClusterView cluster;
    private final BuildingView building;
    private final SummaryView summary;
    private final HBox ways = new HBox();

    /// The screen of an open migration.
    ///
    /// @param vault where typed secrets go
    public TargetView(Desk desk, SecretVault vault) {
        this(desk, vault, AvnLogin::ofThisMachine);
    }

    /// @param avn finds the login of Aiven's command line; not called on the toolkit's thread
    TargetView(Desk desk, SecretVault vault, Supplier<Optional<AvnLogin>> avn) {
        this.model = new TargetViewModel(desk, avn);
        var dialogs = desk.dialogs();
        var token = new SecretField(
                Messages.text("ui.target.token"), AivenViewModel.TOKEN, vault, desk.background(), dialogs);
        token.offer(SecretField.Way.AVN);
        token.source().bindBidirectional(model.aiven().token());
        var password = new SecretField(
                Messages.text("ui.target.cluster.password"),
                ClusterViewModel.PASSWORD,
                vault,
                desk.background(),
                dialogs);
        password.source().bindBidirectional(model.cluster().password());
        this.aiven = new AivenView(model.aiven(), dialogs, token.root());
        var tls = new TlsPanes(desk, vault);
        this.cluster = new ClusterView(
                model.cluster(),
                dialogs,
                password.root(),
                tls.of(
                        "native-tls",
                        "ui.target.cluster.tls.native",
                        model.cluster().nativeTls()),
                tls.of(
                        "internode-tls",
                        "ui.target.cluster.tls.internode",
                        model.cluster().internodeTls()));
        this.building = new BuildingView(model.building(), model.service(), dialogs, model::chooseAnother);
        this.summary = new SummaryView(model.summary(), model.service(), dialogs);
        page.root()
                .getStylesheets()
                .add(Objects.requireNonNull(TargetView.class.getResource("target.css"))
                        .toExternalForm());
        ways();
        choosing.getStyleClass().addAll("page-body", "choosing");
        choices.setFitToWidth(true);
        choices.setFitToHeight(true);
        choices.getStyleClass().add("page-scroll");
        model.way().addListener((property, old, now) -> showWay());
        model.stage().addListener((property, old, now) -> show());
        showWay();
        show();
    }

    /// The fields of TLS on the target's ports.
    private record TlsPanes(Desk desk, SecretVault vault) {
        Region of(String id, String port, TlsModel model) {
            return new TlsPane(
                            id,
                            Messages.text("ui.target.cluster.tls.target", Messages.text(port)),
                            model,
                            vault,
                            desk.background(),
                            desk.dialogs())
                    .root();
        }
    }

    @Override
    public Region root() {
        return page.root();
    }

    @Override
    public void shown() {
        model.shown();
        show();
    }

    @Override
    public void hidden() {
        model.hidden();
    }

    private void show() {
        switch (model.stage().get()) {
            case CHOOSE -> {
                page.subtitle().set(Messages.text("ui.target.subtitle.choose"));
                page.actions(model.canKeep() ? new Node[] {keep()} : new Node[0]);
                page.content(choices);
            }
            case BUILD -> {
                page.subtitle().set(Messages.text("ui.target.subtitle.build"));
                page.actions();
                page.content(scrolled(building.root()));
            }
            case CHOSEN -> {
                page.subtitle().set(Messages.text("ui.target.subtitle.chosen"));
                page.actions(summary.actions(model::chooseAnother).toArray(Node[]::new));
                page.content(scrolled(summary.root()));
            }
        }
    }

    private Button keep() {
        var keep = new Button(Messages.text("ui.target.keep"));
        keep.setId("keep");
        keep.setOnAction(event -> model.keep());
        return keep;
    }

    private static ScrollPane scrolled(Region content) {
        var body = new VBox(content);
        body.getStyleClass().add("page-body");
        VBox.setVgrow(content, Priority.ALWAYS);
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        return scroll;
    }

    private void ways() {
        var group = new ToggleGroup();
        ways.getChildren()
                .setAll(
                        way(
                                Way.AIVEN,
                                Feather.CLOUD,
                                Messages.text("ui.target.way.aiven"),
                                Messages.text("ui.target.way.aiven.text"),
                                group),
                        way(
                                Way.CLUSTER,
                                Feather.SERVER,
                                Messages.text("ui.target.way.cluster"),
                                Messages.text("ui.target.way.cluster.text"),
                                group));
        ways.getStyleClass().add("ways");
        ways.setMinHeight(Region.USE_PREF_SIZE);
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null) {
                group.selectToggle(old);
            }
        });
    }

    private ToggleButton way(Way way, Feather icon, String name, String description, ToggleGroup group) {
        var title = new Label(name);
        title.getStyleClass().add("way-title");
        var text = new Label(description);
        text.getStyleClass().add("way-text");
        var sign = Icons.of(icon);
        sign.getStyleClass().add("way-icon");
        var words = new VBox(title, text);
        words.getStyleClass().add("page-words");
        var content = new HBox(sign, words);
        content.getStyleClass().add("way-content");
        var button = new ToggleButton();
        button.setGraphic(content);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setAccessibleText(name + ". " + description);
        button.setId("way-" + way.name().toLowerCase(java.util.Locale.ROOT));
        button.setToggleGroup(group);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().add("way");
        button.setSelected(model.way().get() == way);
        button.setOnAction(event -> model.way().set(way));
        HBox.setHgrow(button, Priority.ALWAYS);
        return button;
    }

    private void showWay() {
        var content = model.way().get() == Way.AIVEN ? aiven.root() : cluster.root();
        VBox.setVgrow(content, Priority.ALWAYS);
        choosing.getChildren().setAll(ways, content);
    }
}
