package dev.ferry.engine;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.loader.LoaderConfiguration;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.Plan;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.TableCheck;
import dev.ferry.schema.Stage;
import dev.ferry.schema.Statement;
import dev.ferry.source.NodeFolder;
import dev.ferry.ssh.Ended;
import dev.ferry.ssh.Script;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The end: settings back, the way in closed, everything removed that Ferry made, each with its proof. It
/// starts only when every table is proven.
final class Finishing {
    private static final int NODES_AT_ONCE = 32;
    private static final int FIRST_PASS = 1;
    private static final Duration TRY = Duration.ofSeconds(30);
    private static final int CONNECT_MILLIS = 5_000;
    private static final String PROBE = "probe";
    private static final String REFUSED = "refused: ";

    private final Workplace work;
    private final Recorder recorder;
    private final SourceLink source;
    private final TargetDoor door;
    private final Cluster cluster;
    private final Map<String, String> probes = new ConcurrentHashMap<>();

    Finishing(Workplace work, SourceLink source, TargetDoor door, Cluster cluster) {
        this.work = work;
        this.recorder = work.recorder();
        this.source = source;
        this.door = door;
        this.cluster = cluster;
    }

    /// The cleaning steps of a plan, in order.
    static List<StepId> steps(Plan plan, Target target) {
        var steps = new ArrayList<StepId>();
        plan.statements(Stage.FINISH).stream()
                .map(Statement::id)
                .forEach(id -> steps.add(new StepId(Step.SETTINGS, id)));
        steps.add(StepId.of(Step.LOGIN_REMOVED));
        if (target instanceof Target.AivenService) {
            steps.add(StepId.of(Step.MODE_OFF));
        }
        plan.source().nodes().forEach(node -> {
            steps.add(new StepId(Step.SNAPSHOT_REMOVED, node.address()));
            steps.add(new StepId(Step.NODE_LEFT, node.address()));
        });
        return steps;
    }

    /// Does what is left of it.
    void finish() throws FailureException, InterruptedException {
        requireProof();
        var run = recorder.run();
        if (!run.isDone(StepId.of(Step.MODE_OFF)) || !run.isDone(StepId.of(Step.LOGIN_REMOVED))) {
            onTarget();
        }
        Together.forEach(cluster.nodes(), NODES_AT_ONCE, this::leave);
    }

    /// Removes what Ferry made, proven or not, and leaves the target's data, settings and migration mode
    /// alone.
    void abandon() throws FailureException, InterruptedException {
        withdrawLogin();
        Together.forEach(cluster.nodes(), NODES_AT_ONCE, node -> {
            endLoaders(node);
            leave(node);
        });
    }

    /// Removes credentials and folders from the nodes of a scope, and the login if no other node holds it;
    /// refused while a loader may live that needs them. Snapshots stay.
    void withdraw(Scope scope) throws FailureException, InterruptedException {
        var isLast = recorder.run().credentials().entrySet().stream()
                .noneMatch(each -> each.getValue().isValid() && !scope.hasNode(each.getKey()));
        requireNoLoader(isLast ? Scope.ALL : scope);
        if (isLast) {
            withdrawLogin();
        }
        var nodes = cluster.nodes().stream()
                .filter(node -> scope.hasNode(node.address()))
                .toList();
        Together.forEach(
                nodes,
                NODES_AT_ONCE,
                node -> recorder.again(new StepId(Step.NODE_LEFT, node.address()), () -> removeFolders(node)));
    }

    private void requireNoLoader(Scope scope) throws FailureException {
        var living = recorder.run().cells().entrySet().stream()
                .filter(cell -> cell.getValue().living() > 0)
                .map(cell -> cell.getKey())
                .filter(cell -> scope.hasNode(cell.node()))
                .map(Object::toString)
                .sorted()
                .toList();
        if (!living.isEmpty()) {
            throw Failures.attention(
                    "source nodes", "engine.finish.loaders-live", String.join("\n", living), living.size());
        }
    }

    private void withdrawLogin() throws FailureException, InterruptedException {
        var step = StepId.of(Step.LOGIN_REMOVED);
        var run = recorder.run();
        var wasMade = run.step(StepId.of(Step.LOGIN)).starts() > 0
                || !run.credentials().isEmpty();
        if (wasMade && !run.isDone(step)) {
            recorder.once(step, this::removeLoginWhereItIs);
        }
    }

    /// A service that is gone has taken its roles along; that keeps nobody from leaving the nodes.
    private List<String> removeLoginWhereItIs() throws FailureException, InterruptedException {
        try (var target = door.openAgain(recorder.progress(StepId.of(Step.LOGIN_REMOVED)))) {
            return removeLogin(target);
        } catch (FailureException e) {
            if (!e.failure().cause().key().equals(AivenDoor.GONE)) {
                throw e;
            }
            work.logins().forget(work.migration().id());
            return List.of(Messages.text(e.failure().cause()));
        }
    }

    private void endLoaders(Node node) throws FailureException, InterruptedException {
        var folder = NodeFolder.find(
                source.remote(node.address()),
                Workspace.machine(node),
                work.migration().id());
        folder.stopLaunchers();
        for (var cell : recorder.run().cells().entrySet()) {
            if (cell.getKey().node().equals(node.address()) && cell.getValue().living() > 0) {
                folder.stop(
                        Staging.key(work.plan(), cell.getKey()), cell.getValue().attempts());
            }
        }
    }

    private void requireProof() throws FailureException {
        var run = recorder.run();
        var open = work.plan().tables().stream()
                .map(TablePlan::table)
                .filter(table -> !run.check(table).map(TableCheck::isGreen).orElse(false))
                .map(Object::toString)
                .toList();
        if (!open.isEmpty()) {
            throw Failures.attention("finish", "engine.finish.not-proven", String.join("\n", open), open.size());
        }
    }

    private void onTarget() throws FailureException, InterruptedException {
        var step = StepId.of(Step.MODE_OFF);
        try (var target = door.openAgain(recorder.progress(step))) {
            new SchemaWork(work, cluster, target).finish();
            recorder.once(StepId.of(Step.LOGIN_REMOVED), () -> removeLogin(target));
            if (door.canBeClosed() && !recorder.run().isDone(step)) {
                Together.forEach(cluster.nodes(), NODES_AT_ONCE, this::bringProbe);
                recorder.once(step, this::modeOff);
            }
        }
    }

    /// Credentials that were taken back took the node's programs with them, so what knocks is brought anew, and
    /// before the door is closed: afterwards nobody could prove that it is.
    private void bringProbe(Node node) throws FailureException, InterruptedException {
        recorder.again(new StepId(Step.CREDENTIALS, node.address()), () -> {
            recorder.record(new Fact.NodeEntered(
                    node.address(), List.of(work.migration().id())));
            var folder = NodeFolder.create(
                    source.remote(node.address()),
                    Workspace.machine(node),
                    work.migration().id());
            recorder.record(new Fact.NodeEntered(node.address(), folder.roots()));
            folder.install(PROBE, LoaderConfiguration.nodeFiles());
            probes.put(node.address(), folder.path(PROBE));
            return List.of(folder.path(PROBE));
        });
    }

    private List<String> removeLogin(TargetLink target) throws FailureException, InterruptedException {
        if (!target.asksForLogin()) {
            return List.of("the target asks for no login: none was made");
        }
        var name = work.migration().loginName();
        work.logins().forget(work.migration().id());
        if (target.cql().loginExists(name)) {
            target.cql().dropLogin(name);
        }
        if (target.cql().loginExists(name)) {
            throw Failures.attention("target", "engine.finish.login-left", name, name);
        }
        return List.of(name + " is not among the target's roles");
    }

    /// Off, and proven off: the target lets us in over CQL, and its internode port takes no connection,
    /// neither from here nor from any source node.
    private List<String> modeOff() throws FailureException, InterruptedException {
        var step = StepId.of(Step.MODE_OFF);
        door.closeForLoaders(recorder.progress(step));
        try (var after = door.openAgain(recorder.progress(step))) {
            var evidence = new ArrayList<String>();
            evidence.add("the service is not in migration mode");
            evidence.add("logged in on port " + after.ports().nativePort());
            var way = recorder.run().wayForLoaders();
            if (way.isPresent()) {
                evidence.addAll(refusals(way.get().addresses(), way.get().internodePort()));
            }
            return evidence;
        }
    }

    private List<String> refusals(List<String> addresses, int port) throws FailureException, InterruptedException {
        var evidence = new ArrayList<String>();
        for (var address : addresses) {
            evidence.add(refused("workstation", address, port, knockFromHere(address, port)));
            for (var node : cluster.nodes()) {
                evidence.add(refused(node.address(), address, port, knockFrom(node, address, port)));
            }
        }
        return evidence;
    }

    private static String refused(String from, String address, int port, Optional<String> refusal)
            throws FailureException {
        var way = from + " → " + address + ":" + port;
        return way + ": "
                + refusal.orElseThrow(
                        () -> Failures.attention(way, "engine.finish.port-open", "", address, Integer.toString(port)));
    }

    /// @return how the port refused; empty if it took the connection
    private static Optional<String> knockFromHere(String address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// Tried with what {@link #bringProbe(Node)} brought: plain TCP is all that has to fail.
    ///
    /// @return how the port refused; empty if it took the connection
    private Optional<String> knockFrom(Node node, String address, int port)
            throws FailureException, InterruptedException {
        var machine = Workspace.machine(node);
        var java = Workspace.anyJava(machine)
                .orElseThrow(() ->
                        Failures.attention("source node " + node.address(), "engine.java.missing", "", node.address()));
        var remote = source.remote(node.address());
        var jar = Objects.requireNonNull(probes.get(node.address())) + "/" + LoaderConfiguration.NODE_JAR;
        var ended = remote.run(
                Script.command(java, "-cp", jar, "dev.ferry.node.Knock", address, Integer.toString(port)), TRY);
        return refusal(node.address(), ended);
    }

    /// What a knock says. A JVM that does not come up, or does not find its class, ends with 1 as well: only the
    /// knock's own word is a refusal.
    static Optional<String> refusal(String node, Ended ended) throws FailureException {
        if (ended.isZero()) {
            return Optional.empty();
        }
        if (ended.code() == 1 && ended.out().startsWith(REFUSED)) {
            return Optional.of(ended.out().substring(REFUSED.length()).strip());
        }
        var said = (ended.out() + "\n" + ended.err()).strip();
        throw Failures.attention("source node " + node, "engine.finish.no-probe", said);
    }

    private void leave(Node node) throws FailureException, InterruptedException {
        recorder.once(new StepId(Step.SNAPSHOT_REMOVED, node.address()), () -> removeSnapshots(node));
        recorder.once(new StepId(Step.NODE_LEFT, node.address()), () -> removeFolders(node));
    }

    /// Those that wait for work that does not come: nobody was there to close them.
    private void endLaunchers(Node node, NodeFolder folder) throws FailureException, InterruptedException {
        var address = node.address();
        // also those of which nothing is written down; no cell is left to them, and they keep the folder in use
        folder.stopLaunchers();
        for (var launcher : recorder.run().launchers(address).living().keySet()) {
            recorder.record(new Fact.LauncherEnded(address, launcher, Outcome.Succeeded.shownBy("ended by Ferry")));
        }
    }

    private List<String> removeFolders(Node node) throws FailureException, InterruptedException {
        var folder = NodeFolder.find(
                source.remote(node.address()),
                Workspace.machine(node),
                work.migration().id());
        endLaunchers(node, folder);
        var left = folder.remove();
        if (!left.isEmpty()) {
            throw Failures.attention(
                    "source node " + node.address(), "engine.finish.folder-left", String.join("\n", left));
        }
        return List.of("removed " + String.join(", ", folder.roots()) + ": listed, nothing there");
    }

    /// Those of earlier plans too: a plan that was made again left its own behind.
    private List<String> removeSnapshots(Node node) throws FailureException, InterruptedException {
        var tools = source.node(node);
        var evidence = new ArrayList<String>();
        for (var number = 1; number <= work.plan().number(); number++) {
            var tag = work.migration().snapshotTag(Plan.idOf(number), FIRST_PASS);
            if (tools.hasSnapshot(tag)) {
                tools.clearSnapshot(tag);
            }
            if (tools.hasSnapshot(tag)) {
                throw Failures.attention("source node " + node.address(), "engine.finish.snapshot-left", tag, tag);
            }
            evidence.add("no folder of snapshot " + tag + " in any data directory");
        }
        return evidence;
    }
}
