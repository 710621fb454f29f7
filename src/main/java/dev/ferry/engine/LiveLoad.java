package dev.ferry.engine;

import dev.ferry.loader.LoaderOutput;
import dev.ferry.loader.LoaderProgress;
import dev.ferry.plan.CellId;
import dev.ferry.run.Tick;
import dev.ferry.source.CellLook;
import dev.ferry.source.CellPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A loader that lives, or may live, on a node, and how far its output has been read. For one thread.
final class LiveLoad {
    // 100 % is said once, by the fact that it is loaded.
    private static final int MOST_PERCENT = 99;

    private final CellId cell;
    private final String key;
    private final int part;
    private final int attempt;
    private final LoaderOutput output = new LoaderOutput();
    private final long startedNanos = System.nanoTime();
    private long movedNanos = startedNanos;
    private long lastWordNanos;
    private long logOffset;
    private long errOffset;
    private boolean isStoppedForSilence;
    private boolean isStoppedByUser;

    /// A loader.
    ///
    /// @param key the cell's folder name on the node
    LiveLoad(CellId cell, String key, int part, int attempt) {
        this.cell = cell;
        this.key = key;
        this.part = part;
        this.attempt = attempt;
    }

    CellId cell() {
        return cell;
    }

    String key() {
        return key;
    }

    int part() {
        return part;
    }

    int attempt() {
        return attempt;
    }

    /// What it has said so far.
    LoaderOutput output() {
        return output;
    }

    /// Where the next look starts to read.
    CellPosition position() {
        return new CellPosition(key, attempt, logOffset, errOffset);
    }

    /// Takes in what a look has brought.
    void read(CellLook look) {
        if (look.logOffset() > logOffset || look.errOffset() > errOffset) {
            movedNanos = System.nanoTime();
        }
        output.out(look.log().getBytes(StandardCharsets.UTF_8));
        output.err(look.err().getBytes(StandardCharsets.UTF_8));
        logOffset = look.logOffset();
        errOffset = look.errOffset();
        if (output.isOver() && lastWordNanos == 0) {
            lastWordNanos = System.nanoTime();
        }
    }

    /// Whether it said its last word so long ago that it will not end by itself.
    boolean isOverdue(Duration limit) {
        return lastWordNanos != 0 && System.nanoTime() - lastWordNanos > limit.toNanos();
    }

    /// Notes that it is ended by us because it did not end after its last word: then those words decide.
    void stopForSilence() {
        isStoppedForSilence = true;
    }

    boolean isStoppedForSilence() {
        return isStoppedForSilence;
    }

    /// Notes that a user wants it ended: it is not started again by itself.
    void stopByUser() {
        isStoppedByUser = true;
    }

    boolean isStoppedByUser() {
        return isStoppedByUser;
    }

    /// How long it has been watched.
    long millis() {
        return Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
    }

    /// What to show of it now.
    Tick.CellMoved tick(Duration stalled) {
        var progress = output.progress();
        var percent = progress.map(LoaderProgress::percent).map(found -> Math.min(found, MOST_PERCENT));
        var rate = progress.map(LoaderProgress::averageBytesPerSecond);
        var isStalled = System.nanoTime() - movedNanos > stalled.toNanos();
        return new Tick.CellMoved(cell, percent.orElse(-1), rate.orElse(-1L), isStalled);
    }
}
