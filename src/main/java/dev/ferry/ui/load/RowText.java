package dev.ferry.ui.load;

import dev.ferry.outcome.Outcome;
import dev.ferry.run.LoadBoard;
import dev.ferry.run.LoadStatus;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.time.Duration;
import java.util.Comparator;

/// What stands in each column of a row, and how rows are put in order by it.
final class RowText {
    private final LoadViewModel model;
    private final LoadBoard board;

    RowText(LoadViewModel model, LoadBoard board) {
        this.model = model;
        this.board = board;
    }

    LoadBoard board() {
        return board;
    }

    /// The text of a row in a column.
    String text(Column column, LoadRow row) {
        return switch (column) {
            case NAME -> name(row);
            case STATE -> state(row);
            case PROGRESS -> percent(row) < 0 ? Messages.text("ui.load.opening") : percent(row) + " %";
            case BYTES -> Units.bytes(bytes(row));
            case RATE -> rate(row) > 0 ? Units.rate(rate(row)) : "";
            case SSTABLES -> Units.count(sstables(row));
            case ATTEMPTS -> attempts(row) == 0 ? "" : Units.count(attempts(row));
            case TIME -> millis(row) == 0 ? "" : Units.time(Duration.ofMillis(millis(row)));
            case MESSAGE -> message(row);
        };
    }

    private String name(LoadRow row) {
        return row.isTable()
                ? board.tables().get(row.row()).toString()
                : board.nodes().get(board.column(row.cell()));
    }

    private String state(LoadRow row) {
        var look = Look.of(status(row));
        if (!row.isTable()) {
            return look.text();
        }
        var sums = board.table(row.row());
        return switch (look) {
            case RUNNING, STALLED ->
                look.sign() + "  "
                        + Messages.text("ui.load.table.running", Filter.Kind.RUNNING.count(sums), sums.cells());
            case FAILED, UNKNOWN, STOPPED ->
                look.sign() + "  "
                        + Messages.text("ui.load.table.failed", Filter.Kind.FAILED.count(sums), sums.cells());
            case WAITING, PAUSED -> {
                var loaded = sums.count(LoadStatus.LOADED);
                yield loaded == 0
                        ? look.text()
                        : look.sign() + "  "
                                + Messages.text("ui.load.table.waiting", sums.cells() - loaded, sums.cells());
            }
            case LOADED -> look.text();
        };
    }

    /// How it stands with a row in one word: of a table, what most wants to be seen.
    LoadStatus status(LoadRow row) {
        if (!row.isTable()) {
            return board.status(row.cell());
        }
        var sums = board.table(row.row());
        if (sums.count(LoadStatus.LOADED) == sums.cells()) {
            return LoadStatus.LOADED;
        }
        for (var status : new LoadStatus[] {
            LoadStatus.STALLED, LoadStatus.RUNNING, LoadStatus.FAILED, LoadStatus.UNKNOWN, LoadStatus.STOPPED
        }) {
            if (sums.count(status) > 0) {
                return status;
            }
        }
        return sums.count(LoadStatus.WAITING) > 0 ? LoadStatus.WAITING : LoadStatus.PAUSED;
    }

    /// 0 to 100, or −1 where it is unknown. A table is at 100 only when all of it is loaded.
    int percent(LoadRow row) {
        if (row.isTable()) {
            var sums = board.table(row.row());
            var all = sums.bytes() == 0 ? 0 : (int) (sums.bytesDone() * 100 / sums.bytes());
            return status(row) == LoadStatus.LOADED ? 100 : Math.min(99, all);
        }
        return switch (board.status(row.cell())) {
            case LOADED -> 100;
            case RUNNING, STALLED -> board.percent(row.cell());
            case WAITING, PAUSED, FAILED, UNKNOWN, STOPPED -> 0;
        };
    }

    private long bytes(LoadRow row) {
        return row.isTable() ? board.table(row.row()).bytes() : board.bytes(row.cell());
    }

    private long rate(LoadRow row) {
        return row.isTable() ? board.table(row.row()).rate() : board.rate(row.cell());
    }

    private long sstables(LoadRow row) {
        return row.isTable() ? board.table(row.row()).sstables() : board.sstables(row.cell());
    }

    private int attempts(LoadRow row) {
        return row.isTable() ? board.table(row.row()).attempts() : board.attempts(row.cell());
    }

    private long millis(LoadRow row) {
        return row.isTable() ? 0 : board.millis(row.cell(), model.now());
    }

    /// Whether a row is a table of which only a part may be on the target.
    boolean isPart(LoadRow row) {
        return row.isTable() && board.isPartLoaded(row.row());
    }

    private String message(LoadRow row) {
        if (row.isTable()) {
            return isPart(row) ? Messages.text("ui.load.part") : "";
        }
        return switch (model.desk().run().get().cell(board.id(row.cell())).outcome()) {
            case Outcome.Failed failed -> Messages.text(failed.failure().cause());
            case Outcome.Unknown unknown -> Messages.text(unknown.failure().cause());
            case Outcome.Succeeded succeeded -> succeeded.evidence().getLast();
            case null ->
                board.status(row.cell()) == LoadStatus.STALLED
                        ? Messages.text("ui.load.stalled")
                        : isQueued(row) ? Messages.text("ui.load.queued.short") : way(row.cell());
        };
    }

    /// In which launcher's queue a cell waits, or which one loads it; empty for a process of its own.
    String way(int cell) {
        var launcher = model.launcher(board.id(cell));
        if (launcher == 0) {
            return "";
        }
        return board.isQueued(cell)
                ? Messages.text("ui.load.queued", launcher)
                : board.status(cell).isRunning() ? Messages.text("ui.load.by-launcher", launcher) : "";
    }

    /// All of a message, where its column has no room for it.
    String hint(LoadRow row) {
        if (isPart(row)) {
            return Messages.text("ui.load.part.hint");
        }
        return isQueued(row) ? way(row.cell()) : message(row);
    }

    private boolean isQueued(LoadRow row) {
        return !row.isTable() && board.isQueued(row.cell());
    }

    /// Rows in ascending order of a column.
    Comparator<LoadRow> order(Column column) {
        return switch (column) {
            case NAME -> Comparator.comparing(this::name);
            case STATE -> Comparator.comparing(this::status);
            case PROGRESS -> Comparator.comparingInt(this::percent);
            case BYTES -> Comparator.comparingLong(this::bytes);
            case RATE -> Comparator.comparingLong(this::rate);
            case SSTABLES -> Comparator.comparingLong(this::sstables);
            case ATTEMPTS -> Comparator.comparingInt(this::attempts);
            case TIME -> Comparator.comparingLong(this::millis);
            case MESSAGE -> Comparator.comparing(this::message);
        };
    }

    /// Counts up whenever something about a row changes.
    int version(LoadRow row) {
        return row.isTable() ? board.tableVersion(row.row()) : board.version(row.cell());
    }

    /// The columns of the grid.
    enum Column {
        NAME(204),
        STATE(148),
        PROGRESS(140),
        BYTES(80),
        RATE(88),
        TIME(72),
        MESSAGE(96),
        ATTEMPTS(72),
        SSTABLES(74);

        private final double width;

        Column(double width) {
            this.width = width;
        }

        double width() {
            return width;
        }

        boolean isNumber() {
            return this == BYTES || this == RATE || this == SSTABLES || this == ATTEMPTS || this == TIME;
        }

        String title() {
            return Messages.text("ui.load.column." + name().toLowerCase(java.util.Locale.ROOT));
        }
    }
}
