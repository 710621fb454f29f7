package dev.ferry.schema;

import java.util.Objects;
import java.util.Set;

/// What a schema draft is made of, all of it as somebody saw it.
///
/// @param source the source's schema
/// @param sourceVersion the source's release
/// @param target what the target can hold
/// @param standing what stands on the target already
/// @param selection the tables that move
public record SchemaBasis(
        Schema source, CassandraVersion sourceVersion, TargetShape target, Schema standing, Set<TableName> selection) {
    public SchemaBasis {
        Objects.requireNonNull(source);
        Objects.requireNonNull(sourceVersion);
        Objects.requireNonNull(target);
        Objects.requireNonNull(standing);
        selection = Set.copyOf(selection);
    }
}
