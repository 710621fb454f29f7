package dev.ferry.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Node;
import dev.ferry.schema.CassandraVersion;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    // What the tables of a node say, and where that node is then: clients → peers (listens).
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // one network card, 3.11
                "local | rpc_address=10.0.0.1 broadcast_address=10.0.0.1 listen_address=10.0.0.1 | 10.0.0.1 - 10.0.0.1 10.0.0.1",
                "peer  | peer=10.0.0.2 rpc_address=10.0.0.2 | 10.0.0.2 - 10.0.0.2 -",
                // clients on another network than peers, 4.1
                "local | rpc_address=192.168.7.1 rpc_port=9042 broadcast_address=10.0.0.1 broadcast_port=7000 "
                        + "listen_address=10.0.0.1 | 192.168.7.1 9042 10.0.0.1 10.0.0.1",
                "peer  | peer=10.0.0.2 peer_port=7000 native_address=192.168.7.2 native_port=9042 "
                        + "| 192.168.7.2 9042 10.0.0.2 -",
                // several nodes on one machine, told apart by their ports
                "peer  | peer=10.0.0.1 peer_port=7001 native_address=10.0.0.1 native_port=9142 | 10.0.0.1 9142 10.0.0.1 -",
                // rpc_address 0.0.0.0 without what it announces
                "local | rpc_address=0.0.0.0 broadcast_address=10.0.0.1 listen_address=10.0.0.1 | 10.0.0.1 - 10.0.0.1 10.0.0.1",
                "peer  | peer=10.0.0.2 rpc_address=0.0.0.0 | 10.0.0.2 - 10.0.0.2 -",
                "local | rpc_address=:: broadcast_address=fd00::1 listen_address=fd00::1 "
                        + "| fd00:0:0:0:0:0:0:1 - fd00:0:0:0:0:0:0:1 fd00:0:0:0:0:0:0:1",
                // Ec2MultiRegionSnitch: public addresses announced, private ones listened on and preferred
                "local | rpc_address=54.1.2.3 rpc_port=9042 broadcast_address=54.1.2.3 listen_address=172.31.0.3 "
                        + "| 54.1.2.3 9042 54.1.2.3 172.31.0.3",
                "peer  | peer=54.1.2.4 preferred_ip=172.31.0.4 native_address=54.1.2.4 native_port=9042 "
                        + "| 54.1.2.4 9042 54.1.2.4 172.31.0.4",
                // behind NAT: clients come by a name that only the router knows, peers by their own addresses
                "peer  | peer=10.0.0.2 preferred_ip=10.0.0.2 native_address=203.0.113.2 native_port=19042 "
                        + "| 203.0.113.2 19042 10.0.0.2 10.0.0.2",
                // a container that listens on everything, told by its host's address
                "local | rpc_address=203.0.113.1 rpc_port=9042 broadcast_address=203.0.113.1 listen_address=172.17.0.2 "
                        + "| 203.0.113.1 9042 203.0.113.1 172.17.0.2",
                // IPv6 only
                "peer  | peer=2001:db8::2 native_address=2001:db8::2 native_port=9042 "
                        + "| 2001:db8:0:0:0:0:0:2 9042 2001:db8:0:0:0:0:0:2 -"
            })
    void knowsTheAddressesOfRealRings(String table, String columns, String expected) {
        var id = table.strip().equals("local") ? A : B;
        var values = new HashMap<String, Object>(
                Map.of("host_id", id, "release_version", "4.1.10", "data_center", "dc1", "rack", "r1"));
        for (var column : columns.strip().split(" ")) {
            var pair = column.split("=", 2);
            values.put(pair[0], pair[0].endsWith("port") ? (Object) Integer.valueOf(pair[1]) : ip(pair[1]));
        }
        var rows = id.equals(A)
                ? new RingRows(row(values), List.of(), Set.of())
                : new RingRows(LOCAL, List.of(row(values)), Set.of());
        var node = rows.ring().nodes().stream()
                .filter(each -> each.hostId().equals(id))
                .findFirst()
                .orElseThrow();
        assertEquals(
                expected.strip(),
                node.address() + " " + text(node.nativePort()) + " " + node.broadcastAddress() + " "
                        + text(node.listenAddress()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    @Test
    void believesTheOthersWhatANodeAnnouncesThatListensOnEverything() {
        var mute = new HashMap<>(LOCAL.values());
        mute.put("rpc_address", ip("0.0.0.0"));
        assertNull(RingRows.forClients(row(mute)));
        var rows = new RingRows(row(mute), List.of(), Set.of()).withLocal(ip("203.0.113.10"));
        assertEquals("203.0.113.10", rows.ring().nodes().getFirst().address());
    }

    // The driver connects to what it is told: never to the workstation itself.
    @Test
    void neverTakesAnUnspecifiedAddressForANode() {
        var at = Places.announced(ip("0.0.0.0"), ip("10.0.0.2"), null, 9142).orElseThrow();
        assertEquals("10.0.0.2:9142", Addresses.label(at));
        assertEquals(
                "[fd00:0:0:0:0:0:0:2]:19042",
                Addresses.label(
                        Places.announced(ip("fd00::2"), null, 19042, 9042).orElseThrow()));
        assertTrue(Places.announced(ip("::"), ip("0.0.0.0"), 9042, 9042).isEmpty());
        assertTrue(Places.announced(null, null, 9042, 9042).isEmpty());
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
