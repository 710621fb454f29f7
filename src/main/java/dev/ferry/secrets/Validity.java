package dev.ferry.secrets;

import java.time.Duration;
import java.time.Instant;

/// From when to when a certificate is valid, both included.
public record Validity(Instant from, Instant until) {
    public Validity {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("valid from " + from + " until " + until);
        }
    }

    /// Valid since an hour ago, because clocks differ, and for this long from now.
    public static Validity next(Duration duration) {
        var now = Instant.now();
        return new Validity(now.minus(Duration.ofHours(1)), now.plus(duration));
    }
}
