package dev.ferry.plan;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.Replication;
import dev.ferry.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Rings written down in a line a node.
final class Rings {
    private Rings() {}

    /// A ring of nodes such as `n1 dc1 r1 0 300`: name, data centre, rack, tokens. A node that is down has a
    /// minus before its name.
    static Cluster ring(String... lines) {
        var nodes = new ArrayList<Node>();
        var tokens = new HashMap<UUID, List<Long>>();
        for (var line : lines) {
            var words = List.of(line.split(" "));
            var name = words.getFirst().replace("-", "");
            var up = !words.getFirst().startsWith("-");
            var own = words.stream().skip(3).map(Long::valueOf).toList();
            nodes.add(new Node(
                    id(name),
                    name,
                    name,
                    words.get(1),
                    words.get(2),
                    CassandraVersion.of("4.1.10"),
                    own.size(),
                    up,
                    null));
            tokens.put(id(name), own);
        }
        return new Cluster(Instant.EPOCH, "acme", "Murmur3Partitioner", nodes, Schema.empty(), tokens);
    }

    /// `simple 2`, `dc1:3 dc2:2`, `dc1:3/1`; a word alone is a strategy without options.
    static Replication replication(String text) {
        if (text.startsWith("simple ")) {
            return new Replication(Replication.SIMPLE, new TreeMap<>(Map.of("replication_factor", text.substring(7))));
        }
        if (!text.contains(":")) {
            return new Replication(text, new TreeMap<>());
        }
        var options = new TreeMap<String, String>();
        Arrays.stream(text.split(" ")).map(each -> each.split(":")).forEach(each -> options.put(each[0], each[1]));
        return new Replication(Replication.NETWORK_TOPOLOGY, options);
    }

    static Keyspace keyspace(String name, String replication) {
        return Keyspace.empty(name, replication(replication));
    }

    /// The names of hosts, in order, with a blank between.
    static String names(Set<UUID> hosts) {
        return hosts.stream()
                .map(host -> "n" + host.getLeastSignificantBits())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static UUID id(String name) {
        return new UUID(0, Long.parseLong(name.substring(1)));
    }
}
