/// The step *Target*: an Aiven service that is there or is made, or any Cassandra cluster; tested, looked at,
/// and held against what has to fit.
///
/// Start at {@link TargetView} and {@link TargetViewModel}. It must not know how a target is reached: it asks
/// the engine, once for each thing.
@NullMarked
package dev.ferry.ui.target;

import org.jspecify.annotations.NullMarked;
