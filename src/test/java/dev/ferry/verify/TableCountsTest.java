package dev.ferry.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.schema.TableName;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableCountsTest {
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final Failure BUSY = new Failure(
            Failure.Kind.RETRYABLE,
            "workstation → 10.0.0.7:9042 (CQL)",
            Message.of("cassandra.read.timeout", "10.0.0.7:9042"),
            "Cassandra timeout during read query",
            Message.of("cassandra.read.timeout.remedy", "10.0.0.7:9042"));

    @Test
    void succeedsWithTheRowsOfBothSidesAsEvidence() {
        var verdict = new TableCounts(ORDERS, 1200, 1200, 64, List.of(), List.of()).verdict();
        assertEquals(
                Outcome.Succeeded.shownBy(
                        "1\u202f200 rows on the source, 1\u202f200 rows on the target",
                        "64 token ranges counted on both sides, none differs"),
                verdict);
    }

    @Test
    void failsWhenRowsAreMissingAndShowsWhere() {
        var verdict = new TableCounts(ORDERS, 10, 7, 2, List.of(range(0, 5, 2)), List.of()).verdict();
        var failure = assertInstanceOf(Outcome.Failed.class, verdict).failure();
        assertEquals("verify.counts.missing", failure.cause().key());
        assertEquals("(0, 10]: 5 → 2", failure.evidence());
        assertEquals(
                "Rows of shop.orders are missing on the target: 1 of 2 token ranges differ"
                        + " (10 rows on the source, 7 on the target).",
                Messages.text(failure.cause()));
    }

    @Test
    void tellsMoreRowsFromFewer() {
        assertEquals("verify.counts.surplus", cause(List.of(range(0, 2, 5))));
        assertEquals("verify.counts.mixed", cause(List.of(range(0, 2, 5), range(10, 5, 2))));
    }

    @Test
    void failsWhenSomethingDiffersAlthoughSomethingElseWasNotRead() {
        var notRead = new RangeNotRead(ORDERS, new TokenRange(10, 20), Side.TARGET, BUSY);
        var verdict = new TableCounts(ORDERS, 5, 2, 1, List.of(range(0, 5, 2)), List.of(notRead)).verdict();
        assertInstanceOf(Outcome.Failed.class, verdict);
    }

    @Test
    void isUnknownWhenSomethingWasNotRead() {
        var notRead = new RangeNotRead(ORDERS, new TokenRange(10, 20), Side.TARGET, BUSY);
        var verdict = new TableCounts(ORDERS, 5, 5, 63, List.of(), List.of(notRead)).verdict();
        var failure = assertInstanceOf(Outcome.Unknown.class, verdict).failure();
        assertEquals("verify.counts.not-read", failure.cause().key());
        assertEquals(BUSY.hop(), failure.hop());
        assertEquals(Failure.Kind.RETRYABLE, failure.kind());
        assertTrue(failure.evidence().contains("Cassandra timeout during read query"));
    }

    @Test
    void showsTheFirstFewDifferencesAndHowManyMore() {
        var many = IntStream.range(0, 8).mapToObj(i -> range(10 * i, 5, 2)).toList();
        var verdict = new TableCounts(ORDERS, 40, 16, 8, many, List.of()).verdict();
        var evidence = assertInstanceOf(Outcome.Failed.class, verdict).failure().evidence();
        assertEquals(6, evidence.lines().count());
        assertTrue(evidence.endsWith("… +3"));
    }

    @Test
    void cannotBeMadeOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> new TableCounts(ORDERS, 0, 0, 0, List.of(), List.of()));
    }

    private static String cause(List<RangeCounted> different) {
        var verdict = new TableCounts(ORDERS, 0, 0, 9, different, List.of()).verdict();
        return assertInstanceOf(Outcome.Failed.class, verdict).failure().cause().key();
    }

    private static RangeCounted range(long start, long source, long target) {
        return new RangeCounted(ORDERS, new TokenRange(start, start + 10), source, target);
    }
}
