package dev.ferry.engine;

import dev.ferry.cluster.TargetPressure;
import dev.ferry.outcome.FailureException;

/// Where a target's pressure is read.
@FunctionalInterface
interface PressureSource {
    /// Reads it now.
    ///
    /// @throws FailureException if the target did not answer
    TargetPressure read() throws FailureException, InterruptedException;
}
