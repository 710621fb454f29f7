package dev.ferry.cluster;

import java.time.Duration;
import java.util.Objects;

/// How a node's clock goes against the workstation's, by one question and its answer: the formula of NTP
/// (RFC 5905, section 8), whose error is at most half of the time that the way there and back took.
///
/// @param ahead how far the node's clock is ahead of the workstation's; negative if it is behind
/// @param error how far `ahead` may be off to either side
public record ClockReading(Duration ahead, Duration error) {
    public ClockReading {
        Objects.requireNonNull(ahead);
        Objects.requireNonNull(error);
    }

    /// What is known from four readings, in milliseconds since 1970.
    ///
    /// @param sent on the workstation, before the question left
    /// @param heard on the node
    /// @param answered on the node
    /// @param received on the workstation, when the answer had come
    /// @param grain how coarse the node's clock was read
    public static ClockReading of(long sent, long heard, long answered, long received, Duration grain) {
        var ahead = ((heard - sent) + (answered - received)) / 2;
        var onTheWay = Math.max(0, (received - sent) - (answered - heard));
        return new ClockReading(
                Duration.ofMillis(ahead), Duration.ofMillis((onTheWay + 1) / 2).plus(grain));
    }

    /// How far the clocks differ at least, whatever the error: zero if they may agree.
    public Duration apart() {
        var least = ahead.abs().minus(error);
        return least.isNegative() ? Duration.ZERO : least;
    }
}
