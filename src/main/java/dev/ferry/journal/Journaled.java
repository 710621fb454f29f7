package dev.ferry.journal;

import dev.ferry.run.Fact;
import java.time.Instant;

/// A fact with its place in the journal.
///
/// @param number counts up from 1 without gaps
/// @param at when it was written
/// @param fact what happened
public record Journaled(long number, Instant at, Fact fact) {}
