package dev.ferry.aiven;

import java.time.Duration;

/// How long a call to the API is tried. Only what changes nothing is tried twice.
///
/// @param attempts in all
/// @param firstPause before the second attempt; doubled each time, and shortened at random by up to a half
/// @param longestPause what it is never doubled beyond, and the longest wait that a server may ask for
/// @param answerLimit how long one answer may take
public record Patience(int attempts, Duration firstPause, Duration longestPause, Duration answerLimit) {
    public Patience {
        if (attempts < 1) {
            throw new IllegalArgumentException(attempts + " attempts");
        }
    }

    /// Six attempts, pauses from one second to fifteen, 30 seconds for an answer.
    public static Patience standard() {
        return new Patience(6, Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofSeconds(30));
    }
}
