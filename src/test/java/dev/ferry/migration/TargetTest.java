package dev.ferry.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @Test
    void disksOfAllNodesTogetherAreReckonedFromThoseOfOne() {
        assertEquals(
                OptionalLong.of(3L * 1788 * 1024 * 1024 * 1024), cluster(1788).diskBytes(3));
        assertEquals(
                OptionalLong.of(1000L << 50),
                cluster(Target.CassandraCluster.MOST_GIBIBYTES).diskBytes(1000));
        assertEquals(
                OptionalLong.empty(),
                new Target.CassandraCluster(List.of("a"), 9042, 7000, null, null, null).diskBytes(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, (1 << 20) + 1})
    void aDiskThatCannotBeIsRefused(int gibibytes) {
        assertThrows(IllegalArgumentException.class, () -> cluster(gibibytes));
    }

    private static Target.CassandraCluster cluster(int gibibytes) {
        return new Target.CassandraCluster(List.of("a"), 9042, 7000, null, null, null, gibibytes);
    }
}
