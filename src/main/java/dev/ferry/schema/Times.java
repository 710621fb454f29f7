package dev.ferry.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Moments as people read them.
final class Times {
    private Times() {}

    /// Microseconds since 1970 as `2024-05-01T12:00:00.123Z`.
    static String text(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
