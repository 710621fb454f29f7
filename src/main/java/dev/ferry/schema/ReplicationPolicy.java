package dev.ferry.schema;

/// What to do with a replication that does not suit the target.
public enum ReplicationPolicy {
    /// Write it anew for the target's data centres.
    REPAIR,
    /// Leave it as the source has it; where that would place no replica, nothing may start.
    KEEP
}
