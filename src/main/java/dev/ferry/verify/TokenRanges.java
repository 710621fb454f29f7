package dev.ferry.verify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Cuts the Murmur3 ring.
public final class TokenRanges {
    /// The largest number of parts that {@link #partsFor} asks for.
    public static final int MOST_PARTS = 65_536;

    // A server gives a range read 10 s by default (range_request_timeout); even a slow one, which counts 30,000
    // rows a second, gets through this much of small rows in that time. A range by itself costs about 2 ms.
    private static final long BYTES_PER_PART = 8L << 20;

    private TokenRanges() {}

    /// The whole ring in so many ranges of the same width (up to one token), in order, without gap or
    /// overlap.
    ///
    /// @param parts at least 1
    public static List<TokenRange> cut(int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("parts: " + parts);
        }
        var ranges = new ArrayList<TokenRange>(parts);
        var start = Long.MIN_VALUE;
        for (var part = 1; part <= parts; part++) {
            var end = part == parts ? Long.MAX_VALUE : bound(part, parts);
            ranges.add(new TokenRange(start, end));
            start = end;
        }
        return List.copyOf(ranges);
    }

    private static long bound(int part, int parts) {
        return BigInteger.ONE
                .shiftLeft(64)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(parts))
                .add(BigInteger.valueOf(Long.MIN_VALUE))
                .longValueExact();
    }

    /// How many parts suit a table of this size.
    ///
    /// @param bytes on disk, of one copy of the data; 0 or more
    public static int partsFor(long bytes) {
        return Math.clamp(bytes / BYTES_PER_PART + 1, 1, MOST_PARTS);
    }

    /// What is left of the ranges when others are taken out of them.
    ///
    /// @param ranges in order, without overlap
    public static List<TokenRange> without(List<TokenRange> ranges, Collection<TokenRange> others) {
        var left = new ArrayList<TokenRange>();
        var sorted = others.stream().sorted().toList();
        for (var range : ranges) {
            var start = range.startExclusive();
            for (var other : sorted) {
                if (other.endInclusive() <= start || other.startExclusive() >= range.endInclusive()) {
                    continue;
                }
                if (other.startExclusive() > start) {
                    left.add(new TokenRange(start, other.startExclusive()));
                }
                start = Math.max(start, Math.min(other.endInclusive(), range.endInclusive()));
            }
            if (start < range.endInclusive()) {
                left.add(new TokenRange(start, range.endInclusive()));
            }
        }
        return List.copyOf(left);
    }
}
