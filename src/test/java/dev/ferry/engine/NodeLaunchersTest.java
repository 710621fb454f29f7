package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.journal.Document;
import dev.ferry.migration.Limits;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Small cells in processes that load many of them, against nodes that exist only here.
@Timeout(60)
class NodeLaunchersTest {
    private static final String NODE = "10.0.0.1";
    private static final long SMALL = 100;
    private static final long LARGE = 1L << 30;
    private static final int MOST_ROUNDS = 2000;

    @TempDir
    private Path folder;

    private final LoadControl control = new LoadControl(new Limits(2, 3, 0));
    private final List<Site> sites = new ArrayList<>();
    private Document document;
    private Recorder recorder;
    private Duration silent = Duration.ofMinutes(10);
    private Duration overdue = Duration.ofMinutes(1);

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
    void smallCellsGoIntoOneProcessAndLargeOnesBesideIt() throws Exception {
        var site = site(NODE, Map.of("big", LARGE), "a", "b", "c");
        rounds(site, 1);
        assertEquals(List.of(cell(NODE, "big")), site.fake.launched());
        assertEquals(Set.of(1), site.fake.launchers().keySet());
        assertEquals(cells(NODE, "a", "b", "c"), launcher(site, 1).queue());
        assertEquals(5, launcher(site, 1).atOnce());
        site.fake.begin();
        rounds(site, 1);
        assertEquals(cells(NODE, "big", "a", "b", "c"), site.fake.living());
        site.endAll(0);
        rounds(site, 3);
        assertTrue(site.loads.isIdle());
        assertTrue(launcher(site, 1).isClosed());
        assertTrue(recorder.run().cells().values().stream().allMatch(state -> state.isLoaded()));
        assertEquals(Map.of(), recorder.run().launchers(NODE).living());
    }

    @Test
    void aLauncherHoldsAPlaceForEveryFiveCells() throws Exception {
        control.limit(new Limits(4, 3, 0));
        var site = site(NODE, Map.of(), names(12));
        rounds(site, 2);
        assertEquals(15, launcher(site, 1).atOnce());
        assertFalse(control.take(3), "all three places are taken");
        site.fake.begin();
        rounds(site, 1);
        site.endSome(9, 0);
        rounds(site, 2);
        assertEquals(5, launcher(site, 1).atOnce());
        assertTrue(control.take(1), "two of them were given back");
    }

    @Test
    void aPauseReachesTheLauncherAndWhatItHasBegunGoesOn() throws Exception {
        var site = site(NODE, Map.of(), names(8));
        rounds(site, 1);
        site.fake.begin();
        control.pause();
        rounds(site, 1);
        assertEquals(0, launcher(site, 1).atOnce());
        assertEquals(8, site.fake.living().size());
        control.resume();
        rounds(site, 2);
        assertEquals(10, launcher(site, 1).atOnce());
    }

    @Test
    void aPausedCellComesBackFromTheQueue() throws Exception {
        var site = site(NODE, Map.of(), "a", "b");
        rounds(site, 1);
        control.pause(cells(NODE, "a"));
        rounds(site, 1);
        assertEquals(cells(NODE, "b"), launcher(site, 1).queue());
        assertEquals(0, recorder.run().cell(cell(NODE, "a")).living());
        control.resume(cells(NODE, "a"));
        rounds(site, 1);
        assertEquals(cells(NODE, "a", "b"), launcher(site, 1).queue());
    }

    @Test
    void aQueuedCellThatIsStoppedIsNeverBegun() throws Exception {
        var site = site(NODE, Map.of(), "a", "b");
        rounds(site, 1);
        control.stop(cells(NODE, "a"));
        rounds(site, 1);
        assertTrue(recorder.run().cell(cell(NODE, "a")).isStopped());
        assertEquals(cells(NODE, "b"), launcher(site, 1).queue());
    }

    @Test
    void toStopACellInALauncherTheOthersFinishFirst() throws Exception {
        var site = site(NODE, Map.of(), "a", "b", "c");
        rounds(site, 1);
        launcher(site, 1);
        site.fake.begin();
        rounds(site, 1);
        control.stop(cells(NODE, "a"));
        rounds(site, 1);
        assertTrue(launcher(site, 1).isClosed());
        assertFalse(launcher(site, 1).isOver(), "b and c still run");
        site.end("b", 0);
        site.end("c", 0);
        rounds(site, 3);
        assertTrue(launcher(site, 1).isOver());
        assertTrue(recorder.run().cell(cell(NODE, "a")).isStopped());
        assertTrue(recorder.run().cell(cell(NODE, "b")).isLoaded());
        control.retry(cells(NODE, "a"));
        rounds(site, 1);
        assertEquals(cells(NODE, "a"), launcher(site, 2).queue());
    }

    @Test
    void whatIsInDoubtAfterALauncherWasLostIsLoadedAloneAndTheRestByAnother() throws Exception {
        control.limit(new Limits(1, 3, 0));
        var site = site(NODE, Map.of(), names(7));
        rounds(site, 1);
        site.fake.begin();
        rounds(site, 1);
        var doubtful = site.fake.living();
        assertEquals(5, doubtful.size());
        launcher(site, 1).vanish();
        rounds(site, 1);
        assertInstanceOf(
                Fact.LauncherEnded.class,
                document.facts().stream()
                        .map(each -> each.fact())
                        .filter(fact -> fact instanceof Fact.LauncherEnded)
                        .findFirst()
                        .orElseThrow());
        assertEquals(2, launcher(site, 2).queue().size());
        site.calm();
        assertTrue(recorder.run().cells().values().stream().allMatch(state -> state.isLoaded()));
        var inProcessesOfTheirOwn = new HashSet<CellId>();
        document.facts().stream()
                .map(each -> each.fact())
                .filter(fact -> fact instanceof Fact.LoaderStarting starting && starting.launcher() == 0)
                .forEach(fact -> inProcessesOfTheirOwn.add(((Fact.LoaderStarting) fact).cell()));
        assertEquals(doubtful, inProcessesOfTheirOwn);
    }

    @Test
    void whatWasNeverBegunIsNoFailedAttempt() throws Exception {
        var site = site(NODE, Map.of(), names(3));
        for (var time = 0; time < 1; time++) {
            rounds(site, 1);
            launcher(site, time + 1).vanish();
            rounds(site, 1);
        }
        assertTrue(document.facts().stream().noneMatch(each -> each.fact() instanceof Fact.LoaderEnded));
        assertEquals(
                3,
                document.facts().stream()
                        .filter(each -> each.fact() instanceof Fact.LoaderWithdrawn)
                        .count());
    }

    @Test
    void afterTwoLostLaunchersInARowEveryCellGetsAProcessOfItsOwn() throws Exception {
        var site = site(NODE, Map.of(), names(3));
        for (var time = 1; time <= 2; time++) {
            rounds(site, 1);
            launcher(site, time).vanish();
            rounds(site, 1);
        }
        rounds(site, 1);
        assertEquals(2, site.fake.launchers().size());
        assertEquals(2, site.fake.living().size(), "as many as the limit allows");
        site.calm();
        assertTrue(recorder.run().cells().values().stream().allMatch(state -> state.isLoaded()));
    }

    @Test
    void aCellThatNeverReturnsIsFoundAndLoadedAlone() throws Exception {
        silent = Duration.ofMillis(20);
        var site = site(NODE, Map.of(), "a");
        rounds(site, 1);
        site.fake.begin();
        rounds(site, 1);
        Thread.sleep(30);
        rounds(site, 2);
        assertTrue(launcher(site, 1).isOver(), "only the end of its process ends it");
        rounds(site, 1);
        var ended = document.facts().stream()
                .map(each -> each.fact())
                .filter(fact -> fact instanceof Fact.LoaderEnded)
                .map(fact -> ((Fact.LoaderEnded) fact).outcome())
                .toList();
        assertInstanceOf(Outcome.Unknown.class, ended.getFirst());
        assertEquals(1, site.fake.living().size());
        assertEquals(1, site.fake.launchers().size());
    }

    @Test
    void anotherRunLetsTheOldLauncherFinishAndGivesTheRestToANewOne() throws Exception {
        control.limit(new Limits(1, 3, 0));
        var site = site(NODE, Map.of(), names(7));
        rounds(site, 1);
        site.fake.begin();
        rounds(site, 1);
        var again = new LoadControl(new Limits(2, 3, 0));
        var next = new NodeLoads(tempo(), recorder, again, site.fake, site.plans);
        next.adoptLiving();
        next.round();
        assertTrue(launcher(site, 1).isClosed());
        assertEquals(5, launcher(site, 1).running().size());
        assertEquals(Set.of(), launcher(site, 1).queue());
        next.round();
        assertEquals(2, launcher(site, 2).queue().size());
        for (var round = 0; round < 6; round++) {
            site.endAll(0);
            next.round();
            site.fake.begin();
        }
        assertTrue(next.isIdle());
        assertTrue(recorder.run().cells().values().stream().allMatch(state -> state.isLoaded()));
        assertTrue(recorder.run().cells().values().stream().allMatch(state -> state.attempts() <= 2));
    }

    @Test
    void aLauncherThatWasAboutToBeStartedWhenFerryWasKilledIsNone() throws Exception {
        recorder.record(new Fact.LauncherStarting(NODE, 1, "/ferry/credentials-1"));
        recorder.record(new Fact.LoaderStarting(cell(NODE, "a"), 1, 1, 1));
        var site = site(NODE, Map.of(), "a", "b");
        site.loads.adoptLiving();
        rounds(site, 1);
        assertEquals(cells(NODE, "b"), launcher(site, 2).queue(), "the first is never started any more");
        site.fake.begin();
        rounds(site, 1);
        site.endAll(0);
        rounds(site, 1);
        assertTrue(recorder.run().cell(cell(NODE, "b")).isLoaded());
        assertFalse(recorder.run().cell(cell(NODE, "a")).isLoaded(), "until it is certain that it was not begun");
        assertEquals(Set.of(), site.fake.living());
    }

    @Test
    void ofALauncherThatWasKilledTheJournalSaysSo() throws Exception {
        var site = site(NODE, Map.of(), "a", "b");
        rounds(site, 2);
        site.fake.begin();
        rounds(site, 1);
        launcher(site, 1).kill();
        rounds(site, 1);
        var ended = document.facts().stream()
                .map(each -> each.fact())
                .filter(fact -> fact instanceof Fact.LauncherEnded)
                .map(fact -> ((Fact.LauncherEnded) fact).outcome())
                .findFirst()
                .orElseThrow();
        var failed = assertInstanceOf(Outcome.Failed.class, ended);
        assertEquals("engine.launcher.killed", failed.failure().cause().key());
        assertEquals(Set.of(), launcher(site, 1).running());
        site.calm();
        assertTrue(recorder.run().cells().values().stream().allMatch(state -> state.isLoaded()));
    }

    /// Between the look at a launcher and the look at its cells it may go.
    @Test
    void whatHasWaitedForLongIsNotMissingAsSoonAsItsLauncherIsGone() throws Exception {
        var load = new LiveLoad(cell(NODE, "a"), "a", 1, 1, 1);
        Thread.sleep(30);
        assertFalse(load.isMissingFor(Duration.ofMillis(20)));
        Thread.sleep(30);
        assertTrue(load.isMissingFor(Duration.ofMillis(20)));
    }

    @Test
    void anotherRunCountsWhatTheOldLauncherHasBegunBeforeItStartsAnything() throws Exception {
        control.limit(new Limits(1, 3, 0));
        var site = site(NODE, Map.of("big", LARGE), names(7));
        control.pause(cells(NODE, "big"));
        rounds(site, 1);
        site.fake.begin();
        rounds(site, 1);
        var again = new LoadControl(new Limits(1, 3, 0));
        var next = new NodeLoads(tempo(), recorder, again, site.fake, site.plans);
        next.adoptLiving();
        next.round();
        next.round();
        assertEquals(Set.of(1), site.fake.launchers().keySet());
        assertEquals(
                List.of(),
                site.fake.launched().stream()
                        .filter(cell -> cell.equals(cell(NODE, "big")))
                        .toList());
        site.endAll(0);
        next.round();
        next.round();
        assertEquals(1, site.fake.launchers().size() - 1 + site.fake.living().size(), "the place is free again");
    }

    @Test
    void aLauncherOfAnEarlierRunThatWasNeverStartedIsNoHindrance() throws Exception {
        recorder.record(new Fact.LauncherStarting(NODE, 1, "/ferry/credentials-1"));
        recorder.record(new Fact.LoaderStarting(cell(NODE, "a"), 1, 1, 1));
        var site = site(NODE, Map.of(), "a", "b");
        site.loads.adoptLiving();
        rounds(site, 2);
        assertEquals(Set.of(2), site.fake.launchers().keySet());
        assertTrue(launcher(site, 2).queue().contains(cell(NODE, "b")));
    }

    @Test
    void aLauncherThatCannotBeStartedGetsNoCellsAndStopsNoOther() throws Exception {
        var site = site(NODE, Map.of("big", LARGE), "a", "b");
        site.fake.refuseLaunchers();
        rounds(site, 3);
        assertEquals(Set.of(cell(NODE, "big")), site.fake.living());
        assertEquals(0, recorder.run().cell(cell(NODE, "a")).attempts());
    }

    @Test
    void whatCannotBeLaidReadyForNowIsLaidReadyLater() throws Exception {
        var site = site(NODE, Map.of(), "a", "b", "c");
        site.fake.loseConnectionAt(cell(NODE, "b"));
        assertThrows(FailureException.class, site.loads::round);
        rounds(site, 1);
        assertEquals(cells(NODE, "a", "b", "c"), launcher(site, 1).queue());
    }

    @Test
    void whatALauncherHadNotBegunIsTakenFromItEvenIfItCountsAsGone() throws Exception {
        var site = site(NODE, Map.of(), "a", "b");
        rounds(site, 1);
        launcher(site, 1).vanish();
        rounds(site, 1);
        assertEquals(Set.of(), launcher(site, 1).queue());
        assertEquals(cells(NODE, "a", "b"), launcher(site, 2).queue());
    }

    @Test
    void stoppingEverythingEndsLaunchersAndLeavesTheirQueuesUntouched() throws Exception {
        control.limit(new Limits(1, 3, 0));
        var site = site(NODE, Map.of(), names(7));
        rounds(site, 1);
        site.fake.begin();
        rounds(site, 1);
        control.endLoaders();
        rounds(site, 4);
        assertTrue(site.loads.isIdle());
        assertTrue(launcher(site, 1).isOver());
        assertFalse(recorder.run().mayHaveLivingLoaders());
    }

    @Test
    void theThrottleIsToldOnceAndWhenItChanges() throws Exception {
        var site = site(NODE, Map.of(), "a");
        rounds(site, 1);
        assertEquals(0, site.fake.throttle());
        control.limit(new Limits(2, 3, 25));
        rounds(site, 1);
        assertEquals(25, site.fake.throttle());
    }

    @Test
    void aTargetThatFallsBehindGetsFewerAtOnce() throws Exception {
        control.limit(new Limits(4, 4, 0));
        var site = site(NODE, Map.of(), names(20));
        rounds(site, 3);
        assertEquals(20, launcher(site, 1).atOnce());
        control.pace(1);
        rounds(site, 1);
        assertEquals(5, launcher(site, 1).atOnce());
        control.pace(0);
        rounds(site, 2);
        assertEquals(0, launcher(site, 1).atOnce());
    }

    /// Any order of words, rounds, beginnings and ends: the limits hold whenever something is begun, what is
    /// paused or stopped is not begun, no cell ever has two loaders; and once everything may go on,
    /// everything gets loaded.
    @RepeatedTest(12)
    void holdsItsWordInAnyOrderOfEvents(RepetitionInfo repetition) throws Exception {
        var random = new Random(repetition.getCurrentRepetition());
        for (var node = 1; node <= 3; node++) {
            site("10.0.0." + node, Map.of("big", LARGE, "bigger", LARGE), names(9));
        }
        for (var step = 0; step < 200; step++) {
            happen(random);
        }
        control.resume();
        control.resume(all());
        sites.forEach(site -> site.forbidden.clear());
        calm();
        control.retry(all());
        calm();
        sites.forEach(site -> assertEquals(Set.of(), site.fake.staged()));
        all().forEach(cell -> assertTrue(recorder.run().cell(cell).isLoaded(), cell.toString()));
        assertTrue(control.take(0), "every place was given back");
        assertTrue(control.take(0) || control.limits().loadersInAll() == 1);
    }

    /// On all nodes: they share their places.
    private void calm() throws Exception {
        var round = 0;
        do {
            assertTrue(round++ < MOST_ROUNDS, "it does not come to an end");
            for (var site : sites) {
                site.goOn();
            }
        } while (!sites.stream().allMatch(site -> site.loads.isIdle()));
    }

    private void happen(Random random) throws Exception {
        var site = sites.get(random.nextInt(sites.size()));
        var some = new HashSet<>(all());
        some.removeIf(cell -> random.nextInt(5) > 0);
        switch (random.nextInt(16)) {
            case 0 -> {
                control.pause(some);
                told(some);
            }
            case 1 -> {
                control.resume(some);
                sites.forEach(each -> each.forbidden.removeAll(some));
            }
            case 2 -> {
                control.stop(some);
                told(some);
            }
            case 3 -> {
                sites.forEach(each -> each.forbidden.removeAll(some));
                control.retry(some);
            }
            case 4 -> {
                control.limit(new Limits(1 + random.nextInt(3), 1 + random.nextInt(5), 0));
                told(Set.of());
            }
            case 5 -> {
                if (random.nextBoolean()) {
                    control.pause();
                } else {
                    control.resume();
                }
                told(Set.of());
            }
            case 6, 7, 8 -> site.end(random);
            case 9, 10, 11 -> {
                site.fake.begin();
                assertWithinLimits();
            }
            case 12 -> {
                if (random.nextInt(4) == 0 && !site.fake.launchers().isEmpty()) {
                    site.fake.launchers().values().forEach(FakeSite.FakeLauncher::vanish);
                }
            }
            default -> site.loads.round();
        }
    }

    /// What was said reaches a launcher with the next round of its node.
    private void told(Set<CellId> forbidden) throws Exception {
        for (var site : sites) {
            site.loads.round();
        }
        sites.forEach(site -> site.forbidden.addAll(forbidden));
    }

    private void assertWithinLimits() {
        var limits = control.limits();
        var inAll = 0;
        for (var site : sites) {
            var allowed = site.fake.launchers().values().stream()
                    .filter(launcher -> !launcher.isOver() && !launcher.isClosed())
                    .mapToInt(FakeSite.FakeLauncher::atOnce)
                    .sum();
            assertTrue((allowed + 4) / FakeSite.CELLS_A_PLACE <= limits.loadersPerNode(), "too many on " + site.node);
            inAll += (allowed + 4) / FakeSite.CELLS_A_PLACE;
        }
        assertTrue(inAll <= Math.max(limits.loadersInAll(), highest), "too many in all");
        highest = Math.max(limits.loadersInAll(), 0);
    }

    // a lower limit reaches one node after the other
    private int highest = 5;

    private static void rounds(Site site, int count) throws Exception {
        for (var round = 0; round < count; round++) {
            site.loads.round();
        }
    }

    private static FakeSite.FakeLauncher launcher(Site site, int number) {
        return site.fake.launchers().get(number);
    }

    private Set<CellId> all() {
        var cells = new HashSet<CellId>();
        sites.forEach(site -> site.plans.forEach(plan -> cells.add(plan.id())));
        return cells;
    }

    private static String[] names(int count) {
        return IntStream.range(0, count).mapToObj(each -> "t" + each).toArray(String[]::new);
    }

    private static Set<CellId> cells(String node, String... tables) {
        var cells = new HashSet<CellId>();
        for (var table : tables) {
            cells.add(cell(node, table));
        }
        return cells;
    }

    private static CellId cell(String node, String table) {
        return new CellId(1, node, new TableName("shop", table));
    }

    private Site site(String node, Map<String, Long> large, String... small) {
        var tables = new LinkedHashMap<>(large);
        for (var table : small) {
            tables.put(table, SMALL);
        }
        var site = new Site(node, tables);
        sites.add(site);
        return site;
    }

    private static Migration migration() {
        var source = SourceSettings.plain(List.of("10.0.0.1"), 9042, SshSettings.of("ferry", 22));
        var target = new Target.CassandraCluster(List.of("10.1.0.1"), 9042, 7000, null, null, null);
        return new Migration("acme", "Acme", source, target, new Selection(List.of(), List.of()), Options.usual());
    }

    private Tempo tempo() {
        var usual = Tempo.of(migration().target());
        return new Tempo(
                usual.service(),
                usual.serviceLimit(),
                usual.answerLimit(),
                Duration.ofMillis(1),
                overdue,
                usual.stalled(),
                silent,
                usual.unreachable());
    }

    /// A node and its loads.
    private final class Site {
        private final String node;
        private final List<CellPlan> plans;
        private final FakeSite fake;
        private final Set<CellId> forbidden = new HashSet<>();
        private final Map<CellId, Integer> begun = new HashMap<>();
        private final NodeLoads loads;

        Site(String node, Map<String, Long> tables) {
            this.node = node;
            this.plans = tables.entrySet().stream()
                    .map(table -> new CellPlan(cell(node, table.getKey()), 1, table.getValue()))
                    .toList();
            this.fake = new FakeSite(node, Map.of(), this::launched).withLaunchers();
            this.loads = new NodeLoads(tempo(), recorder, control, fake, plans);
        }

        private void launched(CellId cell) {
            begun.merge(cell, 1, Integer::sum);
            assertFalse(forbidden.contains(cell), "paused or stopped: " + cell);
            assertFalse(control.standing().isPaused(), "everything is paused");
        }

        void end(String table, int code) {
            fake.end(cell(node, table), code);
        }

        void endAll(int code) {
            fake.living().forEach(cell -> fake.end(cell, code));
        }

        void endSome(int count, int code) {
            fake.living().stream().limit(count).forEach(cell -> fake.end(cell, code));
        }

        void end(Random random) {
            for (var cell : fake.living()) {
                switch (random.nextInt(6)) {
                    case 0 -> fake.end(cell, 1);
                    case 1 -> fake.end(cell, 2);
                    case 2, 3, 4 -> fake.end(cell, 0);
                    default -> {
                        // goes on
                    }
                }
            }
        }

        /// Everything is begun and ends well from here on.
        void calm() throws Exception {
            for (var round = 0; !loads.isIdle(); round++) {
                assertTrue(round < MOST_ROUNDS, "it does not come to an end");
                goOn();
            }
        }

        private void goOn() throws Exception {
            loads.round();
            fake.begin();
            endAll(0);
        }
    }
}
