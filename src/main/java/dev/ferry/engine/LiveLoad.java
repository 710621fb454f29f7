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
    private final int launcher;
    private final LoaderOutput output = new LoaderOutput();
    private long startedNanos = System.nanoTime();
    private long movedNanos = startedNanos;
    private long lastWordNanos;
    private long missingNanos;
    private long logOffset;
    private long errOffset;
    private boolean isStoppedForSilence;
    private boolean isStoppedByUser;
    private boolean isSuspect;
    private boolean hasBegun;
    private boolean hasNoOrder;

    /// A loader.
    ///
    /// @param key the cell's folder name on the node
    /// @param launcher the number of the launcher that loads it; 0 for a process of its own
    LiveLoad(CellId cell, String key, int part, int attempt, int launcher) {
        this.cell = cell;
        this.key = key;
        this.part = part;
        this.attempt = attempt;
        this.launcher = launcher;
    }

    /// The number of the launcher that loads it; 0 for a process of its own.
    int launcher() {
        return launcher;
    }

    boolean isInLauncher() {
        return launcher > 0;
    }

    /// Notes that it is not waiting any more: its time runs from here on.
    void begin() {
        if (!hasBegun) {
            hasBegun = true;
            startedNanos = System.nanoTime();
            movedNanos = startedNanos;
        }
    }

    /// Whether it is known to be loading, not only waiting for its turn.
    boolean hasBegun() {
        return hasBegun;
    }

    /// Notes that its launcher cannot begin it any more: no order is left that it could take. What it had
    /// taken before may still be seen living.
    void loseOrder() {
        hasNoOrder = true;
    }

    boolean hasNoOrder() {
        return hasNoOrder;
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

    /// Whether nothing has been heard of it for so long.
    boolean isSilentFor(Duration limit) {
        return hasBegun && System.nanoTime() - movedNanos > limit.toNanos();
    }

    /// Whether the node has known nothing of it for so long, from the first look on that said so: one that has
    /// waited in a queue for long is not missing as soon as its launcher is gone.
    boolean isMissingFor(Duration limit) {
        if (missingNanos == 0) {
            missingNanos = System.nanoTime();
        }
        return System.nanoTime() - missingNanos > limit.toNanos();
    }

    /// Notes that it may never return, so that what comes of it is not known.
    void suspect() {
        isSuspect = true;
    }

    boolean isSuspect() {
        return isSuspect;
    }

    /// Whether it has to be ended, together with whatever process it runs in.
    boolean mustEnd() {
        return isStoppedForSilence || isStoppedByUser || isSuspect;
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
