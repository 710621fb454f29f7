package dev.ferry.ui.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.TableFiles;
import dev.ferry.engine.Goal;
import dev.ferry.journal.Document;
import dev.ferry.migration.Limits;
import dev.ferry.migration.Selection;
import dev.ferry.migration.Side;
import dev.ferry.plan.Plan;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.TableName;
import dev.ferry.ui.Samples;
import dev.ferry.ui.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The open migration, on a real document and an engine that says what it is told to say.
class DeskTest {
    @TempDir
    private Path folder;

    private final Window window = Window.open();

    @Test
    void whatIsChangedIsOnTheDiskBeforeARunStarts() throws Exception {
        var desk = window.plannedDesk(folder, Samples.draft(), List.of());
        Window.onFx(() -> {
            desk.change(draft -> draft.with(new Selection(List.of("shop"), List.of())));
            desk.change(draft -> draft.with(draft.options().with(new Limits(2, 3, 4))));
            desk.start(Goal.SCHEMA);
            return true;
        });
        window.until("the run started", () -> desk.live().get() != null);
        try (var seen = Document.view(desk.path())) {
            assertEquals(List.of("shop"), seen.draft().selection().include());
            assertEquals(new Limits(2, 3, 4), seen.draft().options().limits());
        }
    }

    @Test
    void aRunIsSeenOnceAFrameAndEndsWithItsTrouble() {
        var desk = window.plannedDesk(folder, Samples.draft(), List.of());
        var frames = new ArrayList<Feed.Frame>();
        Window.onFx(() -> {
            desk.feed().listen(frames::add);
            desk.start(Goal.CHECKED);
            return true;
        });
        window.until("the run started", () -> desk.live().get() != null);
        window.engine.run.happen(new Fact.RunStarted("p1", "0"));
        window.engine.run.happen(new Fact.StepStarted(StepId.of(Step.LOGIN)));
        window.until(
                "it is seen", () -> desk.run().get().step(StepId.of(Step.LOGIN)).starts() == 1);
        window.engine.run.rest(Samples.failure());
        window.until("it rests", () -> desk.live().get() == null);
        assertEquals(Samples.failure(), desk.trouble().get());
        assertEquals(2, frames.stream().mapToInt(frame -> frame.events().size()).sum(), "every event, once");
    }

    @Test
    void aSecondStartWhileOneIsUnderWayIsNone() {
        var desk = window.plannedDesk(folder, Samples.draft(), List.of());
        Window.onFx(() -> {
            desk.start(Goal.CHECKED);
            return true;
        });
        window.until("the run started", () -> desk.live().get() != null);
        Window.onFx(() -> {
            desk.start(Goal.VERIFIED);
            return true;
        });
        assertEquals(List.of("start CHECKED"), window.engine.asked);
    }

    @Test
    void aSecondStartBeforeTheFirstHasBegunIsNone() {
        var desk = window.plannedDesk(folder, Samples.draft(), List.of());
        Window.onFx(() -> {
            desk.start(Goal.CHECKED);
            desk.start(Goal.VERIFIED);
            return true;
        });
        window.until("the run started", () -> desk.live().get() != null);
        assertEquals(List.of("start CHECKED"), window.engine.asked);
    }

    /// The engine has begun, the window does not know it yet, and its user stops what looks like waiting.
    @Test
    void aRunThatBeganAsItsBeginningWasStoppedIsLeft() {
        var desk = window.plannedDesk(folder, Samples.draft(), List.of());
        Window.onFx(() -> {
            desk.start(Goal.CHECKED);
            var end = System.nanoTime() + 10_000_000_000L;
            while (window.engine.run == null && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            desk.jobs().getFirst().stop();
            return true;
        });
        window.until("it is left", () -> window.engine.asked.contains("leave"));
        assertNull(desk.live().get());
    }

    @Test
    void aPlanThatSaysTheSameIsNotMadeAnew() {
        var desk = window.plannedDesk(folder, Samples.draft(), List.of());
        var first = desk.plan().get();
        var made = new ArrayList<Plan>();
        Window.onFx(() -> desk.makePlan(made::add, failure -> {}));
        window.until("it is made", () -> !made.isEmpty());
        assertEquals(first, made.getFirst());
        Window.onFx(() -> {
            desk.keep(grown(window.engine.cluster));
            return true;
        });
        Window.onFx(() -> desk.makePlan(made::add, failure -> {}));
        window.until("it is made again", () -> made.size() == 2);
        assertEquals("p1", made.getLast().id(), "only sizes have changed");
        assertTrue(made.getLast().bytes() > first.bytes(), "and nothing has happened for it yet");
        window.engine.cluster = Samples.cluster(2, 9);
        window.engine.plan = Samples.plan("p2", window.engine.cluster);
        Window.onFx(() -> desk.makePlan(made::add, failure -> {}));
        window.until("another is made", () -> made.size() == 3);
        assertEquals("p2", desk.plan().get().id());
    }

    @Test
    void aNewPlanDoesNotTakeThePlaceOfOneWhoseLoadersMayLive() {
        var plan = Samples.plan("p1", window.engine.cluster);
        var desk = window.plannedDesk(folder, Samples.draft(), Samples.facts(plan, Samples.Until.LOADING));
        window.engine.plan = Samples.plan("p2", Samples.cluster(2, 9));
        var failures = new ArrayList<String>();
        Window.onFx(() -> desk.makePlan(
                made -> failures.add("made"), why -> failures.add(why.cause().key())));
        window.until("it is answered", () -> !failures.isEmpty());
        assertEquals(List.of("engine.plan.loaders-live"), failures);
        assertEquals("p1", desk.plan().get().id());
    }

    private static Cluster grown(Cluster cluster) {
        var nodes = cluster.nodes().stream()
                .map(node -> {
                    var machine = node.machine();
                    var tables = new HashMap<TableName, TableFiles>();
                    machine.tables()
                            .forEach((name, files) -> tables.put(
                                    name,
                                    new TableFiles(
                                            name,
                                            files.id(),
                                            files.folders(),
                                            files.sstables() + 1,
                                            files.bytes() + 1_000,
                                            files.formats())));
                    return node.with(new Machine(
                            machine.user(),
                            machine.cassandraUser(),
                            machine.configuration(),
                            machine.dataDirectories(),
                            machine.loader(),
                            machine.nodetool(),
                            tables));
                })
                .toList();
        return new Cluster(cluster.seen(), cluster.name(), cluster.partitioner(), nodes, cluster.schema());
    }

    @Test
    void aJobCanBeSeenAndStopped() throws Exception {
        var desk = window.desk(folder, Samples.draft(), List.of());
        var ended = new CountDownLatch(1);
        var heard = new ArrayList<String>();
        var job = Window.onFx(() -> desk.job(
                "Count sheep",
                work -> {
                    try {
                        Thread.sleep(60_000);
                        return 1;
                    } finally {
                        ended.countDown();
                    }
                },
                done -> heard.add("done"),
                failed -> heard.add("failed")));
        assertEquals(1, desk.jobs().size());
        Window.onFx(() -> {
            job.stop();
            return true;
        });
        ended.await();
        window.settle();
        assertTrue(desk.jobs().isEmpty());
        assertEquals(Job.State.STOPPED, job.state().get());
        assertEquals(List.of(), heard, "who stopped it knows");
    }

    @Test
    void nothingChangesAProductionClusterBeforeItsNameWasTyped() {
        var desk = window.plannedDesk(
                folder, Samples.draft().with(Samples.draft().options().withProduction(Set.of(Side.SOURCE))), List.of());
        var done = new ArrayList<String>();
        window.dialogs.agrees = false;
        Window.onFx(() -> {
            desk.guard(Side.TARGET, "Statements run on it.", "Apply", () -> done.add("target"));
            desk.guard(Side.SOURCE, "Loaders run on it.", "Load", () -> done.add("source"));
            return true;
        });
        assertEquals(List.of("target"), done);
        assertEquals("type acme-production", window.dialogs.said.getFirst());
    }

    @Test
    void closingLeavesTheRunAndTheDocument() throws Exception {
        var desk = window.plannedDesk(folder, Samples.draft(), List.of());
        var closed = new CountDownLatch(1);
        Window.onFx(() -> {
            desk.start(Goal.VERIFIED);
            return true;
        });
        window.until("the run started", () -> desk.live().get() != null);
        Window.onFx(() -> {
            desk.close(closed::countDown);
            return true;
        });
        closed.await();
        assertEquals(List.of("start VERIFIED", "leave"), window.engine.asked);
        try (var again = Document.open(desk.path())) {
            assertNotNull(again.migration(), "nobody holds it any more");
        }
        assertNull(desk.trouble().get());
    }

    @Test
    void aDefectThatEndsARunKeepsNoDocumentOpen() throws Exception {
        var desk = window.plannedDesk(folder, Samples.draft(), List.of());
        Window.onFx(() -> {
            desk.start(Goal.VERIFIED);
            return true;
        });
        window.until("the run started", () -> desk.live().get() != null);
        var closed = new CountDownLatch(1);
        Window.onFx(() -> {
            window.engine.run.breakDown();
            desk.close(closed::countDown);
            return true;
        });
        closed.await();
        try (var again = Document.open(desk.path())) {
            assertNotNull(again.draft(), "nobody holds it any more");
        }
    }
}
