package dev.ferry.ui.work;

import dev.ferry.engine.Secrets;
import dev.ferry.outcome.FailureException;
import java.util.Set;

/// Where the secrets of the open migration are read.
@FunctionalInterface
public interface SecretDesk {
    /// Reads them, asking for what nobody has said yet. Waits for a person; not on the toolkit's thread.
    ///
    /// @param sources as the document says them
    Secrets read(Set<String> sources) throws FailureException, InterruptedException;

    /// One of these was not taken: what was typed is asked for again.
    default void refused(Set<String> sources) {}
}
