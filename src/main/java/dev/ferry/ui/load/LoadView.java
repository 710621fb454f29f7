package dev.ferry.ui.load;

import atlantafx.base.controls.Popover;
import dev.ferry.outcome.Failure;
import dev.ferry.plan.CellId;
import dev.ferry.run.LoadBoard;
import dev.ferry.run.Slowdown;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.Screen;
import dev.ferry.ui.controls.Banner;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.controls.SearchField;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.work.Desk;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
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
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The load's screen: the whole in numbers, the cells as a tree or as a map, and the chosen cell from near.
public final class LoadView implements Screen {
    // above this the map is shown first: no list of so many rows is read
    private static final int MANY = 4000;
    private static final double SPLIT = 0.7;
    private static final PseudoClass NOTICED = PseudoClass.getPseudoClass("noticed");
    private static final KeyCombination SLOWEST = KeyCombination.valueOf("Shortcut+J");
    private static final KeyCombination FIND = KeyCombination.valueOf("Shortcut+F");
    private static final KeyCombination SWITCH = KeyCombination.valueOf("Shortcut+M");

    private final LoadViewModel model;
    private final Page page = new Page(Messages.text("ui.step.load"));
    private final StackPane body = new StackPane();
    private final VBox content = new VBox();
    private final Overview overview;
    private final LoadTree tree;
    private final HeatMap map;
    private final CellPane cell;
    private final LimitsPane limits;
    private final StackPane grid = new StackPane();
    private final SplitPane split = new SplitPane();
    private final SearchField search = new SearchField(Messages.text("ui.load.search"));
    private final Map<Filter.Kind, ToggleButton> chips = new EnumMap<>(Filter.Kind.class);
    private final ToggleButton asTree = toggle("ui.load.as-tree", Feather.LIST, "left-pill");
    private final ToggleButton asMap = toggle("ui.load.as-map", Feather.GRID, "right-pill");
    private final Button limit = button("ui.load.limits", Feather.SLIDERS, "load-limits");
    private final Button retryFailed = button("ui.load.retry-failed", Feather.ROTATE_CW, "load-retry-failed");
    private final Button stop = button("ui.load.stop", Feather.SQUARE, "load-stop");
    private final Button pause = button("ui.load.pause", Feather.PAUSE, "load-pause");
    private final Button resume = button("ui.load.resume", Feather.PLAY, "load-resume");
    private final Button start = button("ui.load.start", Feather.PLAY, "load-start");
    private final Button slowest = button("ui.load.slowest", Feather.CLOCK, "load-slowest");
    private final Selection selection;
    private Popover popover = new Popover();
    private @Nullable Failure told;
    private @Nullable Slowdown toldSlow;
    private LoadViewModel.@Nullable Phase toldPhase;
    private long toldBroken = -1;

    /// The screen of a migration.
    public LoadView(Desk desk) {
        this(new LoadViewModel(desk, System::currentTimeMillis));
    }

    LoadView(LoadViewModel model) {
        this.model = model;
        this.overview = new Overview(model);
        this.tree = new LoadTree(model);
        this.map = new HeatMap(model, this::opened);
        this.cell = new CellPane(model);
        this.limits = new LimitsPane(model);
        this.selection = new Selection();
        var sheet = Objects.requireNonNull(LoadView.class.getResource("/dev/ferry/ui/load/load.css"));
        page.root().getStylesheets().add(sheet.toExternalForm());
        page.actions(limit, retryFailed, stop, pause, resume, start);
        stop.getStyleClass().addAll("danger", "button-outlined");
        start.getStyleClass().add("accent");
        resume.getStyleClass().add("accent");
        wire();
        split.getItems().add(grid);
        split.getStyleClass().add("load-split");
        SplitPane.setResizableWithParent(cell.root(), false);
        VBox.setVgrow(split, Priority.ALWAYS);
        content.getChildren().addAll(overview.root(), toolbar(), split);
        content.getStyleClass().add("page-body");
        page.content(body);
        model.board().addListener((property, old, now) -> renew(now));
        model.frames().addListener((property, old, now) -> frame());
        model.seconds().addListener((property, old, now) -> second());
        model.desk().trouble().addListener((property, old, now) -> second());
        renew(model.board().get());
    }

    private static Button button(String key, Feather icon, String id) {
        var button = new Button(Messages.text(key), Icons.of(icon));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(Messages.text(key + ".hint")));
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    private static ToggleButton toggle(String key, Feather icon, String pill) {
        var toggle = new ToggleButton(Messages.text(key), Icons.of(icon));
        toggle.getStyleClass().add(pill);
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        return toggle;
    }

    private void wire() {
        start.setOnAction(event -> model.start());
        pause.setOnAction(event -> model.pause());
        resume.setOnAction(event -> model.resume());
        stop.setOnAction(event -> model.stop());
        retryFailed.setOnAction(event -> model.retryFailed());
        slowest.setOnAction(event -> toSlowest());
        limit.setOnAction(event -> showLimits());
        tree.onSelected(this::selected);
        tree.view().setContextMenu(selection.menu());
        search.field().textProperty().addListener((property, old, now) -> filter());
        page.root().addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private Node toolbar() {
        var group = new ToggleGroup();
        var row = new HBox();
        row.getStyleClass().addAll("toolbar", "load-chips");
        for (var kind : Filter.Kind.values()) {
            var chip = new ToggleButton();
            chip.setId("chip-" + kind.name().toLowerCase(Locale.ROOT));
            chip.getStyleClass().addAll("small", "load-chip");
            chip.setMinWidth(Region.USE_PREF_SIZE);
            chip.setToggleGroup(group);
            chips.put(kind, chip);
            row.getChildren().add(chip);
        }
        group.selectToggle(chips.get(Filter.Kind.ALL));
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null && old != null) {
                old.setSelected(true);
            } else {
                filter();
            }
        });
        HBox.setHgrow(search.field(), Priority.ALWAYS);
        search.field().setId("load-search");
        search.field().setMaxWidth(280);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        row.getChildren().addAll(search.field(), space, slowest, views());
        var below = new HBox();
        below.getStyleClass().addAll("toolbar", "load-selection");
        below.getChildren().addAll(selection.buttons());
        return new VBox(row, below);
    }

    private Node views() {
        var views = new ToggleGroup();
        views.getToggles().addAll(asTree, asMap);
        views.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null && old != null) {
                old.setSelected(true);
            } else {
                showGrid();
            }
        });
        var pills = new HBox(asTree, asMap);
        pills.getStyleClass().add("load-views");
        return pills;
    }

    @Override
    public Region root() {
        return page.root();
    }

    @Override
    public void shown() {
        model.seen(true);
        cell.seen(true);
        second();
    }

    @Override
    public void hidden() {
        model.seen(false);
        cell.seen(false);
        popover.hide();
    }

    /// How many loaders are known to run on the nodes: they go on without this window.
    public int loadersRunning() {
        return model.loadersRunning();
    }

    private void renew(@Nullable LoadBoard board) {
        if (board == null) {
            var empty =
                    new EmptyPane(Feather.LAYERS, Messages.text("ui.load.empty"), Messages.text("ui.load.empty.text"));
            body.getChildren().setAll(empty.root());
        } else {
            tree.show(board);
            map.show(board);
            if (asTree.getToggleGroup().getSelectedToggle() == null) {
                (board.size() > MANY ? asMap : asTree).setSelected(true);
            }
            body.getChildren().setAll(content);
        }
        second();
    }

    private void showGrid() {
        var isMap = asMap.isSelected();
        grid.getChildren().setAll(isMap ? map.root() : tree.root());
        frame();
    }

    private void frame() {
        if (model.board().get() != null) {
            overview.frame();
            if (asMap.isSelected()) {
                map.frame();
            } else {
                tree.frame();
            }
        }
    }

    private void second() {
        var board = model.board().get();
        page.subtitle().set(subtitle());
        buttons();
        notices();
        if (board == null) {
            return;
        }
        frame();
        overview.second();
        chips.forEach((kind, chip) -> {
            var key = "ui.load.chip." + kind.name().toLowerCase(Locale.ROOT);
            chip.setText(Messages.text(key, Units.count(kind.count(board.all()))));
        });
        tree.second();
        cell.draw();
        selection.second();
    }

    private String subtitle() {
        var totals = model.totals();
        var rest = totals.cells() - totals.loaded();
        return switch (model.phase()) {
            case NO_PLAN -> "";
            case READY ->
                Messages.text("ui.load.phase.ready", Units.count(totals.cells()), Units.bytes(totals.bytes()));
            case PREPARING -> Messages.text("ui.load.phase.preparing");
            case LOADING -> Messages.text("ui.load.phase.loading", Units.count(rest));
            case PAUSED -> Messages.text("ui.load.phase.paused", Units.count(totals.running()));
            case STOPPING -> Messages.text("ui.load.phase.stopping", Units.count(totals.running()));
            case RESTING -> Messages.text("ui.load.phase.resting", Units.count(rest), Units.count(totals.failed()));
            case DONE -> Messages.text("ui.load.phase.done");
        };
    }

    private void buttons() {
        var phase = model.phase();
        var isLive = model.desk().live().get() != null;
        var isLoading = phase == LoadViewModel.Phase.LOADING || phase == LoadViewModel.Phase.PREPARING;
        start.setVisible(phase == LoadViewModel.Phase.READY || phase == LoadViewModel.Phase.RESTING);
        start.setText(Messages.text(phase == LoadViewModel.Phase.RESTING ? "ui.load.go-on" : "ui.load.start"));
        start.setDisable(isLive || isStarting());
        pause.setVisible(isLoading);
        resume.setVisible(phase == LoadViewModel.Phase.PAUSED);
        stop.setVisible(isLoading || phase == LoadViewModel.Phase.PAUSED || phase == LoadViewModel.Phase.STOPPING);
        stop.setDisable(phase == LoadViewModel.Phase.STOPPING);
        var failed = model.totals().failed();
        retryFailed.setVisible(failed > 0 && isLive);
        retryFailed.setText(Messages.text("ui.load.retry-failed.count", Units.count(failed)));
        retryFailed.setDisable(phase == LoadViewModel.Phase.STOPPING);
        limit.setVisible(phase != LoadViewModel.Phase.NO_PLAN && phase != LoadViewModel.Phase.DONE);
        slowest.setDisable(model.loadersRunning() == 0);
    }

    /// Whether a start is on its way.
    private boolean isStarting() {
        return model.desk().jobs().stream().anyMatch(job -> job.title().equals(Messages.text("ui.job.start")));
    }

    private void notices() {
        var trouble = model.desk().trouble().get();
        var phase = model.phase();
        var broken = model.totals().failed();
        var slow = model.slowdown().orElse(null);
        if (Objects.equals(trouble, told)
                && phase == toldPhase
                && broken == toldBroken
                && Objects.equals(slow, toldSlow)) {
            return;
        }
        told = trouble;
        toldSlow = slow;
        toldPhase = phase;
        toldBroken = broken;
        var notices = new ArrayList<Node>();
        if (trouble != null && phase != LoadViewModel.Phase.DONE) {
            notices.add(new FailurePane(trouble, model.desk().dialogs()).root());
        }
        if (slow != null) {
            notices.add(new Banner(Mark.WARN, words(slow)).root());
        }
        if (phase == LoadViewModel.Phase.PAUSED) {
            notices.add(new Banner(Mark.PAUSED, Messages.text("ui.load.banner.paused")).root());
        } else if (phase == LoadViewModel.Phase.STOPPING) {
            notices.add(new Banner(Mark.WARN, Messages.text("ui.load.banner.stopping")).root());
        } else if (phase == LoadViewModel.Phase.RESTING) {
            notices.add(new Banner(Mark.WARN, Messages.text("ui.load.banner.part", Units.count(broken))).root());
        } else if (phase == LoadViewModel.Phase.DONE) {
            notices.add(new Banner(Mark.DONE, Messages.text("ui.load.banner.done")).root());
        }
        page.notices(notices.toArray(Node[]::new));
        content.pseudoClassStateChanged(NOTICED, !notices.isEmpty());
    }

    private static String words(Slowdown slow) {
        var why = Messages.text(slow.reason());
        return switch (slow.loadersInAll()) {
            case 0 -> Messages.text("ui.load.banner.paced.none", why);
            case 1 -> Messages.text("ui.load.banner.paced.one", why);
            default -> Messages.text("ui.load.banner.paced", Units.count(slow.loadersInAll()), why);
        };
    }

    private void filter() {
        var kind = chips.entrySet().stream()
                .filter(each -> each.getValue().isSelected())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Filter.Kind.ALL);
        var wanted = new Filter(search.field().getText(), kind);
        tree.filter(wanted);
        map.filter(wanted);
    }

    /// A single cell is shown from near; otherwise all the room is the grid's.
    private void selected() {
        var chosen = tree.selection();
        var isSingle = chosen.size() == 1;
        if (isSingle != split.getItems().contains(cell.root())) {
            if (isSingle) {
                split.getItems().add(cell.root());
                split.setDividerPositions(SPLIT);
            } else {
                split.getItems().remove(cell.root());
            }
        }
        cell.show(chosen);
        selection.second();
    }

    /// A cell was chosen on the map: its row is selected, and it is shown from near.
    private void opened(int chosen) {
        tree.reveal(chosen);
    }

    private void toSlowest() {
        var board = model.board().get();
        if (board != null) {
            board.slowest(model.now()).ifPresent(found -> {
                if (!new Filter(search.field().getText(), Filter.Kind.ALL).takes(board, found)) {
                    search.field().clear();
                }
                var all = chips.get(Filter.Kind.ALL);
                if (all != null) {
                    all.setSelected(true);
                }
                tree.reveal(found);
                map.reveal(found);
                (asMap.isSelected() ? map.field() : tree.view()).requestFocus();
            });
        }
    }

    private void showLimits() {
        limits.show();
        popover = new Popover(limits.root());
        popover.setTitle(Messages.text("ui.load.limits"));
        popover.setHeaderAlwaysVisible(true);
        popover.setDetachable(false);
        popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
        popover.show(limit);
    }

    private void key(KeyEvent event) {
        if (SLOWEST.match(event)) {
            toSlowest();
        } else if (FIND.match(event)) {
            search.field().requestFocus();
        } else if (SWITCH.match(event)) {
            (asMap.isSelected() ? asTree : asMap).setSelected(true);
        } else {
            return;
        }
        event.consume();
    }

    /// What can be done with the selected cells: the same as buttons and in the context menu.
    private final class Selection {
        private final Button pauseCells = button("ui.load.cells.pause", Feather.PAUSE, "cells-pause");
        private final Button resumeCells = button("ui.load.cells.resume", Feather.PLAY, "cells-resume");
        private final Button stopCells = button("ui.load.cells.stop", Feather.SQUARE, "cells-stop");
        private final Button retryCells = button("ui.load.cells.retry", Feather.ROTATE_CW, "cells-retry");
        private final Button restartCells = button("ui.load.cells.restart", Feather.REFRESH_CW, "cells-restart");
        private final Button copyCells = button("ui.load.cells.copy", Feather.COPY, "cells-copy");
        private final Button logCell = button("ui.load.cells.log", Feather.FILE_TEXT, "cells-log");
        private final Label count = new Label();

        Selection() {
            count.getStyleClass().add("muted");
            count.setMinWidth(Region.USE_PREF_SIZE);
            count.setId("cells-count");
            pauseCells.setOnAction(event -> model.pause(ids(selected())));
            resumeCells.setOnAction(event -> model.resume(ids(selected())));
            stopCells.setOnAction(event -> model.stop(
                    ids(selected(Filter.Kind.RUNNING, Filter.Kind.WAITING)),
                    selected(Filter.Kind.RUNNING).size()));
            retryCells.setOnAction(event -> model.retry(ids(selected(Filter.Kind.FAILED))));
            restartCells.setOnAction(event -> model.restart(ids(selected(Filter.Kind.RUNNING))));
            copyCells.setOnAction(event -> copy());
            logCell.setOnAction(event -> cell.showLog());
            all().forEach(each -> each.getStyleClass().add("small"));
        }

        private List<Button> all() {
            return List.of(pauseCells, resumeCells, stopCells, retryCells, restartCells, copyCells, logCell);
        }

        List<Node> buttons() {
            var nodes = new ArrayList<Node>();
            nodes.add(count);
            all().forEach(each -> nodes.add(new StackPane(each)));
            return nodes;
        }

        ContextMenu menu() {
            var menu = new ContextMenu();
            for (var button : all()) {
                var item = new MenuItem(button.getText());
                item.disableProperty().bind(button.disableProperty());
                item.setOnAction(event -> button.fire());
                menu.getItems().add(item);
            }
            menu.getItems().add(5, new SeparatorMenuItem());
            return menu;
        }

        private Set<Integer> selected(Filter.Kind... kinds) {
            var board = model.board().get();
            return board == null
                    ? Set.of()
                    : tree.selection().stream()
                            .filter(each -> kinds.length == 0 || isOne(board, each, kinds))
                            .collect(Collectors.toSet());
        }

        private static boolean isOne(LoadBoard board, int cell, Filter.Kind... kinds) {
            for (var kind : kinds) {
                if (kind.takes(board.status(cell))) {
                    return true;
                }
            }
            return false;
        }

        private Set<CellId> ids(Set<Integer> cells) {
            var board = model.board().get();
            return board == null ? Set.of() : LoadTree.ids(board, cells);
        }

        private void copy() {
            var board = model.board().get();
            if (board != null) {
                var texts = new RowText(model, board);
                var lines = selected().stream()
                        .sorted()
                        .map(each -> line(texts, new LoadRow(board.row(each), each)))
                        .collect(Collectors.joining("\n"));
                model.desk().dialogs().copy(lines);
            }
        }

        private static String line(RowText texts, LoadRow row) {
            var words = new ArrayList<String>();
            words.add(texts.board().tables().get(row.row()).toString());
            for (var column : RowText.Column.values()) {
                words.add(texts.text(column, row));
            }
            return String.join("\t", words);
        }

        /// Looks again what can be done.
        void second() {
            var board = model.board().get();
            if (board == null) {
                return;
            }
            var chosen = tree.selection();
            var isLive = model.desk().live().get() != null;
            var running = 0;
            var waiting = 0;
            var held = 0;
            var broken = 0;
            for (var each : chosen) {
                var status = board.status(each);
                running += status.isRunning() ? 1 : 0;
                waiting += status == dev.ferry.run.LoadStatus.WAITING ? 1 : 0;
                held += status == dev.ferry.run.LoadStatus.PAUSED ? 1 : 0;
                broken += status.isBroken() ? 1 : 0;
            }
            count.setText(
                    chosen.isEmpty()
                            ? Messages.text("ui.load.cells.none")
                            : Messages.text("ui.load.cells.count", Units.count(chosen.size())));
            allow(pauseCells, isLive, waiting + running > 0);
            allow(resumeCells, isLive, held > 0);
            allow(stopCells, isLive, running + waiting + held > 0);
            allow(retryCells, isLive, broken > 0);
            allow(restartCells, isLive, running > 0);
            copyCells.setDisable(chosen.isEmpty());
            logCell.setDisable(chosen.size() != 1);
        }

        /// A button that cannot be used says why, on what it lies on: a disabled one hears no mouse.
        private static void allow(Button button, boolean isLive, boolean fits) {
            var why = !isLive ? "ui.load.cells.not-live" : "ui.load.cells.no-fit";
            button.setDisable(!isLive || !fits);
            if (button.getParent() instanceof StackPane holder) {
                Tooltip.uninstall(holder, (Tooltip) holder.getProperties().get("why"));
                if (button.isDisabled()) {
                    var hint = new Tooltip(Messages.text(why));
                    holder.getProperties().put("why", hint);
                    Tooltip.install(holder, hint);
                }
            }
        }
    }
}
