package dev.ferry.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ThroughputTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aPointNeedsTwoNotes() {
        var throughput = new Throughput();
        throughput.note(0, 0);
        assertTrue(throughput.recent().isEmpty());
        throughput.note(SECOND / 2, 500);
        assertTrue(throughput.recent().isEmpty(), "within the same second");
        throughput.note(SECOND, 1000);
        assertEquals(1000, throughput.recent().getFirst().bytesPerSecond());
        assertEquals(1, throughput.whole().getFirst().seconds());
    }

    @Test
    void theRecentCurveIsSmoothedOverFiveSeconds() {
        var throughput = new Throughput();
        for (var second = 0; second <= 10; second++) {
            throughput.note(second * SECOND, second < 10 ? 0 : 1000);
        }
        assertEquals(200, throughput.recent().getLast().bytesPerSecond());
        assertEquals(1000, throughput.whole().getLast().bytesPerSecond());
    }

    /// Twenty hours at an even pace: the quarter of an hour in seconds, the whole in few steps, and no byte
    /// lost between them.
    @Test
    void aLongLoadKeepsItsWholeCurveInFewPoints() {
        var throughput = new Throughput();
        var seconds = 20 * 3600;
        for (var second = 0; second <= seconds; second++) {
            throughput.note(second * SECOND, second * 100L);
        }
        assertEquals(15 * 60 - 1, throughput.recent().size());
        var whole = throughput.whole();
        assertTrue(whole.size() > 500 && whole.size() < 1200, "points: " + whole.size());
        assertTrue(whole.getLast().seconds() > seconds - 200);
        whole.forEach(point -> assertEquals(100, point.bytesPerSecond(), 0.001));
    }

    @Test
    void bytesThatHaveToBeSentAgainAreNoNegativePace() {
        var throughput = new Throughput();
        throughput.note(0, 1000);
        throughput.note(SECOND, 0);
        assertEquals(0, throughput.recent().getFirst().bytesPerSecond());
    }
}
