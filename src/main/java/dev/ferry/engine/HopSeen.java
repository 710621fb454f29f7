package dev.ferry.engine;

import java.util.Objects;

/// One hop of the connection test, told when it starts and again when it has ended.
///
/// @param part which stretch of the way it belongs to
/// @param subject whom it leads to, the same for all hops of one way: a contact point, or a node's address
/// @param place where it goes: `workstation → 10.0.0.7:9042`, `node 10.0.0.7`
/// @param kind what it proves; a subject has each kind once at most in each part
/// @param state how it stands
public record HopSeen(Part part, String subject, String place, HopKind kind, HopState state) {
    public HopSeen {
        Objects.requireNonNull(part);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(place);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(state);
    }

    /// The stretches of the way to a cluster.
    public enum Part {
        /// From the workstation to a contact point, over CQL.
        CLUSTER,
        /// From the workstation to a node of the ring, over SSH.
        NODE,
        /// From the workstation to the internode port of a target node: for information only, because it is
        /// the source nodes that have to reach it.
        INTERNODE
    }
}
