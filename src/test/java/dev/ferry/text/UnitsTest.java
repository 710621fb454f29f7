package dev.ferry.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "1023, 1023 B",
        "1024, 1.00 KiB",
        "1536, 1.50 KiB",
        "10240, 10.0 KiB",
        "123456789, 118 MiB",
        "1073741824, 1.00 GiB",
        "1125899906842624, 1.00 PiB"
    })
    void bytesHaveThreeDigitsAndTheirUnit(long bytes, String text) {
        assertEquals(text, Units.bytes(bytes));
    }

    @Test
    void aRateThatNobodyKnowsIsADash() {
        assertEquals("–", Units.rate(Double.NaN));
        assertEquals("–", Units.rate(Double.POSITIVE_INFINITY));
        assertEquals("–", Units.rate(-1));
        assertEquals("31.0 MiB/s", Units.rate(31.0 * 1024 * 1024));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "400, 0.4 s",
        "9900, 9.9 s",
        "12000, 12 s",
        "59999, 59 s",
        "60000, 1 m 00 s",
        "187000, 3 m 07 s",
        "3600000, 1 h 00 m",
        "7500000, 2 h 05 m"
    })
    void timesAreShort(long millis, String text) {
        assertEquals(text, Units.time(Duration.ofMillis(millis)));
    }

    @Test
    void countsHaveThinGroups() {
        assertEquals("0", Units.count(0));
        assertEquals("1\u202f234\u202f567", Units.count(1_234_567));
    }
}
