package dev.ferry.ui.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.CellLog;
import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.plan.CellId;
import dev.ferry.plan.Plan;
import dev.ferry.run.Fact;
import dev.ferry.run.LoadStatus;
import dev.ferry.run.Tick;
import dev.ferry.text.Message;
import dev.ferry.ui.Samples;
import dev.ferry.ui.Window;
import dev.ferry.ui.work.Desk;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadViewTest {
    private static final String LOG = """
            Established connection to initial hosts
            Opening sstables and calculating sections to stream
            Streaming relevant part of nb-1-big-Data.db nb-2-big-Data.db to [10.30.0.21:7001]
            progress: [10.30.0.21:7001]0:0/2 12 % total: 12% 21.300MiB/s (avg: 20.100MiB/s)\rprogress: [10.30.0.21:7001]0:1/2 61 % total: 61% 24.800MiB/s (avg: 23.412MiB/s)""";

    @TempDir
    private Path folder;

    private final Window window = Window.open();
    private final AtomicLong clock = new AtomicLong(1_000_000);
    private Desk desk;
    private LoadViewModel model;
    private Plan plan;

    /// The screen on a migration of this size.
    private void show(int nodes, int tables, Samples.Until until) {
        window.engine.cluster = Samples.cluster(nodes, tables);
        plan = Samples.plan("p1", window.engine.cluster);
        window.engine.plan = plan;
        desk = window.plannedDesk(folder, Samples.draft(), until == null ? List.of() : Samples.facts(plan, until));
        window.show(() -> {
            model = new LoadViewModel(desk, clock::get);
            return new LoadView(model);
        });
    }

    /// The same with a run under way, as the engine would tell it.
    private void run(int nodes, int tables) {
        show(nodes, tables, Samples.Until.CHECKED);
        Window.onFx(() -> {
            model.start();
            return true;
        });
        window.until("a run is under way", () -> desk.live().get() != null);
        var begun = Samples.facts(plan, Samples.Until.CHECKED);
        var facts = Samples.facts(plan, Samples.Until.LOADING);
        // written down only where somebody may read them back: a disk takes its time for each
        var isSmall = facts.size() < 1000;
        facts.subList(begun.size(), facts.size()).forEach(fact -> {
            if (isSmall) {
                window.engine.run.happen(fact);
            } else {
                window.engine.run.pretend(fact);
            }
        });
        window.until("the load has begun", () -> !runningNow().isEmpty());
        var random = new Random(7);
        // a minute of it, so that there is a curve and an end in sight
        for (var second = 0; second < 60; second += 4) {
            clock.addAndGet(4000);
            for (var cell : running()) {
                var percent = Math.min(99, second + random.nextInt(3));
                window.engine.run.tell(new Tick.CellMoved(cell, percent, (10L + random.nextInt(30)) << 20, false));
            }
            window.settle();
            window.sleep(20);
            Window.onFx(() -> {
                model.everySecond();
                return true;
            });
        }
        window.engine.run.tell(new Tick.CellMoved(running().getFirst(), 34, 0, true));
        window.until("the last tick is drawn", () -> board().all().count(LoadStatus.STALLED) == 1);
        Window.onFx(() -> {
            model.everySecond();
            return true;
        });
        window.settle();
    }

    private dev.ferry.run.LoadBoard board() {
        return model.board().get();
    }

    private List<CellId> running() {
        return Window.onFx(this::runningNow);
    }

    private List<CellId> runningNow() {
        return IntStream.range(0, board().size())
                .filter(cell -> board().status(cell).isRunning())
                .mapToObj(cell -> board().id(cell))
                .toList();
    }

    private String text(String query) {
        return window.lookup(query).<Labeled>query().getText();
    }

    private TreeTableView<LoadRow> tree() {
        return window.lookup("#load-tree").query();
    }

    private Set<String> names() {
        return Window.onFx(() -> tree().getRoot().getChildren().stream()
                .map(item -> board().tables().get(item.getValue().row()).toString())
                .collect(java.util.stream.Collectors.toSet()));
    }

    private void select(CellId cell) {
        Window.onFx(() -> {
            var found = board().index(cell).orElseThrow();
            var table = tree().getRoot().getChildren().stream()
                    .filter(item -> item.getValue().row() == board().row(found))
                    .findFirst()
                    .orElseThrow();
            table.setExpanded(true);
            var row = table.getChildren().stream()
                    .filter(item -> item.getValue().cell() == found)
                    .findFirst()
                    .orElseThrow();
            tree().getSelectionModel().clearAndSelect(tree().getRow(row));
            return true;
        });
        window.settle();
    }

    private String lastAsked() {
        return window.engine.asked.getLast();
    }

    @Test
    void withoutAPlanItSaysWhatIsMissing() {
        desk = window.desk(folder, Samples.draft(), List.of());
        window.show(() -> new LoadView(desk));
        assertEquals("No plan yet", text(".empty-title"));
        assertFalse(window.lookup("#load-start").<Button>query().isVisible());
    }

    @Test
    void whatIsReadyCanBeStarted() {
        show(3, 12, Samples.Until.CHECKED);
        assertEquals("All 36", text("#chip-all"));
        window.shoot("load-ready");
        window.clickOn("#load-start");
        window.until("it was started", () -> window.engine.asked.contains("start VERIFIED"));
    }

    @Test
    void whileItRunsItIsFilteredSortedAndSteered() {
        run(6, 14);
        select(running().get(1));
        window.shoot("load-running");

        window.clickOn("#chip-stalled");
        assertEquals(1, names().size());
        window.clickOn("#chip-all").clickOn("#load-search").write("nothing of the kind");
        assertEquals(Set.of(), names());
        window.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertEquals(14, names().size());

        Window.onFx(() -> {
            var size = tree().getColumns().get(RowText.Column.BYTES.ordinal());
            tree().getSortOrder().add(size);
            return true;
        });
        window.settle();
        var bytes = Window.onFx(() -> tree().getRoot().getChildren().stream()
                .map(item -> board().table(item.getValue().row()).bytes())
                .toList());
        assertEquals(bytes.stream().sorted().toList(), bytes);

        window.clickOn("#load-slowest");
        var slowest = Window.onFx(() -> board().id(board().slowest(clock.get()).orElseThrow()));
        assertEquals(
                running().stream().filter(cell -> isStalled(cell)).findFirst().orElseThrow(), slowest);
        assertEquals("Selected: 1", text("#cells-count"));
        window.clickOn("#cells-pause");
        assertEquals("pause [" + slowest + "]", lastAsked());
        window.clickOn("#cells-stop");
        assertEquals("stop [" + slowest + "]", lastAsked());
        assertTrue(window.dialogs.said.getLast().startsWith("Stop this cell | One cell that is being loaded"));
        window.clickOn("#cells-restart");
        assertEquals("retry [" + slowest + "]", lastAsked());
        assertTrue(window.lookup("#cells-retry").<Button>query().isDisabled(), "it has not failed");

        window.clickOn("#load-pause");
        assertEquals("pause", lastAsked());
        assertTrue(text(".page-subtitle").startsWith("Paused"));
        window.clickOn("#load-resume");
        assertEquals("resume", lastAsked());
        window.clickOn("#load-stop");
        assertEquals("stop", lastAsked());
    }

    private boolean isStalled(CellId cell) {
        return Window.onFx(() -> board().status(board().index(cell).orElseThrow()) == LoadStatus.STALLED);
    }

    @Test
    void otherLimitsReachTheRunAndTheDocument() {
        run(2, 4);
        window.clickOn("#load-limits");
        window.until(
                "the limits are shown",
                () -> window.lookup("#limit-per-node").tryQuery().isPresent());
        Window.onFx(() -> {
            window.lookup("#limit-per-node").<Spinner<Integer>>query().increment(3);
            return true;
        });
        window.settle();
        assertEquals("limit " + new Limits(7, 256, 0), lastAsked());
        assertEquals(7, desk.draft().get().options().limits().loadersPerNode());
        window.shootDialog("load-limits");
        window.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    }

    @Test
    void whatFailedSaysWhyAndIsRetriedWhileTheRunGoesOn() {
        run(4, 9);
        var failed = running().get(2);
        var failure = new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "source node " + failed.node(),
                Message.of("run.cell.stopped"),
                "Connection refused: 10.30.0.21:7001",
                Message.of("run.cell.stopped.remedy"));
        var outcome = new dev.ferry.outcome.Outcome.Failed(Samples.failure());
        window.engine.run.happen(new Fact.LoaderEnded(failed, 1, 1, outcome, 71_000));
        window.engine.run.happen(new Fact.CellEnded(failed, outcome));
        var stopped = new dev.ferry.outcome.Outcome.Failed(failure);
        window.engine.run.happen(new Fact.CellEnded(running().get(3), stopped));
        window.until("it is drawn", () -> board().all().count(LoadStatus.STOPPED) == 1);
        Window.onFx(() -> {
            model.everySecond();
            return true;
        });
        window.clickOn("#chip-failed");
        select(failed);
        window.shoot("load-failed");
        assertTrue(window.lookup(".failure-cause").tryQuery().isPresent());
        window.clickOn("#cells-retry");
        assertEquals("retry [" + failed + "]", lastAsked());
        window.clickOn("#load-retry-failed");
        assertEquals(2, lastAsked().split(" on ").length - 1, lastAsked());
    }

    @Test
    void aTargetThatFallsBehindIsSaidWhileTheLoadIsSlowed() {
        run(6, 14);
        pace(2, "run.pace.compactions", "10.0.0.3", 412);
        assertEquals(
                List.of("At most 2 loaders at once: target node 10.0.0.3 has 412 compactions pending."
                        + " There will be more once the target keeps up."),
                banners());
        window.shoot("load-paced");
        pace(0, "run.pace.disk-full", "10.0.0.3", 94, 90);
        assertEquals(
                List.of("No further loader is begun: the disk of target node 10.0.0.3 is 94 % full;"
                        + " it goes on at 90 %."),
                banners());
        pace(12, "run.pace.full");
        assertEquals(List.of(), banners());
        pace(256, "run.pace.calm");
        assertEquals(List.of(), banners(), "the user allows no more anyway");
    }

    private void pace(int loaders, String reason, Object... arguments) {
        var fact = new Fact.LoadPaced(loaders, Message.of(reason, arguments), "");
        window.engine.run.happen(fact);
        window.until(
                "it is heard",
                () -> desk.run().get().paced().filter(fact::equals).isPresent());
        Window.onFx(() -> {
            model.everySecond();
            return true;
        });
    }

    private List<String> banners() {
        return Window.onFx(() -> window.lookup(".banner .label").<Labeled>queryAll().stream()
                .map(Labeled::getText)
                .toList());
    }

    @Test
    void aCellIsReadFromNear() {
        window.engine.log = cell -> new CellLog(
                cell,
                1,
                CellLog.State.RUNNING,
                OptionalInt.empty(),
                "exec '/usr/bin/sstableloader' --conf-path '/var/lib/cassandra/data/.ferry-macme01/credentials-1/conf'",
                LOG,
                0,
                LOG.length(),
                "",
                0,
                0,
                false);
        run(3, 8);
        select(running().get(1));
        window.until(
                "the log is read",
                () -> window.lookup("#cell-log").<TextArea>query().getText().contains("Opening"));
        var log = window.lookup("#cell-log").<TextArea>query().getText();
        assertTrue(log.endsWith("(avg: 23.412MiB/s)"), log);
        assertFalse(log.contains("12 %"), "a line that was drawn over is gone");
        window.shoot("load-detail");
    }

    @Test
    void aCellInALauncherWaitsInItsQueueAndIsReadLikeAnyOther() {
        window.engine.log = cell -> new CellLog(
                cell,
                1,
                CellLog.State.QUEUED,
                OptionalInt.empty(),
                "-d\n10.30.0.21,10.30.0.22\n-p\n9142\n/var/lib/cassandra/data/.ferry-macme01/stage/1/shop/orders",
                "",
                0,
                0,
                "",
                0,
                0,
                false);
        run(3, 8);
        var queued = Window.onFx(() -> IntStream.range(0, board().size())
                .filter(cell -> board().status(cell) == LoadStatus.WAITING)
                .mapToObj(cell -> board().id(cell))
                .toList());
        for (var cell : queued) {
            window.engine.run.happen(new Fact.LoaderStarting(cell, 1, 1, 2));
        }
        window.until(
                "they are queued", () -> desk.run().get().cell(queued.getLast()).launcher() == 2);
        var before = running().size();
        var first = queued.getFirst();
        window.engine.run.tell(new Tick.CellMoved(first, 12, 3 << 20, false));
        window.until("it has begun", () -> runningNow().size() == before + 1);
        Window.onFx(() -> {
            model.everySecond();
            return true;
        });
        select(queued.get(1));
        window.until(
                "the log is read",
                () -> window.lookup("#cell-command").tryQuery().isPresent());
        assertTrue(text(".cell-state").endsWith("waiting  ·  in the queue of launcher 2"), text(".cell-state"));
        window.shoot("load-queued");
        select(first);
        assertTrue(text(".cell-state").endsWith("in launcher 2"), text(".cell-state"));
        window.clickOn("#cells-stop");
        assertTrue(
                window.dialogs.said.getLast().contains("Small tables share a process"), window.dialogs.said.getLast());
        Window.onFx(() -> {
            window.lookup(".cell-body .tab-pane")
                    .<javafx.scene.control.TabPane>query()
                    .getSelectionModel()
                    .selectLast();
            return true;
        });
        window.settle();
        window.shoot("load-launcher-command");
    }

    @Test
    void aLogThatCannotBeReadSaysSo() {
        run(2, 4);
        window.engine.failure = Samples.failure();
        select(running().getFirst());
        window.until(
                "it is said", () -> window.lookup(".failure-pane").tryQuery().isPresent());
        window.engine.failure = null;
    }

    @Test
    void theMapIsWalkedThroughByKeys() {
        run(24, 60);
        window.clickOn("#load-search");
        window.press(KeyCode.SHORTCUT, KeyCode.M).release(KeyCode.M, KeyCode.SHORTCUT);
        var field = window.lookup("#heat-field").<Region>query();
        Window.onFx(() -> {
            field.requestFocus();
            return true;
        });
        window.press(KeyCode.DOWN).release(KeyCode.DOWN);
        window.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        var second = Window.onFx(() -> board().id(board().cell(1, 1)).toString());
        assertTrue(text("#heat-read-out").startsWith(second), text("#heat-read-out"));
        assertTrue(field.getAccessibleText().startsWith(second));
        window.press(KeyCode.ENTER).release(KeyCode.ENTER);
        assertEquals("Selected: 1", text("#cells-count"));
        window.shoot("load-heatmap");
    }

    @Test
    void whenAllIsLoadedItSaysWhatIsMissingStill() {
        show(3, 10, Samples.Until.LOADED);
        assertEquals("100 %", text("#load-percent"));
        assertFalse(window.lookup("#load-start").<Button>query().isVisible());
        window.shoot("load-done");
    }

    @Test
    void aRunThatCameToRestSaysWhatIsLeft() {
        show(3, 10, Samples.Until.FAILED);
        assertTrue(text("#load-start").startsWith("Go on"));
        assertTrue(text(".page-subtitle").contains("at rest")
                || text(".page-subtitle").startsWith("At rest"));
        assertTrue(window.lookup("#cells-retry").<Button>query().isDisabled());
    }

    @Test
    void aHugeLoadOpensAsAMap() {
        run(200, 400);
        assertTrue(window.lookup("#heat-field").tryQuery().isPresent());
        window.shoot("load-huge");
    }
}
