package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.ClockReading;
import dev.ferry.outcome.Severity;
import dev.ferry.text.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockFindingsTest {
    @ParameterizedTest
    @CsvSource({
        // ahead and error in milliseconds of the third node, its severity, the word
        "3,10,PASS,agree",
        "450,10,PASS,agree",
        "2310,10,WARN,apart",
        "-2310,10,WARN,apart",
        "61000,10,BLOCK,apart",
        // within its error it may agree, and nobody can say more
        "900,800,WARN,coarse",
        "2310,800,WARN,apart"
    })
    void clocksOfTheSourceAreJudgedAgainstTheirMedian(long ahead, long error, Severity severity, String word) {
        var found = ClockFindings.source(
                Map.of("10.0.0.1", reading(0, 10), "10.0.0.2", reading(4, 10), "10.0.0.3", reading(ahead, error)),
                List.of());
        assertEquals(1, found.size(), found.toString());
        assertEquals("check.source_clocks." + word, found.getFirst().code());
        assertEquals(severity, found.getFirst().severity());
        assertTrue(Messages.text(found.getFirst().reason()).contains("±"), "the error is said");
    }

    @Test
    void aWorkstationWhoseOwnClockIsWrongDisturbsNothing() {
        var found = ClockFindings.source(
                Map.of("10.0.0.1", reading(3_600_000, 10), "10.0.0.2", reading(3_600_004, 10)), List.of());
        assertEquals(Severity.PASS, found.getFirst().severity());
    }

    @Test
    void clocksThatWereNotReadAreNamed() {
        var found = ClockFindings.source(Map.of("10.0.0.1", reading(0, 10)), List.of("10.0.0.2"));
        assertEquals(Severity.WARN, found.getLast().severity());
        assertTrue(Messages.text(found.getLast().reason()).endsWith("10.0.0.2"));
        assertEquals(
                Severity.WARN,
                ClockFindings.target(Map.of(), Map.of()).getFirst().severity());
    }

    @ParameterizedTest
    @CsvSource({"20,PASS,agree", "-2000,WARN,behind", "-61000,BLOCK,behind", "2000,WARN,ahead", "61000,WARN,ahead"})
    void aTargetThatIsBehindLosesWritesAndOneAheadOnlyWins(long ahead, Severity severity, String word) {
        var source = new TreeMap<String, ClockReading>();
        source.put("10.0.0.1", reading(100, 5));
        source.put("10.0.0.2", reading(102, 5));
        var found = ClockFindings.target(source, Map.of("10.1.0.1", reading(100 + ahead, 5)));
        assertEquals("check.target_clocks." + word, found.getFirst().code());
        assertEquals(severity, found.getFirst().severity());
    }

    @Test
    void theEvidenceHasTheWorstFirst() {
        var found = ClockFindings.source(
                Map.of("a", reading(0, 8), "b", reading(0, 8), "c", reading(2_310, 12)), List.of());
        assertEquals(
                "c +2.31 s ± 0.020 s",
                found.getFirst().evidence().lines().findFirst().orElseThrow());
    }

    private static ClockReading reading(long ahead, long error) {
        return new ClockReading(Duration.ofMillis(ahead), Duration.ofMillis(error));
    }
}
