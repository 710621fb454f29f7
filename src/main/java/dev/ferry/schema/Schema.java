package dev.ferry.schema;

import java.util.List;

/// The user keyspaces of a cluster.
public record Schema(List<Keyspace> keyspaces) {
    public Schema {
        keyspaces = List.copyOf(keyspaces);
    }
}
