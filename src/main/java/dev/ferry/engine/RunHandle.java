package dev.ferry.engine;

import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.run.Run;
import java.util.Optional;

/// A run under way. What a user wants of it is one call here; what comes of it is told as events.
public interface RunHandle {
    /// What has happened so far.
    Run state();

    /// Lets what runs end and starts no further loader.
    void pause();

    /// Goes on after a pause.
    void resume();

    /// Other limits from now on.
    void limit(Limits limits);

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
