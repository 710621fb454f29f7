package dev.ferry.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodePlanTest {
    @Test
    void tokensOfTwoNodesTakeTurnsAtEqualDistances() {
        var eighth = 1L << 61;
        var first = NodePlan.tokens(0, 2);
        var second = NodePlan.tokens(1, 2);
        assertEquals(List.of(Long.MIN_VALUE + 1, Long.MIN_VALUE + 2 * eighth, 0L, 2 * eighth), first);
        assertEquals(List.of(Long.MIN_VALUE + eighth, -eighth, eighth, 3 * eighth), second);
    }

    @Test
    void tokensOfThreeNodesNeverClash() {
        var all = IntStream.range(0, 3)
                .mapToObj(node -> NodePlan.tokens(node, 3))
                .flatMap(List::stream)
                .toList();
        assertEquals(12, all.stream().distinct().count());
    }
}
