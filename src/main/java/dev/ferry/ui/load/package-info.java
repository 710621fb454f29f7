/// The load: tables by nodes, each cell with its own progress, and everything that its user may want of them.
///
/// Start at {@link dev.ferry.ui.load.LoadView}. What is drawn comes from one {@link dev.ferry.run.LoadBoard},
/// which takes in every event once; views read from it once a frame what they show, and nothing else.
@NullMarked
package dev.ferry.ui.load;

import org.jspecify.annotations.NullMarked;
