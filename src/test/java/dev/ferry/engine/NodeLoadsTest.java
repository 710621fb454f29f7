package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.journal.Document;
import dev.ferry.migration.Limits;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.plan.CellPlan;
import dev.ferry.run.Fact;
import dev.ferry.schema.TableName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a user says while loads run, against nodes that exist only here.
@Timeout(60)
class NodeLoadsTest {
    private static final String NODE = "10.0.0.1";
    private static final CellId A = cell(NODE, "a");
    private static final CellId B = cell(NODE, "b");

    @TempDir
    private Path folder;

    private final LoadControl control = new LoadControl(new Limits(2, 3, 0));
    private final List<Site> sites = new ArrayList<>();
    private Document document;
    private Recorder recorder;

    @BeforeEach
    void open() throws Exception {
        document = Document.create(folder.resolve("m.ferry"), migration());
        recorder = new Recorder(document, (event, run) -> {});
    }

    @AfterEach
    void close() {
        document.close();
    }

    @Test
    void aPausedCellIsNotStartedUntilItIsResumed() throws Exception {
        var site = site(NODE, Map.of(), "a", "b");
        control.pause(Set.of(A));
        site.loads.round();
        assertEquals(List.of(B), site.fake.launched());
        control.resume(Set.of(A));
        site.loads.round();
        assertEquals(List.of(B, A), site.fake.launched());
    }

    @Test
    void whatRunsOfAPausedCellGoesOnButItsNextPartWaits() throws Exception {
        var site = site(NODE, Map.of(A, 2), "a");
        site.loads.round();
        control.pause(Set.of(A));
        site.loads.round();
        assertEquals(Set.of(A), site.fake.living());
        site.fake.end(A, 0);
        site.loads.round();
        assertEquals(Set.of(), site.fake.living());
        control.resume(Set.of(A));
        site.loads.round();
        assertEquals(List.of(A, A), site.fake.launched());
    }

    @Test
    void aStoppedCellIsEndedAndNotStartedAgainUntilItIsRetried() throws Exception {
        var site = site(NODE, Map.of(), "a", "b");
        site.loads.round();
        control.stop(Set.of(A));
        rounds(site, 4);
        assertTrue(recorder.run().cell(A).isStopped());
        assertEquals(List.of(A, B), site.fake.launched());
        control.retry(Set.of(A));
        rounds(site, 1);
        assertEquals(List.of(A, B, A), site.fake.launched());
        assertEquals(2, recorder.run().cell(A).attempts());
    }

    @Test
    void aWaitingCellThatIsStoppedIsNeverStarted() throws Exception {
        var site = site(NODE, Map.of(), "a", "b");
        control.stop(Set.of(B));
        rounds(site, 3);
        assertEquals(List.of(A), site.fake.launched());
        assertTrue(recorder.run().cell(B).isStopped());
        assertEquals(0, recorder.run().cell(B).attempts());
    }

    @Test
    void stopAndRetryTogetherStartALoaderAnew() throws Exception {
        var site = site(NODE, Map.of(), "a");
        site.loads.round();
        control.stop(Set.of(A));
        control.retry(Set.of(A));
        rounds(site, 3);
        assertEquals(List.of(A, A), site.fake.launched());
        assertEquals(null, recorder.run().cell(A).outcome());
    }

    /// Ferry was killed between the two facts.
    @Test
    void whatWasLoadedButNotSaidToBeOverIsNotLoadedAgain() throws Exception {
        recorder.record(new Fact.LoaderStarting(A, 1, 1));
        recorder.record(new Fact.LoaderEnded(A, 1, 1, Outcome.Succeeded.shownBy("exit code 0"), 10));
        var site = site(NODE, Map.of(), "a");
        site.loads.adoptLiving();
        rounds(site, 1);
        assertTrue(site.loads.isIdle());
        assertEquals(List.of(), site.fake.launched());
        assertTrue(recorder.run().cell(A).isLoaded());
        assertEquals(Set.of(), site.fake.staged());
    }

    @Test
    void aLoaderThatRunsIsLeftAloneByRetry() throws Exception {
        var site = site(NODE, Map.of(), "a");
        site.loads.round();
        control.retry(Set.of(A));
        rounds(site, 3);
        assertEquals(List.of(A), site.fake.launched());
    }

    @Test
    void whatWasLoadedBeforeTheStopReachedItIsLoaded() throws Exception {
        var site = site(NODE, Map.of(), "a");
        site.loads.round();
        control.stop(Set.of(A));
        site.fake.end(A, 0);
        site.loads.round();
        assertTrue(recorder.run().cell(A).isLoaded());
    }

    @Test
    void aSecondLoaderIsNotStartedWhileAProcessNamesTheCell() throws Exception {
        var site = site(NODE, Map.of(), "a");
        site.loads.round();
        site.fake.vanish(A);
        site.fake.stranger(A, true);
        rounds(site, 2);
        assertInstanceOf(Outcome.Unknown.class, recorder.run().cell(A).outcome());
        assertEquals(List.of(A), site.fake.launched());
        site.fake.stranger(A, false);
        control.retry(Set.of(A));
        rounds(site, 1);
        assertEquals(List.of(A, A), site.fake.launched());
    }

    @Test
    void aCellThatCannotBeJudgedIsUnknownAndStopsNoOther() throws Exception {
        var site = site(NODE, Map.of(), "a", "b");
        site.loads.round();
        site.fake.loseFiles(A);
        site.fake.end(A, 0);
        rounds(site, 2);
        assertInstanceOf(Outcome.Unknown.class, recorder.run().cell(A).outcome());
        site.fake.end(B, 0);
        site.loads.round();
        assertTrue(recorder.run().cell(B).isLoaded());
        assertTrue(site.loads.isIdle());
    }

    @Test
    void aLoaderThatDoesNotEndIsWatchedOnAndStopsNoOther() throws Exception {
        var site = site(NODE, Map.of(), "a", "b");
        site.loads.round();
        site.fake.hang(A, true);
        control.stop(Set.of(A));
        site.fake.end(B, 0);
        rounds(site, 2);
        assertTrue(recorder.run().cell(B).isLoaded());
        assertEquals(1, recorder.run().cell(A).living(), "it may live, so it is not called stopped");
        assertFalse(site.loads.isIdle());
        site.fake.hang(A, false);
        rounds(site, 2);
        assertTrue(recorder.run().cell(A).isStopped());
    }

    @Test
    void aLoaderThatDoesNotEndKeepsNoRunFromEnding() throws Exception {
        var site = site(NODE, Map.of(), "a", "b");
        site.loads.round();
        site.fake.hang(A, true);
        control.endLoaders();
        rounds(site, 2);
        assertTrue(site.loads.isIdle());
        assertEquals(1, recorder.run().cell(A).living(), "the next run looks at it first");
        assertEquals(0, recorder.run().cell(B).living());
    }

    @Test
    void aFailedCellIsTriedThreeTimesAndByRetryThreeTimesMore() throws Exception {
        var site = site(NODE, Map.of(), "a");
        for (var attempt = 0; attempt < 3; attempt++) {
            site.loads.round();
            site.fake.end(A, 1);
        }
        site.loads.round();
        assertInstanceOf(Outcome.Failed.class, recorder.run().cell(A).outcome());
        assertTrue(site.loads.isIdle());
        control.retry(Set.of(A));
        rounds(site, 1);
        assertEquals(4, recorder.run().cell(A).attempts());
        assertFalse(site.loads.isIdle());
    }

    @Test
    void aCellOfANodeThatIsDoneCanBeRetriedWhileAnotherNodeLoads() throws Exception {
        var first = site(NODE, Map.of(), "a");
        var second = site("10.0.0.2", Map.of(), "a");
        control.begin(List.of(NODE, "10.0.0.2"));
        first.loads.round();
        first.fake.end(A, 2);
        first.loads.round();
        second.loads.round();
        assertTrue(first.loads.isIdle());
        var answer = new boolean[1];
        var waiting = Thread.ofVirtual().start(() -> {
            try {
                answer[0] = control.awaitOrders(NODE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.join(Duration.ofMillis(100));
        assertTrue(waiting.isAlive(), "the other node still loads");
        control.retry(Set.of(A));
        waiting.join();
        assertTrue(answer[0]);
        rounds(first, 1);
        assertEquals(List.of(A, A), first.fake.launched());
    }

    @Test
    void aCellWhoseLastPartWasLoadedBeforeTheRunWasCutOffIsLoaded() throws Exception {
        recorder.record(new Fact.LoaderStarting(A, 1, 1));
        recorder.record(new Fact.LoaderEnded(A, 1, 1, Outcome.Succeeded.shownBy("exit code 0"), 5));
        var site = site(NODE, Map.of(), "a");
        site.loads.adoptLiving();
        rounds(site, 1);
        assertTrue(recorder.run().cell(A).isLoaded());
        assertEquals(List.of(), site.fake.launched());
        assertEquals(Set.of(), site.fake.staged());
        assertTrue(site.loads.isIdle());
        assertTrue(control.take(0) && control.take(1), "no place was kept");
    }

    @Test
    void theLoadIsOverWhenEveryNodeHasNothingLeftOrHasLeft() throws Exception {
        control.begin(List.of(NODE, "10.0.0.2"));
        control.leave("10.0.0.2");
        assertFalse(control.awaitOrders(NODE));
        control.retry(Set.of(A));
        assertEquals(List.of(), control.takeOrders(NODE), "nobody is there to take it");
    }

    /// Any order of words, rounds and ends: no cell ever has two loaders, the limits hold at every start,
    /// what is paused or stopped is not started; and once everything may go on, everything gets loaded.
    @RepeatedTest(15)
    void holdsItsWordInAnyOrderOfEvents(RepetitionInfo repetition) throws Exception {
        var random = new Random(repetition.getCurrentRepetition());
        for (var node = 1; node <= 3; node++) {
            var name = "10.0.0." + node;
            site(name, Map.of(cell(name, "a"), 2, cell(name, "c"), 3), "a", "b", "c", "d");
        }
        for (var step = 0; step < 150; step++) {
            happen(random);
        }
        control.resume();
        control.resume(all());
        calm();
        control.retry(all());
        calm();
        all().forEach(cell -> assertTrue(recorder.run().cell(cell).isLoaded(), cell.toString()));
        for (var site : sites) {
            site.fake.launched().stream()
                    .distinct()
                    .forEach(cell -> assertEquals(
                            site.launches.get(cell), recorder.run().cell(cell).attempts()));
            assertEquals(Set.of(), site.fake.staged());
        }
    }

    private void happen(Random random) throws Exception {
        var site = sites.get(random.nextInt(sites.size()));
        var some = some(random);
        switch (random.nextInt(14)) {
            case 0 -> {
                control.pause(some);
                sites.forEach(each -> each.paused.addAll(some));
            }
            case 1 -> {
                control.resume(some);
                sites.forEach(each -> each.paused.removeAll(some));
            }
            case 2 -> {
                control.stop(some);
                sites.forEach(each -> each.stopped.addAll(some));
            }
            case 3 -> {
                control.retry(some);
                sites.forEach(each -> each.paused.removeAll(some));
                sites.forEach(each -> each.stopped.removeAll(some));
            }
            case 4 -> control.limit(new Limits(1 + random.nextInt(3), 1 + random.nextInt(5), 0));
            case 5 -> {
                if (random.nextBoolean()) {
                    control.pause();
                } else {
                    control.resume();
                }
            }
            case 6, 7 -> end(site, random);
            default -> site.loads.round();
        }
    }

    private static void end(Site site, Random random) {
        for (var cell : site.fake.living()) {
            switch (random.nextInt(6)) {
                case 0 -> site.fake.end(cell, 1);
                case 1 -> site.fake.end(cell, 2);
                case 2 -> site.fake.vanish(cell);
                case 3, 4 -> site.fake.end(cell, 0);
                default -> {
                    // goes on
                }
            }
        }
    }

    /// Every loader ends well from here on.
    private void calm() throws Exception {
        sites.forEach(each -> each.paused.clear());
        sites.forEach(each -> each.stopped.clear());
        do {
            for (var site : sites) {
                site.loads.round();
                site.fake.living().forEach(cell -> site.fake.end(cell, 0));
            }
        } while (!sites.stream().allMatch(site -> site.loads.isIdle()));
    }

    private static void rounds(Site site, int count) throws Exception {
        for (var round = 0; round < count; round++) {
            site.loads.round();
        }
    }

    private Set<CellId> all() {
        var cells = new HashSet<CellId>();
        sites.forEach(site -> cells.addAll(site.cells));
        return cells;
    }

    private Set<CellId> some(Random random) {
        var cells = all();
        cells.removeIf(cell -> random.nextInt(4) > 0);
        return cells;
    }

    private Site site(String node, Map<CellId, Integer> parts, String... tables) {
        var site = new Site(
                node,
                parts,
                List.of(tables).stream().map(table -> cell(node, table)).toList());
        sites.add(site);
        return site;
    }

    private static Migration migration() {
        var source = SourceSettings.plain(List.of("10.0.0.1"), 9042, SshSettings.of("ferry", 22));
        var target = new Target.CassandraCluster(List.of("10.1.0.1"), 9042, 7000, null, null, null);
        return new Migration("acme", "Acme", source, target, new Selection(List.of(), List.of()), Options.usual());
    }

    private static CellId cell(String node, String table) {
        return new CellId(1, node, new TableName("shop", table));
    }

    /// A node, its loads, and what has been said of them.
    private final class Site {
        private final List<CellId> cells;
        private final FakeSite fake;
        private final NodeLoads loads;
        private final Set<CellId> paused = new HashSet<>();
        private final Set<CellId> stopped = new HashSet<>();
        private final Map<CellId, Integer> launches = new HashMap<>();

        Site(String node, Map<CellId, Integer> parts, List<CellId> cells) {
            this.cells = cells;
            this.fake = new FakeSite(node, parts, this::launched);
            var plans = cells.stream().map(cell -> new CellPlan(cell, 1, 100)).toList();
            this.loads = new NodeLoads(tempo(), recorder, control, fake, plans);
        }

        private void launched(CellId cell) {
            launches.merge(cell, 1, Integer::sum);
            assertFalse(paused.contains(cell), "paused: " + cell);
            assertFalse(stopped.contains(cell), "stopped: " + cell);
            assertFalse(control.standing().isPaused(), "everything is paused");
            var limits = control.limits();
            assertTrue(fake.living().size() <= limits.loadersPerNode(), "too many on " + cell.node());
            var inAll =
                    sites.stream().mapToInt(site -> site.fake.living().size()).sum();
            assertTrue(inAll <= limits.loadersInAll(), "too many in all");
        }

        private static Tempo tempo() {
            var usual = Tempo.of(migration().target());
            return new Tempo(
                    usual.service(),
                    usual.serviceLimit(),
                    usual.answerLimit(),
                    Duration.ofMillis(1),
                    usual.overdue(),
                    usual.stalled(),
                    usual.silent(),
                    usual.unreachable());
        }
    }
}
