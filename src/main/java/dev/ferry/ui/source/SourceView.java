package dev.ferry.ui.source;

import dev.ferry.cluster.Cluster;
import dev.ferry.migration.Draft;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.Screen;
import dev.ferry.ui.controls.Banner;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.SecretVault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The source's screen: the connection beside its test, and once the source was seen, its ring and the
/// tables that move.
public final class SourceView implements Screen {
    private static final String SHEET = "/dev/ferry/ui/source/source.css";
    private static final PseudoClass NOTICED = PseudoClass.getPseudoClass("noticed");
    private static final double FORM_SHARE = 0.46;
    private static final Duration OLD = Duration.ofDays(1);

    private final Page page = new Page(Messages.text("ui.step.source"));
    private final SourceViewModel model;
    private final Dialogs dialogs;
    private final SplitPane connection = new SplitPane();
    private final VBox seen = new VBox();
    private final RingTable ring = new RingTable();
    private final Tab ringTab = new Tab();
    private final Tab tablesTab = new Tab();
    private final LoadFrom from;
    private final Label summary = new Label();
    private final Label age = new Label();
    private final Button connect;
    private final Button stop;
    private final Button again;
    private final Button edit;
    private final Button back;
    private final Desk desk;
    private final ChangeListener<Object> changed = (property, old, now) -> refresh();
    private final ChangeListener<Draft> redrafted = (property, old, now) -> redrafted(old, now);
    private boolean isAsked;
    private @Nullable Cluster ringed;

    /// The screen.
    ///
    /// @param vault where typed secrets go
    public SourceView(Desk desk, SecretVault vault) {
        this.desk = desk;
        this.dialogs = desk.dialogs();
        this.model = new SourceViewModel(desk);
        this.from = new LoadFrom(model);
        connect = button("ui.source.connect", Feather.ZAP, "source-connect", model::connect);
        connect.getStyleClass().add("accent");
        connect.setDefaultButton(true);
        stop = button("ui.source.stop", Feather.SQUARE, "source-stop", this::stop);
        again = button("ui.source.again", Feather.REFRESH_CW, "source-again", model::surveyAgain);
        edit = button("ui.source.edit", Feather.EDIT_2, "source-edit", model::edit);
        back = button("ui.source.back", Feather.ARROW_LEFT, "source-back", model::show);
        page.root()
                .getStylesheets()
                .add(Objects.requireNonNull(getClass().getResource(SHEET)).toExternalForm());
        connection(vault);
        seen();
        model.editing().subscribe(this::draw);
        model.job().subscribe(this::draw);
        model.trouble().subscribe(this::draw);
        model.problems().subscribe(this::draw);
        model.aliasWarnings().subscribe(this::draw);
        draw();
    }

    private static Button button(String key, Feather icon, String id, Runnable action) {
        var button = new Button(Messages.text(key), Icons.of(icon));
        button.setId(id);
        button.setMnemonicParsing(true);
        button.setOnAction(event -> action.run());
        return button;
    }

    @Override
    public Region root() {
        return page.root();
    }

    @Override
    public void shown() {
        desk.survey().addListener(changed);
        desk.draft().addListener(redrafted);
        refresh();
        if (!isAsked) {
            isAsked = true;
            model.askForAliases();
        }
    }

    @Override
    public void hidden() {
        desk.survey().removeListener(changed);
        desk.draft().removeListener(redrafted);
    }

    /// A tick in the picker changes nothing else on the screen.
    private void redrafted(Draft old, Draft now) {
        model.choose();
        if (!Objects.equals(old.source(), now.source())
                || !Objects.equals(old.options().dataCentre(), now.options().dataCentre())) {
            draw();
        }
    }

    private void refresh() {
        model.choose();
        draw();
    }

    private void stop() {
        var job = model.job().get();
        if (job != null) {
            job.stop();
        }
    }

    private void connection(SecretVault vault) {
        var form = new ConnectionPane(model, vault, desk.background(), dialogs).root();
        var hops = new HopPane(model, dialogs, this::compareKeys).root();
        connection.getItems().setAll(form, hops);
        connection.setDividerPositions(FORM_SHARE);
        connection.getStyleClass().add("source-connection");
        SplitPane.setResizableWithParent(form, false);
    }

    private void seen() {
        summary.getStyleClass().add("source-summary-text");
        summary.setMinWidth(0);
        age.getStyleClass().add("muted");
        age.setMinWidth(Region.USE_PREF_SIZE);
        age.setId("source-age");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var line = new HBox(summary, gap, age, edit);
        line.getStyleClass().add("source-summary");
        tablesTab.setContent(new TablePicker(model).root());
        tablesTab.setId("source-tab-tables");
        ringTab.setContent(new VBox(ring.root()));
        ringTab.setId("source-tab-ring");
        VBox.setVgrow(ring.root(), Priority.ALWAYS);
        var tabs = new TabPane(tablesTab, ringTab);
        tabs.setAccessibleText(Messages.text("ui.source.tabs"));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getStyleClass().add("source-tabs");
        VBox.setVgrow(tabs, Priority.ALWAYS);
        seen.getChildren().setAll(line, from.root(), tabs);
        seen.getStyleClass().add("page-body");
    }

    private void draw() {
        var cluster = model.survey().get();
        var isTrying = model.job().get() != null;
        var isEditing = model.editing().get() || cluster == null;
        page.content(isEditing ? connection : seen);
        page.subtitle().set(subtitle(cluster));
        var actions = new ArrayList<Node>();
        if (isEditing && cluster != null && !isTrying) {
            actions.add(back);
        }
        if (isTrying) {
            actions.add(stop);
        }
        actions.add(isEditing ? connect : again);
        connect.setDisable(isTrying);
        again.setDisable(isTrying);
        page.actions(actions.toArray(Node[]::new));
        var notices = notices(cluster, isEditing);
        page.notices(notices);
        for (var body : List.of(seen, connection)) {
            body.pseudoClassStateChanged(NOTICED, notices.length > 0);
        }
        if (cluster != null) {
            show(cluster);
        }
    }

    private static String subtitle(@Nullable Cluster cluster) {
        return cluster == null
                ? Messages.text("ui.source.subtitle.empty")
                : Messages.text(
                        "ui.source.subtitle.seen",
                        cluster.name(),
                        cluster.nodes().size(),
                        String.join(
                                ", ", cluster.dataCentres().stream().sorted().toList()),
                        Units.count(cluster.schema().tables().size()));
    }

    private Node[] notices(@Nullable Cluster cluster, boolean isEditing) {
        var notices = new ArrayList<Node>();
        var trouble = model.trouble().get();
        if (trouble != null) {
            notices.add(new FailurePane(trouble, dialogs).root());
        }
        if (isEditing) {
            model.aliasWarnings().get().stream()
                    .limit(2)
                    .map(warning -> new Banner(Mark.WARN, Messages.text(warning)).root())
                    .forEach(notices::add);
        } else if (cluster != null) {
            var down = cluster.nodes().stream().filter(node -> !node.up()).toList();
            if (!down.isEmpty()) {
                notices.add(new Banner(
                                Mark.FAILED,
                                Messages.text(
                                        "ui.source.down",
                                        down.size(),
                                        down.getFirst().address()))
                        .root());
            }
        }
        return notices.toArray(Node[]::new);
    }

    private void show(Cluster cluster) {
        if (cluster != ringed) {
            ringed = cluster;
            ring.show(cluster);
        }
        from.show(cluster, model.loadedFrom());
        ringTab.setText(Messages.text("ui.source.tab.ring", cluster.nodes().size()));
        tablesTab.setText(Messages.text(
                "ui.source.tab.tables", Units.count(cluster.schema().tables().size())));
        var settings = desk.draft().get().source();
        if (settings != null) {
            var user = settings.ssh().becoming().user();
            summary.setText(Messages.text(
                    user == null ? "ui.source.summary.direct" : "ui.source.summary.sudo",
                    String.join(", ", settings.contactPoints()),
                    settings.ssh().user().isEmpty()
                            ? Messages.text("ui.source.summary.configured")
                            : settings.ssh().user(),
                    String.valueOf(user),
                    Integer.toString(settings.port())));
        }
        summary.setGraphic(Icons.of(Feather.LINK));
        var since = Duration.between(cluster.seen(), Instant.now());
        age.setText(Messages.text("ui.source.age", ago(since)));
        age.setGraphic(since.compareTo(OLD) > 0 ? Mark.WARN.icon() : null);
        age.setTooltip(new Tooltip(cluster.seen().toString()));
    }

    private static String ago(Duration since) {
        if (since.toDays() >= 2) {
            return Messages.text("ui.source.age.days", since.toDays());
        }
        return since.toMinutes() < 1
                ? Messages.text("ui.source.age.now")
                : Messages.text("ui.source.age.ago", Units.time(since));
    }

    private void compareKeys() {
        var keys = model.unknownKeys();
        if (keys.isEmpty()) {
            return;
        }
        var content = new HostKeyPane(keys);
        content.root()
                .getStylesheets()
                .add(Objects.requireNonNull(getClass().getResource(SHEET)).toExternalForm());
        dialogs.custom(
                new Dialogs.Question(
                        Messages.text(
                                keys.size() == 1 ? "ui.source.hostkey.title" : "ui.source.hostkey.titles", keys.size()),
                        "",
                        Messages.text("ui.source.hostkey.verb"),
                        false),
                content.root(),
                () -> model.accept(content.accepted()));
    }
}
