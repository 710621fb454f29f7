package dev.ferry.schema;

/// A keyspace.
///
/// @param name unquoted, case preserved
public record Keyspace(String name) {}
