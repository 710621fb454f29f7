package dev.ferry.schema;

/// When a statement runs.
public enum Stage {
    /// Before the first byte: keyspaces, types, tables, what holds deletes in place.
    BEFORE_LOAD,
    /// When the tables are loaded: indexes and views.
    AFTER_LOAD,
    /// At the very end: settings that were changed for the load are put back.
    FINISH
}
