package dev.ferry.cluster;

import dev.ferry.schema.CassandraVersion;

/// A bulk loader on a node.
///
/// @param path of `sstableloader`
/// @param version of the Cassandra it belongs to
/// @param java the `java` that it starts with, as a path
/// @param javaVersion that java's feature release: 8, 11, 17, …
public record Loader(String path, CassandraVersion version, String java, int javaVersion) {}
