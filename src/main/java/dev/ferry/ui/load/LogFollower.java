package dev.ferry.ui.load;

import dev.ferry.engine.CellLog;
import dev.ferry.engine.CellLogs;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.CellId;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.work.Desk;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows the log of one attempt at a time on its node, for as long as somebody looks at it.
final class LogFollower {
    private static final long PAUSE = 2000;

    private final Desk desk;
    private final Consumer<CellLog> read;
    private final Consumer<Failure> failed;
    private final Object opening = new Object();
    private @Nullable CellLogs logs;
    private Background.@Nullable Errand errand;

    /// @param read gets every piece, the first one from the log's end on
    /// @param failed gets why it cannot be read
    LogFollower(Desk desk, Consumer<CellLog> read, Consumer<Failure> failed) {
        this.desk = desk;
        this.read = read;
        this.failed = failed;
    }

    /// Follows another attempt from now on.
    void follow(CellId cell, int attempt) {
        rest();
        ask(cell, attempt, CellLogs.LAST_PIECE, CellLogs.LAST_PIECE);
    }

    private void ask(CellId cell, int attempt, long outFrom, long errFrom) {
        errand = desk.background()
                .run(() -> opened().read(cell, attempt, outFrom, errFrom), this::answered, failure -> {
                    errand = null;
                    failed.accept(failure);
                });
    }

    private void answered(CellLog log) {
        errand = null;
        read.accept(log);
        if (log.hasMore()) {
            ask(log.cell(), log.attempt(), log.outEnd(), log.errEnd());
        } else if (!log.isOver()) {
            errand = desk.background().after(PAUSE, () -> ask(log.cell(), log.attempt(), log.outEnd(), log.errEnd()));
        }
    }

    private CellLogs opened() throws FailureException, InterruptedException {
        synchronized (opening) {
            var known = logs;
            if (known == null) {
                known = desk.logs();
                logs = known;
            }
            return known;
        }
    }

    /// Follows nothing.
    void rest() {
        var current = errand;
        if (current != null) {
            current.giveUp();
            errand = null;
        }
    }

    /// Follows nothing, and lets go of the nodes.
    void close() {
        rest();
        desk.background()
                .run(
                        () -> {
                            synchronized (opening) {
                                var open = logs;
                                logs = null;
                                if (open != null) {
                                    open.close();
                                }
                            }
                            return true;
                        },
                        done -> {},
                        failure -> {});
    }
}
