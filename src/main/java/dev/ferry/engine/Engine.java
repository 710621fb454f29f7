package dev.ferry.engine;

import dev.ferry.cluster.Cluster;
import dev.ferry.journal.Document;
import dev.ferry.migration.Migration;
import dev.ferry.migration.SourceSettings;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.Plan;

/// The door to the engine: look, plan, run. Every call but {@link #start} works until it is done, or until its
/// thread is interrupted.
public interface Engine {
    /// Looks at the source, CQL and every node's machine. Changes nothing.
    Cluster survey(SourceSettings source, Secrets secrets) throws FailureException, InterruptedException;

    /// Looks at the target as it is, or as it will be once it is made. Changes nothing.
    TargetLook look(Migration migration, Secrets secrets) throws FailureException, InterruptedException;

    /// Makes a plan for what was seen and for the target as it is, or as it will be once it is made.
    /// Changes nothing.
    ///
    /// @param id what the plan shall be called
    Plan plan(Migration migration, Secrets secrets, Cluster source, String id)
            throws FailureException, InterruptedException;

    /// Starts to carry out the document's plan, or goes on with it where the world is.
    ///
    /// @param document opened for writing; it must stay open until the run rests
    /// @param scope what of the goal is meant
    /// @throws FailureException if the document has no plan, or one that is blocked
    RunHandle start(Document document, Secrets secrets, Goal goal, Scope scope, RunListener listener)
            throws FailureException;
}
