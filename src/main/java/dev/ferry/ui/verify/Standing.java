package dev.ferry.ui.verify;

import dev.ferry.outcome.Outcome;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.OpenRanges;
import dev.ferry.run.Run;
import dev.ferry.run.TableCheck;
import dev.ferry.run.Tick;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.Mark;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How one table stands before its proof.
///
/// @param state in one word
/// @param check how it was verified last; null if it was not
/// @param open the ranges between it and green
/// @param at when it was verified last; null if it was not, or if nobody knows
/// @param rangesDone ranges counted, of a count under way
/// @param ranges how many there are to count, of a count under way; 0 before anything is known
/// @param cellsLoaded from how many nodes it is loaded
/// @param cells from how many it has to be
record Standing(
        State state,
        @Nullable TableCheck check,
        OpenRanges open,
        @Nullable Instant at,
        int rangesDone,
        int ranges,
        int cellsLoaded,
        int cells) {
    /// How a table stands in a run.
    ///
    /// @param counting the newest tick of a count that is under way; null if none is
    static Standing of(TablePlan table, Run run, Tick.@Nullable TableCounting counting) {
        var name = table.table();
        var check = run.check(name).orElse(null);
        var loaded = (int) table.cells().stream()
                .filter(cell -> run.cell(cell.id()).isLoaded())
                .count();
        return new Standing(
                counting != null
                        ? State.COUNTING
                        : state(check, loaded == table.cells().size()),
                check,
                run.open(name),
                run.verifiedAt(name).orElse(null),
                counting == null ? 0 : counting.rangesDone(),
                counting == null ? 0 : counting.ranges(),
                loaded,
                table.cells().size());
    }

    private static State state(@Nullable TableCheck check, boolean isLoaded) {
        if (!isLoaded) {
            return State.NOT_LOADED;
        }
        if (check == null) {
            return State.NOT_COUNTED;
        }
        return switch (check.outcome()) {
            case Outcome.Succeeded ignored -> State.PROVEN;
            case Outcome.Failed ignored -> State.DIFFERS;
            case Outcome.Unknown ignored -> State.NOT_READ;
        };
    }

    /// The state with its numbers, for people.
    String word() {
        return switch (state) {
            case COUNTING ->
                ranges == 0
                        ? state.word()
                        : Messages.text(
                                "ui.verify.counting.of",
                                Units.count(Math.min(rangesDone, ranges)),
                                Units.count(ranges));
            case NOT_LOADED -> Messages.text("ui.verify.loaded.of", cellsLoaded, cells);
            case PROVEN, DIFFERS, NOT_READ, NOT_COUNTED -> state.word();
        };
    }

    /// Rows on the target less those on the source; 0 before both are counted.
    long difference() {
        return check == null ? 0 : check.targetRows() - check.sourceRows();
    }

    /// How far a count under way is, 0 to 1.
    double progress() {
        return ranges == 0 ? 0 : Math.min(1, (double) rangesDone / ranges);
    }

    /// The states of a table, the worst first.
    enum State {
        /// The numbers of rows differ.
        DIFFERS(Mark.FAILED),
        /// A side could not be read.
        NOT_READ(Mark.UNKNOWN),
        /// It is not loaded from every node: counting would prove nothing.
        NOT_LOADED(Mark.BLOCKED),
        /// Its rows are being counted.
        COUNTING(Mark.RUNNING),
        /// Nobody has counted it.
        NOT_COUNTED(Mark.OPEN),
        /// Nothing is missing in number.
        PROVEN(Mark.DONE);

        private final Mark mark;

        State(Mark mark) {
            this.mark = mark;
        }

        Mark mark() {
            return mark;
        }

        String word() {
            return Messages.text(
                    "ui.verify.state." + name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }

        boolean isGreen() {
            return this == PROVEN;
        }
    }
}
