/// Whether two clusters hold the same. Level 1: row counts by token range on both sides.
///
/// Start at {@link RowCounts}. Knows how to ask a cluster ({@code cassandra}) and the words of a schema;
/// nothing of plans, journals or screens: what was counted is handed to a consumer, and comes back in
/// when a count is taken up again.
@NullMarked
package dev.ferry.verify;

import org.jspecify.annotations.NullMarked;
