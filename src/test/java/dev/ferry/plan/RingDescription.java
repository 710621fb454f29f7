package dev.ferry.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.schema.Replication;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What Cassandra itself says of a keyspace's placement: the output of `nodetool describering`.
public final class RingDescription {
    private static final Pattern RANGE =
            Pattern.compile("start_token:-?\\d+, end_token:(-?\\d+), endpoints:\\[([^]]*)]");

    private RingDescription() {}

    /// Fails unless the placement that is worked out is the one that a node describes, range by range.
    public static void assertSame(Cluster cluster, Replication replication, String description) {
        var described = new TreeMap<Long, String>();
        var ranges = RANGE.matcher(description);
        while (ranges.find()) {
            described.put(
                    Long.valueOf(ranges.group(1)),
                    Arrays.stream(ranges.group(2).split(", *")).sorted().collect(Collectors.joining(" ")));
        }
        assertFalse(described.isEmpty(), description);
        assertEquals(described, computed(cluster, replication), replication.toString());
    }

    private static Map<Long, String> computed(Cluster cluster, Replication replication) {
        var placement = Placement.on(cluster);
        var addresses = cluster.nodes().stream().collect(Collectors.toMap(Node::hostId, Node::address));
        var computed = new TreeMap<Long, String>();
        for (var end : placement.ends()) {
            var copies = new TreeSet<String>();
            placement.copies(replication, end).forEach(host -> copies.add(addresses.get(host)));
            computed.put(end, String.join(" ", copies));
        }
        return computed;
    }
}
