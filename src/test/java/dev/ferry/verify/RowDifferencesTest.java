package dev.ferry.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.rows.Extent;
import dev.ferry.rows.RowComparison;
import dev.ferry.rows.RowDifference.Field;
import dev.ferry.rows.RowDifference.Kind;
import dev.ferry.rows.RowDifference.Reason;
import dev.ferry.rows.RowProgress;
import dev.ferry.schema.Column;
import dev.ferry.schema.TableName;
import dev.ferry.text.Message;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RowDifferencesTest {
    private static final RowShape SHAPE = new RowShape(
            new TableName("shop", "orders"),
            List.of("id"),
            List.of("at"),
            List.of("owner"),
            List.of("note"),
            Set.of("owner", "note"));
    private static final Instant SNAPSHOT = Instant.parse("2026-03-01T10:00:00Z");
    private static final long BEFORE = micros(SNAPSHOT.minusSeconds(60));
    private static final long AFTER = micros(SNAPSHOT.plusSeconds(60));

    @Test
    void equalSidesHaveNoDifference() throws Exception {
        var side = side(row(1, 1, "a"), row(1, 2, "b"), row(7, 1, "c"));
        var result = compare(side, side, 10);
        assertEquals(List.of(), result.differences());
        assertEquals(new Extent.Whole(), result.extent());
        assertEquals(3, result.sourceRows());
        assertEquals(3, result.targetRows());
    }

    @Test
    void emptySidesHaveNoDifference() throws Exception {
        assertEquals(new Extent.Whole(), compare(side(), side(), 10).extent());
    }

    @Test
    void findsWhatIsMissingExtraAndChanged() throws Exception {
        var source = side(row(1, 1, "a"), row(2, 1, "b"), row(4, 1, "d"));
        var target = side(row(1, 1, "a"), row(3, 1, "c"), row(4, 1, "D"));
        assertEquals(
                List.of("MISSING id = 2, at = 1", "EXTRA id = 3, at = 1", "CHANGED id = 4, at = 1"),
                told(compare(source, target, 10)));
        assertEquals(
                List.of(new Field("note", "d", "D")),
                compare(source, target, 10).differences().getLast().values());
    }

    // Within a partition nobody knows the order of the keys, only that both sides have the same.
    @Test
    void findsRowsInTheMiddleOfAPartitionInWhateverOrderItLies() throws Exception {
        var source = side(row(1, 9, "a"), row(1, 7, "b"), row(1, 5, "c"), row(1, 3, "d"), row(1, 1, "e"));
        var target = side(row(1, 8, "x"), row(1, 7, "b"), row(1, 3, "d"), row(1, 2, "y"), row(1, 1, "e"));
        assertEquals(
                List.of("EXTRA at = 2", "EXTRA at = 8", "MISSING at = 5", "MISSING at = 9"),
                told(compare(source, target, 10)).stream()
                        .map(line -> line.replace("id = 1, ", ""))
                        .sorted()
                        .toList());
    }

    @Test
    void aGapOfManyRowsInOnePartitionIsOnlyThatGap() throws Exception {
        var all = IntStream.range(0, 3000).mapToObj(at -> row(1, at, "v" + at)).toArray(ReadRow[]::new);
        var end =
                IntStream.range(1200, 3000).mapToObj(at -> row(1, at, "v" + at)).toArray(ReadRow[]::new);
        var result = compare(side(all), side(end), 5000);
        assertEquals(1200, result.count(Kind.MISSING));
        assertEquals(0, result.count(Kind.EXTRA));
    }

    @Test
    void aStaticColumnThatDiffersCountsOnceForItsPartition() throws Exception {
        var source = side(owned(1, 1, "ann"), owned(1, 2, "ann"), owned(1, 3, "ann"));
        var target = side(owned(1, 1, "bob"), owned(1, 2, "bob"), owned(1, 3, "bob"));
        var result = compare(source, target, 10);
        assertEquals(List.of("CHANGED id = 1, at = 1"), told(result));
        assertEquals(
                List.of(new Field("owner", "ann", "bob")),
                result.differences().getFirst().values());
    }

    @Test
    void stopsAfterAsManyAsWereWanted() throws Exception {
        var rows = IntStream.range(0, 900).mapToObj(id -> row(id, 1, "v")).toArray(ReadRow[]::new);
        var result = compare(side(rows), side(), 20);
        assertEquals(20, result.differences().size());
        assertInstanceOf(Extent.Enough.class, result.extent());
        assertTrue(result.sourceRows() < 900, "read on to " + result.sourceRows());
        assertEquals(
                new Extent.Whole(),
                compare(side(row(1, 1, "a")), side(), 1).extent(),
                "as many as wanted, and no more of them");
    }

    @Test
    void aDifferenceThatDoesNotLastIsNone() throws Exception {
        var source = side(row(1, 1, "a"), row(2, 1, "b"), row(3, 1, "c"));
        var target = side(row(1, 1, "a"), row(3, 1, "old"));
        target.later.put(row(2, 1, "").key(), row(2, 1, "b"));
        target.later.put(row(3, 1, "").key(), row(3, 1, "c"));
        assertEquals(List.of(), compare(source, target, 10).differences());
    }

    @Test
    void aLaterWriteExplainsAndAnEarlierOneDoesNot() throws Exception {
        record Case(ReadRow source, ReadRow target, Reason reason) {}
        var cases = List.of(
                new Case(row(1, 1, "a", AFTER), null, Reason.LATER_ON_SOURCE),
                new Case(row(1, 1, "a", BEFORE), null, Reason.NOTHING),
                new Case(row(1, 1, "a", null), null, Reason.NOT_KNOWN),
                new Case(null, row(1, 1, "a", AFTER), Reason.LATER_ON_TARGET),
                new Case(null, row(1, 1, "a", BEFORE), Reason.NOTHING),
                new Case(row(1, 1, "a", AFTER), row(1, 1, "b", BEFORE), Reason.LATER_ON_SOURCE),
                new Case(row(1, 1, "a", BEFORE), row(1, 1, "b", AFTER), Reason.LATER_ON_TARGET),
                new Case(row(1, 1, "a", AFTER), row(1, 1, "b", AFTER + 1), Reason.LATER_ON_TARGET),
                new Case(row(1, 1, "a", BEFORE), row(1, 1, "b", BEFORE), Reason.NOTHING),
                new Case(row(1, 1, null, null), row(1, 1, "b", BEFORE), Reason.NOT_KNOWN));
        for (var each : cases) {
            var result = compare(side(each.source()), side(each.target()), 10);
            assertEquals(each.reason(), result.differences().getFirst().reason(), each.toString());
        }
    }

    @Test
    void withoutTheSnapshotsTimeNothingIsExplained() throws Exception {
        var comparison = new RowDifferences(
                side(row(1, 1, "a", AFTER)), side(), SHAPE, new RowLimits(5, Duration.ofMillis(1), null));
        var difference =
                comparison.compare(TokenRange.RING, _ -> {}).differences().getFirst();
        assertEquals(Reason.NOT_KNOWN, difference.reason());
        assertEquals(SNAPSHOT.plusSeconds(60), difference.sourceWritten());
        assertNull(difference.targetWritten());
    }

    @Test
    void whatCannotBeReadIsToldAsNotRead() throws Exception {
        var source = side(row(1, 1, "a"), row(5, 1, "b"), row(9, 1, "c"));
        var target = side(row(5, 1, "b"));
        target.breaksAt = 1;
        var result = compare(source, target, 10);
        var extent = assertInstanceOf(Extent.NotRead.class, result.extent());
        assertEquals("there", extent.failure().hop());
        assertEquals(List.of("MISSING id = 1, at = 1"), told(result), "found before it");
    }

    @Test
    void whatCannotBeLookedAtAgainIsNotBelieved() throws Exception {
        var target = side();
        target.answersNot = true;
        var result = compare(side(row(1, 1, "a")), target, 10);
        assertInstanceOf(Extent.NotRead.class, result.extent());
        assertEquals(List.of(), result.differences());
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        var rows = IntStream.range(0, 2000).mapToObj(id -> row(id, 1, "v")).toArray(ReadRow[]::new);
        var heard = new ArrayList<RowProgress>();
        new RowDifferences(side(rows), side(rows), SHAPE, limits(10)).compare(new TokenRange(-1, 1999), heard::add);
        assertTrue(heard.size() >= 4, "heard " + heard.size());
        assertTrue(heard.getFirst().percent() < 50 && heard.getLast().percent() > 50, heard.toString());
    }

    @Test
    void endsOnAnInterrupt() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> compare(side(row(1, 1, "a")), side(), 10));
    }

    @Test
    void showsValuesAsText() {
        assertEquals("0xcafe", ValueText.of(ByteBuffer.wrap(new byte[] {(byte) 0xca, (byte) 0xfe})));
        assertEquals("[1, null]", ValueText.of(new ArrayList<>(java.util.Arrays.asList(1, null))));
        assertEquals("{a: 0x01}", ValueText.of(Map.of("a", ByteBuffer.wrap(new byte[] {1}))));
        assertNull(ValueText.of(null));
        assertTrue(ValueText.of("x".repeat(1000)).endsWith("… +600"));
    }

    @Test
    void asksForTheTimeOfWhatHasOneTimeOnly() {
        var columns = List.of(
                Column.partitionKey("Id", "int", 0),
                Column.clustering("at", "timestamp", 0, Column.Order.ASC),
                Column.fixed("owner", "text"),
                Column.regular("tags", "set<text>"),
                Column.regular("frozen", "frozen<set<text>>"),
                Column.regular("place", "address"));
        var table = new dev.ferry.schema.Table(
                new TableName("Shop", "order"),
                new java.util.UUID(0, 1),
                columns,
                List.of(),
                List.of(),
                List.of(),
                new dev.ferry.schema.TableOptions(new java.util.TreeMap<>()),
                Set.of("compound"));
        var shape = RowShape.of(table);
        assertEquals(Set.of("owner", "frozen"), shape.timed());
        assertEquals(
                "SELECT \"Id\", \"at\", \"owner\", \"frozen\", \"place\", \"tags\", token(\"Id\") AS \"ferry:token\","
                        + " WRITETIME(\"owner\") AS \"ferry:written:owner\","
                        + " WRITETIME(\"frozen\") AS \"ferry:written:frozen\""
                        + " FROM \"Shop\".\"order\" WHERE token(\"Id\") > ? AND token(\"Id\") <= ?",
                CqlRowSide.byToken(shape));
        assertTrue(CqlRowSide.byKey(shape).endsWith(" WHERE \"Id\" = ? AND \"at\" = ?"));
    }

    private static RowComparison compare(RowSide source, RowSide target, int most) throws InterruptedException {
        return new RowDifferences(source, target, SHAPE, limits(most)).compare(TokenRange.RING, _ -> {});
    }

    private static RowLimits limits(int most) {
        return new RowLimits(most, Duration.ofMillis(1), SNAPSHOT);
    }

    private static List<String> told(RowComparison comparison) {
        return comparison.differences().stream()
                .map(difference -> difference.kind() + " " + difference.keyText())
                .toList();
    }

    private static long micros(Instant instant) {
        return instant.toEpochMilli() * 1000;
    }

    private static ReadRow row(int id, int at, String note) {
        return row(id, at, note, BEFORE);
    }

    private static ReadRow row(int id, int at, String note, Long written) {
        return row(id, at, "ann", note, written == null ? Map.of() : Map.of("note", written));
    }

    private static ReadRow owned(int id, int at, String owner) {
        return row(id, at, owner, "", Map.of());
    }

    private static ReadRow row(int id, int at, String owner, String note, Map<String, Long> written) {
        var values = new LinkedHashMap<String, Object>();
        values.put("owner", owner);
        values.put("note", note);
        return new ReadRow(id, List.of(id), List.of(at), values, written);
    }

    private static Rows side(ReadRow... rows) {
        return new Rows(Stream.of(rows).filter(java.util.Objects::nonNull).toList());
    }

    /// A side with these rows, in pages of seven.
    private static final class Rows implements RowSide {
        private final List<ReadRow> rows;
        private final Map<ReadRow.Key, ReadRow> later = new HashMap<>();
        private int breaksAt = Integer.MAX_VALUE;
        private boolean answersNot;

        Rows(List<ReadRow> rows) {
            this.rows = rows;
        }

        @Override
        public RowPages rows(TokenRange range) {
            var at = new int[1];
            return () -> {
                if (at[0] >= breaksAt) {
                    throw trouble();
                }
                var page = rows.subList(at[0], Math.min(at[0] + 7, rows.size()));
                at[0] += page.size();
                return page;
            };
        }

        @Override
        public Optional<ReadRow> row(ReadRow like) throws FailureException {
            if (answersNot) {
                throw trouble();
            }
            var key = like.key();
            return later.containsKey(key)
                    ? Optional.of(later.get(key))
                    : rows.stream().filter(row -> row.key().equals(key)).findFirst();
        }

        private static FailureException trouble() {
            return new FailureException(
                    new Failure(Failure.Kind.RETRYABLE, "there", Message.of("x"), "", Message.of("x.remedy")));
        }
    }
}
