package dev.ferry.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ferry.cluster.Cluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
    private static final Cluster FOUR = Rings.ring("n1 dc1 r1 0", "n2 dc1 r1 100", "n3 dc1 r2 200", "n4 dc1 r2 300");
    private static final Cluster UNEVEN = Rings.ring("n1 dc1 r1 0", "n2 dc1 r1 100", "n3 dc1 r2 200");
    private static final Cluster VIRTUAL = Rings.ring("n1 dc1 r1 0 100 400", "n2 dc1 r1 200", "n3 dc1 r1 300");
    private static final Cluster TWO =
            Rings.ring("n1 dc1 r1 0", "n2 dc1 r1 100", "n3 dc2 r1 1", "n4 dc2 r1 101", "n5 dc2 r1 201");
    private static final Cluster JOINING = Rings.ring("n1 dc1 r1 0", "n2 dc1 r2", "n3 dc1 r1 100");

    /// Whose copies, worked out by hand from the rules: the next tokens around the ring, and by data centre no
    /// two of a rack as long as there is another rack.
    @ParameterizedTest(name = "{0}, {1}, token {2}: {3}")
    @CsvSource({
        "four, simple 1, 0, n1",
        "four, simple 2, 0, n1 n2",
        "four, simple 2, 1, n2 n3",
        "four, simple 2, 300, n1 n4",
        "four, simple 2, 301, n1 n2",
        "four, simple 9, 5, n1 n2 n3 n4",
        "four, simple 0, 5, ''",
        // 3/1: two whole copies, and one that forgets
        "four, simple 3/1, 0, n1 n2",
        "four, dc1:2, 0, n1 n3",
        "four, dc1:2, 50, n2 n3",
        "four, dc1:2, 150, n1 n3",
        "four, dc1:2, 250, n1 n4",
        // three copies in two racks: one rack has two, the first that is met
        "four, dc1:3, 0, n1 n2 n3",
        "four, dc1:3, 50, n2 n3 n4",
        "four, dc1:3/1, 50, n2 n3",
        "four, dc1:4, 50, n1 n2 n3 n4",
        "four, dc9:3, 50, ''",
        // the only node of its rack holds everything
        "uneven, dc1:2, 0, n1 n3",
        "uneven, dc1:2, 50, n2 n3",
        "uneven, dc1:2, 150, n1 n3",
        // two nodes are missing for five copies, two transient ones among them: no copy is transient
        "uneven, dc1:5/2, 150, n1 n2 n3",
        "uneven, dc1:4/2, 150, n1 n3",
        // a node counts once, however many tokens it has
        "virtual, simple 2, 0, n1 n2",
        "virtual, simple 2, 350, n1 n2",
        "virtual, dc1:2, 350, n1 n2",
        "virtual, dc1:2, 250, n1 n3",
        "two, dc1:1 dc2:1, 50, n2 n4",
        "two, dc1:1 dc2:1, 101, n1 n4",
        "two, dc1:1 dc2:2, 1, n2 n3 n4",
        "two, dc1:2 dc2:3, 1, n1 n2 n3 n4 n5",
        "two, dc2:1, 202, n3",
        "two, simple 2, 0, n1 n3",
        "two, EverywhereStrategy, 7, n1 n2 n3 n4 n5",
        // a node without tokens has no part in it, nor has its rack
        "joining, dc1:2, 0, n1 n3",
    })
    void copiesLieWhereCassandraPlacesThem(String ring, String replication, long token, String expected) {
        var cluster = switch (ring) {
            case "four" -> FOUR;
            case "uneven" -> UNEVEN;
            case "virtual" -> VIRTUAL;
            case "joining" -> JOINING;
            default -> TWO;
        };
        var copies = Placement.on(cluster).copies(Rings.replication(replication), token);
        assertEquals(expected, Rings.names(copies));
    }

    @Test
    void rangesEndWithTheTokensOfAllNodes() {
        assertEquals(List.of(0L, 1L, 100L, 101L, 201L), Placement.on(TWO).ends());
    }

    @Test
    void nothingIsSaidOfAReplicationThatNobodyKnows() {
        var local = Rings.replication("LocalStrategy");
        assertFalse(Placement.on(FOUR).isKnown(local));
        assertFalse(Placement.on(Rings.ring()).isKnown(Rings.replication("simple 1")));
        assertThrows(IllegalArgumentException.class, () -> Placement.on(FOUR).copies(local, 0));
    }
}
