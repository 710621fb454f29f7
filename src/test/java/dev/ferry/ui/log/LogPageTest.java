package dev.ferry.ui.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.ui.controls.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogPageTest {
    private final LogPage page = new LogPage();

    @Test
    void onlyWhatIsWantedIsLetThrough() {
        page.add(List.of(
                line("Step", "10.0.0.7", Mark.DONE, "flush", false),
                line("Load", "10.0.0.8", Mark.FAILED, "shop.orders", false),
                line("Load", "10.0.0.7", Mark.DONE, "shop.Orders", false)));
        page.text().set(" ORDERS ");
        assertEquals(2, page.shown().size());
        page.about().set("10.0.0.7");
        assertEquals(List.of("shop.Orders"), texts());
        page.text().set("");
        page.kind().set("Step");
        assertEquals(List.of("flush"), texts());
        page.kind().set("");
        page.about().set("");
        page.onlyProblems().set(true);
        assertEquals(List.of("shop.orders"), texts());
        assertEquals(3, page.size());
    }

    @Test
    void whatIsDoneAgainAndAgainIsHiddenUntilItIsWanted() {
        page.add(List.of(line("Command", "10.0.0.7", Mark.OPEN, "look", false)));
        page.add(List.of(line("Command", "10.0.0.7", Mark.OPEN, "look …", true)));
        assertEquals(List.of("look"), texts());
        page.repeats().set(true);
        assertEquals(2, page.shown().size());
    }

    @Test
    void choicesAreOfferedOnceAndSorted() {
        page.add(List.of(line("Step", "b", Mark.DONE, "", false), line("Load", "a", Mark.DONE, "", false)));
        page.add(List.of(line("Cell", "", Mark.DONE, "", false), line("Load", "ab", Mark.DONE, "", false)));
        assertEquals(List.of("Cell", "Load", "Step"), page.kinds());
        assertEquals(List.of("a", "ab", "b"), page.abouts());
    }

    @Test
    void theOldestMakeRoom() {
        page.add(many(0, LogPage.MOST));
        page.add(many(LogPage.MOST, 10));
        assertEquals(LogPage.MOST, page.size());
        assertEquals("line 10", page.shown().getFirst().text());
        assertEquals("line " + (LogPage.MOST + 9), page.shown().getLast().text());
    }

    @Test
    void aHundredThousandLinesAreSiftedWhileItsUserTypes() {
        page.add(many(0, 100_000));
        var began = System.nanoTime();
        page.text().set("line 9999");
        var took = Duration.ofNanos(System.nanoTime() - began);
        assertEquals(11, page.shown().size());
        assertTrue(took.toMillis() < 2_000, "it took " + took);
    }

    @Test
    void aLineIsCopiedWhole() {
        var line = new LogLine(
                Instant.EPOCH, "Step", "10.0.0.7", Mark.FAILED, "flush", "why\n→ what to do", LogLine.Origin.JOURNAL);
        var whole = line.whole();
        assertTrue(whole.contains("Step  10.0.0.7  failed  flush\n    why\n    → what to do"), whole);
        assertTrue(whole.startsWith("19"), "the day is in a file: " + whole);
    }

    private List<String> texts() {
        return page.shown().stream().map(LogLine::text).toList();
    }

    private static List<LogLine> many(int from, int count) {
        return new ArrayList<>(IntStream.range(from, from + count)
                .mapToObj(number -> line("Load", "10.0.0." + number % 100, Mark.DONE, "line " + number, false))
                .toList());
    }

    private static LogLine line(String kind, String about, Mark mark, String text, boolean isRepeated) {
        return new LogLine(
                Instant.EPOCH,
                kind,
                about,
                mark,
                text,
                "",
                isRepeated ? LogLine.Origin.AUDIT_AGAIN : LogLine.Origin.AUDIT);
    }
}
