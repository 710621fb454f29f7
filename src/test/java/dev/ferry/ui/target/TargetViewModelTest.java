package dev.ferry.ui.target;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.engine.Goal;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Outcome;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.ui.Samples;
import dev.ferry.ui.target.TargetViewModel.Stage;
import dev.ferry.ui.work.Known;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetViewModelTest {
    private static final Draft CHOSEN = Samples.draft();
    private static final Draft OPEN = Samples.draft().with((Target) null);
    private static final Run REACHED =
            Run.EMPTY.after(new Fact.StepEnded(StepId.of(Step.TARGET), Outcome.Succeeded.shownBy("Cassandra 4.1.8")));
    private static final Run FAILED =
            Run.EMPTY.after(new Fact.StepEnded(StepId.of(Step.TARGET), new Outcome.Failed(Samples.failure())));

    @Test
    void withoutATargetOneIsChosen() {
        assertEquals(Stage.CHOOSE, TargetViewModel.stageOf(known(OPEN, Run.EMPTY, false), null, false));
    }

    @Test
    void aTargetOfAnEarlierWindowIsShown() {
        assertEquals(Stage.CHOSEN, stage(Run.EMPTY, false, null, false));
        assertEquals(Stage.CHOSEN, stage(FAILED, false, Goal.VERIFIED, false));
    }

    @Test
    void whatIsBeingMadeIsWatchedUntilItIsReached() {
        assertEquals(Stage.BUILD, stage(Run.EMPTY, true, Goal.TARGET, false));
        assertEquals(Stage.BUILD, stage(FAILED, false, Goal.TARGET, false), "its failure is shown there");
        assertEquals(Stage.CHOSEN, stage(REACHED, false, Goal.TARGET, false));
    }

    @Test
    void whoeverChoosesAgainIsLetUnlessItIsBeingMade() {
        assertEquals(Stage.CHOOSE, stage(REACHED, false, Goal.TARGET, true));
        assertEquals(Stage.BUILD, stage(Run.EMPTY, true, Goal.TARGET, true));
    }

    private static Stage stage(Run run, boolean isLive, @Nullable Goal goal, boolean isChoosingAgain) {
        return TargetViewModel.stageOf(known(CHOSEN, run, isLive), goal, isChoosingAgain);
    }

    private static Known known(Draft draft, Run run, boolean isLive) {
        return new Known(draft, null, null, run, isLive);
    }
}
