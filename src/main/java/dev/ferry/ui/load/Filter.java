package dev.ferry.ui.load;

import dev.ferry.run.LoadBoard;
import dev.ferry.run.LoadStatus;
import java.util.Locale;

/// Which cells are wanted.
///
/// @param text part of a table's or a node's name, in any case; empty for all
/// @param kind in which state
record Filter(String text, Kind kind) {
    static final Filter ALL = new Filter("", Kind.ALL);

    Filter {
        text = text.strip().toLowerCase(Locale.ROOT);
    }

    /// Whether a cell is wanted.
    boolean takes(LoadBoard board, int cell) {
        return board.isThere(cell)
                && kind.takes(board.status(cell))
                && (text.isEmpty()
                        || has(board.tables().get(board.row(cell)).toString())
                        || has(board.nodes().get(board.column(cell))));
    }

    /// Whether any cell of a table is wanted.
    boolean takesTable(LoadBoard board, int row) {
        var isNamed = text.isEmpty() || has(board.tables().get(row).toString());
        if (isNamed && kind == Kind.ALL) {
            return true;
        }
        if (kind.count(board.table(row)) == 0) {
            return false;
        }
        if (isNamed) {
            return true;
        }
        for (var column = 0; column < board.nodes().size(); column++) {
            if (takes(board, board.cell(row, column))) {
                return true;
            }
        }
        return false;
    }

    private boolean has(String name) {
        return name.toLowerCase(Locale.ROOT).contains(text);
    }

    /// The states that one asks for.
    enum Kind {
        ALL,
        RUNNING,
        STALLED,
        WAITING,
        FAILED,
        LOADED;

        boolean takes(LoadStatus status) {
            return switch (this) {
                case ALL -> true;
                case RUNNING -> status.isRunning();
                case STALLED -> status == LoadStatus.STALLED;
                case WAITING -> status.isWaiting();
                case FAILED -> status.isBroken();
                case LOADED -> status == LoadStatus.LOADED;
            };
        }

        /// How many of them there are.
        int count(LoadBoard.Sums sums) {
            return switch (this) {
                case ALL -> sums.cells();
                case RUNNING -> sums.count(LoadStatus.RUNNING) + sums.count(LoadStatus.STALLED);
                case STALLED -> sums.count(LoadStatus.STALLED);
                case WAITING -> sums.count(LoadStatus.WAITING) + sums.count(LoadStatus.PAUSED);
                case FAILED ->
                    sums.count(LoadStatus.FAILED) + sums.count(LoadStatus.UNKNOWN) + sums.count(LoadStatus.STOPPED);
                case LOADED -> sums.count(LoadStatus.LOADED);
            };
        }
    }
}
