package dev.ferry.source;

/// What came of an attempt to start a cell's process.
public sealed interface Launch {
    /// It was started by this call.
    ///
    /// @param pid its process id
    record Started(long pid) implements Launch {}

    /// Somebody has started, or is starting, this very attempt before: nothing was done.
    record AlreadyClaimed() implements Launch {}
}
