package dev.ferry.ui.nodes;

import dev.ferry.run.Check;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import java.util.Comparator;
import java.util.List;

/// The checks of a group on one node as one cell: the worst of them, and how many are as bad as that.
///
/// @param group which
/// @param cells its checks, in order; those that are asked on request only where somebody has
record GroupCell(Check.Group group, List<CheckCell> cells) {
    GroupCell {
        cells = List.copyOf(cells);
    }

    /// The check that has most to say; the first of those.
    CheckCell worst() {
        return cells.stream()
                .max(Comparator.<CheckCell>comparingInt(
                                cell -> Matrix.weight(cell.state().mark()))
                        .thenComparing(cell -> -cell.check().ordinal()))
                .orElseThrow();
    }

    Mark mark() {
        var worst = worst().state().mark();
        // one that passed says nothing while others have not been asked
        return worst == Mark.DONE
                        && cells.stream().anyMatch(cell -> cell.state().mark() == Mark.OPEN)
                ? Mark.OPEN
                : worst;
    }

    /// A word or two.
    String word() {
        var worst = worst();
        var mark = mark();
        var alike = cells.stream().filter(cell -> cell.state().mark() == mark).count();
        return switch (mark) {
            case DONE -> group == Check.Group.LOADER ? cells.getFirst().word() : Messages.text("ui.nodes.state.pass");
            case WARN, BLOCKED, FAILED -> Messages.text("ui.nodes.state.counted", shortly(worst), alike, cells.size());
            case RUNNING, UNKNOWN -> shortly(worst);
            case OPEN, PAUSED ->
                cells.stream().anyMatch(cell -> cell.state() == CheckCell.State.WAITING)
                        ? Messages.text("ui.nodes.state.waiting")
                        : "–";
        };
    }

    private static String shortly(CheckCell cell) {
        return switch (cell.state()) {
            case WARN -> Messages.text("ui.nodes.state.warn");
            case BLOCK -> Messages.text("ui.nodes.state.block");
            case NEVER, WAITING, RUNNING, BRINGING, PASS, NOT_BROUGHT, PASSED_OVER, CUT_OFF -> cell.word();
        };
    }
}
