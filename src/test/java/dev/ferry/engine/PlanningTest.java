package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.DataDirectory;
import dev.ferry.cluster.Loader;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.cluster.Product;
import dev.ferry.cluster.TableFiles;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.Plan;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.Column;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.Replication;
import dev.ferry.schema.Schema;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TableOptions;
import dev.ferry.schema.TargetShape;
import dev.ferry.text.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanningTest {
    private static final String MURMUR3 = "org.apache.cassandra.dht.Murmur3Partitioner";
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final TableName EVENTS = new TableName("shop", "events");
    private static final CassandraVersion V4_1 = CassandraVersion.of("4.1.10");

    @Test
    void everyTableIsACellOnEveryNodeAlsoWhereItHasNoFileYet() throws Exception {
        var plan = plan(cluster(), Selection.everything(), view("4.1", 1 << 30));
        assertEquals(4, plan.cells().size());
        assertEquals(
                List.of(900L, 100L, 50L, 0L),
                plan.cells().stream().map(CellPlan::bytes).toList());
        assertEquals(EVENTS, plan.tables().getFirst().table(), "the biggest first");
        assertFalse(plan.isBlocked(), plan.findings().toString());
    }

    @Test
    void onlyWhatIsSelectedMoves() throws Exception {
        var plan = plan(cluster(), new Selection(List.of("shop.orders"), List.of()), view("4.1", 1 << 30));
        assertEquals(
                List.of(ORDERS),
                plan.tables().stream().map(table -> table.table()).toList());
        var nothing = assertThrows(
                FailureException.class,
                () -> plan(cluster(), new Selection(List.of("none"), List.of()), view("4.1", 1 << 30)));
        assertEquals("engine.plan.nothing-selected", nothing.failure().cause().key());
    }

    /// 1,050 bytes on the source's disks, replication factor 3 lowered to the target's one node: 1,050
    /// bytes to send.
    @Test
    void aTargetThatCannotHoldTheDataIsRefused() throws Exception {
        assertEquals(Severity.BLOCK, capacity(1_100));
        assertEquals(Severity.WARN, capacity(2_000));
        assertEquals(Severity.PASS, capacity(2_200));
    }

    private static Severity capacity(long diskBytes) throws FailureException {
        return severity(plan(cluster(), Selection.everything(), view("4.1", diskBytes)), "target.capacity");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void onlyCassandraIsPlannedOnEitherSide(Product product) throws Exception {
        var plain = cluster();
        var foreign = new Cluster(
                plain.seen(), plain.name(), MURMUR3, plain.nodes(), plain.schema(), plain.tokens(), product);
        var view = view("4.1", 1 << 30);
        var to = new TargetLook(
                view.shape(), view.standing(), view.partitioner(), view.diskBytes(), view.evidence(), product);
        var isForeign = product != Product.CASSANDRA;
        assertEquals(isForeign, plan(foreign, Selection.everything(), view).isBlocked());
        assertEquals(isForeign, plan(plain, Selection.everything(), to).isBlocked());
        var said = plan(foreign, Selection.everything(), to).findings().stream()
                .filter(finding -> Messages.text(finding.reason()).contains(product.title()))
                .map(Finding::place)
                .toList();
        assertEquals(isForeign ? List.of("source acme", "target 10.1.0.1:9042") : List.of(), said);
    }

    @Test
    void aNodeThatIsDownBlocks() throws Exception {
        var cluster = cluster();
        var nodes = List.of(cluster.nodes().getFirst(), down(cluster.nodes().getLast()));
        var without = new Cluster(cluster.seen(), "acme", MURMUR3, nodes, cluster.schema());
        var plan = plan(without, Selection.everything(), view("4.1", 1 << 30));
        assertEquals(Severity.BLOCK, severity(plan, "source.node.down"));
    }

    @Test
    void anotherPartitionerBlocks() throws Exception {
        var view = new TargetLook(
                shape("4.1"),
                Schema.empty(),
                Optional.of("org.apache.cassandra.dht.RandomPartitioner"),
                OptionalLong.empty(),
                List.of());
        assertEquals(Severity.BLOCK, severity(plan(cluster(), Selection.everything(), view), "target.partitioner"));
    }

    @Test
    void aLoaderThatDoesNotFitTheTargetBlocks() throws Exception {
        var plan = plan(cluster(), Selection.everything(), view("3.11", 1 << 30));
        assertTrue(plan.isBlocked());
        assertTrue(plan.findings().stream()
                .anyMatch(finding -> finding.severity() == Severity.BLOCK
                        && finding.place().equals("loader on 10.0.0.1, 10.0.0.2")));
    }

    @Test
    void whichLoaderNodesWillUseIsSaidBeforeAnythingRunsAndOnceForAllThatAreAlike() throws Exception {
        var plan = plan(cluster(), Selection.everything(), view("4.1", 1 << 30));
        var own = plan.loaders().getFirst();
        assertEquals(1, plan.loaders().size());
        assertEquals("loader.fit.own", own.code());
        assertEquals("loader on 10.0.0.1, 10.0.0.2", own.place());
        assertEquals("Java 11", own.evidence());
        var brought = plan(cluster(), Selection.everything(), view("5.0", 1 << 30), OptionalInt.of(17))
                .loaders();
        assertEquals(
                List.of("loader.fit.bring.mode"),
                brought.stream().map(Finding::code).toList());
        assertTrue(
                brought.getFirst().evidence().matches("Java from your archive\\n[0-9.]+ MiB of jars to each node"),
                brought.getFirst().evidence());
    }

    @Test
    void aNodeWithoutALoaderGetsOneIfItHasAJavaForIt() {
        var machine = node("10.0.0.1", null, Map.of()).machine();
        assertTrue(machine != null);
        var none = NodeLoader.choice(
                node("10.0.0.1", null, Map.of()),
                machine,
                Set.of(ORDERS),
                shape("4.1").version(),
                OptionalInt.empty());
        assertEquals(Optional.empty(), none.loader());
        var archive = NodeLoader.choice(
                node("10.0.0.1", null, Map.of()),
                machine,
                Set.of(ORDERS),
                shape("4.1").version(),
                OptionalInt.of(11));
        assertEquals("4.1.10", archive.loader().orElseThrow().version().text());
    }

    @Test
    void theShapeChangesWithTheSchemaOfWhatMoves() throws Exception {
        var before = new Planning(migration(Selection.everything()), cluster()).shape();
        var again = new Planning(migration(Selection.everything()), cluster()).shape();
        assertEquals(before, again);
        var recreated = schema(UUID.randomUUID(), UUID.randomUUID());
        var cluster = new Cluster(Instant.EPOCH, "acme", MURMUR3, cluster().nodes(), recreated);
        var after = new Planning(migration(Selection.everything()), cluster).shape();
        assertNotEquals(before.fingerprint(), after.fingerprint(), "a table made again is another table");
    }

    private static Severity severity(Plan plan, String code) {
        return plan.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow()
                .severity();
    }

    private static Plan plan(Cluster cluster, Selection selection, TargetLook view) throws FailureException {
        return plan(cluster, selection, view, OptionalInt.empty());
    }

    private static Plan plan(Cluster cluster, Selection selection, TargetLook view, OptionalInt archive)
            throws FailureException {
        return new Planning(migration(selection), cluster, archive).plan("p1", view);
    }

    private static TargetLook view(String version, long diskBytes) {
        return new TargetLook(
                shape(version), Schema.empty(), Optional.of(MURMUR3), OptionalLong.of(diskBytes), List.of());
    }

    private static TargetShape shape(String version) {
        return new TargetShape(CassandraVersion.of(version), new TreeMap<>(Map.of("aiven", 1)));
    }

    private static Cluster cluster() {
        var loader = new Loader("/usr/bin/sstableloader", V4_1, "/usr/bin/java", 11);
        return new Cluster(
                Instant.EPOCH,
                "acme",
                MURMUR3,
                List.of(
                        node("10.0.0.1", loader, Map.of(ORDERS, files(ORDERS, 100), EVENTS, files(EVENTS, 900))),
                        node("10.0.0.2", loader, Map.of(EVENTS, files(EVENTS, 50)))),
                schema(new UUID(0, 1), new UUID(0, 2)));
    }

    private static Schema schema(UUID orders, UUID events) {
        var keyspace = new Keyspace(
                "shop",
                Replication.simple(3),
                true,
                List.of(table(ORDERS, orders), table(EVENTS, events)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new Schema(List.of(keyspace));
    }

    private static Table table(TableName name, UUID id) {
        return new Table(
                name,
                id,
                List.of(Column.partitionKey("id", "int", 0), Column.regular("text", "text")),
                List.of(),
                List.of(),
                List.of(),
                TableOptions.defaults(),
                Set.of("compound"));
    }

    private static TableFiles files(TableName table, long bytes) {
        return new TableFiles(table, new UUID(0, 1), List.of("/data"), 1, bytes, Set.of("nb"));
    }

    private static Node node(
            String address, @org.jspecify.annotations.Nullable Loader loader, Map<TableName, TableFiles> tables) {
        var directory = new DataDirectory("/var/lib/cassandra/data", "1", 500, 1000, true, true);
        return new Node(new UUID(1, address.hashCode()), address, address, "dc1", "r1", V4_1, 4, true, null)
                .with(new Machine(
                        "cassandra",
                        "cassandra",
                        "/etc/cassandra/cassandra.yaml",
                        List.of(directory),
                        loader,
                        null,
                        tables));
    }

    private static Node down(Node node) {
        return new Node(
                node.hostId(),
                node.address(),
                node.broadcastAddress(),
                node.dataCentre(),
                node.rack(),
                node.version(),
                node.tokens(),
                false,
                null);
    }

    private static Migration migration(Selection selection) {
        return new Migration(
                "mtest",
                "test",
                SourceSettings.plain(List.of("10.0.0.1"), 9042, SshSettings.of("me", 22)),
                new Target.CassandraCluster(List.of("10.1.0.1"), 9042, 7000, null, null, null),
                selection,
                Options.usual());
    }
}
