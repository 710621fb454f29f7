package dev.ferry.engine;

import dev.ferry.cluster.Cluster;
import dev.ferry.journal.Document;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.Plan;
import dev.ferry.run.StepId;
import java.nio.file.Path;
import java.util.List;

/// The door to the engine: look, plan, run.
public final class MigrationEngine {
    private final Path knownHosts;

    /// An engine.
    ///
    /// @param knownHosts Ferry's own file of host keys that somebody accepted
    public MigrationEngine(Path knownHosts) {
        this.knownHosts = knownHosts;
    }

    /// Looks at the source, CQL and every node's machine. Changes nothing.
    public Cluster survey(Migration migration, Secrets secrets) throws FailureException, InterruptedException {
        try (var source = SourceLink.open(migration, secrets, knownHosts)) {
            return Survey.source(source);
        }
    }

    /// Makes a plan for what was seen and for the target as it is, or as it will be once it is made.
    /// Changes nothing.
    ///
    /// @param id what the plan shall be called
    public Plan plan(Migration migration, Secrets secrets, Cluster source, String id)
            throws FailureException, InterruptedException {
        try (var target = TargetDoor.of(migration, secrets, Tempo.of(migration.target()))) {
            return new Planning(migration, source).plan(id, target.look());
        }
    }

    /// The steps that clean up after a plan: settings, login, migration mode, snapshots, folders.
    public static List<StepId> cleaning(Plan plan, Target target) {
        return Finishing.steps(plan, target);
    }

    /// Starts to carry out the document's plan, or goes on with it where the world is.
    ///
    /// @param document opened for writing; it must stay open until the run rests
    /// @throws FailureException if the document has no plan, or one that is blocked
    public RunHandle start(Document document, Secrets secrets, Goal goal, RunListener listener)
            throws FailureException {
        var plan = document.plan()
                .orElseThrow(() -> Failures.attention("document " + document.path(), "engine.plan.missing", ""));
        if (plan.isBlocked()) {
            throw Failures.attention("plan " + plan.id(), "engine.plan.blocked", "");
        }
        var recorder = new Recorder(document, listener);
        var control = new LoadControl(plan.limits());
        var migration = document.migration();
        var tempo = Tempo.of(migration.target());
        var work = new Workplace(migration, plan, secrets, knownHosts, tempo, recorder, control);
        return RunHandle.start(new Journey(work, goal), recorder, control);
    }
}
