package dev.ferry.artifact;

import java.util.Locale;

/// Sizes of files as people write them: in millions of bytes.
final class Megabytes {
    private static final double MILLION = 1e6;

    private Megabytes() {}

    static String text(long bytes) {
        return String.format(Locale.ROOT, bytes < 10 * MILLION ? "%.1f MB" : "%.0f MB", bytes / MILLION);
    }
}
