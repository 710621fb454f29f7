package dev.ferry.schema;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the target can hold, as far as a schema is concerned.
///
/// @param version its release; the oldest of its nodes
/// @param nodesByDataCentre how many nodes each data centre has; at least one data centre
public record TargetShape(CassandraVersion version, SortedMap<String, Integer> nodesByDataCentre) {
    public TargetShape {
        Objects.requireNonNull(version);
        nodesByDataCentre = Collections.unmodifiableSortedMap(new TreeMap<>(nodesByDataCentre));
        if (nodesByDataCentre.isEmpty()) {
            throw new IllegalArgumentException("a target without a data centre");
        }
    }

    /// How many nodes it has in all.
    public int nodes() {
        return nodesByDataCentre.values().stream().mapToInt(Integer::intValue).sum();
    }
}
