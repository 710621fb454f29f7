package dev.ferry.cluster;

import java.util.Objects;

/// A Java on a node.
///
/// @param path of its `java`, absolute
/// @param feature its feature release: 8, 11, 17, …
public record JavaRuntime(String path, int feature) {
    public JavaRuntime {
        Objects.requireNonNull(path);
    }
}
