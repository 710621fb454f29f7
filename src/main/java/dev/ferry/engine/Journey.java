package dev.ferry.engine;

import dev.ferry.Version;
import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.outcome.FailureException;
import dev.ferry.run.Fact.RunStarted;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The way of a run, from top to bottom: source, target, schema, nodes, load, verify, finish. What has
/// succeeded before is passed over; everything else looks at the world first.
final class Journey {
    private final Workplace work;
    private final Recorder recorder;
    private final Goal goal;
    private final Scope scope;

    Journey(Workplace work, Goal goal, Scope scope) {
        this.work = work;
        this.recorder = work.recorder();
        this.goal = goal;
        this.scope = scope;
    }

    /// Travels as far as the goal.
    void travel() throws FailureException, InterruptedException {
        recorder.record(new RunStarted(work.plan().id(), Version.text()));
        try (var door = TargetDoor.of(work.migration(), work.secrets(), work.tempo());
                var source = open()) {
            switch (goal) {
                case TARGET -> reach(source, door);
                case SCHEMA -> carrySchema(source, door);
                case CHECKED -> makeReady(source, door);
                case VERIFIED -> load(source, door, lookAgain(source));
                case FINISHED -> {
                    var cluster = lookAgain(source);
                    load(source, door, cluster);
                    new Finishing(work, source, door, withThoseLeft(source, cluster)).finish();
                }
                case WITHDRAWN ->
                    new Finishing(work, source, door, look(source, scope, this::isTouched)).withdraw(scope);
                case ABANDONED -> new Finishing(work, source, door, look(source, Scope.ALL, this::isTouched)).abandon();
            }
        }
    }

    private SourceLink open() throws FailureException, InterruptedException {
        var migration = work.migration();
        return SourceLink.open(migration.source(), migration.options(), work.secrets(), work.knownHosts());
    }

    /// Whether the plan loads from a node. All others are left alone.
    private boolean isPlanned(Node node) {
        return work.plan().source().nodes().stream()
                .anyMatch(planned -> planned.address().equals(node.address()));
    }

    /// Whether something of Ferry's may lie on a node: an earlier plan may have loaded from others.
    private boolean isTouched(Node node) {
        return isPlanned(node) || recorder.run().roots().containsKey(node.address());
    }

    /// The cluster with the nodes of earlier plans too, if there are any: they have to be left as well.
    private Cluster withThoseLeft(SourceLink source, Cluster cluster) throws FailureException, InterruptedException {
        var known = cluster.nodes().stream().map(Node::address).collect(Collectors.toUnmodifiableSet());
        return known.containsAll(recorder.run().roots().keySet()) ? cluster : look(source, Scope.ALL, this::isTouched);
    }

    /// Only the nodes that are meant, with the machines of those in the scope.
    private static Cluster look(SourceLink source, Scope scope, Predicate<Node> meant)
            throws FailureException, InterruptedException {
        Predicate<Node> inScope = node -> scope.hasNode(node.address());
        return Survey.source(source, inScope.and(meant), _ -> {}).only(meant);
    }

    private void reach(SourceLink source, TargetDoor door) throws FailureException, InterruptedException {
        lookAgain(source);
        openTarget(door).close();
    }

    private void carrySchema(SourceLink source, TargetDoor door) throws FailureException, InterruptedException {
        var cluster = lookAgain(source);
        try (var target = openTarget(door)) {
            new SchemaWork(work, cluster, target).beforeLoad();
        }
    }

    private void makeReady(SourceLink source, TargetDoor door) throws FailureException, InterruptedException {
        var cluster = lookAgain(source, scope);
        try (var target = openTarget(door)) {
            new SchemaWork(work, cluster, target).beforeLoad();
            new Checking(work, source, target, cluster).only(scope);
        }
    }

    /// The source as it is now: what the plan was made for, or nothing goes on.
    private Cluster lookAgain(SourceLink source) throws FailureException, InterruptedException {
        return lookAgain(source, Scope.ALL);
    }

    /// @param meant of these nodes the machines are looked at
    private Cluster lookAgain(SourceLink source, Scope meant) throws FailureException, InterruptedException {
        var step = StepId.of(Step.SOURCE);
        var seen = new Cluster[1];
        recorder.again(step, () -> {
            Predicate<Node> inScope = node -> meant.hasNode(node.address());
            seen[0] = Survey.source(source, inScope.and(this::isPlanned), _ -> {});
            return new Drift(work).check(seen[0]);
        });
        return seen[0].only(this::isPlanned);
    }

    private void load(SourceLink source, TargetDoor door, Cluster cluster)
            throws FailureException, InterruptedException {
        if (Verification.isOver(recorder.run(), work.plan()) && scope.cells().isEmpty()) {
            return;
        }
        try (var target = openTarget(door)) {
            var schema = new SchemaWork(work, cluster, target);
            if (!recorder.run().isDone(StepId.of(Step.LOAD))) {
                schema.beforeLoad();
                new Loading(work, source, target, cluster).load();
            }
            schema.afterLoad();
            new Verification(work, source, target, cluster).verify(scope);
        }
    }

    private TargetLink openTarget(TargetDoor door) throws FailureException, InterruptedException {
        var step = StepId.of(Step.TARGET);
        var opened = new TargetLink[1];
        // what the schema was carried to and is gone must not come back as an empty one, at a price
        var wasThere = recorder.run().steps().keySet().stream().anyMatch(each -> each.step() == Step.SCHEMA);
        recorder.again(step, () -> {
            var progress = recorder.progress(step);
            opened[0] = wasThere ? door.openAgain(progress) : door.open(progress);
            return new Drift(work).check(opened[0]);
        });
        return opened[0];
    }
}
