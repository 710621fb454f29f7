package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Inquiry;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Holds the connection to one server, and makes a new one when the old one has died: one attempt at a
/// time, for everybody who waits for it.
///
/// A line may go through another line, that of a jump host. Many lines may go through the same: that one
/// is then made anew once for all of them.
final class Line implements AutoCloseable {
    private final SshLogin login;
    private final @Nullable Line via;
    private final Patience patience;
    private final Memory memory;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;
    private @Nullable Attempt attempt;
    private @Nullable Refusal refusal;
    private boolean closed;

    private Line(SshLogin login, @Nullable Line via, Patience patience, Memory memory) {
        this.login = login;
        this.via = via;
        this.patience = patience;
        this.memory = memory;
    }

    /// A line to a machine.
    ///
    /// @param via the line to the last jump host; null for none
    static Line to(SshLogin login, @Nullable Line via, Patience patience) {
        return new Line(login, via, patience, Memory.NONE);
    }

    /// A line to a jump host. Whoever asks for it shortly after an attempt has failed is told the same
    /// failure: it would else be tried again for every machine behind it.
    static Line shared(SshLogin login, @Nullable Line via, Patience patience) {
        return new Line(login, via, patience, Memory.SHORT);
    }

    /// The connection; a new one if there is none that lives. The first is tried once, later ones several
    /// times with growing pauses.
    Connection connect() throws FailureException, InterruptedException {
        return connect(Progress.untold());
    }

    /// The same, telling how far the attempt has come, if it is the first to ask for it.
    Connection connect(Progress progress) throws FailureException, InterruptedException {
        Attempt joined;
        lock.lock();
        try {
            requireOpen();
            var current = connection;
            if (current != null && current.isAlive()) {
                return current;
            }
            joined = attempt == null ? begin(current, progress) : attempt;
            joined.waiting++;
        } finally {
            lock.unlock();
        }
        try {
            return joined.outcome.get();
        } catch (ExecutionException e) {
            throw cause(e);
        } catch (CancellationException e) {
            throw closedMeanwhile(e);
        } finally {
            leave(joined);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("closed: " + login.host());
        }
    }

    private static IllegalStateException closedMeanwhile(Exception reason) {
        return new IllegalStateException("closed while it was being made", reason);
    }

    private static FailureException cause(ExecutionException reason) {
        return switch (reason.getCause()) {
            // each gets his own: what is thrown twice is hard to read
            case FailureException e -> new FailureException(e.failure(), e);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw closedMeanwhile(reason);
        };
    }

    private Attempt begin(@Nullable Connection previous, Progress progress) throws FailureException {
        if (refusal != null && System.nanoTime() - refusal.until() < 0) {
            throw new FailureException(refusal.failure());
        }
        var fresh = new Attempt();
        attempt = fresh;
        fresh.thread = Thread.ofVirtual().name("ssh-line").start(() -> carryOut(fresh, previous, progress));
        return fresh;
    }

    private void carryOut(Attempt mine, @Nullable Connection previous, Progress progress) {
        try {
            mine.outcome.complete(made(mine, previous, progress));
        } catch (Throwable e) {
            // whatever it is: somebody waits for it
            mine.outcome.completeExceptionally(e);
        }
    }

    /// An attempt that nobody waits for any more is given up.
    private void leave(Attempt joined) {
        lock.lock();
        try {
            joined.waiting--;
            if (joined.waiting == 0 && attempt == joined) {
                attempt = null;
                joined.giveUp();
            }
        } finally {
            lock.unlock();
        }
    }

    private Connection made(Attempt mine, @Nullable Connection previous, Progress progress)
            throws FailureException, InterruptedException {
        try {
            var fresh = previous == null ? once(login, progress) : again(previous);
            if (!isKept(mine, fresh)) {
                fresh.close();
                throw new InterruptedException();
            }
            if (previous != null) {
                previous.close();
            }
            return fresh;
        } catch (FailureException e) {
            refused(mine, e.failure());
            throw e;
        }
    }

    private boolean isKept(Attempt mine, Connection fresh) {
        lock.lock();
        try {
            if (closed || attempt != mine) {
                return false;
            }
            connection = fresh;
            attempt = null;
            refusal = null;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void refused(Attempt mine, Failure failure) {
        lock.lock();
        try {
            if (attempt == mine) {
                attempt = null;
                refusal = memory.of(failure, refusal);
            }
        } finally {
            lock.unlock();
        }
    }

    private Connection once(SshLogin by, Progress progress) throws FailureException, InterruptedException {
        var through = via;
        if (through == null) {
            return Connection.open(by, null, patience, progress);
        }
        var last = through.connect();
        progress.passed(Milestone.JUMPED, through.way());
        return Connection.open(by, last, patience, progress);
    }

    private Connection again(Connection previous) throws FailureException, InterruptedException {
        var by = telling(previous.ending());
        for (var pause : patience.again()) {
            try {
                return once(by, Progress.untold());
            } catch (FailureException e) {
                if (e.failure().kind() != Failure.Kind.RETRYABLE) {
                    throw e;
                }
                Thread.sleep(pause);
            }
        }
        return once(by, Progress.untold());
    }

    /// Whoever is asked for a one-time code once more is told why.
    private SshLogin telling(String ending) {
        var usual = login.answering();
        return login.withAnswering(inquiry -> {
            var why = Messages.text(Message.of("ssh.inquiry.again", inquiry.hop(), ending));
            return usual.answer(new Inquiry(why, inquiry.text(), inquiry.echo()));
        });
    }

    /// Its servers, for people: `user@host:port → …`.
    String way() {
        var own = login.user() + "@" + login.host() + ":" + login.port();
        return via == null ? own : via.way() + " → " + own;
    }

    @Override
    public void close() {
        var ending = new ArrayList<Runnable>();
        lock.lock();
        try {
            closed = true;
            var living = connection;
            if (living != null) {
                ending.add(living::close);
            }
            var underWay = attempt;
            if (underWay != null) {
                ending.add(underWay::giveUp);
            }
            attempt = null;
        } finally {
            lock.unlock();
        }
        ending.forEach(Runnable::run);
    }

    /// What a line does with failures.
    private enum Memory {
        /// The next who asks tries again.
        NONE,
        /// It waits before it tries again, longer each time.
        SHORT;

        private static final Duration FIRST = Duration.ofSeconds(2);
        private static final Duration LONGEST = Duration.ofSeconds(30);

        @Nullable
        Refusal of(Failure failure, @Nullable Refusal before) {
            if (this == NONE) {
                return null;
            }
            // what a person has to mend does not mend itself in two seconds
            var least = failure.kind() == Failure.Kind.RETRYABLE ? FIRST : FIRST.multipliedBy(5);
            var next = before == null ? least : before.pause().multipliedBy(2);
            var pause = next.compareTo(LONGEST) > 0 ? LONGEST : next.compareTo(least) < 0 ? least : next;
            return new Refusal(failure, pause, System.nanoTime() + pause.toNanos());
        }
    }

    /// @param until on the clock of {@link System#nanoTime}
    private record Refusal(Failure failure, Duration pause, long until) {}

    /// One attempt, and how many wait for it.
    private static final class Attempt {
        private final CompletableFuture<Connection> outcome = new CompletableFuture<>();
        private @Nullable Thread thread;
        private int waiting;

        void giveUp() {
            outcome.cancel(false);
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
