package dev.ferry.engine;

import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.plan.CellId;
import dev.ferry.run.Run;
import java.util.Optional;
import java.util.Set;

/// A run under way. What a user wants of it is one call here; what comes of it is told as events.
public interface RunHandle {
    /// What has happened so far.
    Run state();

    /// Lets what runs end and starts no further loader.
    void pause();

    /// Goes on after a pause.
    void resume();

    /// Starts no loader of these cells until they are resumed; those that run go on.
    void pause(Set<CellId> cells);

    /// Lets these cells be started again.
    void resume(Set<CellId> cells);

    /// Ends these cells: a loader that runs is ended on its node, and none is started again in this run
    /// unless {@link #retry(Set)} says so. What was sent already does no harm.
    void stop(Set<CellId> cells);

    /// Tries these cells again that failed, are unknown or were stopped, with their attempts counted on; one
    /// that is just being stopped is started again afterwards. The others are left alone. Has no effect once
    /// the load is over.
    void retry(Set<CellId> cells);

    /// Other limits from now on: a lower one ends no loader, but starts none before there is room. A throttle
    /// holds at once, also for loaders that run.
    void limit(Limits limits);

    /// What has been said of the load so far and still holds.
    LoadOrders orders();

    /// Stops watching. Loaders that run on the nodes go on; the next run picks them up.
    void leave();

    /// Stops now: ends the loaders on the nodes, then rests. What they had not finished is loaded again by
    /// the next run.
    void stop();

    /// Waits until the run rests.
    ///
    /// @return why it could not go on; empty if it did all that was asked, or was stopped
    Optional<Failure> await() throws InterruptedException;
}
