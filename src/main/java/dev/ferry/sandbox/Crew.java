package dev.ferry.sandbox;

import dev.ferry.outcome.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Does several blocking things at once, each on a thread of its own, and ends them all when one fails.
final class Crew implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> tasks = new ArrayList<>();

    /// One thing to do.
    interface Task {
        void run() throws FailureException, InterruptedException;
    }

    /// One of many things to do.
    interface NumberedTask {
        void run(int number) throws FailureException, InterruptedException;
    }

    /// Starts a task.
    void start(Task task) {
        tasks.add(threads.submit(() -> {
            task.run();
            return null;
        }));
    }

    /// Waits for all that was started.
    ///
    /// @throws FailureException the first failure in the order of starting; the other tasks are
    ///     interrupted
    void await() throws FailureException, InterruptedException {
        try {
            for (var task : tasks) {
                task.get();
            }
        } catch (ExecutionException e) {
            tasks.forEach(task -> task.cancel(true));
            switch (e.getCause()) {
                case FailureException failure -> throw failure;
                case InterruptedException interrupted -> throw interrupted;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            tasks.clear();
        }
    }

    /// Runs a task for 0 to count - 1, so many at once, and waits for the end. The numbers are begun in
    /// order.
    static void each(int count, int atOnce, NumberedTask task) throws FailureException, InterruptedException {
        var next = new AtomicInteger();
        try (var crew = new Crew()) {
            for (var worker = 0; worker < Math.min(atOnce, count); worker++) {
                crew.start(() -> {
                    for (var number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                        task.run(number);
                    }
                });
            }
            crew.await();
        }
    }

    /// Interrupts what still runs and waits for its end.
    @Override
    public void close() {
        tasks.forEach(task -> task.cancel(true));
        threads.close();
    }
}
