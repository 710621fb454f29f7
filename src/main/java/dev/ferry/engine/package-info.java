/// What makes things happen: survey, plan, run.
///
/// Start at {@link MigrationEngine}; the way of a run is {@link Journey}. The only package that sees all
/// the others below
/// it; it knows no front end. Facts are journaled before anyone hears of them.
@NullMarked
package dev.ferry.engine;

import org.jspecify.annotations.NullMarked;
