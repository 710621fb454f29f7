package dev.ferry.artifact;

import dev.ferry.outcome.FailureException;
import java.util.List;
import java.util.function.Consumer;

/// Where the jars of a loader come from that Ferry brings to a node.
public interface LoaderJars {
    /// How many bytes the jars of a release have together, known without any network; 0 for a release that
    /// Ferry does not bring.
    static long bytes(String release) {
        return LoaderPins.of(release).stream()
                .flatMap(List::stream)
                .mapToLong(LoaderPins.Pin::bytes)
                .sum();
    }

    /// The jars that a loader of this release needs on its class path, Cassandra's own published ones, with
    /// their checksums verified. What is on the workstation already is used without any network.
    ///
    /// @param release exact: `4.1.10`
    /// @param progress is told what is downloaded, one line for a person at a time, from any thread
    /// @throws FailureException if they cannot be had, or a checksum is wrong
    List<LocalFile> of(String release, Consumer<String> progress) throws FailureException, InterruptedException;
}
