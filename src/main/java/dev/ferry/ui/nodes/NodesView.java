package dev.ferry.ui.nodes;

import dev.ferry.engine.Scope;
import dev.ferry.run.Check;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.Screen;
import dev.ferry.ui.controls.Banner;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.controls.SearchField;
import dev.ferry.ui.controls.Tile;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.work.Desk;
import java.util.Objects;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The nodes: what preflight found on each of them, and where the loader's credentials lie.
public final class NodesView implements Screen {
    private static final double SPLIT = 0.6;
    private static final PseudoClass HAS_BLOCKED = PseudoClass.getPseudoClass("blocked");
    private static final String BLOCKED = "engine.preflight.blocked";

    private final Desk desk;
    private final NodesViewModel model;
    private final Page page = new Page(Messages.text("ui.nodes.title"));
    private final MatrixTable matrix;
    private final ClusterStrip clusters;
    private final DetailPane detail;
    private final Node work;
    private final Node noPlan = new EmptyPane(
                    Feather.MAP, Messages.text("ui.nodes.no-plan.title"), Messages.text("ui.nodes.no-plan.text"))
            .root();
    private final Button check = new Button("", Icons.of(Feather.CHECK_SQUARE));
    private final Button remove = new Button(Messages.text("ui.nodes.remove"), Icons.of(Feather.TRASH_2));
    private final Button stop = new Button(Messages.text("ui.nodes.stop"), Icons.of(Feather.SQUARE));
    private final Tile ready = new Tile(Messages.text("ui.nodes.tile.ready"));
    private final Tile blocked = new Tile(Messages.text("ui.nodes.tile.blocked"));
    private final Tile warnings = new Tile(Messages.text("ui.nodes.tile.warnings"));
    private final Tile answered = new Tile(Messages.text("ui.nodes.tile.checks"));
    private final Tile armed = new Tile(Messages.text("ui.nodes.tile.credentials"));

    /// The screen of an open migration.
    public NodesView(Desk desk) {
        this.desk = desk;
        this.model = new NodesViewModel(desk);
        this.matrix = new MatrixTable(model);
        this.detail = new DetailPane(model, desk.dialogs());
        this.clusters = new ClusterStrip(model, detail::show);
        this.work = body();
        page.root()
                .getStylesheets()
                .add(Objects.requireNonNull(NodesView.class.getResource("nodes.css"))
                        .toExternalForm());
        page.root().getStyleClass().add("nodes");
        buttons();
        matrix.chosen().addListener((property, old, now) -> {
            clusters.choose(null);
            detail.show(now);
        });
        matrix.menu(this::menu);
        model.matrix().addListener((property, old, now) -> draw());
        model.trouble().addListener((property, old, now) -> draw());
        model.barred().addListener((property, old, now) -> draw());
        draw();
    }

    private void buttons() {
        check.getStyleClass().add("accent");
        check.setId("check-all");
        check.setOnAction(event -> model.check(Scope.ALL));
        check.disableProperty().bind(model.barred().isNotEmpty());
        remove.setId("remove-all");
        remove.getStyleClass().addAll("danger", "button-outlined");
        remove.setOnAction(event -> model.removeAll());
        stop.setId("stop-checks");
        stop.setOnAction(event -> model.stop());
        for (var button : new Button[] {check, remove, stop}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.managedProperty().bind(button.visibleProperty());
        }
        // a disabled button shows no tooltip of its own
        var holder = new HBox(check);
        holder.getStyleClass().add("button-holder");
        var why = new Tooltip();
        why.textProperty().bind(model.barred());
        model.barred().addListener((property, old, now) -> hint(holder, why, now));
        hint(holder, why, model.barred().get());
        page.actions(java(), remove, stop, holder);
    }

    private Button java() {
        var java = new Button(Messages.text("ui.nodes.java"), Icons.of(Feather.PACKAGE));
        java.setId("nodes-java");
        java.setMinWidth(Region.USE_PREF_SIZE);
        java.setOnAction(event -> {
            var pane = new JavaPane(desk);
            desk.dialogs()
                    .custom(
                            new Dialogs.Question(
                                    Messages.text("ui.nodes.java.title"),
                                    Messages.text("ui.nodes.java.text"),
                                    Messages.text("ui.nodes.java.save"),
                                    false),
                            pane.root(),
                            pane::save);
        });
        return java;
    }

    private static void hint(Node node, Tooltip tooltip, String text) {
        Tooltip.uninstall(node, tooltip);
        if (!text.isEmpty()) {
            Tooltip.install(node, tooltip);
        }
    }

    private Node body() {
        var tiles = new HBox(ready.root(), blocked.root(), warnings.root(), answered.root(), armed.root());
        tiles.getStyleClass().add("tiles");
        var split = new SplitPane(matrix.root(), detail.root());
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(SPLIT);
        SplitPane.setResizableWithParent(detail.root(), false);
        VBox.setVgrow(split, Priority.ALWAYS);
        var body = new VBox(tiles, clusters.root(), toolbar(), split);
        body.getStyleClass().add("page-body");
        return body;
    }

    private Node toolbar() {
        var search = new SearchField(Messages.text("ui.nodes.filter"));
        search.field().textProperty().bindBidirectional(model.filter());
        search.field().setId("nodes-filter");
        var group = new ToggleGroup();
        var all = new ToggleButton(Messages.text("ui.nodes.filter.all"));
        var problems = new ToggleButton(Messages.text("ui.nodes.filter.problems"));
        all.setToggleGroup(group);
        problems.setToggleGroup(group);
        all.setSelected(true);
        all.getStyleClass().add("left-pill");
        problems.getStyleClass().add("right-pill");
        problems.setId("only-problems");
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null) {
                old.setSelected(true);
            } else {
                model.onlyProblems().set(now == problems);
            }
        });
        var choice = new HBox(all, problems);
        var every = new ToggleButton(Messages.text("ui.nodes.every"), Icons.of(Feather.COLUMNS));
        every.setId("every-check");
        every.setMinWidth(Region.USE_PREF_SIZE);
        every.setTooltip(new Tooltip(Messages.text("ui.nodes.every.about")));
        every.selectedProperty().addListener((property, old, now) -> matrix.openAll(now));
        var verify = new Button(Messages.text("ui.nodes.verify"), Icons.of(Feather.SHIELD));
        verify.setId("verify-files");
        verify.setMinWidth(Region.USE_PREF_SIZE);
        verify.setTooltip(new Tooltip(Messages.text(Check.CHECKSUMS.about())));
        verify.setOnAction(event -> model.verifyFiles(Set.of()));
        verify.disableProperty().bind(model.barred().isNotEmpty());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var bar = new HBox(search.field(), choice, every, space, verify);
        bar.getStyleClass().add("toolbar");
        return bar;
    }

    private void menu(MatrixTable.Place place, ContextMenu menu) {
        var line = place.line();
        var chosen = place.check();
        if (chosen != null) {
            menu.getItems().add(item("ui.nodes.again.cell", () -> model.check(Scope.ofCheck(line.address(), chosen))));
            menu.getItems().add(item("ui.nodes.again.column", () -> model.check(onAll(chosen))));
        }
        menu.getItems().add(item("ui.nodes.again.node", () -> model.check(Scope.ofNode(line.address()))));
        menu.getItems().add(item("ui.nodes.verify.node", () -> model.verifyFiles(Set.of(line.address()))));
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().add(item("ui.nodes.credentials.remove", () -> model.removeFrom(line.address())));
    }

    private static Scope onAll(Check check) {
        return new Scope(Set.of(), Set.of(), Set.of(check));
    }

    private MenuItem item(String key, Runnable action) {
        var item = new MenuItem(Messages.text(key));
        item.setOnAction(event -> action.run());
        item.disableProperty().bind(model.barred().isNotEmpty());
        return item;
    }

    private void draw() {
        var now = model.matrix().get();
        var nodes = now.rows().size();
        page.content(model.hasPlan() ? work : noPlan);
        page.subtitle().set(subtitle(now));
        check.setText(Messages.text(now.isEmpty() ? "ui.nodes.again.all" : "ui.nodes.again.all-again"));
        check.setVisible(!model.isWorking());
        stop.setVisible(model.isWorking());
        remove.setVisible(!model.isWorking()
                && now.rows().stream().anyMatch(row -> row.credentials().isLeft()));
        remove.setDisable(!model.barred().get().isEmpty());
        ready.value().set(of(now.ready(), nodes));
        blocked.value().set(Units.count(now.blocked()));
        blocked.root().pseudoClassStateChanged(HAS_BLOCKED, now.blocked() > 0);
        warnings.value().set(Units.count(now.warnings()));
        answered.value().set(of(now.answered(), now.asked()));
        armed.value().set(of(now.withCredentials(), nodes));
        notices(now);
        matrix.placeholder(new Label(Messages.text(
                model.filter().get().isBlank() ? "ui.nodes.nothing.problems" : "ui.nodes.nothing.shown")));
    }

    private static String of(long some, long all) {
        return Messages.text("ui.nodes.tile.of", Units.count(some), Units.count(all));
    }

    private String subtitle(Matrix now) {
        var nodes = now.rows().size();
        if (!model.hasPlan()) {
            return "";
        }
        if (model.isWorking()) {
            return model.isRemoving()
                    ? Messages.text("ui.nodes.subtitle.removing")
                    : Messages.text("ui.nodes.subtitle.running", Units.count(now.answered()), Units.count(now.asked()));
        }
        if (now.isEmpty()) {
            return Messages.text("ui.nodes.subtitle.empty");
        }
        return now.ready() == nodes && now.isFree()
                ? Messages.text("ui.nodes.subtitle.ready", nodes)
                : Messages.text("ui.nodes.subtitle.some", now.ready(), nodes);
    }

    private void notices(Matrix now) {
        var failure = model.trouble().get();
        if (failure != null && !failure.cause().key().equals(BLOCKED)) {
            page.notices(new FailurePane(failure, desk.dialogs()).root());
        } else if (now.clusterBlocks() > 0 && !model.isWorking()) {
            page.notices(new Banner(
                            Mark.BLOCKED, Messages.text("ui.nodes.banner.clusters", now.clusterBlocks(), now.blocked()))
                    .root());
        } else if (now.blocked() > 0 && !model.isWorking()) {
            page.notices(new Banner(
                            Mark.BLOCKED,
                            Messages.text(
                                    "ui.nodes.banner.blocked",
                                    now.blocked(),
                                    now.rows().size()))
                    .root());
        } else {
            page.notices();
        }
    }

    @Override
    public Region root() {
        return page.root();
    }

    @Override
    public void shown() {
        model.listen();
    }

    @Override
    public void hidden() {
        model.release();
    }
}
