/// Rows that are not the same on both sides: what a comparison, row by row, has to say.
///
/// Start at {@link RowComparison}. Pure values; who reads the rows and how is the matter of {@code verify},
/// and they are shown, not kept: no row of a user's table goes into a journal.
@NullMarked
package dev.ferry.rows;

import org.jspecify.annotations.NullMarked;
