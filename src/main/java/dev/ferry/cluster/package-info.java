/// What is there: a cluster at one moment, its nodes, and on each node the machine with its folders and
/// files.
///
/// Start at {@link Cluster}. Pure records; surveying, which fills them, changes nothing and lives in
/// {@code source}, {@code cassandra} and {@code engine}.
@NullMarked
package dev.ferry.cluster;

import org.jspecify.annotations.NullMarked;
