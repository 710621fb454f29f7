package dev.ferry.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ferry.cluster.Node;
import dev.ferry.schema.CassandraVersion;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingRowsTest {
    private static final UUID A = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID B = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    private static final UUID V1 = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID V2 = UUID.fromString("00000000-0000-0000-0000-000000000002");

    // As 4.1 has them: the peers' table of 4.0 and newer has native_address where the older one has rpc_address.
    private static final CqlRow LOCAL = row(Map.of(
            "cluster_name",
            "Lab source",
            "partitioner",
            "org.apache.cassandra.dht.Murmur3Partitioner",
            "host_id",
            A,
            "rpc_address",
            ip("10.0.0.10"),
            "broadcast_address",
            ip("192.168.7.10"),
            "data_center",
            "dc1",
            "rack",
            "rack1",
            "release_version",
            "4.1.10",
            "schema_version",
            V1,
            "tokens",
            new TreeSet<>(Set.of("-9223372036854775808", "4611686018427387904", "5"))));
    private static final Map<String, Object> PEER = Map.of(
            "peer",
            ip("192.168.7.9"),
            "host_id",
            B,
            "native_address",
            ip("10.0.0.9"),
            "data_center",
            "dc2",
            "rack",
            "rack7",
            "release_version",
            "4.0.19",
            "schema_version",
            V1,
            "tokens",
            Set.of("0"));

    @Test
    void readsTheRingInTheOrderOfItsAddresses() {
        var ring = new RingRows(LOCAL, List.of(row(PEER)), Set.of(B)).ring();
        assertEquals("Lab source", ring.clusterName());
        assertEquals(
                List.of(
                        new Node(B, "10.0.0.9", "192.168.7.9", "dc2", "rack7", version("4.0.19"), 1, false, null),
                        new Node(A, "10.0.0.10", "192.168.7.10", "dc1", "rack1", version("4.1.10"), 3, true, null)),
                ring.nodes());
    }

    @Test
    void sortsTokensAsNumbers() {
        var ring = new RingRows(LOCAL, List.of(), Set.of()).ring();
        assertEquals(List.of(Long.MIN_VALUE, 5L, 4_611_686_018_427_387_904L), ring.murmur3Tokens(A));
        assertEquals(List.of(), ring.murmur3Tokens(B));
    }

    @Test
    void hasNoMurmur3TokensOnAnotherRing() {
        var ring = new Ring("old", "org.apache.cassandra.dht.RandomPartitioner", List.of(), Map.of());
        assertThrows(IllegalStateException.class, () -> ring.murmur3Tokens(A));
    }

    @Test
    void readsThePeersOfOlderReleases() {
        var peer = without(PEER, "native_address");
        peer.put("rpc_address", ip("10.0.0.9"));
        assertEquals("10.0.0.9", firstPeer(peer).address());
    }

    @Test
    void takesTheAnnouncedAddressWhereClientsAreServedOnAll() {
        var peer = new HashMap<>(PEER);
        peer.put("native_address", ip("0.0.0.0"));
        assertEquals("192.168.7.9", firstPeer(peer).address());
    }

    @Test
    void leavesOutWhatIsLeftOfNodesThatAreGone() {
        var ghost = row(Map.of("peer", ip("192.168.7.66")));
        assertEquals(
                1, new RingRows(LOCAL, List.of(ghost), Set.of()).ring().nodes().size());
    }

    @Test
    void tellsWhoHasWhichSchema() {
        var other = new HashMap<>(PEER);
        other.put("schema_version", V2);
        assertEquals(
                Map.of(V1, List.of("10.0.0.10"), V2, List.of("10.0.0.9")),
                new RingRows(LOCAL, List.of(row(other)), Set.of()).schemaVersions());
        assertEquals(
                Map.of(V1, List.of("10.0.0.10", "10.0.0.9")),
                new RingRows(LOCAL, List.of(row(PEER)), Set.of()).schemaVersions());
    }

    @Test
    void doesNotWaitForTheSchemaOfANodeThatIsDown() {
        var other = new HashMap<>(PEER);
        other.put("schema_version", V2);
        assertEquals(
                Map.of(V1, List.of("10.0.0.10")), new RingRows(LOCAL, List.of(row(other)), Set.of(B)).schemaVersions());
    }

    @ParameterizedTest
    @CsvSource({"3.11.19, system.peers", "4.0.0, system.peers_v2", "5.0-beta1, system.peers_v2"})
    void asksTheTableThatTheReleaseKeeps(String release, String table) {
        assertEquals("SELECT * FROM " + table, RingRows.peersOf(version(release)));
    }

    private static Node firstPeer(Map<String, Object> peer) {
        return new RingRows(LOCAL, List.of(row(peer)), Set.of())
                .ring().nodes().stream()
                        .filter(node -> node.hostId().equals(B))
                        .findFirst()
                        .orElseThrow();
    }

    private static Map<String, Object> without(Map<String, Object> values, String column) {
        var rest = new HashMap<>(values);
        rest.remove(column);
        return rest;
    }

    private static CqlRow row(Map<String, Object> values) {
        return new CqlRow(new HashMap<>(values));
    }

    private static InetAddress ip(String address) {
        return InetAddress.ofLiteral(address);
    }

    private static CassandraVersion version(String text) {
        return CassandraVersion.of(text);
    }
}
