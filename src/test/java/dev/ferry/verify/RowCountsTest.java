package dev.ferry.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cassandra.Consistency;
import dev.ferry.cassandra.CqlReading;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Outcome;
import dev.ferry.schema.TableName;
import dev.ferry.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RowCountsTest {
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final TableToCount IN_16 = new TableToCount(ORDERS, List.of("id"), 16);
    private static final CountLimits LIMITS = limits(4);

    @Test
    void countsEveryRowOnceOnBothSides() throws Exception {
        var rows = Rows.some(1000);
        var reported = new ArrayList<RangeCounted>();
        var counts = new RowCounts(rows, rows, LIMITS).count(IN_16, reported::add);
        assertEquals(new TableCounts(ORDERS, 1000, 1000, 16, List.of(), List.of()), counts);
        assertEquals(
                TokenRanges.cut(16),
                reported.stream().map(RangeCounted::range).sorted().toList());
    }

    @Test
    void countsAnEmptyTable() throws Exception {
        var counts = new RowCounts(Rows.some(0), Rows.some(0), LIMITS)
                .count(new TableToCount(ORDERS, List.of("id"), 1), _ -> {});
        assertInstanceOf(Outcome.Succeeded.class, counts.verdict());
    }

    @Test
    void findsTheRangeThatDiffers() throws Exception {
        var source = Rows.some(1000);
        var lost = source.tokens.first();
        var counts = new RowCounts(source, source.without(lost), LIMITS).count(IN_16, _ -> {});
        assertEquals(1000, counts.sourceRows());
        assertEquals(999, counts.targetRows());
        assertEquals(1, counts.different().size());
        var range = counts.different().getFirst().range();
        assertTrue(range.startExclusive() < lost && lost <= range.endInclusive());
        assertInstanceOf(Outcome.Failed.class, counts.verdict());
    }

    @Test
    void believesADifferenceOnlyWhenItLasts() throws Exception {
        var asked = new AtomicInteger();
        RangeCounter late = (_, _) -> asked.incrementAndGet() < 3 ? 4 : 5;
        var counts =
                new RowCounts((_, _) -> 5, late, LIMITS).count(new TableToCount(ORDERS, List.of("id"), 1), _ -> {});
        assertEquals(3, asked.get());
        assertEquals(List.of(), counts.different());
        assertEquals(5, counts.targetRows());
    }

    @Test
    void reportsADifferenceOnceAndWithTheLastNumbers() throws Exception {
        var asked = new AtomicInteger();
        var reported = new ArrayList<RangeCounted>();
        new RowCounts((_, _) -> 9, (_, _) -> asked.incrementAndGet(), LIMITS)
                .count(new TableToCount(ORDERS, List.of("id"), 1), reported::add);
        assertEquals(List.of(new RangeCounted(ORDERS, TokenRange.RING, 9, 3)), reported);
    }

    @Test
    void halvesARangeThatTakesTooLong() throws Exception {
        var rows = Rows.some(1000);
        RangeCounter slow = (table, range) -> {
            var count = rows.count(table, range);
            if (count > 100) {
                throw trouble("cassandra.read.timeout");
            }
            return count;
        };
        var counts = new RowCounts(rows, slow, LIMITS).count(new TableToCount(ORDERS, List.of("id"), 2), _ -> {});
        assertEquals(1000, counts.sourceRows());
        assertEquals(1000, counts.targetRows());
        assertTrue(counts.ranges() >= 10, "ranges: " + counts.ranges());
        assertInstanceOf(Outcome.Succeeded.class, counts.verdict());
    }

    @Test
    void narrowsDownWhatCannotBeRead() throws Exception {
        var rows = Rows.some(1000);
        RangeCounter damaged = (table, range) -> {
            if (range.startExclusive() < 42 && 42 <= range.endInclusive()) {
                throw trouble("cassandra.read.failure");
            }
            return rows.count(table, range);
        };
        var counts = new RowCounts(rows, damaged, LIMITS).count(IN_16, _ -> {});
        assertEquals(List.of(), counts.different());
        assertEquals(1, counts.notRead().size());
        var open = counts.notRead().getFirst();
        assertEquals(Side.TARGET, open.side());
        assertTrue(open.range().startExclusive() < 42 && 42 <= open.range().endInclusive());
        assertTrue(open.range().endInclusive() - open.range().startExclusive() <= 1L << 50);
        assertInstanceOf(Outcome.Unknown.class, counts.verdict());
    }

    @Test
    void givesUpOnAClusterThatNeverAnswers() throws Exception {
        var asked = new AtomicInteger();
        RangeCounter dead = (_, _) -> {
            asked.incrementAndGet();
            throw trouble("cassandra.answer.timeout");
        };
        var counts = new RowCounts(dead, Rows.some(10), LIMITS)
                .count(new TableToCount(ORDERS, List.of("id"), 4096), _ -> {});
        assertTrue(asked.get() <= 60, "asked " + asked.get() + " times");
        assertEquals(0, counts.ranges());
        assertEquals(Side.SOURCE, counts.notRead().getFirst().side());
        assertEquals(
                List.of(),
                TokenRanges.without(
                        TokenRanges.cut(4096),
                        counts.notRead().stream().map(RangeNotRead::range).toList()));
    }

    @Test
    void asksButOnceEachForATableThatIsNotThere() throws Exception {
        var asked = new AtomicInteger();
        RangeCounter without = (_, _) -> {
            asked.incrementAndGet();
            throw trouble("cassandra.statement.unknown-name");
        };
        var counts = new RowCounts(Rows.some(10), without, LIMITS).count(IN_16, _ -> {});
        assertTrue(asked.get() <= LIMITS.parallel(), "asked " + asked.get() + " times");
        assertEquals(16, counts.notRead().size());
    }

    @Test
    void namesTheSideWhoseFailureSaysMore() throws Exception {
        RangeCounter busy = (_, _) -> {
            throw trouble("cassandra.read.timeout");
        };
        RangeCounter without = (_, _) -> {
            throw trouble("cassandra.statement.unknown-name");
        };
        var counts = new RowCounts(busy, without, LIMITS).count(IN_16, _ -> {});
        assertEquals(16, counts.notRead().size());
        assertEquals(Side.TARGET, counts.notRead().getFirst().side());
    }

    @Test
    void neverAsksForMoreAtOnceThanAllowed() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        RangeCounter watched = (_, _) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(2);
            now.decrementAndGet();
            return 1;
        };
        new RowCounts((_, _) -> 1, watched, limits(3)).count(new TableToCount(ORDERS, List.of("id"), 60), _ -> {});
        assertEquals(3, most.get());
    }

    @Test
    void takesUpWhereItWasLeft() throws Exception {
        var rows = Rows.some(1000);
        var first = new ArrayList<RangeCounted>();
        new RowCounts(rows, rows, LIMITS).count(IN_16, first::add);
        var kept = first.subList(0, 10);
        var asked = new AtomicInteger();
        RangeCounter counted = (table, range) -> {
            asked.incrementAndGet();
            return rows.count(table, range);
        };
        var second = new ArrayList<RangeCounted>();
        var counts = new RowCounts(counted, rows, LIMITS).count(IN_16.after(kept), second::add);
        assertEquals(6, second.size());
        assertEquals(6, asked.get());
        assertEquals(new TableCounts(ORDERS, 1000, 1000, 16, List.of(), List.of()), counts);
    }

    @Test
    void countsAgainWhatDifferedBeforeAndIgnoresWhatLiesOverIt() throws Exception {
        var rows = Rows.some(1000);
        var before = List.of(
                new RangeCounted(ORDERS, new TokenRange(0, 1L << 60), 7, 6),
                new RangeCounted(new TableName("shop", "other"), TokenRange.RING, 1, 1),
                new RangeCounted(
                        ORDERS,
                        new TokenRange(Long.MIN_VALUE, 0),
                        rows.in(Long.MIN_VALUE, 0),
                        rows.in(Long.MIN_VALUE, 0)),
                new RangeCounted(
                        ORDERS,
                        new TokenRange(Long.MIN_VALUE, -5),
                        rows.in(Long.MIN_VALUE, -5),
                        rows.in(Long.MIN_VALUE, -5)));
        var counts = new RowCounts(rows, rows, LIMITS).count(IN_16.after(before), _ -> {});
        assertEquals(1000, counts.sourceRows());
        assertInstanceOf(Outcome.Succeeded.class, counts.verdict());
    }

    @Test
    void endsWhenWhoeverListensFails() {
        var rows = Rows.some(1000);
        var thrown = new IllegalStateException("the journal is full");
        assertSame(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () -> new RowCounts(rows, rows, LIMITS).count(IN_16, _ -> {
                            throw thrown;
                        })));
    }

    @Test
    void endsOnAnInterrupt() throws Exception {
        var started = new CountDownLatch(2);
        RangeCounter endless = (_, _) -> {
            started.countDown();
            Thread.sleep(Duration.ofHours(1));
            return 0;
        };
        var seen = new AtomicReference<Throwable>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                new RowCounts(endless, endless, LIMITS).count(IN_16, _ -> {});
            } catch (InterruptedException e) {
                seen.set(e);
            }
        });
        started.await();
        thread.interrupt();
        thread.join();
        assertInstanceOf(InterruptedException.class, seen.get());
    }

    @Test
    void asksByTheWholePartitionKeyWithQuotedNames() {
        var table = new TableToCount(new TableName("Shop", "order"), List.of("Tenant", "day"), 1);
        assertEquals(
                "SELECT count(*) FROM \"Shop\".\"order\""
                        + " WHERE token(\"Tenant\", \"day\") > ? AND token(\"Tenant\", \"day\") <= ?",
                CqlRangeCounter.statement(table));
    }

    private static CountLimits limits(int parallel) {
        var reading = new CqlReading(Consistency.LOCAL_QUORUM, Duration.ofSeconds(1));
        return new CountLimits(reading, reading, parallel, Duration.ofMillis(1));
    }

    private static FailureException trouble(String key) {
        return new FailureException(
                new Failure(Failure.Kind.RETRYABLE, "somewhere", Message.of(key), "", Message.of(key + ".remedy")));
    }

    /// A side that holds one row at each of these tokens.
    private record Rows(TreeSet<Long> tokens) implements RangeCounter {
        static Rows some(int count) {
            var tokens = new TreeSet<Long>();
            var random = new Random(3);
            while (tokens.size() < count) {
                tokens.add(random.nextLong());
            }
            return new Rows(tokens);
        }

        Rows without(long token) {
            var rest = new TreeSet<>(tokens);
            rest.remove(token);
            return new Rows(rest);
        }

        long in(long startExclusive, long endInclusive) {
            return tokens.subSet(startExclusive, false, endInclusive, true).size();
        }

        @Override
        public long count(TableToCount table, TokenRange range) {
            return in(range.startExclusive(), range.endInclusive());
        }
    }
}
