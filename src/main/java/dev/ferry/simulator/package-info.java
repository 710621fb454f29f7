/// A local server that speaks Aiven's API as it last was, and starts a real Cassandra where Aiven would
/// start machines.
///
/// Start at {@link AivenSimulator}. Whoever uses it brings a {@link TargetLauncher}. It knows nothing of
/// Ferry's own client of that API, so that the two cannot agree on an error.
@NullMarked
package dev.ferry.simulator;

import org.jspecify.annotations.NullMarked;
