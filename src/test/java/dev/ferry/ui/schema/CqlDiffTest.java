package dev.ferry.ui.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.ui.schema.CqlDiff.Kind;
import dev.ferry.ui.schema.CqlDiff.Line;
import dev.ferry.ui.schema.CqlDiff.Span;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CqlDiffTest {
    private static Line same(int gap) {
        return new Line(Kind.SAME, gap, List.of());
    }

    @Test
    void leavesRoomWhereOnlyTheOtherSideHasALine() {
        var diff = CqlDiff.of("a int\nb int\nc int", "a int\nc int");
        assertEquals(List.of(same(0), new Line(Kind.ALONE, 0, List.of()), same(0)), diff.left());
        assertEquals(List.of(same(0), same(1)), diff.right());
        assertEquals(1, diff.changes());
    }

    @Test
    void leavesRoomBehindTheLastLine() {
        var diff = CqlDiff.of("a", "a\nb\nc");
        assertEquals(2, diff.leftTail());
        assertEquals(0, diff.rightTail());
    }

    @Test
    void marksTheWordsThatDiffer() {
        var diff = CqlDiff.of("  AND gc_grace_seconds = 100", "  AND gc_grace_seconds = 7");
        assertEquals(
                new Line(Kind.CHANGED, 0, List.of(new Span(25, 28))),
                diff.left().getFirst());
        assertEquals(
                new Line(Kind.CHANGED, 0, List.of(new Span(25, 26))),
                diff.right().getFirst());
    }

    @Test
    void putsLinesAboutTheSameThingBesideEachOther() {
        var diff = CqlDiff.of("AND a = 1\nAND b = 1\nAND c = 1", "AND b = 2\nAND c = 2");
        assertEquals(
                List.of(Kind.ALONE, Kind.CHANGED, Kind.CHANGED),
                diff.left().stream().map(Line::kind).toList());
        assertEquals(1, diff.right().getFirst().gap());
    }

    @Test
    void countsRunsOfChanges() {
        assertEquals(0, CqlDiff.of("a\nb", "a\nb").changes());
        assertEquals(2, CqlDiff.of("a\nb\nc", "x\nb\nz").changes());
        assertEquals(1, CqlDiff.of("a\nb\nc", "a\nb").changes());
    }

    @Test
    void bothSidesAreEquallyHighWhateverTheTexts() {
        var random = new Random(3);
        for (var round = 0; round < 2_000; round++) {
            var left = lines(random);
            var right = lines(random);
            var diff = CqlDiff.of(left, right);
            assertEquals(left.split("\n", -1).length, diff.left().size());
            assertEquals(right.split("\n", -1).length, diff.right().size());
            assertEquals(
                    height(diff.left(), diff.leftTail()),
                    height(diff.right(), diff.rightTail()),
                    () -> left + "\n---\n" + right);
        }
    }

    private static String lines(Random random) {
        return random.ints(random.nextInt(7), 0, 6)
                .mapToObj(each -> List.of("a int", "AND b = 1", "AND b = 2", "", ") WITH x = 1", "a text")
                        .get(each))
                .collect(Collectors.joining("\n"));
    }

    private static int height(List<Line> lines, int tail) {
        return tail + lines.stream().mapToInt(each -> 1 + each.gap()).sum();
    }
}
