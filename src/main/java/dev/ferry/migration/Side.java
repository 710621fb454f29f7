package dev.ferry.migration;

/// One of the two clusters.
public enum Side {
    /// The cluster that is left.
    SOURCE,
    /// The cluster that is reached.
    TARGET
}
