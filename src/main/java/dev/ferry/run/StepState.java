package dev.ferry.run;

import dev.ferry.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/// What the journal knows of a step.
///
/// @param starts how often it was started
/// @param outcome how it ended last; null while it runs, or if nobody saw its end
public record StepState(int starts, @Nullable Outcome outcome) {}
