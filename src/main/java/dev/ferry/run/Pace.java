package dev.ferry.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/// How fast a load goes, and when it will be over: from samples of the last minute. Not for several
/// threads.
public final class Pace {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    /// Notes how many bytes have been loaded by now.
    ///
    /// @param nanos now, by {@link System#nanoTime()}
    public void note(long nanos, long bytesLoaded) {
        samples.addLast(new Sample(nanos, bytesLoaded));
        while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW.toNanos()) {
            samples.removeFirst();
        }
    }

    /// Bytes in a second over the last minute; 0 before anything can be said.
    public double bytesPerSecond() {
        return rate(0, samples.size() - 1);
    }

    /// How long the rest will take, with the band in which it probably lies; empty before anything can be
    /// said.
    public Optional<Remaining> remaining(long bytesLeft) {
        var last = samples.size() - 1;
        if (last < 2 || samples.getLast().nanos() - samples.getFirst().nanos() < SETTLED.toNanos()) {
            return Optional.empty();
        }
        var all = bytesPerSecond();
        if (all <= 0) {
            return Optional.empty();
        }
        var older = rate(0, last / 2);
        var newer = rate(last / 2, last);
        var slow = Math.max(Math.min(all, Math.min(older, newer)), all / 4);
        var fast = Math.max(all, Math.max(older, newer));
        return Optional.of(new Remaining(after(bytesLeft, all), after(bytesLeft, fast), after(bytesLeft, slow)));
    }

    private static Duration after(long bytes, double bytesPerSecond) {
        return Duration.ofMillis((long) (bytes * 1000 / bytesPerSecond));
    }

    private double rate(int from, int to) {
        if (from >= to) {
            return 0;
        }
        var list = samples.stream().toList();
        var nanos = list.get(to).nanos() - list.get(from).nanos();
        return nanos <= 0 ? 0 : (list.get(to).bytes() - list.get(from).bytes()) * 1e9 / nanos;
    }

    private record Sample(long nanos, long bytes) {}

    /// A remaining time with its band.
    ///
    /// @param expected at the pace of the last minute
    /// @param shortest at the faster half of it
    /// @param longest at the slower half of it
    public record Remaining(Duration expected, Duration shortest, Duration longest) {}
}
