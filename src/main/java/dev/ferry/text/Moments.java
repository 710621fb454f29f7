package dev.ferry.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Moments as a person reads them, by the clock of this machine.
public final class Moments {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Moments() {}

    /// The time, and the day if it is another than today: `14:03:11`, `2026-03-01 14:03:11`.
    public static String of(Instant moment) {
        return of(moment, Instant.now(), ZoneId.systemDefault());
    }

    /// @param now what today is
    static String of(Instant moment, Instant now, ZoneId zone) {
        var local = moment.atZone(zone);
        var isToday = local.toLocalDate().equals(LocalDate.ofInstant(now, zone));
        return local.format(isToday ? CLOCK : DAY);
    }

    /// Day and time to the millisecond, for files: `2026-03-01 14:03:11.123`.
    public static String exact(Instant moment) {
        return moment.atZone(ZoneId.systemDefault()).format(EXACT);
    }
}
