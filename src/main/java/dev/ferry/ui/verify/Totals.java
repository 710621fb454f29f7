package dev.ferry.ui.verify;

import dev.ferry.ui.verify.Standing.State;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How all tables stand together.
///
/// @param tables how many there are
/// @param states how many stand how
/// @param sourceRows rows counted on the source
/// @param targetRows rows counted on the target
/// @param ranges ranges counted
/// @param rangesDifferent ranges whose numbers differ
/// @param rangesNotRead ranges that could not be read
/// @param progress how far a count under way is, over all tables, 0 to 1
record Totals(
        int tables,
        Map<State, Integer> states,
        long sourceRows,
        long targetRows,
        long ranges,
        int rangesDifferent,
        int rangesNotRead,
        double progress) {
    static final Totals NONE = new Totals(0, Map.of(), 0, 0, 0, 0, 0, 0);

    Totals {
        states = Map.copyOf(states);
    }

    static Totals of(List<TableRow> rows) {
        var states = new EnumMap<State, Integer>(State.class);
        var sums = new long[3];
        var open = new int[2];
        var done = 0.0;
        for (var row : rows) {
            var standing = row.standing().get();
            states.merge(standing.state(), 1, Integer::sum);
            var check = standing.check();
            if (check != null) {
                sums[0] += check.sourceRows();
                sums[1] += check.targetRows();
                sums[2] += check.ranges();
            }
            open[0] += standing.open().different().size();
            open[1] += standing.open().notRead().size();
            done += standing.state() == State.PROVEN ? 1 : standing.progress();
        }
        return new Totals(
                rows.size(),
                states,
                sums[0],
                sums[1],
                sums[2],
                open[0],
                open[1],
                rows.isEmpty() ? 0 : done / rows.size());
    }

    /// How many tables stand so.
    int of(State state) {
        return states.getOrDefault(state, 0);
    }
}
