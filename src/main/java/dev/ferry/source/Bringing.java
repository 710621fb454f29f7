package dev.ferry.source;

import java.util.Objects;

/// What Ferry has to bring to a node before it can load from there.
///
/// @param bytes that are not there yet, unpacked
/// @param programs whether any of it is run by itself
public record Bringing(long bytes, Programs programs) {
    public Bringing {
        Objects.requireNonNull(programs);
        if (bytes < 0) {
            throw new IllegalArgumentException("negative: " + bytes);
        }
    }

    /// Nothing but what every node gets.
    public static Bringing nothing() {
        return new Bringing(0, Programs.NONE);
    }

    /// What is run of it.
    public enum Programs {
        /// Nothing: jars are read by a Java of the node's own.
        NONE,
        /// A Java: its file system must let programs run.
        JAVA
    }
}
