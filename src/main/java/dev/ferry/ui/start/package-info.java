/// What is seen while no document is open: new, open, try; and the migrations that were open here lately.
///
/// Start at {@link StartView}. It opens nothing itself: whoever made it is told which document to open.
@NullMarked
package dev.ferry.ui.start;

import org.jspecify.annotations.NullMarked;
