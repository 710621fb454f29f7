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
    private Waiting() {}

    /// The result of a call.
    ///
    /// @param giveUp makes the call end; run when the limit has passed or the caller was interrupted
    /// @throws TimeoutException after the limit
    /// @throws ExecutionException with what the call threw
    static <T> T on(Callable<T> call, Duration limit, Runnable giveUp)
            throws InterruptedException, TimeoutException, ExecutionException {
        var task = new FutureTask<>(call);
        Thread.ofVirtual().name("ssh").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException | TimeoutException e) {
            // closing speaks to the other side and may itself wait
            Thread.ofVirtual().name("ssh-close").start(giveUp);
            throw e;
        }
    }
}
