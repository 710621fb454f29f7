package dev.ferry.engine;

import dev.ferry.run.Run;
import dev.ferry.run.RunEvent;

/// Hears what a run tells. Called from many threads, but never from two at once; it must not block for
/// long.
@FunctionalInterface
public interface RunListener {
    /// Something happened, or moved.
    ///
    /// @param event a fact, already on disk, or a tick
    /// @param run everything that has happened so far, this fact included
    void heard(RunEvent event, Run run);
}
