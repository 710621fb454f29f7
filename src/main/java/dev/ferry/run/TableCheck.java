package dev.ferry.run;

import dev.ferry.outcome.Outcome;

/// How a table was verified.
///
/// @param level the strength of the evidence
/// @param sourceRows rows on the source
/// @param targetRows rows on the target
/// @param ranges token ranges counted
/// @param outcome what that says
public record TableCheck(int level, long sourceRows, long targetRows, int ranges, Outcome outcome) {
    /// Whether the table is proven at this level.
    public boolean isGreen() {
        return outcome instanceof Outcome.Succeeded;
    }
}
