package dev.ferry.finish;

import java.util.List;
import java.util.Objects;

/// One gate of the checklist.
///
/// @param kind which
/// @param state how it stands
/// @param parts what it consists of: nodes, statements, tables; empty where it is one thing
public record Gate(Kind kind, GateState state, List<Part> parts) {
    public Gate {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(state);
        parts = List.copyOf(parts);
    }

    /// Whether it is behind us, with proof.
    public boolean isDone() {
        return state instanceof GateState.Done;
    }

    /// How many of its parts are done.
    public int partsDone() {
        return (int) parts.stream()
                .filter(part -> part.state() instanceof GateState.Done)
                .count();
    }

    /// The gates, in the order in which they open.
    public enum Kind {
        /// Every cell is loaded.
        LOADED,
        /// Indexes and views are built on the target.
        INDEXES,
        /// Every table is proven.
        VERIFIED,
        /// The target's settings are put back.
        SETTINGS,
        /// The throwaway login is removed.
        LOGIN,
        /// Migration mode is off, and proven to be.
        MODE,
        /// The snapshots are removed from every node.
        SNAPSHOTS,
        /// Ferry's folders are removed from every node.
        FOLDERS;

        /// Whether it takes something away or puts something back, rather than proving what is there.
        public boolean isCleaning() {
            return compareTo(SETTINGS) >= 0;
        }
    }

    /// One part of a gate.
    ///
    /// @param subject what it is about: a node's address, a statement's object, a table
    /// @param state how it stands
    public record Part(String subject, GateState state) {
        public Part {
            Objects.requireNonNull(subject);
            Objects.requireNonNull(state);
        }
    }
}
