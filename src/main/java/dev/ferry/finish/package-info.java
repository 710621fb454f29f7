/// What is left to do before a migration is over, and what proves what is done: the gates, in the order in
/// which they open.
///
/// Start at {@link Checklist}. Pure: derived from the plan and the run, and from nothing else.
@NullMarked
package dev.ferry.finish;

import org.jspecify.annotations.NullMarked;
