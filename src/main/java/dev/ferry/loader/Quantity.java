package dev.ferry.loader;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The numbers that the loader prints: `12.345MiB`, `0B`, `976.563miB`, `11 MB`, `NaN`, with a comma in
/// some locales.
final class Quantity {
    private static final long UNIT = 1024;

    // MB: what 2.1 to 3.0 call 1024 · 1024 bytes. miB and uiB: thousandths and millionths, printed by 5.0.
    private static final Map<String, Double> BYTES = Map.ofEntries(
            Map.entry("", 1.0),
            Map.entry("B", 1.0),
            Map.entry("miB", 1e-3),
            Map.entry("uiB", 1e-6),
            Map.entry("KB", 1.0 * UNIT),
            Map.entry("KiB", 1.0 * UNIT),
            Map.entry("MB", 1.0 * UNIT * UNIT),
            Map.entry("MiB", 1.0 * UNIT * UNIT),
            Map.entry("GB", 1.0 * UNIT * UNIT * UNIT),
            Map.entry("GiB", 1.0 * UNIT * UNIT * UNIT),
            Map.entry("TiB", 1.0 * UNIT * UNIT * UNIT * UNIT),
            Map.entry("PiB", 1.0 * UNIT * UNIT * UNIT * UNIT * UNIT));

    private Quantity() {}

    /// In bytes; null if it is no number or of an unknown unit.
    static @Nullable Long bytes(String number, String unit) {
        var factor = BYTES.get(unit);
        if (factor == null || number.equals("NaN")) {
            return null;
        }
        try {
            return Math.round(Double.parseDouble(number.replace(',', '.')) * factor);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /// A run of digits; one too long for a `long` is as good as its greatest value.
    static long whole(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE;
        }
    }
}
