package dev.ferry.verify;

import dev.ferry.outcome.FailureException;
import dev.ferry.verify.RowSide.RowPages;
import java.util.List;

/// Stands before a row and goes on to the next, over the borders of pages.
final class RowCursor {
    private final RowPages pages;
    private List<ReadRow> page = List.of();
    private int next;
    private boolean isEnded;
    private long taken;

    RowCursor(RowPages pages) {
        this.pages = pages;
    }

    /// Whether there is one more row.
    boolean hasRow() throws FailureException, InterruptedException {
        while (!isEnded && next == page.size()) {
            page = pages.next();
            next = 0;
            isEnded = page.isEmpty();
        }
        return !isEnded;
    }

    /// Whether there is one more row with this token.
    boolean hasRow(long token) throws FailureException, InterruptedException {
        return hasRow() && token() == token;
    }

    /// The token of the row that it stands before.
    long token() {
        return page.get(next).token();
    }

    /// Goes over the row.
    ReadRow take() {
        taken++;
        return page.get(next++);
    }

    /// How many rows were gone over.
    long taken() {
        return taken;
    }
}
