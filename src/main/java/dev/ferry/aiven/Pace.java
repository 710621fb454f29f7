package dev.ferry.aiven;

import java.time.Duration;

/// How a service is watched until it runs.
///
/// @param poll the time between two looks
/// @param steadyObservations how many looks in a row must find it running: the state can flap
public record Pace(Duration poll, int steadyObservations) {
    public Pace {
        if (poll.isNegative() || steadyObservations < 1) {
            throw new IllegalArgumentException(poll + " × " + steadyObservations);
        }
    }

    /// Every five seconds, five in a row, as Aiven's Terraform provider does it.
    public static Pace standard() {
        return new Pace(Duration.ofSeconds(5), 5);
    }
}
