package dev.ferry.ui.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.cluster.Cluster;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Selection;
import dev.ferry.plan.Plan;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.text.Messages;
import dev.ferry.ui.Samples;
import dev.ferry.ui.Samples.Until;
import dev.ferry.ui.controls.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the seven steps say, at every point of the journey.
class StepLineTest {
    private static final Cluster CLUSTER = Samples.cluster(2, 8);
    private static final Plan PLAN = Samples.plan("p1", CLUSTER);

    @Test
    void nothingIsSaidOfWhatNobodyBegan() {
        var known = new Known(Draft.named("acme"), null, null, Run.EMPTY, false);
        for (var line : StepLine.of(known).values()) {
            assertEquals(Mark.OPEN, line.mark());
        }
        assertEquals("Not connected yet", text(known, JourneyStep.SOURCE));
        assertEquals("Nothing chosen yet", text(known, JourneyStep.TARGET));
    }

    @Test
    void aSourceIsDoneWhenItIsSeenAndSomethingIsChosen() {
        assertLine(Mark.DONE, "2 nodes, 8 of 8 tables move", at(null, false), JourneyStep.SOURCE);
        var none = Samples.draft().with(new Selection(List.of("nothing"), List.of()));
        var known = new Known(none, CLUSTER, null, Run.EMPTY, false);
        assertLine(Mark.BLOCKED, "None of 8 tables chosen", known, JourneyStep.SOURCE);
    }

    @Test
    void theSchemaIsDoneOnlyWhenItIsProven() {
        assertLine(Mark.OPEN, "22 statements to apply", at(null, false), JourneyStep.SCHEMA);
        assertLine(Mark.DONE, "22 statements, proven", at(Until.SCHEMA, false), JourneyStep.SCHEMA);
        var first = PLAN.statements().getFirst();
        var begun = Samples.run(
                List.of(new Fact.RunStarted("p1", "0"), new Fact.StepStarted(new StepId(Step.SCHEMA, first.id()))));
        var live = new Known(Samples.draft(), CLUSTER, PLAN, begun, true);
        assertEquals(Mark.RUNNING, StepLine.of(live).get(JourneyStep.SCHEMA).mark());
        var killed = new Known(Samples.draft(), CLUSTER, PLAN, begun, false);
        assertEquals(Mark.UNKNOWN, StepLine.of(killed).get(JourneyStep.SCHEMA).mark(), "nobody saw its end");
    }

    @Test
    void aLoadThatNobodyWatchesIsNotCalledRunning() {
        assertLine(Mark.RUNNING, "Loading: 6 of 16 cells", at(Until.LOADING, true), JourneyStep.LOAD);
        assertLine(Mark.PAUSED, "6 of 16 cells loaded", at(Until.LOADING, false), JourneyStep.LOAD);
    }

    @Test
    void whatFailedOrIsUnknownIsNotDone() {
        assertLine(Mark.FAILED, "3 of 16 cells failed", at(Until.FAILED, false), JourneyStep.LOAD);
        assertLine(Mark.OPEN, "0 of 8 tables proven", at(Until.FAILED, false), JourneyStep.VERIFY);
    }

    @Test
    void verifiedIsNotFinished() {
        assertLine(Mark.DONE, "8 tables proven", at(Until.VERIFIED, false), JourneyStep.VERIFY);
        assertLine(Mark.OPEN, "Not finished", at(Until.VERIFIED, false), JourneyStep.FINISH);
    }

    private static Known at(Until until, boolean isLive) {
        var run = until == null ? Run.EMPTY : Samples.run(Samples.facts(PLAN, until));
        return new Known(Samples.draft(), CLUSTER, PLAN, run, isLive);
    }

    private static void assertLine(Mark mark, String text, Known known, JourneyStep step) {
        assertEquals(text, text(known, step));
        assertEquals(mark, StepLine.of(known).get(step).mark());
    }

    private static String text(Known known, JourneyStep step) {
        return Messages.text(StepLine.of(known).get(step).text());
    }
}
