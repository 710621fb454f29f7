package dev.ferry.cassandra;

import java.time.Duration;
import java.util.Objects;

/// How something is read.
///
/// @param consistency how many replicas have to agree
/// @param limit how long one attempt may take, longer than zero
public record CqlReading(Consistency consistency, Duration limit) {
    public CqlReading {
        Objects.requireNonNull(consistency);
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("no time at all: " + limit);
        }
    }
}
