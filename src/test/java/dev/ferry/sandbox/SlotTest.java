package dev.ferry.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotTest {
    @Test
    void twoSandboxesShareNoAddress() throws Exception {
        try (var one = Slot.claim(2, 3);
                var other = Slot.claim(2, 3)) {
            assertEquals(2, one.sources(2).size());
            assertEquals(3, one.targets(3).size());
            assertTrue(one.sources(2).stream().noneMatch(other.sources(2)::contains));
            assertTrue(one.targets(3).stream().noneMatch(other.targets(3)::contains));
        }
    }

    @Test
    void aSlotIsFreeAgainWhenClosed() throws Exception {
        List<String> addresses;
        try (var slot = Slot.claim(2, 1)) {
            addresses = slot.sources(2);
        }
        try (var again = Slot.claim(2, 1)) {
            assertEquals(addresses, again.sources(2));
        }
    }

    @Test
    void aSlotWithABusyPortIsPassedOver() throws Exception {
        List<String> targets;
        try (var slot = Slot.claim(2, 1)) {
            targets = slot.targets(1);
        }
        try (var _ = new ServerSocket(Slot.TARGET_STORAGE_PORT, 1, InetAddress.ofLiteral(targets.getFirst()));
                var slot = Slot.claim(2, 1)) {
            assertNotEquals(targets, slot.targets(1));
        }
    }
}
