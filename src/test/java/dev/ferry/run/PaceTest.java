package dev.ferry.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void saysNothingBeforeItKnowsAnything() {
        var pace = new Pace();
        assertTrue(pace.remaining(100).isEmpty());
        pace.note(0, 0);
        pace.note(SECOND, 50);
        assertTrue(pace.remaining(100).isEmpty());
        assertEquals(50, pace.bytesPerSecond());
    }

    @Test
    void anEvenPaceHasNoBand() {
        var pace = new Pace();
        for (var second = 0; second <= 10; second++) {
            pace.note(second * SECOND, second * 100L);
        }
        var left = pace.remaining(1000).orElseThrow();
        assertEquals(Duration.ofSeconds(10), left.expected());
        assertEquals(Duration.ofSeconds(10), left.shortest());
        assertEquals(Duration.ofSeconds(10), left.longest());
    }

    @Test
    void aPaceThatSlowsDownHasABandAroundTheExpectedTime() {
        var pace = new Pace();
        pace.note(0, 0);
        pace.note(5 * SECOND, 1500);
        pace.note(10 * SECOND, 2000);
        var left = pace.remaining(2000).orElseThrow();
        assertEquals(Duration.ofSeconds(10), left.expected());
        assertTrue(left.shortest().compareTo(left.expected()) < 0);
        assertTrue(left.longest().compareTo(left.expected()) > 0);
    }

    @Test
    void whatIsOlderThanAMinuteIsForgotten() {
        var pace = new Pace();
        pace.note(0, 0);
        for (var second = 100; second <= 160; second += 10) {
            pace.note(second * SECOND, 1_000_000 + second * 10L);
        }
        assertEquals(10, pace.bytesPerSecond(), 0.001);
    }

    @Test
    void aLoadThatStandsStillHasNoEnd() {
        var pace = new Pace();
        for (var second = 0; second <= 10; second++) {
            pace.note(second * SECOND, 500);
        }
        assertTrue(pace.remaining(1000).isEmpty());
    }
}
