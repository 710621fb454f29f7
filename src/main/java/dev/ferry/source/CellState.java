package dev.ferry.source;

/// What a node's folder and process list say of one attempt at a cell.
public sealed interface CellState {
    /// No trace of it.
    record NotThere() implements CellState {}

    /// Claimed, but its process has not been written down: it is just starting, or its start was cut short.
    record Claimed() implements CellState {}

    /// It waits in a launcher that lives.
    ///
    /// @param launcher the launcher's number on the node
    record Queued(int launcher) implements CellState {}

    /// Its process lives.
    ///
    /// @param pid the process id
    record Living(long pid) implements CellState {}

    /// It has ended, and its exit code was written down.
    ///
    /// @param code 128 + n after signal n
    record Ended(int code) implements CellState {}

    /// Its process is gone and left no exit code: the machine was restarted, or somebody killed it with its
    /// keeper.
    record Vanished() implements CellState {}
}
