package dev.ferry.engine;

import dev.ferry.Version;
import dev.ferry.cluster.Cluster;
import dev.ferry.outcome.FailureException;
import dev.ferry.run.Fact.RunStarted;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;

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
                var source = SourceLink.open(work.migration().source(), work.secrets(), work.knownHosts())) {
            switch (goal) {
                case TARGET -> reach(source, door);
                case SCHEMA -> carrySchema(source, door);
                case CHECKED -> makeReady(source, door);
                case VERIFIED -> load(source, door, lookAgain(source));
                case FINISHED -> {
                    var cluster = lookAgain(source);
                    load(source, door, cluster);
                    new Finishing(work, source, door, cluster).finish();
                }
                case WITHDRAWN ->
                    new Finishing(work, source, door, Survey.source(source, scope, _ -> {})).withdraw(scope);
                case ABANDONED -> new Finishing(work, source, door, Survey.source(source)).abandon();
            }
        }
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
            seen[0] = Survey.source(source, meant, _ -> {});
            return new Drift(work).check(seen[0]);
        });
        return seen[0];
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
