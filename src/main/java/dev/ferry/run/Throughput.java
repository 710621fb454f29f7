package dev.ferry.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How many bytes went over in which second: the last quarter of an hour second by second, and the whole time
/// in steps that grow with it, so that it never takes more room. For one thread.
public final class Throughput {
    private static final int RECENT = 15 * 60;
    private static final int SMOOTHED = 5;
    private static final int MOST = 1200;
    private static final long SECOND = 1_000_000_000L;

    private final long[] recentNanos = new long[RECENT];
    private final long[] recentBytes = new long[RECENT];
    private final long[] wholeNanos = new long[MOST];
    private final long[] wholeBytes = new long[MOST];
    private int recent;
    private int whole;
    private long wholeStep = SECOND;
    private long first;

    /// Notes how many bytes have gone over by now. It may be called as often as one likes; one note a second
    /// is kept.
    ///
    /// @param nanos now, by {@link System#nanoTime()}
    public void note(long nanos, long bytes) {
        if (recent == 0) {
            first = nanos;
        } else if (nanos - recentNanos[(recent - 1) % RECENT] < SECOND) {
            return;
        }
        recentNanos[recent % RECENT] = nanos;
        recentBytes[recent % RECENT] = bytes;
        recent++;
        if (whole == 0 || nanos - wholeNanos[whole - 1] >= wholeStep) {
            keep(nanos, bytes);
        }
    }

    private void keep(long nanos, long bytes) {
        if (whole == MOST) {
            for (var each = 0; each < MOST / 2; each++) {
                wholeNanos[each] = wholeNanos[2 * each];
                wholeBytes[each] = wholeBytes[2 * each];
            }
            whole = MOST / 2;
            wholeStep *= 2;
        }
        wholeNanos[whole] = nanos;
        wholeBytes[whole] = bytes;
        whole++;
    }

    /// The last quarter of an hour, each point over the five seconds before it.
    public List<Point> recent() {
        var from = Math.max(0, recent - RECENT);
        var points = new ArrayList<Point>(recent - from);
        for (var each = from + 1; each < recent; each++) {
            var back = Math.max(from, each - SMOOTHED);
            points.add(point(recentNanos, recentBytes, back % RECENT, each % RECENT));
        }
        return points;
    }

    /// The whole time.
    public List<Point> whole() {
        var points = new ArrayList<Point>(whole);
        for (var each = 1; each < whole; each++) {
            points.add(point(wholeNanos, wholeBytes, each - 1, each));
        }
        return points;
    }

    /// Forgets everything.
    public void clear() {
        Arrays.fill(recentNanos, 0);
        recent = 0;
        whole = 0;
        wholeStep = SECOND;
    }

    private Point point(long[] nanos, long[] bytes, int from, int to) {
        var seconds = (nanos[to] - nanos[from]) / (double) SECOND;
        var gone = Math.max(0, bytes[to] - bytes[from]);
        return new Point((nanos[to] - first) / (double) SECOND, seconds <= 0 ? 0 : gone / seconds);
    }

    /// A point of the curve.
    ///
    /// @param seconds since the first note
    /// @param bytesPerSecond over the time before it
    public record Point(double seconds, double bytesPerSecond) {}
}
