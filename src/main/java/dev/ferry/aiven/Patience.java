package dev.ferry.aiven;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long a call to the API is tried. Only what changes nothing is tried twice.
///
/// @param attempts in all
/// @param firstPause before the second attempt; doubled each time, and shortened at random by up to a half
/// @param longestPause what it is never doubled beyond
/// @param longestWait the longest pause that the server itself may ask for
/// @param answerLimit how long one answer may take, to its last byte
public record Patience(
        int attempts, Duration firstPause, Duration longestPause, Duration longestWait, Duration answerLimit) {
    public Patience {
        if (attempts < 1 || firstPause.isNegative() || longestPause.isNegative()) {
            throw new IllegalArgumentException(attempts + " attempts, " + firstPause + " to " + longestPause);
        }
    }

    /// Six attempts, pauses from one second to fifteen, a minute if the server asks, 30 seconds for an
    /// answer.
    public static Patience standard() {
        return new Patience(
                6, Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofSeconds(30));
    }

    /// The pause after this attempt, counted from 1, in milliseconds.
    long pauseMillis(int attempt) {
        var doubled = firstPause.toMillis() << Math.min(attempt - 1, 20);
        var whole = Math.min(doubled, longestPause.toMillis());
        return whole - (whole > 1 ? ThreadLocalRandom.current().nextLong(whole / 2 + 1) : 0);
    }
}
