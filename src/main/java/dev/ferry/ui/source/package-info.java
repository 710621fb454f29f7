/// The first screen: the way to the source, tested hop by hop; its ring; and which tables move.
///
/// Start at {@link SourceView}. What is typed is checked in {@link SourceForm}, what the hop test tells is
/// gathered in {@link HopBoard}, and what is chosen is reckoned in {@link TableChoice}: none of them knows
/// the toolkit.
@NullMarked
package dev.ferry.ui.source;

import org.jspecify.annotations.NullMarked;
