package dev.ferry.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
    /// Ranges end at 0 (n1), 50 (n3) and 100 (n2).
    private static final Cluster SOURCE = Rings.ring("n1 dc1 r1 0", "-n2 dc1 r1 100", "n3 dc2 r1 50");

    @ParameterizedTest(name = "{0} on {1}: {2} open, fewest {3}")
    @CsvSource({
        "dc1:1 dc2:1, dc1, 0, 1",
        "dc1:2 dc2:1, dc1, 0, 2",
        "dc1:1 dc2:1, dc2, 0, 1",
        "dc2:1, dc1, 3, 0",
        "dc1:1, dc1, 0, 1",
        // what ends at 50 and at 100 belongs to n2, which is down
        "dc1:1, up, 2, 0",
        "dc1:2, up, 0, 1",
        "dc1:1 dc2:1, up, 0, 1",
        // the range that ends at 50 is n3's, in the other data centre
        "simple 1, dc1, 1, 0",
        "simple 2, dc1, 0, 1",
        "simple 1, dc2, 2, 0",
        "EverywhereStrategy, dc2, 0, 1",
    })
    void everyRangeIsLookedAt(String replication, String nodes, int open, int fewest) {
        var part = on(replication, nodes);
        assertEquals(3, part.ranges());
        assertEquals(open, part.open());
        assertEquals(fewest, part.fewest());
        assertEquals(open == 0, part.isWhole());
        assertEquals(open, part.gaps().size());
    }

    @Test
    void aGapSaysWhichRangeAndWhoHoldsIt() {
        assertEquals(
                List.of("(0, 50]: held by n3"),
                on("simple 1", "dc1").gaps().stream().map(Object::toString).toList());
        assertEquals(
                List.of("(100, 0]: held by n1", "(50, 100]: held by n2"),
                on("simple 1", "dc2").gaps().stream().map(Object::toString).toList());
        assertEquals(
                "(100, 0]: held by no node",
                on("dc9:1", "dc1").gaps().getFirst().toString());
    }

    @Test
    void whatNobodyCanReckonIsNotWhole() {
        assertFalse(on("org.acme.OwnStrategy", "dc1").isReckoned());
        assertFalse(on("org.acme.OwnStrategy", "dc1").isWhole());
        var unread = new Cluster(SOURCE.seen(), SOURCE.name(), SOURCE.partitioner(), SOURCE.nodes(), SOURCE.schema());
        var keyspaces = List.of(Rings.keyspace("shop", "dc1:1"));
        assertFalse(Coverage.of(unread, unread.nodes(), keyspaces).isWhole());
    }

    @Test
    void itIsWholeOnlyIfEveryKeyspaceIs() {
        var both = List.of(Rings.keyspace("shop", "dc1:1"), Rings.keyspace("history", "dc2:1"));
        assertFalse(Coverage.of(SOURCE, nodes("dc1"), both).isWhole());
        assertTrue(Coverage.of(SOURCE, SOURCE.nodes(), both).isWhole());
        assertEquals(
                List.of("shop", "history"),
                Coverage.of(SOURCE, SOURCE.nodes(), both).parts().stream()
                        .map(Coverage.Part::keyspace)
                        .toList());
    }

    private static Coverage.Part on(String replication, String nodes) {
        var keyspaces = List.of(Rings.keyspace("shop", replication));
        return Coverage.of(SOURCE, nodes(nodes), keyspaces).parts().getFirst();
    }

    private static List<Node> nodes(String which) {
        Predicate<Node> meant = node -> which.equals("up") ? node.up() : which.equals(node.dataCentre());
        return SOURCE.nodes().stream().filter(meant).toList();
    }
}
