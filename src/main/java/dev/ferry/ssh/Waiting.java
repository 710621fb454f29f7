package dev.ferry.ssh;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs blocking calls of the SSH library on a thread of their own, so that the caller can give them up:
/// the library hides interrupts among its own exceptions and waits in places that know no time limit.
final class Waiting {
    // no busy waiting while a person is asked just before the limit
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private Waiting() {}

    /// The result of a call.
    ///
    /// @param giveUp makes the call end; run when the limit has passed or the caller was interrupted
    /// @throws TimeoutException after the limit
    /// @throws ExecutionException with what the call threw
    static <T> T on(Callable<T> call, Duration limit, Runnable giveUp)
            throws InterruptedException, TimeoutException, ExecutionException {
        return on(call, new HopLimit(limit), giveUp);
    }

    /// The result of a call in which a person may be asked.
    static <T> T on(Callable<T> call, HopLimit limit, Runnable giveUp)
            throws InterruptedException, TimeoutException, ExecutionException {
        var task = new FutureTask<>(call);
        Thread.ofVirtual().name("ssh").start(task);
        try {
            return within(limit, task);
        } catch (InterruptedException | TimeoutException e) {
            // closing speaks to the other side and may itself wait
            Thread.ofVirtual().name("ssh-close").start(giveUp);
            throw e;
        }
    }

    private static <T> T within(HopLimit limit, FutureTask<T> task)
            throws InterruptedException, TimeoutException, ExecutionException {
        while (true) {
            try {
                var left = Math.max(limit.left().toNanos(), SHORTEST.toNanos());
                return task.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (limit.isOver()) {
                    throw e;
                }
            }
        }
    }
}
