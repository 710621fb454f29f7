package dev.ferry.ui.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.Goal;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Plan;
import dev.ferry.run.Check;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.ui.Samples;
import dev.ferry.ui.controls.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatrixTest {
    private static final Plan PLAN = Samples.plan("p1", Samples.cluster(3, 4));
    private static final String ONE = "10.20.0.11";
    private static final String TWO = "10.20.0.12";

    @Test
    void beforeAnythingWasAskedNothingIsClaimed() {
        var matrix = Matrix.of(PLAN, Samples.run(List.of()), Matrix.Now.NOTHING);
        assertTrue(matrix.isEmpty());
        assertEquals(3, matrix.rows().size());
        assertEquals(0, matrix.ready());
        assertEquals(Mark.OPEN, matrix.worst(Check.LOADER));
        assertEquals(Mark.OPEN, matrix.rows().getFirst().mark());
        assertEquals(
                CredentialsCell.State.NONE,
                matrix.rows().getFirst().credentials().state());
    }

    @Test
    void allGreenIsReady() {
        var matrix = Matrix.of(PLAN, Samples.run(Samples.facts(PLAN, Samples.Until.CHECKED)), Matrix.Now.NOTHING);
        assertEquals(3, matrix.ready());
        assertEquals(0, matrix.blocked());
        assertEquals(60, matrix.answered());
        assertEquals(Mark.DONE, matrix.worst(Check.INTERNODE));
        assertEquals(3, matrix.withCredentials());
    }

    @Test
    void aLoaderIsOnItsWayThenThereOrNotBrought() {
        var step = new StepId(Step.LOADER, ONE);
        var facts = new ArrayList<Fact>();
        Samples.checked(facts, ONE, Samples.findings(ONE));
        facts.removeIf(Fact.LoaderChosen.class::isInstance);
        facts.add(new Fact.StepStarted(step));
        var checking = new Matrix.Now(Goal.CHECKED, Set.of(), Map.of(), Map.of(ONE, "12 of 40 MiB"));
        var coming = Matrix.of(PLAN, Samples.run(facts), checking).rows().getFirst();
        assertEquals("Bringing", coming.cells().get(Check.LOADER).word());
        assertEquals("12 of 40 MiB", coming.cells().get(Check.LOADER).loader().told());
        assertEquals(Mark.RUNNING, coming.mark());

        var there = new ArrayList<>(facts);
        there.add(new Fact.StepEnded(step, Outcome.Succeeded.shownBy("45 jars")));
        there.add(new Fact.LoaderChosen(ONE, "4.1.10", Fact.Origin.BROUGHT, 17, true));
        assertEquals("Brought 4.1.10", loader(there));
        there.add(new Fact.StepStarted(new StepId(Step.NODE_LEFT, ONE)));
        there.add(new Fact.StepEnded(new StepId(Step.NODE_LEFT, ONE), Outcome.Succeeded.shownBy("listed")));
        assertEquals("Pass", loader(there), "it was removed again");

        var failed = new ArrayList<>(facts);
        failed.add(new Fact.StepEnded(step, new Outcome.Failed(Samples.failure())));
        assertEquals("Not brought", loader(failed));
        var row =
                Matrix.of(PLAN, Samples.run(failed), Matrix.Now.NOTHING).rows().getFirst();
        assertTrue(row.isBlocked());
        assertFalse(row.isReady());

        failed.add(new Fact.LoaderChosen(ONE, "4.1.8", Fact.Origin.OWN, 11, true));
        assertEquals("Own 4.1.8", loader(failed), "it needs no other one any more");
    }

    private static String loader(List<Fact> facts) {
        return Matrix.of(PLAN, Samples.run(facts), Matrix.Now.NOTHING)
                .rows()
                .getFirst()
                .cells()
                .get(Check.LOADER)
                .word();
    }

    @Test
    void theWorstFindingIsTheCellsWordAndItSaysHowMany() {
        var findings = Samples.findings(ONE);
        var block = Samples.finding(Severity.BLOCK, "there", "", "loader.probe.refused", "internode");
        var ports = new ArrayList<>(findings.get(Check.INTERNODE));
        ports.set(1, block);
        findings.put(Check.INTERNODE, List.copyOf(ports));
        findings.put(Check.REHEARSAL, List.<Finding>of());
        var facts = new ArrayList<Fact>();
        Samples.checked(facts, ONE, findings);
        var matrix = Matrix.of(PLAN, Samples.run(facts), Matrix.Now.NOTHING);
        var row = matrix.rows().getFirst();
        assertEquals("Block 1/3", row.cells().get(Check.INTERNODE).word());
        assertEquals(
                CheckCell.State.PASSED_OVER, row.cells().get(Check.REHEARSAL).state());
        assertEquals(Check.INTERNODE, row.cells().get(Check.REHEARSAL).because());
        assertTrue(row.isBlocked());
        assertFalse(row.isReady());
        assertEquals(Mark.BLOCKED, matrix.worst(Check.INTERNODE));
        assertEquals(1, matrix.blocked());
    }

    @Test
    void whatIsAskedWaitsRunsOrWasCutOff() {
        var run = Samples.run(List.of(
                new Fact.ChecksAsked(ONE, List.of(Check.LOADER, Check.NATIVE, Check.INTERNODE)),
                new Fact.NodeChecked(
                        ONE, Check.LOADER, Instant.EPOCH, Samples.findings(ONE).get(Check.LOADER))));
        var now = new Matrix.Now(Goal.CHECKED, Set.of(), Map.of(ONE, Set.of(Check.NATIVE)));
        var cells = Matrix.of(PLAN, run, now).rows().getFirst().cells();
        assertEquals(CheckCell.State.PASS, cells.get(Check.LOADER).state());
        assertEquals(CheckCell.State.RUNNING, cells.get(Check.NATIVE).state());
        assertEquals(CheckCell.State.WAITING, cells.get(Check.INTERNODE).state());
        assertEquals(CheckCell.State.WAITING, cells.get(Check.JAVA).state(), "its turn will come");
        var after = Matrix.of(PLAN, run, Matrix.Now.NOTHING).rows().getFirst().cells();
        assertEquals(CheckCell.State.CUT_OFF, after.get(Check.NATIVE).state());
        assertEquals(CheckCell.State.NEVER, after.get(Check.JAVA).state());
    }

    @Test
    void ofNodesThatAreNotMeantNothingWaits() {
        var now = new Matrix.Now(Goal.CHECKED, Set.of(ONE), Map.of());
        var rows = Matrix.of(PLAN, Samples.run(List.of()), now).rows();
        assertEquals(
                CheckCell.State.WAITING, rows.get(0).cells().get(Check.LOADER).state());
        assertEquals(
                CheckCell.State.NEVER, rows.get(1).cells().get(Check.LOADER).state());
    }

    @Test
    void credentialsAreShownAsTheyLie() {
        var facts = new ArrayList<Fact>();
        Samples.checked(facts, ONE, Samples.findings(ONE));
        Samples.checked(facts, TWO, Samples.findings(TWO));
        assertEquals(CredentialsCell.State.INSTALLED, credentials(facts, Matrix.Now.NOTHING));
        facts.add(new Fact.StepStarted(StepId.of(Step.LOGIN_REMOVED)));
        assertEquals(CredentialsCell.State.OUTDATED, credentials(facts, Matrix.Now.NOTHING));
        var left = new StepId(Step.NODE_LEFT, ONE);
        facts.add(new Fact.StepStarted(left));
        assertEquals(
                CredentialsCell.State.REMOVING, credentials(facts, new Matrix.Now(Goal.WITHDRAWN, Set.of(), Map.of())));
        var failed = new ArrayList<>(facts);
        failed.add(new Fact.StepEnded(left, new Outcome.Failed(Samples.failure())));
        assertEquals(CredentialsCell.State.FAILED, credentials(failed, Matrix.Now.NOTHING));
        facts.add(new Fact.StepEnded(left, Outcome.Succeeded.shownBy("listed, nothing there")));
        assertEquals(CredentialsCell.State.REMOVED, credentials(facts, Matrix.Now.NOTHING));
        facts.add(new Fact.StepStarted(new StepId(Step.CREDENTIALS, ONE)));
        assertEquals(
                CredentialsCell.State.INSTALLING, credentials(facts, new Matrix.Now(Goal.CHECKED, Set.of(), Map.of())));
    }

    private static CredentialsCell.State credentials(List<Fact> facts, Matrix.Now now) {
        return Matrix.of(PLAN, Samples.run(facts), now)
                .rows()
                .getFirst()
                .credentials()
                .state();
    }
}
