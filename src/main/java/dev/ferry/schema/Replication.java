package dev.ferry.schema;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    private static final Pattern REPLICAS = Pattern.compile("(\\d{1,6})(?:/(\\d{1,6}))?");
    /// What DSE's strategy without factors means: a replica on every node.
    private static final String EVERYWHERE = "EverywhereStrategy";
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
        return new Replication(SIMPLE, new TreeMap<>(Map.of(FACTOR, Integer.toString(factor))));
    }

    /// The full replicas per data centre; empty unless this is `NetworkTopologyStrategy`. Of a factor with
    /// transient replicas (`3/1`) the first number counts.
    public SortedMap<String, Integer> factors() {
        var factors = new TreeMap<String, Integer>();
        if (strategy.equals(NETWORK_TOPOLOGY)) {
            options.forEach((dataCentre, factor) -> factors.put(dataCentre, replicas(factor)));
            factors.remove(FACTOR);
        }
        return Collections.unmodifiableSortedMap(factors);
    }

    /// The largest factor that is named anywhere; empty if none is (`LocalStrategy`, `EverywhereStrategy`).
    public OptionalInt largestFactor() {
        return isKnown()
                ? options.values().stream().mapToInt(Replication::replicas).max()
                : OptionalInt.empty();
    }

    /// Whether a cluster with these data centres holds at least one replica of every row.
    public boolean placesReplicaOn(Set<String> dataCentres) {
        return switch (strategy) {
            case SIMPLE -> replicas(options.getOrDefault(FACTOR, "0")) > 0;
            case NETWORK_TOPOLOGY ->
                factors().entrySet().stream()
                        .anyMatch(each -> each.getValue() > 0 && dataCentres.contains(each.getKey()));
            default -> false;
        };
    }

    /// `NetworkTopologyStrategy` with a factor for every data centre (`replication_factor`, 4.0 and newer)
    /// as what Cassandra makes of it when the statement runs; everything else as it is.
    Replication expandedOver(Set<String> dataCentres) {
        var everywhere = options.get(FACTOR);
        if (!strategy.equals(NETWORK_TOPOLOGY) || everywhere == null) {
            return this;
        }
        var expanded = new TreeMap<>(options);
        expanded.remove(FACTOR);
        dataCentres.forEach(each -> expanded.putIfAbsent(each, everywhere));
        return new Replication(strategy, expanded);
    }

    /// How many copies of a row are kept somewhere.
    ///
    /// @param all how many replicas there are
    /// @param transients how many of them are transient (the second number of `3/1`): such a replica forgets
    ///     what has been repaired
    public record Factor(int all, int transients) {
        public Factor {
            if (all < 0 || transients < 0) {
                throw new IllegalArgumentException(all + "/" + transients);
            }
        }

        /// How many replicas keep everything.
        public int full() {
            return Math.max(0, all - transients);
        }
    }

    /// The factor of a data centre under `NetworkTopologyStrategy`; none elsewhere.
    public Factor factor(String dataCentre) {
        return strategy.equals(NETWORK_TOPOLOGY) && !dataCentre.equals(FACTOR)
                ? factorOf(options.getOrDefault(dataCentre, "0"))
                : new Factor(0, 0);
    }

    /// The factor for the whole ring under `SimpleStrategy`; none elsewhere.
    public Factor factor() {
        return strategy.equals(SIMPLE) ? factorOf(options.getOrDefault(FACTOR, "0")) : new Factor(0, 0);
    }

    private static Factor factorOf(String text) {
        var matcher = REPLICAS.matcher(text.strip());
        if (!matcher.matches()) {
            return new Factor(0, 0);
        }
        var transients = matcher.group(2);
        return new Factor(Integer.parseInt(matcher.group(1)), transients == null ? 0 : Integer.parseInt(transients));
    }

    /// Whether every node holds every row (`EverywhereStrategy`).
    public boolean isEverywhere() {
        return strategy.endsWith(EVERYWHERE);
    }

    private boolean isKnown() {
        return strategy.equals(SIMPLE) || strategy.equals(NETWORK_TOPOLOGY);
    }

    private static int replicas(String factor) {
        return factorOf(factor).all();
    }

    /// For people who have little room: `dc1: 3, dc2: 2`.
    public String summary() {
        return options.isEmpty()
                ? strategy
                : options.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .collect(Collectors.joining(", "));
    }

    /// For people and for CQL alike: `{'class': 'NetworkTopologyStrategy', 'dc1': '3'}`.
    @Override
    public String toString() {
        var head = "{'class': " + Cql.literal(strategy);
        return options.isEmpty()
                ? head + "}"
                : head + ", " + Cql.literal(options).substring(1);
    }
}
