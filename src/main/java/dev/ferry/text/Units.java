package dev.ferry.text;

import java.time.Duration;
import java.util.Locale;

/// Every number that a person reads is made here.
public final class Units {
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final double STEP = 1024;

    private Units() {}

    /// Bytes with three significant digits: `0 B`, `512 B`, `1.50 KiB`, `117 MiB`.
    public static String bytes(long bytes) {
        var value = (double) bytes;
        var unit = 0;
        while (value >= STEP && unit < BINARY.length - 1) {
            value /= STEP;
            unit++;
        }
        return unit == 0 ? bytes + " B" : threeDigits(value) + " " + BINARY[unit];
    }

    /// Bytes in a second; a time of zero gives a dash.
    public static String rate(double bytesPerSecond) {
        return Double.isFinite(bytesPerSecond) && bytesPerSecond >= 0 ? bytes((long) bytesPerSecond) + "/s" : "–";
    }

    /// A count with thin groups: `1 234 567`.
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202f');
    }

    /// A time: `0.4 s`, `12 s`, `3 m 07 s`, `2 h 05 m`.
    public static String time(Duration time) {
        var seconds = time.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d m", seconds / 3600, seconds % 3600 / 60);
    }

    private static String threeDigits(double value) {
        var pattern = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
