package dev.ferry.verify;

import dev.ferry.outcome.FailureException;
import dev.ferry.verify.Answer.Both;
import dev.ferry.verify.Answer.Rows;
import dev.ferry.verify.Answer.Trouble;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Counts the open ranges of one table, several of them at once, in up to three rounds.
final class Sweep implements AutoCloseable {
    // A thousandth of a range that was cut to suit: what is still too much then is not a matter of size.
    private static final int MOST_HALVINGS = 10;
    private static final int ROUNDS = 3;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RangeCounter source;
    private final RangeCounter target;
    private final CountLimits limits;
    private final TableToCount table;
    private final Tally tally;
    private final Patience patience;

    Sweep(RangeCounter source, RangeCounter target, CountLimits limits, TableToCount table, Tally tally) {
        this.source = source;
        this.target = target;
        this.limits = limits;
        this.table = table;
        this.tally = tally;
        // Every thread may be halving its way down at the same time.
        this.patience = new Patience(limits.parallel() * (MOST_HALVINGS + 2));
    }

    /// Counts them, and those that differ again, and again: writes under way reach the sides at different
    /// moments, so a difference has to last. All of them wait together, not each for itself.
    void run(List<TokenRange> open) throws InterruptedException {
        var left = new Round(open, 1).run();
        for (var number = 2; number <= ROUNDS && !left.isEmpty(); number++) {
            Thread.sleep(limits.pause());
            left = new Round(left, number).run();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    private Both askBoth(TokenRange range) throws InterruptedException {
        var sourceAnswer = threads.submit(() -> ask(Side.SOURCE, range));
        try {
            var targetAnswer = ask(Side.TARGET, range);
            return new Both(result(sourceAnswer), targetAnswer);
        } finally {
            sourceAnswer.cancel(true);
        }
    }

    private Answer ask(Side side, TokenRange range) throws InterruptedException {
        try {
            return new Rows((side == Side.SOURCE ? source : target).count(table, range));
        } catch (FailureException e) {
            return new Trouble(side, e.failure());
        }
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// One walk over ranges.
    private final class Round {
        private final int workers;
        private final boolean isLast;
        private final Queue<TokenRange> open;
        private final Queue<TokenRange> suspects = new ConcurrentLinkedQueue<>();

        Round(List<TokenRange> open, int number) {
            this.workers = Math.min(limits.parallel(), open.size());
            this.isLast = number == ROUNDS;
            this.open = new ConcurrentLinkedQueue<>(open);
        }

        /// The ranges that differ and are to be counted again.
        List<TokenRange> run() throws InterruptedException {
            var ends = new ExecutorCompletionService<Boolean>(threads);
            for (var i = 0; i < workers; i++) {
                ends.submit(this::work);
            }
            for (var i = 0; i < workers; i++) {
                result(ends.take());
            }
            return List.copyOf(suspects);
        }

        private boolean work() throws InterruptedException {
            for (var range = open.poll(); range != null; range = open.poll()) {
                count(range, MOST_HALVINGS);
            }
            return true;
        }

        private void count(TokenRange range, int halvings) throws InterruptedException {
            var end = patience.end();
            if (end.isPresent()) {
                tally.notRead(range, end.get());
                return;
            }
            switch (askBoth(range)) {
                case Both(Rows ours, Rows theirs) -> {
                    patience.read();
                    weigh(new RangeCounted(table.table(), range, ours.count(), theirs.count()));
                }
                case Both(Trouble ours, Trouble theirs) ->
                    halve(range, halvings, theirs.isAboutTheStatement() ? theirs : ours);
                case Both(Trouble trouble, Rows _) -> halve(range, halvings, trouble);
                case Both(Rows _, Trouble trouble) -> halve(range, halvings, trouble);
            }
        }

        private void weigh(RangeCounted counted) {
            if (counted.isEqual() || isLast) {
                tally.counted(counted);
            } else {
                suspects.add(counted.range());
            }
        }

        private void halve(TokenRange range, int halvings, Trouble trouble) throws InterruptedException {
            patience.troubled(trouble);
            if (!trouble.isTooMuchAtOnce() || !range.isDivisible() || halvings == 0) {
                tally.notRead(range, trouble);
                return;
            }
            for (var half : range.halves()) {
                count(half, halvings - 1);
            }
        }
    }
}
