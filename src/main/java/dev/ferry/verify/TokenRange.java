package dev.ferry.verify;

import java.util.List;

/// A part of the Murmur3 ring that does not wrap around: the tokens after the start, up to and including
/// the end.
///
/// `Long.MIN_VALUE` is nobody's token (`Murmur3Partitioner.normalize`), so from there to `Long.MAX_VALUE`
/// is the whole ring.
///
/// @param startExclusive the last token before it
/// @param endInclusive its last token
public record TokenRange(long startExclusive, long endInclusive) implements Comparable<TokenRange> {
    /// The whole ring.
    public static final TokenRange RING = new TokenRange(Long.MIN_VALUE, Long.MAX_VALUE);

    public TokenRange {
        if (startExclusive >= endInclusive) {
            throw new IllegalArgumentException("no token in (" + startExclusive + ", " + endInclusive + "]");
        }
    }

    /// Whether there is more than one token in it.
    public boolean isDivisible() {
        return endInclusive - startExclusive != 1;
    }

    /// The two halves of it, which differ by one token at most.
    ///
    /// @throws IllegalStateException if there is but one token in it
    public List<TokenRange> halves() {
        if (!isDivisible()) {
            throw new IllegalStateException("cannot be divided: " + this);
        }
        // The width of the ring does not fit into a signed long, but half of it does.
        var middle = startExclusive + ((endInclusive - startExclusive) >>> 1);
        return List.of(new TokenRange(startExclusive, middle), new TokenRange(middle, endInclusive));
    }

    @Override
    public int compareTo(TokenRange other) {
        var byStart = Long.compare(startExclusive, other.startExclusive);
        return byStart != 0 ? byStart : Long.compare(endInclusive, other.endInclusive);
    }

    /// For people: `(start, end]`.
    @Override
    public String toString() {
        return "(" + startExclusive + ", " + endInclusive + "]";
    }
}
