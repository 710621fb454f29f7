package dev.ferry.loader;

import dev.ferry.outcome.Finding;
import dev.ferry.schema.CassandraVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says whether a loader fits its Java, the files of the source and the target.
public final class LoaderFit {
    private LoaderFit() {}

    /// What is to be said about a loader; no `BLOCK` among it means that it may be used. Never empty.
    ///
    /// @param place what it is about, for example `node 10.0.0.7`
    /// @param loader the loader's release
    /// @param java the feature release of the Java that it starts with: 8, 11, 17, …
    /// @param target the target's release
    /// @param formats the SSTable formats on the node: `me`, `nb`, `oa`, …
    public static List<Finding> check(
            String place, CassandraVersion loader, int java, CassandraVersion target, Set<String> formats) {
        throw new UnsupportedOperationException();
    }

    /// The release line of a loader that would fit, where there is one: `3.11`, `4.1` or `5.0`.
    public static Optional<String> fitting(CassandraVersion target, Set<String> formats) {
        throw new UnsupportedOperationException();
    }
}
