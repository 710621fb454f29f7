package dev.ferry.cluster;

/// What of a node tells whether it keeps up. Each says where the number comes from; releases before 4.0
/// have no such tables, and then nothing of it is known.
public enum Gauge {
    /// Tasks in the queue of the compaction executor (`system_views.thread_pools`). The queue has about one
    /// task per table that waits for a compactor. It is not nodetool's estimate of all compactions to come:
    /// no virtual table up to 5.0 has that.
    COMPACTIONS_PENDING,
    /// Writes that wait for a thread: pending and blocked tasks of `MutationStage`.
    WRITES_WAITING,
    /// Client requests that wait for a thread: pending and blocked tasks of `Native-Transport-Requests`.
    REQUESTS_WAITING,
    /// Messages between nodes that were given up, since the node started: those that came or were to go out
    /// too late, and those for which there was no room (`system_views.internode_inbound` and
    /// `internode_outbound`). What a node drops of its own work is in no virtual table up to 5.0.
    MESSAGES_DROPPED,
    /// Bytes of all tables on its disks (`system_views.disk_usage`, where each table is rounded up to a
    /// whole MiB); without commit logs, hints and snapshots.
    DISK_USED,
    /// Bytes that its disks hold. No virtual table has it: it is known from what was ordered.
    DISK
}
