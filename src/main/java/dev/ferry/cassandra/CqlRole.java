package dev.ferry.cassandra;

/// A role of a cluster.
///
/// @param name as it is stored
/// @param canLogin whether it may log in
/// @param isSuperuser whether it may do everything
public record CqlRole(String name, boolean canLogin, boolean isSuperuser) {}
