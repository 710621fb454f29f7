package dev.ferry.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TargetPressureTest {
    private static final NodePressure READ =
            new NodePressure("10.0.0.3", Map.of(Gauge.COMPACTIONS_PENDING, 0L, Gauge.DISK_USED, 30L));
    private static final NodePressure UNREAD = new NodePressure("10.0.0.4", Map.of());

    @Test
    void whatIsNotKnownIsNotZero() {
        assertEquals(OptionalLong.of(0), READ.value(Gauge.COMPACTIONS_PENDING));
        assertEquals(OptionalLong.empty(), UNREAD.value(Gauge.COMPACTIONS_PENDING));
        assertFalse(READ.isUnread());
        assertTrue(UNREAD.isUnread());
        assertTrue(UNREAD.withDisk(100).isUnread(), "the size of a disk is not read on the node");
    }

    @Test
    void aDiskHasAShareWhenBothNumbersAreKnown() {
        assertEquals(OptionalDouble.empty(), READ.diskShare());
        assertEquals(OptionalDouble.empty(), UNREAD.withDisk(120).diskShare());
        assertEquals(OptionalDouble.of(0.25), READ.withDisk(120).diskShare());
        assertThrows(IllegalArgumentException.class, () -> READ.withDisk(0));
    }

    @Test
    void aTargetIsUnreadWhenNoNodeGaveAnythingAway() {
        assertFalse(new TargetPressure(List.of(READ, UNREAD), List.of()).isUnread());
        assertTrue(new TargetPressure(List.of(UNREAD), List.of("10.0.0.5")).isUnread());
    }

    @Test
    void aNodeIsFoundByItsAddress() {
        var pressure = new TargetPressure(List.of(READ, UNREAD), List.of("10.0.0.5")).withDisk(120);
        assertEquals(Optional.of(READ.withDisk(120)), pressure.node("10.0.0.3"));
        assertEquals(Optional.empty(), pressure.node("10.0.0.5"));
    }
}
