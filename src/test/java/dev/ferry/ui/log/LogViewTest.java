package dev.ferry.ui.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.Goal;
import dev.ferry.log.AuditTrail;
import dev.ferry.outcome.Outcome;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.ui.MainWindow;
import dev.ferry.ui.NoActions;
import dev.ferry.ui.Samples;
import dev.ferry.ui.Screen;
import dev.ferry.ui.Window;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.JourneyStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogViewTest {
    private static final String SCRIPT = """
            LC_ALL=C; export LC_ALL
            umask 077
            mkdir -p -- '/var/lib/cassandra/data/.ferry-macme01/credentials-1'
            cd '/var/lib/cassandra/data/.ferry-macme01/credentials-1' || exit 1
            """;

    @TempDir
    private Path folder;

    private final Window window = Window.open();
    private final AuditTrail trail = new AuditTrail(1_000);

    @Test
    void factsAreReadFilteredAndOpened() {
        show(Samples.facts(plan(), Samples.Until.FAILED));
        window.until("the journal is read", () -> !lines("facts").getItems().isEmpty());
        var all = lines("facts").getItems().size();
        window.clickOn("#log-problems");
        var problems = lines("facts").getItems().size();
        assertTrue(problems > 0 && problems < all / 4, problems + " of " + all);
        assertTrue(lines("facts").getItems().stream().allMatch(LogLine::isProblem));
        Window.onFx(() -> {
            lines("facts").getSelectionModel().selectFirst();
            return true;
        });
        window.shoot("log-facts-problems");
        var whole = window.lookup(".log-whole").<TextArea>query().getText();
        assertTrue(whole.contains("Connection refused"), whole);
        window.clickOn("#log-copy-facts");
        assertTrue(window.dialogs.said.getLast().contains("Connection refused"));
        window.clickOn("#log-problems");
        window.clickOn("#log-filter-facts").write("credentials");
        assertTrue(lines("facts").getItems().size() < all / 2);
        assertTrue(lines("facts").getItems().stream().allMatch(line -> line.holds("credentials")));
    }

    @Test
    void theNewestIsFollowedUntilItsUserScrollsUp() {
        var desk = show(Samples.facts(plan(), Samples.Until.LOADED));
        window.until("the journal is read", () -> lines("facts").getItems().size() > 100);
        window.shoot("log-facts");
        Window.onFx(() -> {
            desk.start(Goal.VERIFIED);
            return true;
        });
        window.until("it was started", () -> desk.live().get() != null);
        var before = lines("facts").getItems().size();
        var step = new StepId(Step.FLUSH, "10.20.0.11");
        window.engine.run.happen(new Fact.StepStarted(step));
        window.engine.run.happen(new Fact.StepEnded(step, Outcome.Succeeded.shownBy("nodetool flush ended with 0")));
        window.until("it is there", () -> lines("facts").getItems().size() == before + 2);
        assertEquals("flush on 10.20.0.11", lines("facts").getItems().getLast().text());
        assertTrue(follow().isSelected());
        window.moveTo("#log-facts").scroll(5, javafx.geometry.VerticalDirection.UP);
        window.settle();
        assertFalse(follow().isSelected(), "who scrolls up wants to read");
        window.clickOn("#log-follow-facts");
        assertTrue(follow().isSelected());
    }

    @Test
    void theAuditLogHasEarlierOnesFirstAndGrows() throws Exception {
        Files.writeString(folder.resolve("audit.log"), "2026-03-01T10:00:00.123 10.20.0.11 │ #1 nodetool version\n");
        var at = Instant.now();
        trail.add(1, at, "Aiven API", "GET /v1/project/acme-prod/service/orders-eu → 200", 0);
        trail.add(2, at, "target", "CQL 10.30.0.21:9042 SELECT * FROM system_schema.keyspaces", 0);
        for (var node = 0; node < 8; node++) {
            trail.add(3 + node, at, "10.20.0." + (11 + node), SCRIPT, 0);
        }
        trail.add(20, at, "10.20.0.11", SCRIPT, 3);
        show(List.of());
        window.clickOn("#log-show-audit");
        window.until("it is read", () -> lines("audit").getItems().size() == 11);
        assertEquals("nodetool version", lines("audit").getItems().getFirst().text());
        trail.add(21, Instant.now(), "target", "CQL 10.30.0.21:9042 CREATE ROLE ferry_macme01", 0);
        window.until("it has grown", () -> lines("audit").getItems().size() == 12);
        Window.onFx(() -> {
            lines("audit").getSelectionModel().select(4);
            return true;
        });
        window.shoot("log-audit");
        window.clickOn("#log-repeats");
        assertEquals(13, lines("audit").getItems().size());
        Window.onFx(() -> {
            window.lookup("#log-kind-audit").<ComboBox<String>>query().setValue("CQL");
            return true;
        });
        window.settle();
        assertEquals(2, lines("audit").getItems().size());
        window.dialogs.file = folder.resolve("saved.txt");
        window.clickOn("#log-save-audit");
        window.until("it is written", () -> Files.exists(folder.resolve("saved.txt")));
        window.until("all of it", () -> read(folder.resolve("saved.txt")).contains("CREATE ROLE"));
        assertFalse(read(folder.resolve("saved.txt")).contains("mkdir"), "only what is let through");
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (java.io.IOException e) {
            return "";
        }
    }

    private dev.ferry.plan.Plan plan() {
        return Samples.plan("p1", window.engine.cluster);
    }

    private Desk show(List<Fact> facts) {
        var desk = window.plannedDesk(folder, Samples.draft(), facts);
        var main = Window.onFx(() -> {
            var made = new MainWindow(this::screen, new NoActions(), window.dialogs);
            made.show(desk);
            return made;
        });
        window.show(main.root());
        return desk;
    }

    private Screen screen(JourneyStep step, Desk desk) {
        return new LogView(desk, trail, folder.resolve("audit.log"));
    }

    private TableView<LogLine> lines(String name) {
        return window.lookup("#log-" + name).query();
    }

    private ToggleButton follow() {
        return window.lookup("#log-follow-facts").query();
    }
}
