package dev.ferry.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRangesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1000, 4096})
    void coversTheRingWithoutGapOrOverlap(int parts) {
        var ranges = TokenRanges.cut(parts);
        assertEquals(parts, ranges.size());
        assertCovers(ranges, TokenRange.RING);
        var narrowest = ranges.stream().map(TokenRangesTest::width).min(BigInteger::compareTo);
        var widest = ranges.stream().map(TokenRangesTest::width).max(BigInteger::compareTo);
        assertTrue(widest.orElseThrow().subtract(narrowest.orElseThrow()).compareTo(BigInteger.ONE) <= 0);
    }

    @Test
    void cutsInTheMiddleWhereThereIsOne() {
        assertEquals(List.of(new TokenRange(Long.MIN_VALUE, 0), new TokenRange(0, Long.MAX_VALUE)), TokenRanges.cut(2));
    }

    @Test
    void doesNotCutIntoNothing() {
        assertThrows(IllegalArgumentException.class, () -> TokenRanges.cut(0));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "200000, 1",
        "8388607, 1",
        "8388608, 2",
        "1073741824, 129",
        "1099511627776, 65536",
        "9223372036854775807, 65536"
    })
    void suitsTheNumberOfPartsToTheSize(long bytes, int parts) {
        assertEquals(parts, TokenRanges.partsFor(bytes));
    }

    @Test
    void halvesTheRingAndWhatIsLeftOfIt() {
        var random = new Random(7);
        for (var i = 0; i < 200; i++) {
            var range = TokenRange.RING;
            while (range.isDivisible()) {
                var halves = range.halves();
                assertCovers(halves, range);
                assertTrue(width(halves.get(0))
                                .subtract(width(halves.get(1)))
                                .abs()
                                .compareTo(BigInteger.ONE)
                        <= 0);
                range = halves.get(random.nextInt(2));
            }
            assertEquals(BigInteger.ONE, width(range));
            assertThrows(IllegalStateException.class, range::halves);
        }
    }

    @Test
    void refusesARangeThatHoldsNoToken() {
        assertThrows(IllegalArgumentException.class, () -> new TokenRange(5, 5));
        assertThrows(IllegalArgumentException.class, () -> new TokenRange(Long.MAX_VALUE, Long.MIN_VALUE));
    }

    @Test
    void takesNothingOutWhenNothingWasCounted() {
        assertEquals(TokenRanges.cut(5), TokenRanges.without(TokenRanges.cut(5), List.of()));
    }

    @Test
    void leavesNothingWhenAllWasCountedInOtherParts() {
        assertEquals(List.of(), TokenRanges.without(TokenRanges.cut(5), TokenRanges.cut(8)));
    }

    @Test
    void leavesWhatLiesBesideTheOthers() {
        var ranges = List.of(new TokenRange(0, 100), new TokenRange(100, 200));
        var others = List.of(new TokenRange(150, 170), new TokenRange(-50, 10), new TokenRange(90, 120));
        assertEquals(
                List.of(new TokenRange(10, 90), new TokenRange(120, 150), new TokenRange(170, 200)),
                TokenRanges.without(ranges, others));
    }

    @Test
    void whatIsLeftAndWhatWasTakenAreTheWholeRing() {
        var random = new Random(11);
        for (var i = 0; i < 200; i++) {
            var pieces = randomPieces(random);
            Collections.shuffle(pieces, random);
            var taken = pieces.subList(0, random.nextInt(pieces.size() + 1));
            var left = TokenRanges.without(TokenRanges.cut(1 + random.nextInt(9)), taken);
            var all = new ArrayList<>(left);
            all.addAll(taken);
            Collections.sort(all);
            assertCovers(all, TokenRange.RING);
        }
    }

    private static List<TokenRange> randomPieces(Random random) {
        var bounds =
                random.longs(random.nextInt(20)).sorted().distinct().boxed().toList();
        var pieces = new ArrayList<TokenRange>();
        var start = Long.MIN_VALUE;
        for (var bound : bounds) {
            pieces.add(new TokenRange(start, bound));
            start = bound;
        }
        pieces.add(new TokenRange(start, Long.MAX_VALUE));
        return pieces;
    }

    private static void assertCovers(List<TokenRange> parts, TokenRange whole) {
        assertFalse(parts.isEmpty());
        var end = whole.startExclusive();
        for (var part : parts) {
            assertEquals(end, part.startExclusive());
            end = part.endInclusive();
        }
        assertEquals(whole.endInclusive(), end);
    }

    private static BigInteger width(TokenRange range) {
        return BigInteger.valueOf(range.endInclusive()).subtract(BigInteger.valueOf(range.startExclusive()));
    }
}
