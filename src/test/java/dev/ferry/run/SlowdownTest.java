package dev.ferry.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.text.Message;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlowdownTest {
    private static final Message BEHIND = Message.of("run.pace.compactions", "10.0.0.3", 412);

    @Test
    void aRunThatNothingWasSaidOfIsNotSlow() {
        assertEquals(Optional.empty(), Slowdown.of(Run.EMPTY));
    }

    @Test
    void theLastWordHolds() {
        var slow = Run.EMPTY.after(new Fact.LoadPaced(2, BEHIND, ""));
        assertEquals(Optional.of(new Slowdown(2, BEHIND)), Slowdown.of(slow));
        for (var key : List.of(Slowdown.FULL_PACE, Slowdown.UNREADABLE, Slowdown.SILENT)) {
            var full = slow.after(new Fact.LoadPaced(8, Message.of(key), ""));
            assertEquals(Optional.empty(), Slowdown.of(full), key);
        }
    }

    @Test
    void aUserWhoAllowsNoMoreIsNotSlowedDown() {
        assertTrue(new Slowdown(2, BEHIND).isBelow(3));
        assertFalse(new Slowdown(2, BEHIND).isBelow(2));
    }
}
