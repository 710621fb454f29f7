package dev.ferry.run;

import dev.ferry.outcome.Outcome;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the journal knows of a cell.
///
/// @param sstables staged SSTables; −1 before staging
/// @param bytes staged bytes
/// @param attempts how many loaders were started, or were about to be
/// @param millis how long its loaders took together, as far as they were watched
/// @param living the part whose loader may be living; 0 if none
/// @param launcher the launcher on the node that this loader was given to; 0 for a process of its own
/// @param partsLoaded the parts that are loaded
/// @param outcome how it ended; null if it has not
public record CellState(
        int sstables,
        long bytes,
        int attempts,
        long millis,
        int living,
        int launcher,
        Set<Integer> partsLoaded,
        @Nullable Outcome outcome) {
    /// The cause of the failure with which a cell ends that a user stopped.
    public static final String STOPPED = "run.cell.stopped";

    static final CellState WAITING = new CellState(-1, 0, 0, 0, 0, 0, Set.of(), null);

    public CellState {
        partsLoaded = Set.copyOf(partsLoaded);
    }

    /// Whether everything of the cell is on the target, by the loader's own proof.
    public boolean isLoaded() {
        return outcome instanceof Outcome.Succeeded;
    }

    /// Whether it ended because a user stopped it.
    public boolean isStopped() {
        return outcome != null && isStop(outcome);
    }

    static boolean isStop(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed
                && failed.failure().cause().key().equals(STOPPED);
    }

    CellState staged(int sstables, long bytes) {
        return new CellState(sstables, bytes, attempts, millis, living, launcher, partsLoaded, outcome);
    }

    CellState starting(int part, int attempt, int launcher) {
        return new CellState(sstables, bytes, Math.max(attempts, attempt), millis, part, launcher, partsLoaded, null);
    }

    CellState withdrawn() {
        return new CellState(sstables, bytes, attempts, millis, 0, 0, partsLoaded, outcome);
    }

    CellState loaderEnded(int part, Outcome how, long took) {
        var parts = partsLoaded;
        if (how instanceof Outcome.Succeeded) {
            var more = new HashSet<>(parts);
            more.add(part);
            parts = more;
        }
        return new CellState(sstables, bytes, attempts, millis + took, 0, 0, parts, outcome);
    }

    /// Another snapshot is about to be taken: what was loaded of the last one says nothing about this one. A
    /// loader that may live stays known.
    CellState ofAnotherSnapshot() {
        return new CellState(sstables, bytes, attempts, millis, living, launcher, Set.of(), null);
    }

    CellState ended(Outcome how) {
        return new CellState(sstables, bytes, attempts, millis, 0, 0, partsLoaded, how);
    }
}
