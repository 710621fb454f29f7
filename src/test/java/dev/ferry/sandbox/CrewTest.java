package dev.ferry.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrewTest {
    @Test
    void doesEachOnce() throws Exception {
        var done = new ConcurrentSkipListSet<Integer>();
        Crew.each(1000, 8, number -> assertTrue(done.add(number)));
        assertEquals(IntStream.range(0, 1000).boxed().toList(), done.stream().toList());
    }

    @Test
    void oneFailureEndsAll() throws Exception {
        var failure = new Failure(
                Failure.Kind.FATAL, "here", Message.of("sandbox.unstartable"), "", Message.of("sandbox.unstartable"));
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        try (var crew = new Crew()) {
            crew.start(() -> {
                started.await();
                throw new FailureException(failure);
            });
            crew.start(() -> {
                started.countDown();
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            });
            assertEquals(
                    failure, assertThrows(FailureException.class, crew::await).failure());
        }
        assertEquals(0, interrupted.getCount());
    }
}
