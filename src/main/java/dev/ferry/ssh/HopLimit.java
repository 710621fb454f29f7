package dev.ferry.ssh;

import java.time.Duration;
import java.util.concurrent.Callable;

/// How long a hop may take. The clock stands still while a person is asked: nobody types a one-time code
/// against a network's time limit. (The server has its own patience: OpenSSH's `LoginGraceTime`.)
final class HopLimit {
    private final Duration whole;
    private final long start = System.nanoTime();
    private long askedNanos;
    private long askingSince;
    private int asking;

    HopLimit(Duration limit) {
        this.whole = limit;
    }

    /// The whole of it.
    Duration whole() {
        return whole;
    }

    /// What a person's answer gives, however long it takes.
    <T> T asking(Callable<T> question) throws Exception {
        begin();
        try {
            return question.call();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        if (asking++ == 0) {
            askingSince = System.nanoTime();
        }
    }

    private synchronized void end() {
        if (--asking == 0) {
            askedNanos += System.nanoTime() - askingSince;
        }
    }

    /// What is left of it; nothing or less if it is over.
    synchronized Duration left() {
        var now = asking > 0 ? askingSince : System.nanoTime();
        return whole.minusNanos(now - start - askedNanos);
    }

    /// Whether it has passed, and nobody is being asked.
    synchronized boolean isOver() {
        return asking == 0 && !left().isPositive();
    }
}
