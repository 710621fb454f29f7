package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class HopLimitTest {
    @Test
    void standsStillWhileSomebodyIsAsked() throws Exception {
        var limit = new HopLimit(Duration.ofMillis(300));
        var answer = Waiting.on(
                () -> limit.asking(() -> {
                    Thread.sleep(900);
                    return "late, but not too late";
                }),
                limit,
                () -> {});
        assertEquals("late, but not too late", answer);
        assertTrue(limit.left().isPositive());
        assertFalse(limit.isOver());
    }

    @Test
    void runsOnAfterTheAnswer() {
        var limit = new HopLimit(Duration.ofMillis(300));
        var gaveUp = new CountDownLatch(1);
        assertThrows(
                TimeoutException.class,
                () -> Waiting.on(
                        () -> {
                            limit.asking(() -> "at once");
                            Thread.sleep(5000);
                            return "";
                        },
                        limit,
                        gaveUp::countDown));
        assertTrue(limit.isOver());
        assertTrue(awaits(gaveUp));
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
