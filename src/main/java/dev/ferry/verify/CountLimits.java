package dev.ferry.verify;

import dev.ferry.cassandra.CqlReading;
import java.time.Duration;
import java.util.Objects;

/// How hard and how carefully rows are counted.
///
/// @param source consistency and time limit of one count on the source
/// @param target consistency and time limit of one count on the target
/// @param parallel how many ranges are counted at once, at least 1
/// @param pause before a range that differs is counted again
public record CountLimits(CqlReading source, CqlReading target, int parallel, Duration pause) {
    public CountLimits {
        Objects.requireNonNull(source);
        Objects.requireNonNull(target);
        Objects.requireNonNull(pause);
        if (parallel < 1) {
            throw new IllegalArgumentException("parallel: " + parallel);
        }
    }
}
