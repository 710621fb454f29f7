package dev.ferry.schema;

import java.util.Collections;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where the replicas of a keyspace lie.
///
/// @param strategy the class as its simple name where it is Cassandra's own (`NetworkTopologyStrategy`),
/// else in full
/// @param options its options without the class: factors by data centre, or `replication_factor`
public record Replication(String strategy, SortedMap<String, String> options) {
    /// One factor per data centre.
    public static final String NETWORK_TOPOLOGY = "NetworkTopologyStrategy";
    /// One factor for the whole ring.
    public static final String SIMPLE = "SimpleStrategy";

    private static final String FACTOR = "replication_factor";
    private static final String LOCATOR_PACKAGE = "org.apache.cassandra.locator.";

    public Replication {
        Objects.requireNonNull(strategy);
        if (strategy.startsWith(LOCATOR_PACKAGE)) {
            strategy = strategy.substring(LOCATOR_PACKAGE.length());
        }
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /// `NetworkTopologyStrategy` with these factors by data centre.
    public static Replication networkTopology(SortedMap<String, Integer> factors) {
        var options = new TreeMap<String, String>();
        factors.forEach((dataCentre, factor) -> options.put(dataCentre, Integer.toString(factor)));
        return new Replication(NETWORK_TOPOLOGY, options);
    }

    /// `SimpleStrategy` with this factor.
    public static Replication simple(int factor) {
        return new Replication(SIMPLE, new TreeMap<>(java.util.Map.of(FACTOR, Integer.toString(factor))));
    }

    /// The full replicas per data centre; empty unless this is `NetworkTopologyStrategy`. Of a factor with
    /// transient replicas (`3/1`) the first number counts.
    public SortedMap<String, Integer> factors() {
        throw new UnsupportedOperationException();
    }

    /// The largest factor that is named anywhere; empty if none is (`LocalStrategy`, `EverywhereStrategy`).
    public OptionalInt largestFactor() {
        throw new UnsupportedOperationException();
    }

    /// Whether a cluster with these data centres holds at least one replica of every row.
    public boolean placesReplicaOn(Set<String> dataCentres) {
        throw new UnsupportedOperationException();
    }

    /// For people and for CQL alike: `{'class': 'NetworkTopologyStrategy', 'dc1': '3'}`.
    @Override
    public String toString() {
        throw new UnsupportedOperationException();
    }
}
