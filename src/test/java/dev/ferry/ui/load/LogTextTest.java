package dev.ferry.ui.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LogTextTest {
    private final LogText text = new LogText();

    @Test
    void aCarriageReturnTakesTheLineBack() {
        text.add("opening\nprogress 1 %\rprogress 2 %\rprogress 3 %");
        assertEquals("opening\nprogress 3 %", text.toString());
    }

    @Test
    void aLineMayComeInPieces() {
        text.add("progress 1");
        text.add(" %\r");
        assertEquals("progress 1 %", text.toString(), "nothing was written over it yet");
        text.add("done");
        text.add("\nend");
        assertEquals("done\nend", text.toString());
    }

    @Test
    void aReturnBeforeANewLineTakesNothingBack() {
        text.add("one\r\ntwo");
        assertEquals("one\ntwo", text.toString());
    }

    @Test
    void oldLinesFallOffWholeAndTheLastStay() {
        for (var line = 0; line < 100_000; line++) {
            text.add("line " + line + "\n");
        }
        text.add("last\rvery last");
        var kept = text.toString();
        assertTrue(kept.length() <= 400_000, "letters: " + kept.length());
        assertTrue(kept.startsWith("line "));
        assertTrue(kept.endsWith("line 99999\nvery last"));
    }
}
