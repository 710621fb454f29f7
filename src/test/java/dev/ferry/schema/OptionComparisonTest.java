package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionComparisonTest {
    private static List<String> differences(String option, OptionValue wanted, OptionValue found) {
        return OptionComparison.differences(
                new TreeMap<>(Map.of(option, wanted)), new TreeMap<>(Map.of(option, found)));
    }

    @ParameterizedTest
    @CsvSource({
        "99PERCENTILE, 99p, true",
        "99.0PERCENTILE, 99p, true",
        "99.9percentile, 99.9p, true",
        "10.0ms, 10ms, true",
        "10.5ms, 10ms, false",
        "99.9p, 99p, false",
        "100p, 10p, false",
        "NONE, NEVER, true",
        "ALWAYS, NEVER, false",
        "'MIN(99.0p,50.0ms)', 'MIN(99p,50ms)', true"
    })
    void knowsTheSpellingsOfASpeculativeRetry(String wanted, String found, boolean isSame) {
        var differences = differences("speculative_retry", new OptionValue.Words(wanted), new OptionValue.Words(found));
        assertEquals(isSame, differences.isEmpty(), differences::toString);
    }

    @Test
    void comparesOtherWordsLetterByLetter() {
        assertEquals(
                List.of("comment: 'NONE' ≠ 'NEVER'"),
                differences("comment", new OptionValue.Words("NONE"), new OptionValue.Words("NEVER")));
    }

    @Test
    void leavesOutWhatTheLoadChangesItself() {
        assertEquals(
                List.of(),
                differences("gc_grace_seconds", new OptionValue.Figure("1"), new OptionValue.Figure("315360000")));
        assertEquals(List.of(), differences("cdc", new OptionValue.Truth(true), new OptionValue.Truth(false)));
    }
}
