package dev.ferry.ui.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.Glance;
import dev.ferry.report.Standing;
import dev.ferry.report.Standing.Kind;
import dev.ferry.sandbox.SandboxJava;
import dev.ferry.settings.Recent;
import dev.ferry.settings.SettingsFile;
import dev.ferry.text.Message;
import dev.ferry.ui.Window;
import dev.ferry.ui.controls.StageDialogs;
import dev.ferry.ui.fx.Dialogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartViewTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Path HOME = Path.of(System.getProperty("user.home"));

    @TempDir
    private Path folder;

    private final Window window = Window.open();
    private final List<Path> opened = new ArrayList<>();
    private final List<String> doors = new ArrayList<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Map<String, Standing> standings = new java.util.concurrent.ConcurrentHashMap<>();
    private SettingsFile settings;
    private StartView view;
    private SandboxTrial trial;

    @BeforeEach
    void open() {
        settings = SettingsFile.in(folder.resolve("settings"));
    }

    @AfterEach
    void close() {
        ready.countDown();
        Window.onFx(() -> {
            view.hidden();
            return true;
        });
        settings.close();
    }

    @Test
    void anEmptyStartSaysWhatCanBeBegun() {
        show(window.dialogs);
        window.until("the JDK is found", () -> trial.java().get() != null);
        window.shoot("start-empty");
        window.clickOn("#start-preferences");
        window.clickOn("#start-about");
        assertEquals(List.of("preferences", "about"), doors);
        window.clickOn("#start-open");
        assertEquals(List.of("Open a migration"), window.dialogs.said);
    }

    @Test
    void theListSaysHowEachMigrationStandsAndOpensByDoubleClickAndKey() {
        remember("Billing", "/backup/billing.ferry", "", "");
        remember("Sensors EU", "work/sensors-eu.ferry", "sensors-eu", "10.1.0.3:9042");
        remember("Analytics", "work/analytics.ferry", "analytics", "aiven/analytics");
        remember("Old ledger", "work/old-ledger.ferry", "ledger", "aiven/ledger");
        remember("Shop to the new cluster", "migrations/shop.ferry", "shop-prod", "acme/shop-cassandra");
        standings.put("Billing", standing(Kind.MISSING, "document.missing"));
        standings.put("Sensors EU", standing(Kind.ATTENTION, "report.standing.failed", 3, 640, 601));
        standings.put("Analytics", standing(Kind.RESTING, "report.standing.resting", 34, 64));
        standings.put("Old ledger", standing(Kind.FINISHED, "report.standing.finished", "2026-11-19"));
        standings.put("Shop to the new cluster", standing(Kind.RUNNING, "report.standing.loading", 12, 96));
        show(window.dialogs);
        window.until(
                "every document was looked at",
                () -> settings.settings().recents().stream()
                        .noneMatch(recent -> recent.line().isEmpty()));
        window.until("the JDK is found", () -> trial.java().get() != null);
        window.shoot("start-recent");

        window.doubleClickOn("Analytics");
        window.clickOn("Old ledger");
        window.type(KeyCode.ENTER);
        assertEquals(
                List.of("analytics.ferry", "old-ledger.ferry"),
                opened.stream().map(path -> path.getFileName().toString()).toList());
        window.doubleClickOn("Billing");
        assertEquals("Where is Billing?", window.dialogs.said.getLast());
        assertEquals(2, opened.size());
        window.clickOn("Billing");
        window.type(KeyCode.DELETE);
        assertTrue(settings.settings().recents().stream()
                .noneMatch(recent -> recent.name().equals("Billing")));
        window.rightClickOn("Analytics");
        window.until("the menu is there", () -> list().getContextMenu().isShowing());
        Window.onFx(() -> {
            list().getContextMenu().getItems().stream()
                    .filter(item -> "Show folder".equals(item.getText()) && !item.isDisable())
                    .forEach(MenuItem::fire);
            return true;
        });
        assertEquals("shown " + HOME.resolve("work").toUri(), window.dialogs.said.getLast());
    }

    @Test
    void aHugeListIsSearched() {
        for (var number = 1; number <= 200; number++) {
            remember("Migration " + number, "work/m" + number + ".ferry", "cluster-" + number, "target-" + number);
        }
        show(window.dialogs);
        window.until(
                "every document was looked at",
                () -> settings.settings().recents().stream()
                        .noneMatch(recent -> recent.line().isEmpty()));
        window.clickOn("#recents-search").write("cluster-77");
        assertEquals(
                List.of("Migration 77"),
                list().getItems().stream().map(row -> row.recent().name()).toList());
        window.type(KeyCode.ENTER);
        window.type(KeyCode.ENTER);
        assertEquals(HOME.resolve("work/m77.ferry"), opened.getLast());
        window.clickOn("#recents-search").write("-nowhere");
        assertTrue(list().getItems().isEmpty());
        window.shoot("start-not-found");
    }

    @Test
    void theSandboxStartsBesideTheWindowAndCanBeStopped() {
        show(window.dialogs);
        window.until("the JDK is found", () -> trial.java().get() != null);
        window.clickOn("#sandbox-start");
        window.until("it says what it does", () -> trial.line().get().startsWith("Starting two"));
        window.shoot("start-sandbox");
        window.clickOn("#sandbox-stop");
        window.until("it is stopped", () -> trial.state().get() == SandboxTrial.State.IDLE);
        ready.countDown();
        window.clickOn("#sandbox-start");
        window.until("it runs", () -> trial.state().get() == SandboxTrial.State.RUNNING);
        assertEquals(List.of(Path.of("/tmp/sandbox.ferry")), opened);
        window.shoot("start-sandbox-running");
    }

    @Test
    void aNewMigrationGetsANameAndAPlace() throws Exception {
        settings.change(now -> now.with(now.folders().documents(folder)));
        Files.createFile(folder.resolve("taken.ferry"));
        show(new StageDialogs(window.stage(), null));
        window.clickOn("#start-new");
        window.until(
                "the dialog is there",
                () -> window.lookup("#new-name").tryQuery().isPresent());
        window.clickOn("#new-name").write("Taken");
        window.until(
                "it says that the file is there",
                () -> window.lookup("#new-open-instead").query().isVisible());
        assertTrue(window.lookup("#dialog-verb").query().isDisabled());
        window.shootDialog("start-new-exists");
        window.clickOn("#new-name").write(" by nobody");
        window.until(
                "it may be made", () -> !window.lookup("#dialog-verb").query().isDisabled());
        window.shootDialog("start-new");
        window.clickOn("#dialog-verb");
        window.until("it is opened", () -> !opened.isEmpty());
        assertEquals(folder.resolve("taken-by-nobody.ferry"), opened.getFirst());
        assertTrue(Files.exists(opened.getFirst()));
        assertFalse(window.lookup("#new-name").tryQuery().isPresent());
    }

    private void show(Dialogs dialogs) {
        trial = Window.onFx(() -> new SandboxTrial(window.background, opened::add, new Grounds()));
        view = window.show(() -> new StartView(
                new StartViewModel(settings, window.background, dialogs, opened::add, this::glance),
                trial,
                new StartView.Doors() {
                    @Override
                    public void preferences() {
                        doors.add("preferences");
                    }

                    @Override
                    public void about() {
                        doors.add("about");
                    }
                }));
    }

    private Glance glance(Path path) {
        var recent = settings.settings().recent(path).orElseThrow();
        var ends = recent.route().isEmpty()
                ? new String[] {"", ""}
                : recent.route().split(" → ");
        var standing = standings.getOrDefault(recent.name(), standing(Kind.DRAFT, "report.standing.no-plan"));
        return new Glance(
                path,
                recent.name(),
                ends[0],
                ends[1],
                standing.kind() == Kind.RUNNING ? Standing.Holder.SOMEBODY : Standing.Holder.NOBODY,
                standing);
    }

    private static Standing standing(Kind kind, String key, Object... arguments) {
        return new Standing(kind, Message.of(key, arguments));
    }

    private void remember(String name, String path, String from, String to) {
        var route = from.isEmpty() ? "" : from + " → " + to;
        settings.change(now ->
                now.opened(new Recent(HOME.resolve(path), name, route, Kind.DRAFT, "", NOON.plusSeconds(86_400))));
    }

    private ListView<RecentRow> list() {
        return window.lookup("#recents").queryListView();
    }

    private final class Grounds implements SandboxTrial.Grounds {
        @Override
        public SandboxJava java() {
            return new SandboxJava(17, Path.of("/usr/lib/jvm/java-17"));
        }

        @Override
        public SandboxTrial.Running start(Consumer<String> progress) throws InterruptedException {
            progress.accept("Starting two source nodes");
            ready.await();
            return new SandboxTrial.Running() {
                @Override
                public Path document() {
                    return Path.of("/tmp/sandbox.ferry");
                }

                @Override
                public void close() {
                    // nothing runs
                }
            };
        }
    }
}
