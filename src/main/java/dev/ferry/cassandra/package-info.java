/// A Cassandra cluster over CQL: connect, look at the ring, run statements, wait for agreement, manage
/// logins.
///
/// Start at {@link CqlClient}. The only package that imports the driver; what leaves it are plain values,
/// and every exception of the driver leaves it as a {@link dev.ferry.outcome.Failure} with a {@link
/// CqlCause}. It must not know what a migration is.
@NullMarked
package dev.ferry.cassandra;

import org.jspecify.annotations.NullMarked;
