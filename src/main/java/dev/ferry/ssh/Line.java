package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Holds the connection to one machine, and makes a new one when the old one has died.
final class Line implements AutoCloseable {
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

    private final SshLogin login;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;
    private volatile boolean closed;

    Line(SshLogin login) {
        this.login = login;
    }

    /// The connection; a new one if there is none that lives. The first is tried once, later ones several
    /// times with growing pauses.
    Connection connect() throws FailureException, InterruptedException {
        return connect(Progress.untold());
    }

    /// The same, telling how far the first attempt has come.
    Connection connect(Progress progress) throws FailureException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (closed) {
                throw new IllegalStateException("closed: " + login.host());
            }
            var current = connection;
            if (current != null && current.isAlive()) {
                return current;
            }
            var fresh = current == null ? Connection.open(login, progress) : again();
            if (current != null) {
                current.close();
            }
            connection = fresh;
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    private Connection again() throws FailureException, InterruptedException {
        for (var pause : PAUSES) {
            try {
                return Connection.open(login, Progress.untold());
            } catch (FailureException e) {
                if (e.failure().kind() != Failure.Kind.RETRYABLE || closed) {
                    throw e;
                }
                Thread.sleep(pause);
            }
        }
        return Connection.open(login, Progress.untold());
    }

    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            if (connection != null) {
                connection.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
