package dev.ferry.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.JourneyStep;
import java.nio.file.Path;
import javafx.scene.control.Button;
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
        var main = Window.onFx(() -> {
            var made = new MainWindow(this::screen, new NoActions(), window.dialogs);
            made.show(desk);
            return made;
        });
        window.show(main.root());
        window.shoot("frame");
        assertTrue(window.lookup("#step-schema")
                .<Button>query()
                .getAccessibleText()
                .startsWith("Schema, done"));
        assertEquals(
                "Load, paused: 6 of 16 cells loaded",
                window.lookup("#step-load").<Button>query().getAccessibleText());
        window.clickOn("#step-verify");
        assertTrue(window.lookup(".page-title").queryLabeled().getText().equals("Verify"));
    }

    private Screen screen(JourneyStep step, Desk desk) {
        var page = new Page(step.title());
        page.subtitle().set("2 nodes, 8 tables");
        page.content(new VBox(
                new EmptyPane(Feather.DATABASE, "Nothing here yet", "Connect to the source first.").root(),
                new FailurePane(Samples.failure(), window.dialogs).root()));
        return page::root;
    }

    private static final class NoActions implements MainWindow.Actions {
        @Override
        public void create() {}

        @Override
        public void open() {}

        @Override
        public void preferences() {}

        @Override
        public void about() {}

        @Override
        public void quit() {}

        @Override
        public Screen log(Desk desk) {
            throw new IllegalStateException();
        }
    }
}
