package dev.ferry.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.Plan;
import dev.ferry.plan.SourceShape;
import dev.ferry.plan.TablePlan;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TargetShape;
import dev.ferry.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoadTotalsTest {
    private static final Outcome GOOD = Outcome.Succeeded.shownBy("seen");
    private static final Outcome BAD =
            new Outcome.Failed(new Failure(Failure.Kind.FATAL, "hop", Message.of("cause"), "", Message.of("remedy")));

    @Test
    void whatIsStagedCountsAsItIsAndTheRestAsItWasPlanned() {
        var run = Run.EMPTY
                .after(new Fact.CellStaged(cell(0), 3, 500))
                .after(new Fact.CellEnded(cell(0), GOOD))
                .after(new Fact.LoaderStarting(cell(1), 1, 1))
                .after(new Fact.CellEnded(cell(2), BAD));
        var moving = Map.of(cell(1), new Tick.CellMoved(cell(1), 50, 1, false));
        var totals = LoadTotals.of(plan(4, 100), run, moving);
        assertEquals(new LoadTotals(4, 1, 1, 1, 500 + 3 * 100, 500 + 50), totals);
    }

    @Test
    void aCellInALaunchersQueueRunsOnlyOnceItMoves() {
        var run = Run.EMPTY.after(new Fact.LoaderStarting(cell(0), 1, 1, 3));
        assertEquals(0, LoadTotals.of(plan(1, 100), run, Map.of()).running());
        var moving = Map.of(cell(0), new Tick.CellMoved(cell(0), 10, 1, false));
        assertEquals(1, LoadTotals.of(plan(1, 100), run, moving).running());
    }

    @Test
    void aCellOfWhichNobodyKnowsHowFarItIsHasLoadedNothingYet() {
        var run = Run.EMPTY.after(new Fact.LoaderStarting(cell(0), 1, 1));
        var moving = Map.of(cell(0), new Tick.CellMoved(cell(0), -1, -1, false));
        assertEquals(0, LoadTotals.of(plan(1, 100), run, moving).bytesLoaded());
    }

    /// All bytes but a few are over, and most loaders have yet to be started: most is yet to be done.
    @Test
    void manySmallTablesAreNotOverInAMoment() {
        var run = Run.EMPTY.after(new Fact.CellStaged(cell(0), 3, 1_000_000)).after(new Fact.CellEnded(cell(0), GOOD));
        var totals = LoadTotals.of(plan(50, 10), run, Map.of());
        assertTrue(totals.bytesLoaded() > 0.99 * totals.bytes());
        assertTrue(totals.effortDone() < 0.05 * totals.effort());
    }

    private static CellId cell(int number) {
        return new CellId(1, "n", new TableName("k", "t" + number));
    }

    private static Plan plan(int tables, long bytes) {
        var plans = new ArrayList<TablePlan>();
        for (var number = 0; number < tables; number++) {
            plans.add(new TablePlan(
                    cell(number).table(), new UUID(0, number), List.of(new CellPlan(cell(number), 1, bytes))));
        }
        return new Plan(
                "p1",
                Instant.EPOCH,
                new SourceShape("acme", "f", List.of()),
                new TargetShape(CassandraVersion.of("4.1"), new TreeMap<>(Map.of("aiven", 1))),
                List.of(),
                List.of(),
                plans,
                Limits.usual());
    }
}
