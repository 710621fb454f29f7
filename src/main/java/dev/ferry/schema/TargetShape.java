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

    /// Whether a plan for the one is a plan for the other: the same release line, the same nodes by data centre. Of a
    /// service that is yet to be made only the line is known.
    public boolean isLike(TargetShape other) {
        return version.major() == other.version.major()
                && version.minor() == other.version.minor()
                && nodesByDataCentre.equals(other.nodesByDataCentre);
    }

    /// How many nodes it has in all.
    public int nodes() {
        return nodesByDataCentre.values().stream().mapToInt(Integer::intValue).sum();
    }
}
