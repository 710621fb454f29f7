package dev.ferry.sandbox;

import dev.ferry.outcome.FailureException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A Cassandra release that can be run: its jars, and a JDK that suits it.
///
/// @param release which one
/// @param jdk the JDK's home
/// @param java the JDK's feature release
/// @param jars the jars of the node, of nodetool and of the loader
public record Software(Release release, Path jdk, int java, List<Path> jars) {
    public Software {
        jars = List.copyOf(jars);
    }

    /// Finds the JDK on this machine and the jars through Maven.
    ///
    /// @throws FailureException if there is no JDK that suits the release, or the jars cannot be had
    public static Software find(Release release, Consumer<String> progress)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
