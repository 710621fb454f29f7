/// A Cassandra cluster over CQL: connect, look at the ring, run statements, wait for agreement, count.
///
/// The only package that imports the driver; what leaves it are plain values.
@NullMarked
package dev.ferry.cassandra;

import org.jspecify.annotations.NullMarked;
