/// What a cluster stores, in Cassandra's terms: keyspaces, tables, types, indexes, views; what differs between two of
/// them,
/// what has to be repaired, and the exact CQL for it.
///
/// Pure: no driver, no network; rows of `system_schema` come in as plain values.
@NullMarked
package dev.ferry.schema;

import org.jspecify.annotations.NullMarked;
