package dev.ferry.engine;

import dev.ferry.cluster.Cluster;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The load: every node made ready, one snapshot on all of them, and then every cell.
final class Loading {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);
    private static final int NODES_AT_ONCE = 32;
    private static final int FIRST_PASS = 1;

    private final Workplace work;
    private final Recorder recorder;
    private final SourceLink source;
    private final TargetLink target;
    private final Cluster cluster;

    Loading(Workplace work, SourceLink source, TargetLink target, Cluster cluster) {
        this.work = work;
        this.recorder = work.recorder();
        this.source = source;
        this.target = target;
        this.cluster = cluster;
    }

    /// Loads every cell of the plan that is not loaded yet.
    void load() throws FailureException, InterruptedException {
        var ready = new Checking(work, source, target, cluster).everything();
        flush(ready.nodes());
        snapshot(ready.nodes());
        recorder.again(StepId.of(Step.LOAD), () -> loadCells(ready.nodes(), ready.calls()));
    }

    private void flush(List<Workspace> nodes) throws FailureException, InterruptedException {
        Together.forEach(
                nodes,
                NODES_AT_ONCE,
                node -> recorder.once(new StepId(Step.FLUSH, node.address()), () -> {
                    node.tools().flush();
                    return List.of("nodetool flush ended with 0");
                }));
    }

    /// One snapshot name on all nodes, taken on all of them at once. If a run was cut off between them they
    /// are taken again, all of them: the parts of a table must not be hours apart.
    private void snapshot(List<Workspace> nodes) throws FailureException, InterruptedException {
        var isWhole = nodes.stream().allMatch(node -> recorder.run().isDone(snapshotStep(node)));
        if (isWhole) {
            return;
        }
        var tag = work.migration().snapshotTag(work.plan().id(), FIRST_PASS);
        var tables = work.plan().tables().stream().map(TablePlan::table).toList();
        Together.forEach(nodes, NODES_AT_ONCE, node -> {
            if (recorder.run().step(snapshotStep(node)).starts() > 0) {
                node.tools().clearSnapshot(tag);
            }
        });
        Together.forEach(
                nodes,
                NODES_AT_ONCE,
                node -> recorder.again(snapshotStep(node), () -> {
                    node.tools().snapshot(tag, tables);
                    return List.of(tag + ", " + tables.size() + " tables listed");
                }));
    }

    private static StepId snapshotStep(Workspace node) {
        return new StepId(Step.SNAPSHOT, node.address());
    }

    private List<String> loadCells(List<Workspace> nodes, LoaderCalls calls)
            throws FailureException, InterruptedException {
        var cells = work.plan().cells();
        work.control().begin(nodes.stream().map(Workspace::address).toList());
        var pace = Thread.ofVirtual().name("pace").start(() -> keepPace(nodes.size()));
        try {
            loadCells(nodes, calls, cells);
        } finally {
            pace.interrupt();
            pace.join();
        }
        return summary(cells);
    }

    private void loadCells(List<Workspace> nodes, LoaderCalls calls, List<CellPlan> cells)
            throws FailureException, InterruptedException {
        Together.forEach(nodes, Integer.MAX_VALUE, node -> {
            var mine = cells.stream()
                    .filter(cell -> cell.id().node().equals(node.address()))
                    .toList();
            var site = new NodeSite(work, calls, node, nodes.indexOf(node));
            new NodeLoads(work.tempo(), recorder, work.control(), site, mine).run();
        });
    }

    /// Looks at the target now and then, for as long as loads run: fewer at once where it falls behind.
    private void keepPace(int nodes) {
        var keeper =
                new PaceKeeper(target::pressure, () -> work.control().limits().most(nodes));
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var change = keeper.look();
                if (change.isPresent()) {
                    recorder.record(change.get());
                    work.control().pace(keeper.loadersInAll());
                }
                Thread.sleep(PaceKeeper.EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (FailureException e) {
            LOG.warn("the pace cannot be written down any more: {}", e.getMessage());
        }
    }

    private List<String> summary(List<CellPlan> cells) throws FailureException, InterruptedException {
        var run = recorder.run();
        var missing =
                cells.stream().filter(cell -> !run.cell(cell.id()).isLoaded()).toList();
        if (work.control().endsLoaders()) {
            throw new InterruptedException("stopped by the user");
        }
        if (!missing.isEmpty()) {
            throw Failures.attention(
                    "load",
                    "engine.load.incomplete",
                    missing.stream().limit(10).map(cell -> cell.id().toString()).collect(Collectors.joining("\n")),
                    missing.size(),
                    cells.size());
        }
        return List.of(cells.size() + " of " + cells.size() + " cells");
    }
}
