package dev.ferry.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.Goal;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.JourneyStep;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.feather.Feather;

class MainWindowTest {
    @TempDir
    private Path folder;

    private final Window window = Window.open();

    @Test
    void theStepsSayWhereTheMigrationStands() {
        var plan = Samples.plan("p1", window.engine.cluster);
        var desk = window.plannedDesk(folder, Samples.draft(), Samples.facts(plan, Samples.Until.LOADING));
        window.show(main(desk).root());
        window.shoot("frame");
        assertTrue(window.lookup("#step-schema")
                .<Button>query()
                .getAccessibleText()
                .startsWith("Schema, done"));
        assertEquals(
                "Load, paused: 6 of 16 cells loaded",
                window.lookup("#step-load").<Button>query().getAccessibleText());
        window.clickOn("#step-verify");
        assertEquals("Verify", title());
    }

    @Test
    void whatIsDoneGoesOnWithTheNextStep() {
        var plan = Samples.plan("p1", window.engine.cluster);
        var main = main(window.plannedDesk(folder, Samples.draft(), Samples.facts(plan, Samples.Until.CHECKED)));
        window.show(main.root());
        assertEquals("Load", title(), "where the migration goes on");
        assertFalse(window.lookup("#continue").query().isVisible(), "nothing is loaded yet");
        window.press(KeyCode.CONTROL, KeyCode.DIGIT3).release(KeyCode.DIGIT3, KeyCode.CONTROL);
        assertEquals("Schema", title());
        window.clickOn("#continue");
        assertEquals("Nodes", title());
    }

    @Test
    void closingWhileLoadersRunSaysWhatGoesOnWithoutTheWindow() {
        var plan = Samples.plan("p1", window.engine.cluster);
        var desk = window.plannedDesk(folder, Samples.draft(), Samples.facts(plan, Samples.Until.LOADING));
        var main = main(desk);
        window.show(main.root());
        Window.onFx(() -> {
            desk.start(Goal.VERIFIED);
            return true;
        });
        window.until("the run started", () -> desk.live().get() != null);
        var left = new CountDownLatch(1);
        window.dialogs.agrees = false;
        leave(main, left);
        assertTrue(window.dialogs.said.getFirst().contains("Cells being loaded on the source nodes: 5."));
        assertFalse(window.engine.asked.contains("leave"), "its user stays");
        window.dialogs.agrees = true;
        leave(main, left);
        window.until("it is closed", () -> left.getCount() == 0);
        assertTrue(window.engine.asked.contains("leave"));
    }

    private static void leave(MainWindow main, CountDownLatch left) {
        Window.onFx(() -> {
            main.leave(left::countDown);
            return true;
        });
    }

    private MainWindow main(Desk desk) {
        return Window.onFx(() -> {
            var made = new MainWindow(this::screen, new NoActions(), window.dialogs);
            made.show(desk);
            return made;
        });
    }

    private String title() {
        return window.lookup(".page-title").queryLabeled().getText();
    }

    private Screen screen(JourneyStep step, Desk desk) {
        var page = new Page(step.title());
        page.subtitle().set("2 nodes, 8 tables");
        page.content(new VBox(
                new EmptyPane(Feather.DATABASE, "Nothing here yet", "Connect to the source first.").root(),
                new FailurePane(Samples.failure(), window.dialogs).root()));
        return page::root;
    }
}
