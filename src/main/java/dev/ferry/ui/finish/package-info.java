/// The seventh step: the gates before the end, each with its proof, what is still left anywhere, and the report
/// to hand over.
///
/// Start at {@link dev.ferry.ui.finish.FinishView}; what it shows is worked out in
/// {@link dev.ferry.ui.finish.FinishViewModel}, which knows no node of the screen.
@NullMarked
package dev.ferry.ui.finish;

import org.jspecify.annotations.NullMarked;
