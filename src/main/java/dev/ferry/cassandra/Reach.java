package dev.ferry.cassandra;

/// Which nodes of a ring a {@link CqlClient} speaks with.
public enum Reach {
    /// Only those that were named. The addresses which nodes announce are often not reachable from a
    /// workstation, or belong to somebody else there.
    CONTACT_POINTS,
    /// All nodes of the ring, under the addresses that they announce; those that do not answer are left
    /// alone.
    RING
}
