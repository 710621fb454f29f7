package dev.ferry.verify;

import dev.ferry.outcome.FailureException;
import java.util.List;
import java.util.Optional;

/// One side's rows.
interface RowSide {
    /// The rows of a range, in token order; within a partition in the order of the clustering.
    RowPages rows(TokenRange range);

    /// The row with the same key; empty if there is none.
    Optional<ReadRow> row(ReadRow like) throws FailureException, InterruptedException;

    /// Rows, page by page.
    interface RowPages {
        /// The next page; empty when there are no more.
        List<ReadRow> next() throws FailureException, InterruptedException;
    }
}
