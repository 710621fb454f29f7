/// What a cluster stores, in Cassandra's terms: keyspaces, tables, types, indexes, views; what differs
/// between two of them, what has to be repaired, and the exact CQL for it.
///
/// Start at {@link SchemaPlanner}: a source {@link Schema}, the tables that move and what stands on the
/// target go in, a {@link SchemaPlan} of findings and ordered statements comes out. {@link SchemaReader}
/// makes a schema from rows of `system_schema`, {@link CqlWriter} turns its parts into CQL for one release,
/// {@link SchemaComparison} says what differs.
///
/// Pure: no driver, no network, no files. It knows only `outcome` and `text`.
@NullMarked
package dev.ferry.schema;

import org.jspecify.annotations.NullMarked;
