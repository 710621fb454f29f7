package dev.ferry.ui.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Outcome;
import dev.ferry.run.Fact;
import dev.ferry.run.LoadBoard;
import dev.ferry.run.Tick;
import dev.ferry.ui.Samples;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilterTest {
    private final LoadBoard board = new LoadBoard(Samples.plan("p1", Samples.cluster(3, 4)));

    private long taken(String text, Filter.Kind kind) {
        var filter = new Filter(text, kind);
        return IntStream.range(0, board.size())
                .filter(cell -> filter.takes(board, cell))
                .count();
    }

    @Test
    void aTextIsPartOfATableOrANodeInAnyCase() {
        var table = board.tables().get(1).toString();
        assertEquals(12, taken("", Filter.Kind.ALL));
        assertEquals(3, taken("  " + table.toUpperCase(java.util.Locale.ROOT) + " ", Filter.Kind.ALL));
        assertEquals(4, taken(board.nodes().get(2), Filter.Kind.ALL));
        assertEquals(0, taken("nothing of the kind", Filter.Kind.ALL));
    }

    @Test
    void aStateAndATextHaveToFitTheSameCell() {
        var cell = board.cell(1, 2);
        board.heard(new Fact.LoaderStarting(board.id(cell), 1, 1), 0);
        assertEquals(1, taken("", Filter.Kind.RUNNING));
        assertEquals(11, taken("", Filter.Kind.WAITING));
        var here = new Filter(board.nodes().get(2), Filter.Kind.RUNNING);
        var elsewhere = new Filter(board.nodes().get(0), Filter.Kind.RUNNING);
        assertTrue(here.takesTable(board, 1));
        assertFalse(here.takesTable(board, 0));
        assertFalse(elsewhere.takesTable(board, 1), "another node's cell of this table runs");
    }

    @Test
    void aStalledCellRunsTooAndALoadedOneNoMore() {
        var id = board.id(0);
        board.heard(new Fact.LoaderStarting(id, 1, 1), 0);
        board.heard(new Tick.CellMoved(id, 5, 0, true), 0);
        assertEquals(1, taken("", Filter.Kind.STALLED));
        assertEquals(1, taken("", Filter.Kind.RUNNING));
        board.heard(new Fact.CellEnded(id, Outcome.Succeeded.shownBy("exit code 0")), 0);
        assertEquals(0, taken("", Filter.Kind.RUNNING));
        assertEquals(1, taken("", Filter.Kind.LOADED));
        assertEquals(1, Filter.Kind.LOADED.count(board.table(0)));
    }
}
