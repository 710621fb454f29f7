package dev.ferry.cassandra;

import dev.ferry.outcome.FailureException;
import java.util.List;

/// The answer to a question that is too long to be held at once: page by page, in the order of the answer.
/// Not for several threads.
@FunctionalInterface
public interface CqlPages {
    /// The next page; empty when there are no more.
    List<CqlRow> next() throws FailureException, InterruptedException;
}
