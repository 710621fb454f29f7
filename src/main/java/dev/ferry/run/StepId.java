package dev.ferry.run;

import java.util.Objects;

/// One step of a run.
///
/// @param step what kind
/// @param subject what it is about: a node, a statement; empty where there is only one
public record StepId(Step step, String subject) {
    public StepId {
        Objects.requireNonNull(step);
        Objects.requireNonNull(subject);
    }

    /// The only step of its kind.
    public static StepId of(Step step) {
        return new StepId(step, "");
    }
}
