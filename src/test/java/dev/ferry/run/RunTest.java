package dev.ferry.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.CellId;
import dev.ferry.schema.TableName;
import dev.ferry.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final CellId CELL = new CellId(1, "10.0.0.7", ORDERS);
    private static final StepId FLUSH = new StepId(Step.FLUSH, "10.0.0.7");
    private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Outcome GOOD = Outcome.Succeeded.shownBy("seen");
    private static final Outcome BAD = new Outcome.Failed(failure());
    private static final Outcome OPEN = new Outcome.Unknown(failure());

    @Test
    void aStepThatWasOnlyStartedIsNotDone() {
        var run = fold(new Fact.StepStarted(FLUSH));
        assertFalse(run.isDone(FLUSH));
        assertEquals(1, run.step(FLUSH).starts());
    }

    @Test
    void aStepThatSucceededAndStartsAgainIsNotDoneUntilItEnds() {
        var run = fold(new Fact.StepStarted(FLUSH), new Fact.StepEnded(FLUSH, GOOD), new Fact.StepStarted(FLUSH));
        assertFalse(run.isDone(FLUSH));
        assertTrue(run.after(new Fact.StepEnded(FLUSH, GOOD)).isDone(FLUSH));
        assertFalse(run.after(new Fact.StepEnded(FLUSH, BAD)).isDone(FLUSH));
        assertFalse(run.after(new Fact.StepEnded(FLUSH, OPEN)).isDone(FLUSH));
    }

    @Test
    void aLoaderMayLiveFromBeforeItIsStartedUntilItsEndIsKnown() {
        var starting = fold(new Fact.CellStaged(CELL, 3, 100), new Fact.LoaderStarting(CELL, 1, 1));
        assertEquals(1, starting.cell(CELL).living());
        assertEquals(1, starting.cell(CELL).attempts());
        var ended = starting.after(new Fact.LoaderEnded(CELL, 1, 1, OPEN, 5));
        assertEquals(0, ended.cell(CELL).living());
        assertFalse(ended.cell(CELL).isLoaded());
    }

    /// Part of a table from one snapshot and part from another is no copy of any moment.
    @Test
    void aNewSnapshotOnANodeOpensItsCellsAgain() {
        var elsewhere = new CellId(1, "10.0.0.8", ORDERS);
        var loaded = fold(
                new Fact.LoaderStarting(CELL, 1, 1),
                new Fact.LoaderEnded(CELL, 1, 1, GOOD, 5),
                new Fact.CellEnded(CELL, GOOD),
                new Fact.CellEnded(elsewhere, GOOD));
        var anew = loaded.after(new Fact.StepStarted(new StepId(Step.SNAPSHOT, "10.0.0.7")));
        assertFalse(anew.cell(CELL).isLoaded());
        assertEquals(Set.of(), anew.cell(CELL).partsLoaded());
        assertEquals(1, anew.cell(CELL).attempts(), "no attempt's number is used twice");
        assertTrue(anew.cell(elsewhere).isLoaded());
        assertTrue(loaded.after(new Fact.StepStarted(new StepId(Step.SNAPSHOT_REMOVED, "10.0.0.7")))
                .cell(CELL)
                .isLoaded());
    }

    @Test
    void aCellIsLoadedOnlyByItsOwnEnd() {
        var part = fold(
                new Fact.CellStaged(CELL, 3, 100),
                new Fact.LoaderStarting(CELL, 1, 1),
                new Fact.LoaderEnded(CELL, 1, 1, GOOD, 5));
        assertFalse(part.cell(CELL).isLoaded());
        assertEquals(Set.of(1), part.cell(CELL).partsLoaded());
        assertTrue(part.after(new Fact.CellEnded(CELL, GOOD)).cell(CELL).isLoaded());
        assertFalse(part.after(new Fact.CellEnded(CELL, BAD)).cell(CELL).isLoaded());
        assertFalse(part.after(new Fact.CellEnded(CELL, OPEN)).cell(CELL).isLoaded());
    }

    @Test
    void aCellThatIsTriedAgainIsOpenAgainAndKeepsCountingItsAttempts() {
        var run = fold(
                new Fact.LoaderStarting(CELL, 1, 1),
                new Fact.LoaderEnded(CELL, 1, 1, BAD, 5),
                new Fact.CellEnded(CELL, BAD),
                new Fact.LoaderStarting(CELL, 1, 2));
        assertEquals(2, run.cell(CELL).attempts());
        assertEquals(null, run.cell(CELL).outcome());
    }

    @Test
    void countedRangesAreKeptUntilTheTableIsVerified() {
        var range = new Fact.RangeCounted(ORDERS, -10, 10, 7, 7);
        var run = fold(range, new Fact.RangeCounted(ORDERS, 10, 20, 1, 1));
        assertEquals(2, run.counted(ORDERS).size());
        assertEquals(range, run.counted(ORDERS).getFirst());
        var verified = run.after(new Fact.TableVerified(ORDERS, 1, 8, 8, 2, GOOD));
        assertEquals(List.of(), verified.counted(ORDERS));
        assertTrue(verified.check(ORDERS).orElseThrow().isGreen());
    }

    @Test
    void theRangesOfATableThatIsNotGreenAreKeptUntilItIs() {
        var differs = new Fact.RangeCounted(ORDERS, -10, 10, 7, 6);
        var notRead = new Fact.RangeNotRead(ORDERS, 20, 30, failure());
        var red = fold(
                new Fact.RangeCounted(ORDERS, -20, -10, 2, 2),
                differs,
                new Fact.RangeCounted(ORDERS, 10, 20, 3, 3),
                notRead,
                new Fact.TableVerified(ORDERS, 1, 12, 11, 3, BAD));
        assertEquals(new OpenRanges(List.of(differs), List.of(notRead), 0), red.open(ORDERS));
        var again = red.after(new Fact.RangeCounted(ORDERS, -20, 20, 12, 12));
        assertEquals(List.of(differs), again.open(ORDERS).different(), "still so until the count is over");
        assertTrue(again.after(new Fact.TableVerified(ORDERS, 1, 12, 12, 1, GOOD))
                .open(ORDERS)
                .isEmpty());
    }

    // A count that was cut off had a range that differed; taken up again, the ranges are cut otherwise.
    @Test
    void aRangeThatWasCountedAgainIsAsItWasLast() {
        var run = fold(
                new Fact.RangeCounted(ORDERS, 0, 10, 7, 6),
                new Fact.RangeCounted(ORDERS, 20, 40, 5, 4),
                new Fact.RangeCounted(ORDERS, 60, 70, 1, 2),
                new Fact.RangeCounted(ORDERS, 0, 10, 7, 7),
                new Fact.RangeCounted(ORDERS, 30, 40, 2, 2),
                new Fact.RangeCounted(ORDERS, 55, 80, 3, 3),
                new Fact.TableVerified(ORDERS, 1, 9, 9, 3, OPEN));
        assertEquals(List.of(), run.open(ORDERS).different());
    }

    @Test
    void ofVeryManyRangesOnlyTheFirstAreKept() {
        var run = Run.EMPTY;
        for (var start = 0; start < OpenRanges.MOST + 20; start++) {
            run = run.after(new Fact.RangeCounted(ORDERS, start, start + 1, 1, 0));
        }
        var open = run.after(new Fact.TableVerified(ORDERS, 1, 9, 0, 9, BAD)).open(ORDERS);
        assertEquals(OpenRanges.MOST, open.different().size());
        assertEquals(20, open.more());
    }

    @Test
    void theFirstSnapshotThatIsStillThereIsTheOneThatCounts() {
        var at = Instant.parse("2026-03-01T10:00:00Z");
        var first = new StepId(Step.SNAPSHOT, "10.0.0.7");
        var second = new StepId(Step.SNAPSHOT, "10.0.0.8");
        var run = Run.EMPTY
                .after(new Fact.StepStarted(first), at)
                .after(new Fact.StepStarted(second), at.plusSeconds(5))
                .after(new Fact.StepStarted(first), at.plusSeconds(60));
        assertEquals(at, run.snapshotAt().orElseThrow());
        var removed = run.after(new Fact.StepStarted(new StepId(Step.SNAPSHOT_REMOVED, "10.0.0.7")), at);
        assertEquals(at.plusSeconds(5), removed.snapshotAt().orElseThrow());
        var other = run.after(new Fact.RunStarted("p2", "0.1"), at.plusSeconds(90));
        assertTrue(other.snapshotAt().isEmpty());
        assertEquals(at, other.firstAt().orElseThrow(), "a migration begins with its first plan");
        assertEquals(at.plusSeconds(90), other.lastAt().orElseThrow());
    }

    @Test
    void whenATableWasVerifiedIsKnown() {
        var at = Instant.parse("2026-03-01T10:00:00Z");
        var fact = new Fact.TableVerified(ORDERS, 1, 9, 9, 3, GOOD);
        assertEquals(at, Run.EMPTY.after(fact, at).verifiedAt(ORDERS).orElseThrow());
        assertTrue(Run.EMPTY.after(fact).verifiedAt(ORDERS).isEmpty());
    }

    @Test
    void anotherPlanStartsFromNothingButRemembersWhatHasToBeRemoved() {
        var run = fold(
                new Fact.RunStarted("p1", "0.1"),
                new Fact.NodeEntered("10.0.0.7", List.of("/data/.ferry-m1")),
                new Fact.TargetReached(List.of("10.1.0.3"), 24510, 24512),
                new Fact.StepStarted(FLUSH),
                new Fact.StepEnded(FLUSH, GOOD),
                new Fact.CellEnded(CELL, GOOD));
        var same = run.after(new Fact.RunStarted("p1", "0.1"));
        assertTrue(same.isDone(FLUSH));
        assertTrue(same.cell(CELL).isLoaded());
        var other = run.after(new Fact.RunStarted("p2", "0.1"));
        assertFalse(other.isDone(FLUSH));
        assertFalse(other.cell(CELL).isLoaded());
        assertEquals(Map.of("10.0.0.7", List.of("/data/.ferry-m1")), other.roots());
    }

    @Test
    void whatIsTakenBackHasToBeDoneAgain() {
        var snapshot = new StepId(Step.SNAPSHOT, "10.0.0.7");
        var other = new StepId(Step.SNAPSHOT, "10.0.0.8");
        var removed = new StepId(Step.SNAPSHOT_REMOVED, "10.0.0.7");
        var run = fold(
                new Fact.StepStarted(FLUSH),
                new Fact.StepEnded(FLUSH, GOOD),
                new Fact.StepStarted(snapshot),
                new Fact.StepEnded(snapshot, GOOD),
                new Fact.StepStarted(other),
                new Fact.StepEnded(other, GOOD),
                new Fact.StepStarted(removed));
        assertFalse(run.isDone(snapshot), "perhaps it is half removed already");
        assertFalse(run.isDone(FLUSH), "a later snapshot wants a later flush");
        assertTrue(run.isDone(other), "another node's is still there");
        assertEquals(1, run.step(snapshot).starts());
        var again = run.after(new Fact.StepEnded(removed, GOOD)).after(new Fact.StepStarted(snapshot));
        assertFalse(again.isDone(removed), "there is something to remove again");
        assertEquals(2, again.step(snapshot).starts());
    }

    @Test
    void theWayForLoadersIsRememberedAfterItIsClosed() {
        var run = fold(
                new Fact.TargetReached(List.of("10.1.0.3"), 24510, 24512),
                new Fact.TargetReached(List.of("10.1.0.3"), 24510, 0));
        assertEquals(24512, run.wayForLoaders().orElseThrow().internodePort());
    }

    @Test
    void aRunThatIsCarriedOutDoesNotRest() {
        var rested = fold(new Fact.RunStarted("p1", "0.1"), new Fact.RunRested(Fact.Rest.STOPPED));
        assertEquals(Fact.Rest.STOPPED, rested.rest().orElseThrow());
        assertTrue(rested.after(new Fact.RunStarted("p1", "0.1")).rest().isEmpty());
    }

    @Test
    void checkingAgainOneThingOnOneNodeKeepsWhatIsKnownOfTheRest() {
        var run = fold(
                new Fact.ChecksAsked("10.0.0.7", List.of(Check.LOADER, Check.INTERNODE)),
                new Fact.NodeChecked("10.0.0.7", Check.LOADER, THEN, List.of(finding(Severity.PASS))),
                new Fact.NodeChecked(
                        "10.0.0.7",
                        Check.INTERNODE,
                        THEN,
                        List.of(finding(Severity.PASS), finding(Severity.BLOCK), finding(Severity.WARN))),
                new Fact.ChecksAsked("10.0.0.8", List.of(Check.LOADER)),
                new Fact.NodeChecked("10.0.0.8", Check.LOADER, THEN, List.of(finding(Severity.WARN))));
        assertEquals(
                Severity.BLOCK,
                run.nodeChecks("10.0.0.7").get(Check.INTERNODE).worst().orElseThrow());
        assertEquals(4, run.findings("10.0.0.7").size());
        var again = run.after(new Fact.ChecksAsked("10.0.0.7", List.of(Check.INTERNODE)));
        assertTrue(again.nodeChecks("10.0.0.7").get(Check.INTERNODE).isOpen(), "what it said counts no more");
        assertFalse(again.nodeChecks("10.0.0.7").get(Check.LOADER).isOpen());
        assertEquals(1, again.findings("10.0.0.7").size());
        assertEquals(run.findings("10.0.0.8"), again.findings("10.0.0.8"));
    }

    @Test
    void aCheckThatWasPassedOverIsNeitherOpenNorAnswered() {
        var state = fold(
                        new Fact.ChecksAsked("10.0.0.7", List.of(Check.REHEARSAL)),
                        new Fact.NodeChecked("10.0.0.7", Check.REHEARSAL, THEN, List.of()))
                .nodeChecks("10.0.0.7")
                .get(Check.REHEARSAL);
        assertTrue(state.isPassedOver());
        assertFalse(state.isOpen());
        assertTrue(state.worst().isEmpty());
    }

    @Test
    void anotherPlanHasNoChecksYetButTheCredentialsStillLieThere() {
        var run = fold(
                new Fact.RunStarted("p1", "0.1"),
                new Fact.NodeChecked("10.0.0.7", Check.LOADER, THEN, List.of(finding(Severity.PASS))),
                new Fact.CredentialsInstalled("10.0.0.7", "/data/.ferry-m1/credentials-1", THEN),
                new Fact.RunStarted("p2", "0.1"));
        assertEquals(Map.of(), run.nodeChecks());
        assertEquals(Set.of("10.0.0.7"), run.credentials().keySet());
    }

    @Test
    void aNewLoginMakesWorthlessWhatLiesOnTheOtherNodes() {
        var run = fold(
                new Fact.CredentialsInstalled("10.0.0.7", "/data/.ferry-m1/credentials-1", THEN),
                new Fact.CredentialsInstalled("10.0.0.8", "/data/.ferry-m1/credentials-1", THEN));
        assertTrue(run.credentials().get("10.0.0.8").isValid());
        var again = run.after(new Fact.StepStarted(StepId.of(Step.LOGIN)))
                .after(new Fact.CredentialsInstalled("10.0.0.7", "/data/.ferry-m1/credentials-2", THEN));
        assertTrue(again.credentials().get("10.0.0.7").isValid());
        assertFalse(again.credentials().get("10.0.0.8").isValid());
        var removed = run.after(new Fact.StepStarted(StepId.of(Step.LOGIN_REMOVED)));
        assertFalse(removed.credentials().get("10.0.0.7").isValid());
    }

    @Test
    void credentialsAreGoneOnlyWhenTheListingProvedIt() {
        var left = new StepId(Step.NODE_LEFT, "10.0.0.7");
        var leaving = fold(
                new Fact.CredentialsInstalled("10.0.0.7", "/data/.ferry-m1/credentials-1", THEN),
                new Fact.StepStarted(left));
        assertFalse(leaving.credentials().get("10.0.0.7").isValid());
        assertTrue(leaving.after(new Fact.StepEnded(left, BAD)).credentials().containsKey("10.0.0.7"));
        assertFalse(leaving.after(new Fact.StepEnded(left, GOOD)).credentials().containsKey("10.0.0.7"));
    }

    private static Finding finding(Severity severity) {
        return new Finding("code", severity, "place", Message.of("reason"), "seen", Message.of("remedy"));
    }

    private static Run fold(Fact... facts) {
        var run = Run.EMPTY;
        for (var fact : facts) {
            run = run.after(fact);
        }
        return run;
    }

    private static Failure failure() {
        return new Failure(Failure.Kind.RETRYABLE, "hop", Message.of("cause"), "", Message.of("remedy"));
    }
}
