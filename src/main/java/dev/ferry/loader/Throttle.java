package dev.ferry.loader;

/// The most that one loader may send.
///
/// @param mebibytesPerSecond in MiB/s; 0 for no limit
public record Throttle(int mebibytesPerSecond) {
    /// No limit: said to the loader all the same, for left to itself it takes 200 Mbit/s from its own
    /// defaults.
    public static final Throttle UNLIMITED = new Throttle(0);

    private static final double BITS_PER_MEBIBYTE = 8.0 * 1024 * 1024;

    private static final double BITS_PER_MEGABIT = 1_000_000;

    public Throttle {
        if (mebibytesPerSecond < 0) {
            throw new IllegalArgumentException("a negative limit: " + mebibytesPerSecond + " MiB/s");
        }
    }

    /// The same limit in whole Mbit/s, the unit of loaders before 4.1; 0 for no limit.
    public int megabitsPerSecond() {
        return Math.toIntExact(Math.round(mebibytesPerSecond * BITS_PER_MEBIBYTE / BITS_PER_MEGABIT));
    }
}
