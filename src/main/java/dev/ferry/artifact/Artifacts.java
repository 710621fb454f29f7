package dev.ferry.artifact;

import dev.ferry.outcome.FailureException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Finds artifacts with their dependencies, in the user's own local Maven repository first and else in the
/// repositories that Maven itself would ask, mirrors of the user's settings included.
///
/// What is there already is used without any network. Checksums are verified; a wrong one is a failure.
public final class Artifacts {
    /// The user's own: local repository, mirrors and proxies are those of `~/.m2/settings.xml`.
    public static Artifacts ofThisUser() {
        throw new UnsupportedOperationException();
    }

    /// The jars of all these artifacts and of what they need at run time, each once, in class path order.
    ///
    /// @param progress is told what is downloaded, one line for a person at a time, from any thread
    public List<Path> resolve(List<Coordinate> roots, Consumer<String> progress)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
