package dev.ferry.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LoadBoardTest {
    private static final Outcome GOOD = Outcome.Succeeded.shownBy("seen");
    private static final Outcome BAD = failed("cause");
    private static final Outcome STOPPED = failed(CellState.STOPPED);
    private static final Outcome OPEN = new Outcome.Unknown(failure("cause"));

    @Test
    void aTickCountsOnlyWhileALoaderRuns() {
        var board = new LoadBoard(plan(1, 2));
        board.heard(new Tick.CellMoved(cell(0, 0), 50, 10, false), 0);
        assertEquals(0, board.all().bytesDone());
        board.heard(new Fact.LoaderStarting(cell(0, 0), 1, 1), 0);
        board.heard(new Tick.CellMoved(cell(0, 0), 50, 10, false), 0);
        assertEquals(500, board.all().bytesDone());
        assertEquals(10, board.table(0).rate());
        board.heard(new Fact.LoaderEnded(cell(0, 0), 1, 1, BAD, 70), 0);
        assertEquals(0, board.all().bytesDone());
        assertEquals(0, board.table(0).rate());
        assertEquals(70, board.millis(0, 1000));
    }

    @Test
    void aTableIsPartLoadedFromItsFirstLoaderUntilAllItsCellsAreLoaded() {
        var board = new LoadBoard(plan(1, 2));
        assertFalse(board.isPartLoaded(0));
        for (var node = 0; node < 2; node++) {
            board.heard(new Fact.LoaderStarting(cell(0, node), 1, 1), 0);
            assertTrue(board.isPartLoaded(0));
            board.heard(new Fact.CellEnded(cell(0, node), GOOD), 0);
        }
        assertFalse(board.isPartLoaded(0));
    }

    @Test
    void aHeldCellIsPausedWhileItWaitsAndRunsWhileItRuns() {
        var board = new LoadBoard(plan(1, 2));
        board.hold(Set.of(cell(0, 0)));
        assertEquals(LoadStatus.PAUSED, board.status(0));
        board.heard(new Fact.LoaderStarting(cell(0, 0), 1, 1), 0);
        assertEquals(LoadStatus.RUNNING, board.status(0));
        board.heard(new Fact.LoaderEnded(cell(0, 0), 1, 1, GOOD, 5), 0);
        assertEquals(LoadStatus.PAUSED, board.status(0), "another part is left");
        board.hold(Set.of());
        assertEquals(LoadStatus.WAITING, board.status(0));
        assertEquals(2, board.all().count(LoadStatus.WAITING));
    }

    @Test
    void theSlowestIsTheStalledOneAndThenTheOneWithTheLongestWayToGo() {
        var board = new LoadBoard(plan(1, 3));
        assertTrue(board.slowest(0).isEmpty());
        for (var node = 0; node < 3; node++) {
            board.heard(new Fact.LoaderStarting(cell(0, node), 1, 1), 0);
            board.heard(new Tick.CellMoved(cell(0, node), 10 * node, 10, false), 0);
        }
        assertEquals(0, board.slowest(0).orElseThrow());
        board.heard(new Tick.CellMoved(cell(0, 2), 99, 10, true), 0);
        assertEquals(2, board.slowest(0).orElseThrow());
    }

    @Test
    void aCellOfAnotherPlanChangesNothing() {
        var board = new LoadBoard(plan(1, 1));
        board.heard(new Fact.LoaderStarting(cell(7, 0), 1, 1), 0);
        assertEquals(1, board.all().count(LoadStatus.WAITING));
    }

    /// After any events the board says what one says that is made from the run, cell by cell and in all sums.
    @RepeatedTest(50)
    void afterAnyEventsItIsWhatTheRunSays(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var plan = plan(6, 5);
        var board = new LoadBoard(plan);
        var run = Run.EMPTY.after(new Fact.RunStarted("p1", "0.1"));
        var moving = new HashMap<CellId, Tick.CellMoved>();
        var living = new HashSet<CellId>();
        for (var step = 0; step < 300; step++) {
            var event = event(random, cell(random.nextInt(6), random.nextInt(5)), run);
            board.heard(event, step);
            switch (event) {
                case Fact fact -> run = run.after(fact);
                case Tick.CellMoved moved -> {
                    if (living.contains(moved.cell())) {
                        moving.put(moved.cell(), moved);
                    }
                }
                case Tick ignored -> {
                    // none here
                }
            }
            if (event instanceof Fact.LoaderStarting starting) {
                living.add(starting.cell());
                moving.remove(starting.cell());
            } else if (event instanceof Fact.LoaderEnded ended) {
                living.remove(ended.cell());
                moving.remove(ended.cell());
            } else if (event instanceof Fact.CellEnded ended) {
                living.remove(ended.cell());
                moving.remove(ended.cell());
            }
        }
        assertEquals(LoadTotals.of(plan, run, moving), board.totals());
        for (var cell : living) {
            var ended = new Fact.LoaderEnded(cell, 1, run.cell(cell).attempts(), BAD, 3);
            board.heard(ended, 300);
            run = run.after(ended);
        }
        assertSame(LoadBoard.of(plan, run, 300), board);
    }

    private static RunEvent event(Random random, CellId cell, Run run) {
        var attempt = run.cell(cell).attempts();
        return switch (random.nextInt(random.nextInt(20) == 0 ? 9 : 8)) {
            case 0 -> new Fact.CellStaged(cell, random.nextInt(9), random.nextInt(5000));
            case 1, 2 -> new Fact.LoaderStarting(cell, 1, attempt + 1);
            case 3 -> new Fact.LoaderEnded(cell, 1, attempt, random.nextBoolean() ? GOOD : BAD, random.nextInt(100));
            case 4 -> new Fact.CellEnded(cell, List.of(GOOD, BAD, OPEN, STOPPED).get(random.nextInt(4)));
            case 8 -> new Fact.StepStarted(new StepId(Step.SNAPSHOT, cell.node()));
            default -> new Tick.CellMoved(cell, random.nextInt(101) - 1, random.nextInt(50) - 1, random.nextBoolean());
        };
    }

    private static void assertSame(LoadBoard expected, LoadBoard board) {
        for (var cell = 0; cell < board.size(); cell++) {
            var name = board.id(cell).toString();
            assertEquals(expected.status(cell), board.status(cell), name);
            assertEquals(expected.bytes(cell), board.bytes(cell), name);
            assertEquals(expected.bytesDone(cell), board.bytesDone(cell), name);
            assertEquals(expected.sstables(cell), board.sstables(cell), name);
            assertEquals(expected.attempts(cell), board.attempts(cell), name);
            assertEquals(expected.millis(cell, 500), board.millis(cell, 500), name);
            assertEquals(0, board.rate(cell), name);
        }
        for (var row = 0; row < board.tables().size(); row++) {
            assertSame(expected.table(row), board.table(row));
            assertEquals(expected.isPartLoaded(row), board.isPartLoaded(row));
        }
        assertSame(expected.all(), board.all());
    }

    private static void assertSame(LoadBoard.Sums expected, LoadBoard.Sums sums) {
        for (var status : LoadStatus.values()) {
            assertEquals(expected.count(status), sums.count(status), status.toString());
        }
        assertEquals(expected.bytes(), sums.bytes());
        assertEquals(expected.bytesDone(), sums.bytesDone());
        assertEquals(expected.sstables(), sums.sstables());
        assertEquals(expected.attempts(), sums.attempts());
        assertEquals(expected.rate(), sums.rate());
    }

    private static Outcome failed(String cause) {
        return new Outcome.Failed(failure(cause));
    }

    private static Failure failure(String cause) {
        return new Failure(Failure.Kind.FATAL, "hop", Message.of(cause), "", Message.of("remedy"));
    }

    private static CellId cell(int table, int node) {
        return new CellId(1, "n" + node, new TableName("k", "t" + table));
    }

    private static Plan plan(int tables, int nodes) {
        var plans = new ArrayList<TablePlan>();
        for (var table = 0; table < tables; table++) {
            var cells = new ArrayList<CellPlan>();
            for (var node = 0; node < nodes; node++) {
                cells.add(new CellPlan(cell(table, node), 2, 1000));
            }
            plans.add(new TablePlan(new TableName("k", "t" + table), new UUID(0, table), cells));
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
