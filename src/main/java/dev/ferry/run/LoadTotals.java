package dev.ferry.run;

import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.plan.Plan;
import java.util.Map;

/// How far the load is, over all cells. Bytes are those on the source's disks, each once.
///
/// @param cells how many there are
/// @param loaded how many are loaded
/// @param failed how many failed or are unknown
/// @param running how many cells are known to be loaded right now; not those in the queue of a launcher
/// @param bytes to load in all: as staged, or as planned where nothing is staged yet
/// @param bytesLoaded of it, loaded or under way
public record LoadTotals(int cells, int loaded, int failed, int running, long bytes, long bytesLoaded) {
    // What starting a loader costs beside its bytes, in bytes that would have gone over meanwhile: seconds of a JVM's
    // start
    // against tens of MiB a second. Without it a thousand small tables would always be over in a moment.
    private static final long BYTES_PER_START = 32L << 20;

    /// What is to be done in all, for reckoning how long it takes: bytes, and something for every loader's
    /// start.
    public long effort() {
        return bytes + cells * BYTES_PER_START;
    }

    /// How much of {@link #effort()} is done.
    public long effortDone() {
        return bytesLoaded + (loaded + failed) * BYTES_PER_START;
    }

    /// The totals now.
    ///
    /// @param moving the newest tick of every cell that runs
    public static LoadTotals of(Plan plan, Run run, Map<CellId, Tick.CellMoved> moving) {
        var loaded = 0;
        var failed = 0;
        var running = 0;
        var bytes = 0L;
        var bytesLoaded = 0L;
        // drawn several times a second: in the plan's own order, which needs no sorting
        var cells =
                plan.tables().stream().flatMap(table -> table.cells().stream()).toList();
        for (var cell : cells) {
            var state = run.cell(cell.id());
            var size = state.sstables() < 0 ? cell.bytes() : state.bytes();
            bytes += size;
            switch (state.outcome()) {
                case Outcome.Succeeded ignored -> {
                    loaded++;
                    bytesLoaded += size;
                }
                case Outcome.Failed ignored -> failed++;
                case Outcome.Unknown ignored -> failed++;
                case null -> {
                    var tick = moving.get(cell.id());
                    // a launcher begins what is in its queue without asking: that it moves is how one knows
                    running += state.living() > 0 && (state.launcher() == 0 || tick != null) ? 1 : 0;
                    bytesLoaded += tick == null ? 0 : size * Math.max(0, tick.percent()) / 100;
                }
            }
        }
        return new LoadTotals(cells.size(), loaded, failed, running, bytes, bytesLoaded);
    }
}
