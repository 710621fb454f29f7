package dev.ferry.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final Instant MOMENT = Instant.parse("2026-03-01T22:30:05Z");

    @Test
    void todayNeedsNoDay() {
        assertEquals("22:30:05", Moments.of(MOMENT, MOMENT.plusSeconds(60), ZoneId.of("UTC")));
    }

    @Test
    void whatIsTodayIsSaidByTheClockOfThePlace() {
        var midnight = Instant.parse("2026-03-01T23:30:00Z");
        assertEquals("23:30:05", Moments.of(MOMENT, MOMENT, ZoneId.of("Europe/Berlin")));
        assertEquals("2026-03-01 23:30:05", Moments.of(MOMENT, midnight, ZoneId.of("Europe/Berlin")));
    }
}
