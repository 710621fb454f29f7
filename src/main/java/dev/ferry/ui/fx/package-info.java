/// What the window needs of its toolkit: the way to its thread and back, dialogs, themes, icons. No word of
/// Cassandra is known here.
@NullMarked
package dev.ferry.ui.fx;

import org.jspecify.annotations.NullMarked;
