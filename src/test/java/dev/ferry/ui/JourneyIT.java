package dev.ferry.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.MigrationEngine;
import dev.ferry.journal.Document;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.JourneyStep;
import dev.ferry.ui.work.StepLine;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/// The whole journey as a newcomer makes it: the real window, the real engine, a real sandbox, nothing but clicks.
class JourneyIT {
    private static final int SANDBOX_SECONDS = 180;
    private static final int STEP_SECONDS = 420;

    @TempDir
    private Path folder;

    private final Window window = Window.open();
    private Wiring wiring;

    @BeforeEach
    void open() {
        System.setProperty("ferry.settings.folder", folder.resolve("settings").toString());
        wiring = Window.onFx(() -> {
            var made = new Wiring(window.stage(), null, SandboxOptions.usual());
            made.show(List.of());
            return made;
        });
    }

    @AfterEach
    void close() {
        Window.onFx(() -> {
            wiring.close();
            return true;
        });
        System.clearProperty("ferry.settings.folder");
    }

    @Test
    void aNewcomerReachesTheEndByClicking() throws Exception {
        await("the sandbox can be started", 30, () -> isReady("#sandbox-start"));
        window.clickOn("#sandbox-start");
        await("the sandbox's migration is open", SANDBOX_SECONDS, () -> wiring.desk() != null);
        window.shoot("journey-1-source");

        window.clickOn("#source-connect");
        await("the source is surveyed", STEP_SECONDS, () -> desk().survey().get() != null);
        goOn(JourneyStep.SOURCE);

        await("the target can be looked at", 30, () -> isReady("#reach"));
        window.shoot("journey-2-target");
        window.clickOn("#reach");
        goOn(JourneyStep.TARGET);

        await("the schema can be applied", STEP_SECONDS, () -> isReady("#schema-apply"));
        window.shoot("journey-3-schema");
        window.clickOn("#schema-apply");
        await("the statements are shown", 30, () -> isReady("#schema-run"));
        window.clickOn("#schema-run");
        goOn(JourneyStep.SCHEMA);

        await("the nodes can be checked", 30, () -> isReady("#check-all"));
        window.clickOn("#check-all");
        await("the nodes are ready", STEP_SECONDS, () -> mark(JourneyStep.NODES) == Mark.DONE);
        await("the run rests", 60, () -> desk().live().get() == null);
        window.shoot("journey-4-nodes");
        goOn(JourneyStep.NODES);

        await("the load can be started", 30, () -> isReady("#load-start"));
        window.clickOn("#load-start");
        await(
                "half of it is loaded",
                STEP_SECONDS,
                () -> desk().run().get().cells().values().stream()
                                .filter(cell -> cell.isLoaded())
                                .count()
                        > 20);
        window.shoot("journey-5-load");
        goOn(JourneyStep.LOAD);

        await("everything is verified", STEP_SECONDS, () -> mark(JourneyStep.VERIFY) == Mark.DONE);
        await("the run rests", 60, () -> desk().live().get() == null);
        window.shoot("journey-6-verify");
        goOn(JourneyStep.VERIFY);

        await("it can be finished", 30, () -> isReady("#finish"));
        window.clickOn("#finish");
        await("it is asked for once more", 30, () -> isReady("#dialog-verb"));
        window.clickOn("#dialog-verb");
        await("everything is finished", STEP_SECONDS, () -> mark(JourneyStep.FINISH) == Mark.DONE);
        await("the run rests", 60, () -> desk().live().get() == null);
        window.shoot("journey-7-finish");
        requireTheEndOnDisk();
    }

    /// What the window says is what the document says.
    private void requireTheEndOnDisk() throws Exception {
        try (var document = Document.view(desk().path())) {
            var plan = document.plan().orElseThrow();
            var run = document.run();
            assertTrue(
                    plan.cells().stream().allMatch(cell -> run.cell(cell.id()).isLoaded()));
            assertTrue(plan.tables().stream()
                    .allMatch(table -> run.check(table.table()).orElseThrow().isGreen()));
            for (var step : MigrationEngine.cleaning(plan, document.migration().target())) {
                assertTrue(run.isDone(step), step.toString());
            }
            assertEquals("p1", plan.id(), "nothing on the way made another plan necessary");
        }
    }

    private Desk desk() {
        return wiring.desk();
    }

    private Mark mark(JourneyStep step) {
        return StepLine.of(desk().known()).get(step).mark();
    }

    /// Waits until a step is done and goes on with the button that is offered then.
    private void goOn(JourneyStep step) {
        await(step + " is done", STEP_SECONDS, () -> mark(step) == Mark.DONE && isReady("#continue"));
        await(
                step + " is at rest",
                STEP_SECONDS,
                () -> step == JourneyStep.LOAD || desk().live().get() == null);
        window.clickOn("#continue");
    }

    private boolean isReady(String id) {
        return window.lookup(id).queryAll().stream()
                .filter(Node::isVisible)
                .anyMatch(node -> node instanceof Button button && !button.isDisabled());
    }

    private void await(String what, int seconds, BooleanSupplier holds) {
        try {
            WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, () -> Window.onFx(holds::getAsBoolean));
            window.settle();
        } catch (TimeoutException e) {
            window.shoot("journey-stuck");
            throw new AssertionError("waited in vain until " + what, e);
        }
    }
}
