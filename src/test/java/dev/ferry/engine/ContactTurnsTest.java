package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContactTurnsTest {
    private static final ContactTurns THREE = new ContactTurns(List.of("a", "b", "c"));

    @Test
    void theNextCellBeginsWithTheNextNode() {
        assertEquals(List.of("a", "b", "c"), THREE.of(0, 0, 3));
        assertEquals(List.of("b", "c", "a"), THREE.of(0, 1, 3));
        assertEquals(List.of("c", "a"), THREE.of(2, 0, 2));
        assertEquals(List.of("a", "b", "c"), THREE.of(2, 1, ContactTurns.FEW));
    }

    @Test
    void whatBeginsAtTheSameTimeOnAllNodesIsSpreadToo() {
        var firsts =
                IntStream.range(0, 3).mapToObj(node -> THREE.of(node, 0, 1)).toList();
        assertEquals(List.of(List.of("a"), List.of("b"), List.of("c")), firsts);
    }

    @Test
    void noTargetNodeHasMuchMoreThanAnother() {
        for (var size = 1; size <= 12; size++) {
            var turns = new ContactTurns(
                    IntStream.range(0, size).mapToObj(String::valueOf).toList());
            for (var nodes = 1; nodes <= 9; nodes++) {
                for (var cells : List.of(1, 7, 50, 203)) {
                    var named = new HashMap<String, Integer>();
                    for (var node = 0; node < nodes; node++) {
                        for (var cell = 0; cell < cells; cell++) {
                            named.merge(turns.of(node, cell, 1).getFirst(), 1, Integer::sum);
                        }
                    }
                    var most = named.values().stream()
                            .mapToInt(Integer::intValue)
                            .max()
                            .orElseThrow();
                    var least = named.size() < size
                            ? 0
                            : named.values().stream()
                                    .mapToInt(Integer::intValue)
                                    .min()
                                    .orElseThrow();
                    // what is left over after whole rounds: at most one round, from each source node at most one
                    assertTrue(most - least <= Math.min(size, nodes), size + " " + nodes + " " + cells);
                }
            }
        }
    }

    @Test
    void thereIsATargetNode() {
        assertThrows(IllegalArgumentException.class, () -> new ContactTurns(List.of()));
    }
}
