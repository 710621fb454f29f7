package dev.ferry.ui.nodes;

import dev.ferry.run.Check;
import dev.ferry.ui.controls.Mark;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// One source node in the matrix.
///
/// @param address its address
/// @param cells one for every check
/// @param credentials the loader's credentials on it
record NodeRow(String address, Map<Check, CheckCell> cells, CredentialsCell credentials) {
    NodeRow {
        cells = Collections.unmodifiableMap(new EnumMap<>(cells));
    }

    /// Whether every check is in order or only warns, and credentials lie there.
    boolean isReady() {
        return credentials.state() == CredentialsCell.State.INSTALLED
                && cells.values().stream()
                        .allMatch(cell -> cell.state() == CheckCell.State.PASS || cell.state() == CheckCell.State.WARN);
    }

    /// Whether something stands in the way.
    boolean isBlocked() {
        return credentials.state() == CredentialsCell.State.FAILED
                || has(CheckCell.State.BLOCK)
                || has(CheckCell.State.NOT_BROUGHT);
    }

    /// Whether somebody has to look at it.
    boolean isProblem() {
        return isBlocked()
                || credentials.state() == CredentialsCell.State.OUTDATED
                || cells.values().stream().anyMatch(CheckCell::isProblem);
    }

    private boolean has(CheckCell.State state) {
        return cells.values().stream().anyMatch(cell -> cell.state() == state);
    }

    /// How many checks warn.
    long warnings() {
        return cells.values().stream()
                .filter(cell -> cell.state() == CheckCell.State.WARN)
                .count();
    }

    /// The worst of it.
    Mark mark() {
        if (isBlocked()) {
            return Mark.BLOCKED;
        }
        if (has(CheckCell.State.RUNNING)
                || has(CheckCell.State.BRINGING)
                || credentials.state() == CredentialsCell.State.INSTALLING) {
            return Mark.RUNNING;
        }
        if (has(CheckCell.State.CUT_OFF) || has(CheckCell.State.PASSED_OVER)) {
            return Mark.UNKNOWN;
        }
        if (has(CheckCell.State.NEVER) || has(CheckCell.State.WAITING)) {
            return Mark.OPEN;
        }
        return warnings() > 0 ? Mark.WARN : Mark.DONE;
    }
}
