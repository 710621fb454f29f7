package dev.ferry.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How much may be sent, as a file says it: MiB/s, a decimal number; 0 or no file for no limit. */
final class Pace {
    private static final double BITS_PER_MEBIBYTE = 8.0 * 1024 * 1024;

    private static final double BITS_PER_MEGABIT = 1_000_000;

    /** The greatest that every release takes without an overflow; in effect, no limit. */
    private static final double MOST = 1 << 20;

    private final Path file;

    private double last;

    Pace(Path file) {
        this.file = file;
    }

    /** What is not understood, or cannot be read, changes nothing. */
    synchronized double mebibytesPerSecond() {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).trim();
            double value = Double.parseDouble(text);
            if (value >= 0) {
                last = Math.min(value, MOST);
            }
        } catch (NoSuchFileException nothing) {
            last = 0;
        } catch (IOException | NumberFormatException unclear) {
            return last;
        }
        return last;
    }

    /** Puts the present limit in the place of the one in a loader's arguments. */
    String[] applyTo(String[] arguments) {
        double limit = mebibytesPerSecond();
        String[] changed = arguments.clone();
        for (int i = 0; i + 1 < changed.length; i++) {
            if (changed[i].equals("-t") || changed[i].equals("--throttle")) {
                changed[i + 1] = String.valueOf(megabits(limit));
            } else if (changed[i].equals("--throttle-mib") || changed[i].equals("--entire-sstable-throttle-mib")) {
                changed[i + 1] = String.valueOf(mebibytes(limit));
            }
        }
        return changed;
    }

    /** Whole MiB/s; never 0, which would be no limit, unless it is 0. */
    static int mebibytes(double limit) {
        return atLeastOne(limit, limit);
    }

    /** Whole Mbit/s, the unit before 4.1. */
    static int megabits(double limit) {
        return atLeastOne(limit, limit * BITS_PER_MEBIBYTE / BITS_PER_MEGABIT);
    }

    private static int atLeastOne(double limit, double value) {
        return limit == 0 ? 0 : (int) Math.max(1, Math.round(value));
    }
}
