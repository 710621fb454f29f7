package dev.ferry.engine;

import dev.ferry.outcome.FailureException;
import dev.ferry.plan.CellId;

/// The logs of cells, read on their nodes over connections that are opened when first needed and kept until
/// this is closed.
public interface CellLogs extends AutoCloseable {
    /// Where to start in an output so that its last piece is read.
    long LAST_PIECE = -1;

    /// Reads what an attempt has said.
    ///
    /// @param attempt its number, from 1
    /// @param outFrom where to start in its standard output, {@link #LAST_PIECE} for its end
    /// @param errFrom where to start in its standard error, {@link #LAST_PIECE} for its end
    /// @throws FailureException if the node is out of reach, or the log is not there any more
    CellLog read(CellId cell, int attempt, long outFrom, long errFrom) throws FailureException, InterruptedException;

    @Override
    void close();
}
