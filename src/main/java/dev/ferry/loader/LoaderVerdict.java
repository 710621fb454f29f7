package dev.ferry.loader;

import dev.ferry.outcome.Outcome;

/// Decides whether a load has happened.
public final class LoaderVerdict {
    private LoaderVerdict() {}

    /// The outcome of a loader that has ended with this exit code.
    ///
    /// Succeeded only if all is so: exit code 0; no file skipped but temporary ones; no host failed; every staged
    /// `*-Data.db` announced; files sent; every target node that must get all rows took part. What it cannot see is
    /// damage inside a file that is sent as a whole (4.0 and newer): only reading the target shows that.
    ///
    /// @param exitCode of the loader's process; 128 + n after signal n
    /// @param output all it printed, after {@link LoaderOutput#end()}
    /// @param staged what it was given
    public static Outcome judge(int exitCode, LoaderOutput output, Staged staged) {
        throw new UnsupportedOperationException();
    }

    /// The outcome of a loader that is gone and left no exit code: always {@link Outcome.Unknown}, with what it
    /// printed.
    public static Outcome gone(LoaderOutput output, Staged staged) {
        throw new UnsupportedOperationException();
    }
}
