package dev.ferry.verify;

import dev.ferry.outcome.FailureException;

/// Counts the rows of one token range on one side.
interface RangeCounter {
    long count(TableToCount table, TokenRange range) throws FailureException, InterruptedException;
}
