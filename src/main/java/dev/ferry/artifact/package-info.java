/// Maven artifacts with what they need at run time, fetched when they are needed: Cassandra's own jars
/// for the sandbox, and a loader that fits the target where a source node has none.
///
/// Start at {@link Artifacts}, or at {@link PublishedJars} for the jars of a loader. The only package that imports the
/// Maven resolver.
@NullMarked
package dev.ferry.artifact;

import org.jspecify.annotations.NullMarked;
