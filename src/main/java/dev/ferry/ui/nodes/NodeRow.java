package dev.ferry.ui.nodes;

import dev.ferry.run.Check;
import dev.ferry.ui.controls.Mark;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

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
                && asked().allMatch(
                                cell -> cell.state() == CheckCell.State.PASS || cell.state() == CheckCell.State.WARN);
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

    /// Its checks without those that are asked on request only, and were not.
    private Stream<CheckCell> asked() {
        return cells.values().stream().filter(cell -> !cell.isIdle());
    }

    /// The checks of one group.
    GroupCell group(Check.Group group) {
        return new GroupCell(
                group, asked().filter(cell -> cell.check().group() == group).toList());
    }

    private boolean has(CheckCell.State state) {
        return asked().anyMatch(cell -> cell.state() == state);
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
