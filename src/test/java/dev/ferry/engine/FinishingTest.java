package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Ended;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinishingTest {
    @Test
    void aPortIsClosedWhereTheKnockSaysSo() throws Exception {
        assertEquals(
                "Connection refused",
                Finishing.refusal("10.0.0.7", new Ended(1, "refused: Connection refused\n", ""))
                        .orElseThrow());
        assertTrue(Finishing.refusal("10.0.0.7", new Ended(0, "", "")).isEmpty());
    }

    /// A JVM ends with 1, too, when it finds no class or no memory: that says nothing of the port.
    @Test
    void whatDidNotKnockIsNoProof() {
        for (var ended : List.of(
                new Ended(1, "", "Error: Could not find or load main class dev.ferry.node.Knock"),
                new Ended(1, "Error occurred during initialization of VM\nCould not reserve enough space", ""),
                new Ended(2, "", ""),
                new Ended(127, "", "java: not found"))) {
            var thrown = assertThrows(FailureException.class, () -> Finishing.refusal("10.0.0.7", ended));
            assertEquals("engine.finish.no-probe", thrown.failure().cause().key());
        }
    }
}
