package dev.ferry.engine;

import dev.ferry.plan.CellId;
import java.util.Objects;
import java.util.OptionalInt;

/// What one attempt at a cell has said on its node, free of secrets.
///
/// @param cell which
/// @param attempt its number, from 1
/// @param state how it stands with its process
/// @param exitCode how it ended; empty if it has not, or left no code
/// @param command the exact script that was started; for a cell in a launcher, the loader's arguments, one a
///     line
/// @param out standard output from `outFrom` up to `outEnd`, in bytes of the file
/// @param err standard error from `errFrom` up to `errEnd`
/// @param hasMore whether there was more than one reading brings
public record CellLog(
        CellId cell,
        int attempt,
        State state,
        OptionalInt exitCode,
        String command,
        String out,
        long outFrom,
        long outEnd,
        String err,
        long errFrom,
        long errEnd,
        boolean hasMore) {
    public CellLog {
        Objects.requireNonNull(cell);
        Objects.requireNonNull(state);
        Objects.requireNonNull(exitCode);
    }

    /// Whether nothing will be added any more.
    public boolean isOver() {
        return state == State.ENDED || state == State.VANISHED;
    }

    /// How it stands with a loader's process.
    public enum State {
        /// It waits in the queue of a launcher that lives.
        QUEUED,
        /// It was claimed; its process is not written down yet.
        STARTING,
        /// It lives.
        RUNNING,
        /// It has ended and left its exit code.
        ENDED,
        /// It is gone and left no exit code.
        VANISHED
    }
}
