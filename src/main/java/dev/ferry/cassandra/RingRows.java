package dev.ferry.cassandra;

import dev.ferry.cluster.Node;
import dev.ferry.schema.CassandraVersion;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a node's own tables say of the ring: `system.local` of itself, `system.peers` or (from 4.0)
/// `system.peers_v2` of the others.
///
/// @param local the row of `system.local`
/// @param peers the rows of the peers
/// @param down the host ids of nodes known to be down
record RingRows(CqlRow local, List<CqlRow> peers, Set<UUID> down) {
    static final String LOCAL = "SELECT * FROM system.local";
    static final String PEERS = "SELECT * FROM system.peers";
    static final String PEERS_V2 = "SELECT * FROM system.peers_v2";

    RingRows {
        peers = List.copyOf(peers);
        down = Set.copyOf(down);
    }

    /// The same, where the others say that the node of `system.local` announces this address to clients.
    RingRows withLocal(InetAddress address) {
        var values = new LinkedHashMap<>(local.values());
        values.put("rpc_address", address);
        return new RingRows(new CqlRow(values), peers, down);
    }

    /// The table of peers that a node of this release keeps up to date.
    static String peersOf(CassandraVersion version) {
        return version.isAtLeast(4, 0) ? PEERS_V2 : PEERS;
    }

    Ring ring() {
        var nodes = new ArrayList<Node>();
        var tokens = new HashMap<UUID, List<String>>();
        for (var row : rows()) {
            node(row).ifPresent(node -> {
                nodes.add(node);
                tokens.put(node.hostId(), row.list("tokens"));
            });
        }
        nodes.sort(Comparator.comparing((Node node) -> numeric(node.address())).thenComparing(Node::address));
        return new Ring(
                Objects.requireNonNullElse(local.text("cluster_name"), ""),
                Objects.requireNonNullElse(local.text("partitioner"), ""),
                nodes,
                tokens);
    }

    /// Who has which schema version; nodes known to be down are left out, for nobody has to wait for
    /// them.
    Map<UUID, List<String>> schemaVersions() {
        var holders = new TreeMap<UUID, List<String>>();
        for (var row : rows()) {
            var version = row.id("schema_version");
            var host = row.id("host_id");
            if (version != null && host != null && !down.contains(host)) {
                holders.computeIfAbsent(version, _ -> new ArrayList<>()).add(address(row));
            }
        }
        return holders;
    }

    private List<CqlRow> rows() {
        var rows = new ArrayList<CqlRow>();
        rows.add(local);
        rows.addAll(peers);
        return rows;
    }

    // Rows of nodes that left long ago can linger in the peers' table, with most of their columns empty.
    private Optional<Node> node(CqlRow row) {
        var host = row.id("host_id");
        var version = row.text("release_version");
        var dataCentre = row.text("data_center");
        if (host == null || version == null || dataCentre == null) {
            return Optional.empty();
        }
        return Optional.of(new Node(
                host,
                address(row),
                nativePort(row),
                announced(row),
                listening(row),
                dataCentre,
                Objects.requireNonNullElse(row.text("rack"), ""),
                CassandraVersion.of(version),
                row.list("tokens").size(),
                !down.contains(host),
                null));
    }

    /// The address that a node announces to clients, as its row among the peers of another node tells; null
    /// if it tells none.
    static @Nullable InetAddress forClients(CqlRow row) {
        var address = first(row, "native_address", "rpc_address");
        return address == null || address.isAnyLocalAddress() ? null : address;
    }

    // Of itself a node up to 4.0 tells what it listens on (CASSANDRA-11181), and that may be 0.0.0.0.
    private static String address(CqlRow row) {
        var address = forClients(row);
        return address == null ? announced(row) : address.getHostAddress();
    }

    // system.local of 4.0 and newer has rpc_port, system.peers_v2 native_port, and the tables before neither.
    private static @Nullable Integer nativePort(CqlRow row) {
        var port = row.number(row.values().containsKey("native_port") ? "native_port" : "rpc_port");
        return port == 0 ? null : Math.toIntExact(port);
    }

    // A peer's own address is known only where a snitch makes nodes prefer it (ReconnectableSnitchHelper).
    private static @Nullable String listening(CqlRow row) {
        var address = first(row, "listen_address", "preferred_ip");
        return address == null || address.isAnyLocalAddress() ? null : address.getHostAddress();
    }

    private static String announced(CqlRow row) {
        var address = first(row, "broadcast_address", "peer", "listen_address");
        return address == null ? "" : address.getHostAddress();
    }

    private static @Nullable InetAddress first(CqlRow row, String... columns) {
        for (var column : columns) {
            if (row.values().get(column) instanceof InetAddress address) {
                return address;
            }
        }
        return null;
    }

    // 10.0.0.9 comes before 10.0.0.10.
    private static BigInteger numeric(String address) {
        try {
            return new BigInteger(1, InetAddress.ofLiteral(address).getAddress());
        } catch (IllegalArgumentException e) {
            return BigInteger.ZERO;
        }
    }
}
