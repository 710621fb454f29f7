package dev.ferry.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.cluster.TableFiles;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.Column;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.Replication;
import dev.ferry.schema.Schema;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TableOptions;
import dev.ferry.schema.TargetShape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemandTest {
    private static final CassandraVersion V4_1 = CassandraVersion.of("4.1.10");
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final TableName EVENTS = new TableName("shop", "events");
    private static final OptionalLong DISK = OptionalLong.of(1_000_000);

    /// Three source nodes with 100 bytes of each of the two tables.
    private static final Cluster SOURCE = cluster(Replication.networkTopology(new TreeMap<>(Map.of("dc1", 3))), 3);

    @Test
    void aForeignDataCentreIsRepairedBeforeItIsCounted() {
        var capacity = on(SOURCE, Selection.everything(), Options.usual(), shape(3), Schema.empty());
        assertEquals(List.of(new Capacity.Part("shop", 600, 3, 3)), bare(capacity.parts()));
        assertEquals(1800, capacity.peakBytes());
    }

    @Test
    void noDataCentreHoldsMoreCopiesThanItHasNodes() {
        var capacity = on(SOURCE, Selection.everything(), Options.usual(), shape(1), Schema.empty());
        assertEquals(List.of(new Capacity.Part("shop", 600, 3, 1)), bare(capacity.parts()));
    }

    @Test
    void onlyWhatMovesCounts() {
        var some = new Selection(List.of("shop.orders"), List.of());
        assertEquals(
                300, on(SOURCE, some, Options.usual(), shape(3), Schema.empty()).sourceBytes());
        var none = new Selection(List.of("other"), List.of());
        assertEquals(
                List.of(),
                on(SOURCE, none, Options.usual(), shape(3), Schema.empty()).parts());
    }

    @Test
    void theUsersReplicationCounts() {
        var chosen = Options.usual().withReplication(Map.of("shop", Map.of("aiven", 2)), false);
        var capacity = on(SOURCE, Selection.everything(), chosen, shape(3), Schema.empty());
        assertEquals(1200, capacity.peakBytes());
    }

    @Test
    void aKeyspaceThatStandsKeepsItsReplication() {
        var standing = new Schema(List.of(Keyspace.empty("shop", Replication.simple(2))));
        var capacity = on(SOURCE, Selection.everything(), Options.usual(), shape(3), standing);
        assertEquals(1200, capacity.peakBytes());
    }

    @Test
    void aKeyspaceWithoutAFactorHasACopyOnEveryNode() {
        var everywhere = cluster(new Replication("EverywhereStrategy", new TreeMap<>()), 4);
        var capacity = on(everywhere, Selection.everything(), Options.usual(), shape(2), Schema.empty());
        assertEquals(List.of(new Capacity.Part("shop", 800, 4, 2)), bare(capacity.parts()));
    }

    @Test
    void aNodeThatNobodyLookedAtIsSaid() {
        var nodes = List.of(SOURCE.nodes().getFirst(), node(9, null));
        var cluster = new Cluster(Instant.EPOCH, "acme", "Murmur3Partitioner", nodes, SOURCE.schema());
        var capacity = on(cluster, Selection.everything(), Options.usual(), shape(3), Schema.empty());
        assertEquals(1, capacity.unmeasuredNodes());
        assertEquals(200, capacity.sourceBytes());
    }

    /// 200 bytes on each of four nodes, two of them in the data centre that is loaded from, which keeps two of the
    /// five copies; of four copies that are dealt out over all of them, half are there.
    @Test
    void onlyTheChosenDataCentreCounts() {
        var far = cluster(Replication.networkTopology(new TreeMap<>(Map.of("dc1", 2, "dc2", 3))), 4);
        var nodes = new ArrayList<>(far.nodes());
        nodes.replaceAll(node -> node.hostId().getLeastSignificantBits() < 2 ? node : elsewhere(node));
        var source = new Cluster(Instant.EPOCH, "acme", "Murmur3Partitioner", nodes, far.schema());
        var chosen = Options.usual().withDataCentre("dc1");
        var capacity = on(source, Selection.everything(), chosen, shape(1), Schema.empty());
        assertEquals(List.of(new Capacity.Part("shop", 400, 2, 1)), bare(capacity.parts()));
        assertEquals(0, capacity.unmeasuredNodes(), "nobody has to look at the others");
        var simple = new Cluster(
                Instant.EPOCH,
                "acme",
                "Murmur3Partitioner",
                nodes,
                cluster(Replication.simple(4), 4).schema());
        assertEquals(
                List.of(new Capacity.Part("shop", 400, 2, 1)),
                bare(on(simple, Selection.everything(), chosen, shape(1), Schema.empty())
                        .parts()));
    }

    /// One copy in each of two data centres: what one of them missed the other may have, and a delete as well.
    @Test
    void copiesInOtherDataCentresAreCopies() {
        var far = cluster(Replication.networkTopology(new TreeMap<>(Map.of("dc1", 1, "dc2", 1))), 4);
        var nodes = new ArrayList<>(far.nodes());
        nodes.replaceAll(node -> node.hostId().getLeastSignificantBits() < 2 ? node : elsewhere(node));
        var whole = new Cluster(Instant.EPOCH, "acme", "Murmur3Partitioner", nodes, far.schema());
        var loaded = whole.only(node -> node.dataCentre().equals("dc1"));
        var options = Options.usual().withDataCentre("dc1");
        var demand = new Demand(loaded.with(nodes), Selection.everything(), options);
        assertEquals(Map.of("shop", 2), demand.sourceCopies());
        assertEquals(loaded.nodes(), demand.nodes());
        assertEquals(4, demand.source().nodes().size(), "each once");
    }

    private static Node elsewhere(Node node) {
        return new Node(
                node.hostId(),
                node.address(),
                node.broadcastAddress(),
                "dc2",
                node.rack(),
                node.version(),
                node.tokens(),
                node.up(),
                null);
    }

    private static Capacity on(
            Cluster source, Selection selection, Options options, TargetShape shape, Schema standing) {
        return new Demand(source, selection, options).on(shape, standing, DISK);
    }

    private static TargetShape shape(int nodes) {
        return new TargetShape(V4_1, new TreeMap<>(Map.of("aiven", nodes)));
    }

    private static Cluster cluster(Replication replication, int nodes) {
        var machine = new Machine(
                "cassandra",
                "cassandra",
                "/etc/cassandra/cassandra.yaml",
                List.of(),
                null,
                null,
                Map.of(ORDERS, files(ORDERS), EVENTS, files(EVENTS)));
        var keyspace = new Keyspace(
                "shop",
                replication,
                true,
                List.of(table(ORDERS), table(EVENTS)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new Cluster(
                Instant.EPOCH,
                "acme",
                "Murmur3Partitioner",
                IntStream.range(0, nodes).mapToObj(i -> node(i, machine)).toList(),
                new Schema(List.of(keyspace)));
    }

    private static Node node(int number, @org.jspecify.annotations.Nullable Machine machine) {
        var address = "10.0.0." + number;
        return new Node(new UUID(1, number), address, address, "dc1", "r1", V4_1, 4, true, machine);
    }

    private static TableFiles files(TableName table) {
        return new TableFiles(table, new UUID(0, 1), List.of("/data"), 1, 100, Set.of("nb"));
    }

    private static Table table(TableName name) {
        return new Table(
                name,
                new UUID(0, 1),
                List.of(Column.partitionKey("id", "int", 0)),
                List.of(),
                List.of(),
                List.of(),
                TableOptions.defaults(),
                Set.of("compound"));
    }

    /// Wherever its copies lie.
    private static List<Capacity.Part> bare(List<Capacity.Part> parts) {
        return parts.stream()
                .map(part -> new Capacity.Part(part.keyspace(), part.bytes(), part.sourceCopies(), part.targetCopies()))
                .toList();
    }

    @Test
    void copiesAreCountedInEachDataCentre() {
        var capacity = on(SOURCE, Selection.everything(), Options.usual(), shape(3), Schema.empty());
        assertEquals(
                1800, capacity.centres().stream().mapToLong(capacity::peakBytes).sum());
        assertEquals(600, capacity.bytesPerNode(capacity.centres().getFirst()));
    }
}
