package dev.ferry.ui.target;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.outcome.Outcome;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.TargetNode;
import dev.ferry.ui.Samples;
import dev.ferry.ui.controls.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildingViewModelTest {
    private static final StepId SOURCE = StepId.of(Step.SOURCE);
    private static final StepId TARGET = StepId.of(Step.TARGET);
    private static final String LOGIN = "engine.target.connecting";

    @Test
    void nothingHasBegun() {
        assertEquals(marks(Mark.OPEN, Mark.OPEN, Mark.OPEN, Mark.OPEN), marks(Run.EMPTY, true, "", List.of(), ""));
    }

    @Test
    void theSourceIsLookedAtFirst() {
        var run = run(new Fact.StepStarted(SOURCE));
        assertEquals(marks(Mark.RUNNING, Mark.OPEN, Mark.OPEN, Mark.OPEN), marks(run, true, "", List.of(), ""));
    }

    @Test
    void theServiceIsAskedForThenItsNodesComeThenTheLogin() {
        var run = begun();
        assertEquals(marks(Mark.DONE, Mark.RUNNING, Mark.OPEN, Mark.OPEN), marks(run, true, "", List.of(), ""));
        var some = TargetSamples.nodes("running", "syncing_data", "setting_up_vm");
        assertEquals(marks(Mark.DONE, Mark.DONE, Mark.RUNNING, Mark.OPEN), marks(run, true, "REBUILDING", some, ""));
        var all = TargetSamples.nodes("running", "running", "running");
        assertEquals(marks(Mark.DONE, Mark.DONE, Mark.DONE, Mark.RUNNING), marks(run, true, "RUNNING", all, ""));
        assertEquals(marks(Mark.DONE, Mark.DONE, Mark.DONE, Mark.RUNNING), marks(run, true, "", List.of(), LOGIN));
    }

    @Test
    void aNodeThatFallsBackIsNotUpAnyMore() {
        var nodes = TargetSamples.nodes("running", "running", "timing_out");
        var lines = BuildingViewModel.linesOf(begun(), true, "REBALANCING", nodes, "");
        assertEquals(Mark.RUNNING, lines.get(2).mark());
        assertEquals("2 of 3 running", lines.get(2).note());
    }

    @Test
    void whatFailedIsMarkedWhereItStood() {
        var run = begun().after(new Fact.StepEnded(TARGET, new Outcome.Failed(Samples.failure())));
        var some = TargetSamples.nodes("running", "syncing_data", "setting_up_vm");
        assertEquals(marks(Mark.DONE, Mark.DONE, Mark.FAILED, Mark.OPEN), marks(run, false, "REBUILDING", some, ""));
        assertEquals(marks(Mark.DONE, Mark.FAILED, Mark.OPEN, Mark.OPEN), marks(run, false, "", List.of(), ""));
    }

    @Test
    void whatNobodyWatchesRests() {
        assertEquals(Mark.PAUSED, marks(begun(), false, "", List.of(), "").get(1));
    }

    @Test
    void allIsDoneWhenTheTargetIsReached() {
        var run = begun().after(new Fact.StepEnded(TARGET, Outcome.Succeeded.shownBy("Cassandra 4.1.8")));
        assertEquals(marks(Mark.DONE, Mark.DONE, Mark.DONE, Mark.DONE), marks(run, false, "", List.of(), ""));
    }

    @ParameterizedTest
    @CsvSource({"0, 0:00", "7, 0:07", "760, 12:40", "3900, 1:05:00"})
    void aTimeThatPassesIsAClock(long seconds, String text) {
        assertEquals(text, BuildingViewModel.clock(Duration.ofSeconds(seconds)));
    }

    private static Run begun() {
        return run(
                new Fact.StepStarted(SOURCE),
                new Fact.StepEnded(SOURCE, Outcome.Succeeded.shownBy("3 nodes up")),
                new Fact.StepStarted(TARGET));
    }

    private static Run run(Fact... facts) {
        var run = Run.EMPTY;
        for (var fact : facts) {
            run = run.after(fact);
        }
        return run;
    }

    private static List<Mark> marks(Mark... marks) {
        return new ArrayList<>(List.of(marks));
    }

    private static List<Mark> marks(Run run, boolean isLive, String state, List<TargetNode> nodes, String told) {
        return BuildingViewModel.linesOf(run, isLive, state, nodes, told).stream()
                .map(BuildingViewModel.Line::mark)
                .toList();
    }
}
