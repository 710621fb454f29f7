package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Gauge;
import dev.ferry.cluster.NodePressure;
import dev.ferry.cluster.TargetPressure;
import dev.ferry.outcome.Failure;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final long GIB = 1L << 30;
    private static final Failure LOST = new Failure(
            Failure.Kind.RETRYABLE,
            "workstation → 10.0.0.3:9042 (CQL)",
            Message.of("run.cell.stopped"),
            "",
            Message.of("run.cell.stopped.remedy"));

    private final Pacing pacing = new Pacing();

    private static NodePressure node(String address, long compactions, long writes, long requests, long dropped) {
        return new NodePressure(
                address,
                Map.of(
                        Gauge.COMPACTIONS_PENDING,
                        compactions,
                        Gauge.WRITES_WAITING,
                        writes,
                        Gauge.REQUESTS_WAITING,
                        requests,
                        Gauge.MESSAGES_DROPPED,
                        dropped));
    }

    private static TargetPressure of(NodePressure... nodes) {
        return new TargetPressure(List.of(nodes), List.of());
    }

    /// One node that is busy and one that is not.
    private static TargetPressure compactions(long pending) {
        return of(node("10.0.0.2", 3, 0, 0, 0), node("10.0.0.3", pending, 0, 0, 0));
    }

    private static TargetPressure writes(long waiting) {
        return of(node("10.0.0.3", 0, waiting, 0, 0));
    }

    private static TargetPressure requests(long waiting) {
        return of(node("10.0.0.3", 0, 0, waiting, 0));
    }

    private static TargetPressure dropped(long sinceStart) {
        return of(node("10.0.0.3", 0, 0, 0, sinceStart));
    }

    private static TargetPressure disk(long percent) {
        return of(new NodePressure("10.0.0.3", Map.of(Gauge.DISK_USED, percent * GIB, Gauge.DISK, 100 * GIB)));
    }

    @Test
    void aNodeThatWasFullAndDoesNotAnswerHasNoRoomForAWhile() {
        pacing.hear(8, disk(95));
        assertEquals(0, pacing.allowed(8));
        var silent = new TargetPressure(List.of(node("10.0.0.2", 0, 0, 0, 0)), List.of("10.0.0.3"));
        for (var reading = 0; reading < Pacing.PATIENCE; reading++) {
            assertEquals(Optional.empty(), pacing.hear(8, silent));
        }
        for (var reading = 0; reading < Pacing.READINGS_PER_CHANGE; reading++) {
            pacing.hear(8, silent);
        }
        assertEquals(1, pacing.allowed(8));
    }

    private static TargetPressure unread() {
        return of(new NodePressure("10.0.0.3", Map.of()));
    }

    /// What is allowed after each of these readings, where eight loaders can run.
    private List<Integer> allowed(List<TargetPressure> series) {
        return series.stream()
                .map(reading -> {
                    pacing.hear(8, reading);
                    return pacing.allowed(8);
                })
                .toList();
    }

    private List<Integer> allowedWithCompactions(long... pending) {
        return allowed(java.util.Arrays.stream(pending)
                .mapToObj(PacingTest::compactions)
                .toList());
    }

    @Test
    void aTargetThatKeepsUpIsLoadedAtFullPace() {
        assertEquals(List.of(8, 8, 8, 8), allowedWithCompactions(0, 90, 99, 40));
    }

    @Test
    void moreThanAHundredCompactionsAreTooManyOnlyWhileTheyBecomeMore() {
        assertEquals(List.of(8, 8, 8, 8), allowedWithCompactions(180, 180, 150, 120));
        assertEquals(List.of(8, 4), allowedWithCompactions(101, 102), "120 before, 101 now: still falling");
    }

    @Test
    void moreThanThreeHundredAreTooManyAtOnce() {
        assertEquals(List.of(8, 4), allowedWithCompactions(300, 301).subList(0, 2));
    }

    @Test
    void itIsHalvedNoFasterThanEveryThirdReadingAndNeverBelowOne() {
        assertEquals(
                List.of(4, 4, 4, 2, 2, 2, 1, 1, 1, 1, 1, 1),
                allowedWithCompactions(400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400));
    }

    @Test
    void itIsDoubledAfterThreeCalmReadings() {
        assertEquals(
                List.of(4, 4, 4, 2, 2, 2, 4, 4, 4, 8),
                allowedWithCompactions(400, 400, 400, 400, 49, 49, 49, 49, 49, 49));
    }

    @Test
    void betweenHalfAThresholdAndAThresholdNothingChanges() {
        assertEquals(List.of(4, 4, 4, 4, 4, 4, 4, 4), allowedWithCompactions(400, 90, 90, 60, 50, 60, 51, 50));
    }

    @Test
    void aRestlessReadingBeginsTheWaitAgain() {
        assertEquals(List.of(4, 4, 4, 4, 4, 4, 8), allowedWithCompactions(400, 10, 10, 70, 10, 10, 10));
    }

    @Test
    void aFactSaysWhoWhyAndWhatWasSeen() {
        var fact = pacing.hear(8, compactions(412)).orElseThrow();
        assertEquals(4, fact.loadersInAll());
        assertEquals("target node 10.0.0.3 has 412 compactions pending", Messages.text(fact.reason()));
        assertEquals(
                "10.0.0.3: 412 compactions pending, 0 writes and 0 requests waiting,"
                        + " 0 messages dropped since its start, disk ? of ?",
                fact.evidence().lines().findFirst().orElseThrow());
        assertEquals(Optional.empty(), pacing.hear(8, compactions(412)));
    }

    @Test
    void aQueueOfWritesOrRequestsCountsWhenItIsThereTwice() {
        assertEquals(List.of(8, 8, 8, 4), allowed(List.of(writes(900), writes(0), writes(201), writes(201))));
        var other = new Pacing();
        other.hear(8, requests(201));
        assertEquals(
                "run.pace.requests",
                other.hear(8, requests(900)).orElseThrow().reason().key());
    }

    @Test
    void onlyMessagesDroppedSinceTheLastReadingCount() {
        assertEquals(List.of(8, 8, 8, 4), allowed(List.of(dropped(9000), dropped(9050), dropped(20), dropped(71))));
    }

    @Test
    void aScarceDiskHalvesOnceForEveryPercentThatItGrowsFuller() {
        assertEquals(
                List.of(8, 4, 4, 4, 4, 2, 2, 2, 2),
                allowed(List.of(
                        disk(85), disk(86), disk(86), disk(86), disk(86), disk(87), disk(87), disk(87), disk(87))));
    }

    @Test
    void aFullDiskStopsItUntilItHasRoomAgain() {
        assertEquals(
                List.of(8, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1),
                allowed(List.of(
                        disk(70), disk(93), disk(95), disk(92), disk(91), disk(93), disk(91), disk(90), disk(85),
                        disk(85), disk(85))));
        assertEquals(List.of(1, 1, 2), allowed(List.of(disk(79), disk(79), disk(79))));
    }

    @Test
    void aUsersLowerLimitWins() {
        pacing.hear(8, compactions(400));
        assertEquals(4, pacing.allowed(8));
        assertEquals(2, pacing.allowed(2));
        pacing.hear(2, compactions(400));
        pacing.hear(2, compactions(400));
        assertEquals(1, pacing.hear(2, compactions(400)).orElseThrow().loadersInAll(), "half of what the user allows");
    }

    @Test
    void aHigherLimitHoldsAtOnceWhereNothingIsSlow() {
        pacing.hear(4, compactions(1));
        assertEquals(64, pacing.allowed(64));
        assertEquals(Optional.empty(), pacing.hear(64, compactions(1)));
    }

    @Test
    void whatCannotBeReadIsSaidOnceAndSlowsNothingDown() {
        var said = pacing.hear(8, unread()).orElseThrow();
        assertEquals("run.pace.unreadable", said.reason().key());
        assertEquals(8, said.loadersInAll());
        for (var reading = 0; reading < 20; reading++) {
            assertEquals(Optional.empty(), pacing.hear(8, unread()));
        }
        assertEquals(8, pacing.allowed(8));
    }

    @Test
    void aTargetThatDoesNotAnswerIsSaidOnceAfterThreeReadings() {
        assertEquals(Optional.empty(), pacing.missed(8, LOST));
        assertEquals(Optional.empty(), pacing.missed(8, LOST));
        var said = pacing.missed(8, LOST).orElseThrow();
        assertEquals("run.pace.silent", said.reason().key());
        assertEquals(8, said.loadersInAll());
        assertTrue(said.evidence().startsWith(LOST.hop()), said.evidence());
        for (var reading = 0; reading < 20; reading++) {
            assertEquals(Optional.empty(), pacing.missed(8, LOST));
        }
    }

    @Test
    void aTargetThatFallsSilentWhileItIsSparedStaysSoForAWhileOnly() {
        pacing.hear(8, compactions(400));
        var said = IntStream.range(0, 30)
                .mapToObj(_ -> pacing.missed(8, LOST))
                .flatMap(Optional::stream)
                .toList();
        assertEquals(
                List.of("run.pace.silent-held"),
                said.stream().map(fact -> fact.reason().key()).toList());
        assertEquals(4, pacing.allowed(8));
        IntStream.range(0, 3).forEach(_ -> pacing.missed(8, LOST));
        assertEquals(8, pacing.allowed(8));
    }

    @Test
    void aNodeThatDoesNotAnswerKeepsTheOthersFromCountingAsCalm() {
        pacing.hear(8, compactions(400));
        var one = new TargetPressure(List.of(node("10.0.0.2", 0, 0, 0, 0)), List.of("10.0.0.3"));
        for (var reading = 0; reading < 10; reading++) {
            assertEquals(Optional.empty(), pacing.hear(8, one));
        }
        assertEquals(4, pacing.allowed(8));
    }

    /// Whatever happens: never above the user's limit, never below nothing, never faster than agreed, every
    /// change with a fact and no fact without a reason; and it recovers when the pressure is gone.
    @Test
    void whateverHappensItStaysWithinItsBoundsAndRecovers() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var any = new Pacing();
            var lastFact = -Pacing.READINGS_PER_CHANGE;
            for (var reading = 0; reading < 120; reading++) {
                var most = 1 + random.nextInt(16);
                var before = any.allowed(most);
                var fact = random.nextInt(8) == 0 ? any.missed(most, LOST) : any.hear(most, random(random));
                var after = any.allowed(most);
                assertTrue(after >= 0 && after <= most, "seed " + seed);
                if (fact.isEmpty()) {
                    assertEquals(before, after, "a change without a fact, seed " + seed);
                } else {
                    assertTrue(reading - lastFact >= Pacing.READINGS_PER_CHANGE, "too fast, seed " + seed);
                    lastFact = reading;
                    assertFalse(Messages.text(fact.get().reason()).isBlank());
                    assertTrue(fact.get().loadersInAll() >= 0 && fact.get().loadersInAll() <= most, "seed " + seed);
                }
            }
            for (var reading = 0; reading < 40; reading++) {
                any.hear(16, compactions(0));
            }
            assertEquals(16, any.allowed(16), "it did not recover, seed " + seed);
        }
    }

    private static TargetPressure random(Random random) {
        var nodes = new ArrayList<NodePressure>();
        var silent = new ArrayList<String>();
        for (var number = 0; number < 3; number++) {
            var address = "10.0.0." + number;
            switch (random.nextInt(6)) {
                case 0 -> silent.add(address);
                case 1 -> nodes.add(new NodePressure(address, Map.of()));
                case 2 ->
                    nodes.add(new NodePressure(
                            address, Map.of(Gauge.DISK_USED, (70L + random.nextInt(30)) * GIB, Gauge.DISK, 100 * GIB)));
                default ->
                    nodes.add(node(
                            address,
                            random.nextInt(500),
                            random.nextInt(300),
                            random.nextInt(300),
                            random.nextInt(1000)));
            }
        }
        return new TargetPressure(nodes, silent);
    }
}
