package dev.ferry.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Surroundings.OwnName;
import dev.ferry.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SurroundingsTest {
    /// One second there, two seconds of work, one second back: the node is 40 s ahead.
    @Test
    void tellsTheClocksApartByTheWayThereAndBack() {
        var reading = ClockReading.of(1_000_000, 1_041_000, 1_043_000, 1_004_000, Duration.ofMillis(1));
        assertEquals(Duration.ofSeconds(40), reading.ahead());
        assertEquals(Duration.ofMillis(1001), reading.error());
        assertEquals(Duration.ofMillis(38_999), reading.apart());
    }

    /// All of the way lies before the node's reading: the formula is off by exactly what it says it may be.
    @Test
    void isOffByNoMoreThanItsError() {
        var reading = ClockReading.of(1_000_000, 1_006_000, 1_006_000, 1_006_000, Duration.ZERO);
        assertEquals(Duration.ofSeconds(3), reading.ahead());
        assertEquals(Duration.ofSeconds(3), reading.error());
        assertEquals(Duration.ZERO, reading.apart());
    }

    @Test
    void knowsANameThatLeadsToTheMachineItself() {
        assertTrue(new OwnName("n1", List.of("127.0.1.1")).isLoopback());
        assertTrue(new OwnName("n1", List.of("127.0.0.1", "::1")).isLoopback());
        assertFalse(new OwnName("n1", List.of("127.0.1.1", "10.0.0.7")).isLoopback());
        assertFalse(new OwnName("n1", List.of()).isLoopback());
    }

    @Test
    void isAbsentWhereADocumentWasWrittenBeforeItWasKnown() throws Exception {
        var machine = new Machine("u", "c", "/c.yaml", List.of(), null, null, Map.of());
        var text = Json.write(machine);
        assertFalse(text.contains("surroundings"), text);
        assertNull(Json.read(text, Machine.class).surroundings());
        var seen = new Surroundings(
                new ClockReading(Duration.ofMillis(-3), Duration.ofMillis(9)),
                new Surroundings.OpenFiles(1024, Long.MAX_VALUE),
                List.of(new Surroundings.TemporaryFolder("/tmp", List.of("rw", "noexec"), "tmpfs", 5, true)),
                new Surroundings.Memory(9, 4),
                new OwnName("n1", List.of("127.0.1.1")),
                List.of("setsid"));
        assertEquals(seen, Json.read(Json.write(seen), Surroundings.class));
        assertTrue(seen.temporary().getFirst().isNoExec());
        assertEquals(
                new Surroundings(null, null, List.of(), null, null, List.of()), Json.read("{}", Surroundings.class));
    }
}
