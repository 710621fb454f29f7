package dev.ferry.ui.finish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.MigrationEngine;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Options;
import dev.ferry.migration.Side;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.Plan;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.Stage;
import dev.ferry.ui.Samples;
import dev.ferry.ui.Samples.Until;
import dev.ferry.ui.Window;
import dev.ferry.ui.work.Desk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class FinishViewTest {
    @TempDir
    private Path folder;

    private final Window window = Window.open();

    @BeforeEach
    void threeNodes() {
        window.engine.cluster = Samples.cluster(3, 8);
    }

    @Test
    void withoutAPlanThereIsNothingToFinish() {
        show(window.desk(folder, Samples.draft(), List.of()));
        assertTrue(window.lookup(".empty-title").tryQuery().isPresent());
        assertFalse(isShown("#finish"));
    }

    @Test
    void theGatesAreClosedBeforeEverythingIsProven() {
        show(planned(Samples.facts(plan(), Until.FAILED)));
        assertTrue(button("#finish").isDisabled());
        assertEquals("Closed: Every cell loaded", button("#finish").getAccessibleHelp());
        assertTrue(button("#gate-mode").getAccessibleText().contains("waits for: Every cell loaded"));
        window.shoot("finish-closed");
    }

    @Test
    void whatIsProvenCanBeFinishedAfterAQuestion() {
        var desk = show(planned(ready()));
        assertFalse(button("#finish").isDisabled());
        window.clickOn("#gate-loaded");
        assertTrue(window.lookup("10.20.0.12").tryQuery().isPresent(), "its parts are seen");
        window.shoot("finish-ready");
        window.clickOn("#finish");
        window.until("a run is under way", () -> desk.live().get() != null);
        assertEquals(List.of("start FINISHED"), window.engine.asked);
        var question = window.dialogs.said.getFirst();
        assertTrue(question.contains("Migration mode is turned off") && question.contains("from 3 nodes"), question);
        assertTrue(question.endsWith("| Finish migration"), question);
    }

    @Test
    void nothingHappensWithoutAnAnswer() {
        window.dialogs.agrees = false;
        show(planned(ready()));
        window.clickOn("#finish");
        window.settle();
        assertEquals(List.of(), window.engine.asked);
    }

    @Test
    void aClusterMarkedAsProductionHasToBeNamed() {
        var draft = Samples.draft().with(Options.usual().withProduction(Set.of(Side.TARGET)));
        show(window.plannedDesk(folder, draft, ready()));
        window.clickOn("#finish");
        window.until("it was asked", () -> !window.dialogs.said.isEmpty());
        assertEquals("type acme-prod/orders-eu", window.dialogs.said.getFirst());
    }

    @Test
    void finishingIsSeenStepByStep() {
        var desk = show(planned(ready()));
        window.clickOn("#finish");
        window.until("a run is under way", () -> desk.live().get() != null);
        var run = window.engine.run;
        for (var step : cleaning().stream()
                .filter(step -> step.step() != Step.NODE_LEFT && step.step() != Step.SNAPSHOT_REMOVED)
                .toList()) {
            done(step, "seen").forEach(run::happen);
        }
        done(
                        new StepId(Step.SNAPSHOT_REMOVED, "10.20.0.11"),
                        "no folder of snapshot ferry-macme01-p1-1 in any data directory")
                .forEach(run::happen);
        run.happen(new Fact.StepStarted(new StepId(Step.SNAPSHOT_REMOVED, "10.20.0.12")));
        window.until(
                "it runs", () -> button("#gate-snapshots").getAccessibleText().contains("running"));
        window.clickOn("#gate-snapshots");
        window.shoot("finish-running");
        assertTrue(isShown("#stop-finishing"));
        window.clickOn("#stop-finishing");
        window.until("nothing runs", () -> desk.live().get() == null);
        assertTrue(window.engine.asked.contains("leave"));
    }

    @Test
    void whatFailedIsSaidAtItsGateAndCanBeDoneAgain() {
        var facts = ready();
        cleaning().stream()
                .filter(step -> step.step() != Step.NODE_LEFT)
                .forEach(step -> facts.addAll(done(step, "seen")));
        facts.addAll(done(new StepId(Step.NODE_LEFT, "10.20.0.11"), "listed, nothing there"));
        var left = new StepId(Step.NODE_LEFT, "10.20.0.12");
        facts.add(new Fact.StepStarted(left));
        facts.add(new Fact.StepEnded(left, new Outcome.Failed(Samples.failure())));
        facts.add(new Fact.RunRested(Fact.Rest.BLOCKED));
        show(planned(facts));
        assertTrue(window.lookup(".gate-body .failure-pane").tryQuery().isPresent(), "it opens by itself");
        window.shoot("finish-failed");
        window.clickOn("#clean-up");
        window.until("it was asked", () -> window.engine.asked.contains("start FINISHED"));
    }

    @Test
    void whatIsDoneIsHandedOver() throws Exception {
        var facts = ready();
        cleaning().forEach(step -> facts.addAll(done(step, "proof of " + step.step())));
        facts.add(new Fact.RunRested(Fact.Rest.DONE));
        show(planned(facts));
        assertFalse(isShown("#finish"));
        assertFalse(isShown("#give-up"));
        assertTrue(window.lookup(".banner-mark-done").tryQuery().isPresent());
        window.dialogs.file = folder.resolve("acme.html");
        window.clickOn("#save-html");
        window.until("it is saved", () -> isShown("#open-report"));
        assertTrue(Files.readString(window.dialogs.file).contains("acme-production"));
        window.shoot("finish-done");
        window.clickOn("#open-report");
        assertTrue(window.dialogs.said.getLast().startsWith("shown file:"));
        window.clickOn("#copy-summary");
        assertTrue(window.dialogs.said.getLast().startsWith("copied acme: acme-production"));
        window.dialogs.file = folder.resolve("nowhere").resolve("acme.csv");
        window.clickOn("#save-csv");
        window.until(
                "it could not", () -> window.lookup(".failure-cause").tryQuery().isPresent());
    }

    @Test
    void givingUpSaysWhatStaysAndThenThatNothingIsLeft() {
        var desk = show(planned(Samples.facts(plan(), Until.FAILED)));
        window.clickOn("#give-up");
        window.until("a run is under way", () -> desk.live().get() != null);
        assertEquals(List.of("start ABANDONED"), window.engine.asked);
        assertTrue(window.dialogs.said.getFirst().contains("of 8 tables are loaded from every node"));
        var run = window.engine.run;
        for (var step : cleaning()) {
            if (step.step() == Step.LOGIN_REMOVED
                    || step.step() == Step.SNAPSHOT_REMOVED
                    || step.step() == Step.NODE_LEFT) {
                done(step, "gone").forEach(run::happen);
            }
        }
        run.rest(null);
        window.until(
                "it is given up",
                () -> window.lookup(".banner-mark-warn").tryQuery().isPresent());
        assertTrue(button("#give-up").isDisabled());
        window.shoot("finish-given-up");
    }

    @Test
    void manyNodesAndManyTablesStayALine() {
        window.engine.cluster = Samples.cluster(120, 40);
        var plan = plan();
        var facts = new ArrayList<Fact>(List.of(new Fact.RunStarted("p1", "0.1.0")));
        plan.cells().forEach(cell -> facts.add(new Fact.CellEnded(cell.id(), Outcome.Succeeded.shownBy("exit 0"))));
        show(planned(facts));
        window.clickOn("#gate-loaded");
        window.clickOn("#gate-verified");
        window.shoot("finish-huge");
        assertTrue(subtitle().startsWith("Nothing is closed"));
    }

    private Desk show(Desk desk) {
        window.show(() -> new FinishView(desk));
        return desk;
    }

    private Plan plan() {
        return Samples.plan("p1", window.engine.cluster);
    }

    private Desk planned(List<Fact> facts) {
        return window.plannedDesk(folder, Samples.draft(), facts);
    }

    private List<StepId> cleaning() {
        Draft draft = Samples.draft();
        return MigrationEngine.cleaning(plan(), draft.target());
    }

    private List<Fact> ready() {
        var facts = new ArrayList<Fact>(Samples.facts(plan(), Until.VERIFIED));
        plan().statements(Stage.AFTER_LOAD)
                .forEach(statement ->
                        facts.addAll(done(new StepId(Step.SCHEMA_AFTER, statement.id()), statement.object())));
        return facts;
    }

    private static List<Fact> done(StepId step, String evidence) {
        return List.of(new Fact.StepStarted(step), new Fact.StepEnded(step, Outcome.Succeeded.shownBy(evidence)));
    }

    private String subtitle() {
        return window.lookup(".page-subtitle").<Label>query().getText();
    }

    private Button button(String id) {
        return window.lookup(id).query();
    }

    private boolean isShown(String id) {
        return window.lookup(id)
                .tryQuery()
                .filter(node -> node.isVisible() && node.getParent().isVisible())
                .isPresent();
    }
}
