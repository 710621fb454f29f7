package dev.ferry.engine;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.loader.LoaderConfiguration;
import dev.ferry.loader.TargetSecurity;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.secrets.Passwords;
import dev.ferry.secrets.Secret;
import dev.ferry.source.NodeFolder;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The load: a throwaway login, credentials and checks on every node, one snapshot on all of them, and then
/// every cell.
final class Loading {
    private static final int NODES_AT_ONCE = 32;
    private static final int LOGIN_CHARACTERS = 32;
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

    /// Brings login and credentials and checks the nodes, all of them or those of the scope.
    void makeReady(Scope scope) throws FailureException, InterruptedException {
        var security = target.security(makeLogin());
        ready(security, new LoaderCalls(target, security, work.control()), scope);
    }

    private List<Workspace> ready(TargetSecurity security, LoaderCalls calls, Scope scope)
            throws FailureException, InterruptedException {
        var meant = cluster.nodes().stream()
                .filter(node -> scope.nodes().isEmpty() || scope.nodes().contains(node.address()))
                .toList();
        var nodes = Together.map(meant, NODES_AT_ONCE, node -> enter(node, security));
        var preflight = new Preflight(work, calls);
        Together.forEach(nodes, NODES_AT_ONCE, preflight::check);
        return nodes;
    }

    /// Loads every cell of the plan that is not loaded yet.
    void load() throws FailureException, InterruptedException {
        var security = target.security(makeLogin());
        var calls = new LoaderCalls(target, security, work.control());
        var nodes = ready(security, calls, Scope.ALL);
        flush(nodes);
        snapshot(nodes);
        recorder.again(StepId.of(Step.LOAD), () -> loadCells(nodes, calls));
    }

    /// A login that may do nothing but read the target's schema tables, with a password that nobody knows.
    /// A new one for every run: the old password was never written down outside the nodes.
    private TargetSecurity.@Nullable Login makeLogin() throws FailureException, InterruptedException {
        if (!target.asksForLogin()) {
            return null;
        }
        var name = work.migration().loginName();
        Secret password = Passwords.random(LOGIN_CHARACTERS);
        recorder.again(StepId.of(Step.LOGIN), () -> {
            if (target.cql().loginExists(name)) {
                target.cql().dropLogin(name);
            }
            target.cql().createLogin(name, password);
            return List.of(name + ", no grants");
        });
        return new TargetSecurity.Login(name, password);
    }

    private Workspace enter(Node node, TargetSecurity security) throws FailureException, InterruptedException {
        var machine = Workspace.machine(node);
        var loader = Workspace.loader(node, machine);
        var remote = source.remote(node.address());
        var step = new StepId(Step.CREDENTIALS, node.address());
        var entered = new Workspace[1];
        recorder.again(step, () -> {
            // known before it is made: whatever happens next, it will be removed in the end
            recorder.record(new Fact.NodeEntered(
                    node.address(), List.of(work.migration().id())));
            var folder = NodeFolder.create(remote, machine, work.migration().id());
            recorder.record(new Fact.NodeEntered(node.address(), folder.roots()));
            var name = "credentials-" + recorder.run().step(step).starts();
            var path = folder.path(name);
            folder.install(name, LoaderConfiguration.files(loader.version(), path, security));
            entered[0] = new Workspace(node, machine, loader, remote, source.node(node), folder, path);
            return List.of(path);
        });
        return entered[0];
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
        Together.forEach(nodes, Integer.MAX_VALUE, node -> {
            var mine = cells.stream()
                    .filter(cell -> cell.id().node().equals(node.address()))
                    .toList();
            new NodeLoads(work, calls, node, mine).run();
        });
        return summary(cells);
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
