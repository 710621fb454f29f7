package dev.ferry.engine;

import dev.ferry.outcome.FailureException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// The same work for many things at once, one virtual thread each: it is over when all are, and the first
/// failure is thrown when the others have ended.
final class Together {
    private Together() {}

    /// Does the work for all of them.
    ///
    /// @param atOnce how many at the same time at most
    static <T> void forEach(Collection<T> things, int atOnce, Work<T> work)
            throws FailureException, InterruptedException {
        map(things, atOnce, thing -> {
            work.on(thing);
            return thing;
        });
    }

    /// Does the work for all of them and gives the results in the same order.
    static <T, R> List<R> map(Collection<T> things, int atOnce, Giving<T, R> work)
            throws FailureException, InterruptedException {
        var places = new Semaphore(atOnce);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<R>>();
            for (var thing : things) {
                futures.add(threads.submit(() -> {
                    places.acquire();
                    try {
                        return work.on(thing);
                    } finally {
                        places.release();
                    }
                }));
            }
            try {
                return results(futures);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
    }

    private static <R> List<R> results(List<Future<R>> futures) throws FailureException, InterruptedException {
        var results = new ArrayList<R>();
        FailureException first = null;
        for (var future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case FailureException failure -> first = first == null ? failure : first;
                    case InterruptedException ignored -> throw new InterruptedException();
                    case RuntimeException defect -> throw defect;
                    case Error error -> throw error;
                    case null, default -> throw new IllegalStateException(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
        return results;
    }

    /// Work on one thing.
    @FunctionalInterface
    interface Work<T> {
        void on(T thing) throws FailureException, InterruptedException;
    }

    /// Work on one thing that gives something.
    @FunctionalInterface
    interface Giving<T, R> {
        R on(T thing) throws FailureException, InterruptedException;
    }
}
