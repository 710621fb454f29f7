package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.Column.Kind;
import dev.ferry.schema.Column.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaPlannerTest {
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final Replication AIVEN_3 = Replication.networkTopology(new TreeMap<>(Map.of("aiven", 3)));

    private static TargetShape shape(String version, Map<String, Integer> nodes) {
        return new TargetShape(CassandraVersion.of(version), new TreeMap<>(nodes));
    }

    private static SchemaPlanner planner(String version) {
        return new SchemaPlanner(shape(version, Map.of("aiven", 3)), ReplicationPolicy.REPAIR, Map.of());
    }

    private static SchemaPlan move(Schema source, Schema standing) {
        return planner("4.1.10").plan(source, Set.of(ORDERS), standing);
    }

    private static List<String> codes(SchemaPlan plan, Severity severity) {
        return plan.findings().stream()
                .filter(each -> each.severity() == severity)
                .map(Finding::code)
                .toList();
    }

    private static Finding finding(SchemaPlan plan, String code) {
        return plan.findings().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " not in " + plan.findings()));
    }

    private static Schema shop() {
        return SystemRows.shopOf311().read();
    }

    /// One keyspace with one table of one column besides its key, changed as a test wants it.
    private static Schema with(Replication replication, UnaryOperator<Table> change) {
        var table = new Table(
                ORDERS,
                new UUID(0, 7),
                List.of(Column.partitionKey("k", "int", 0), Column.regular("v", "text")),
                List.of(),
                List.of(),
                List.of(),
                TableOptions.defaults(),
                Set.of("compound"));
        return new Schema(List.of(new Keyspace(
                "shop", replication, true, List.of(change.apply(table)), List.of(), List.of(), List.of(), List.of())));
    }

    private static Schema plain() {
        return with(AIVEN_3, each -> each);
    }

    private static UnaryOperator<Table> columns(Column... columns) {
        return each -> new Table(
                each.name(),
                each.id(),
                List.of(columns),
                each.droppedColumns(),
                each.indexes(),
                each.triggers(),
                each.options(),
                each.flags());
    }

    private static UnaryOperator<Table> dropped(DroppedColumn... dropped) {
        return each -> new Table(
                each.name(),
                each.id(),
                each.columns(),
                List.of(dropped),
                each.indexes(),
                each.triggers(),
                each.options(),
                each.flags());
    }

    private static UnaryOperator<Table> option(String option, OptionValue value) {
        return each -> new Table(
                each.name(),
                each.id(),
                each.columns(),
                each.droppedColumns(),
                each.indexes(),
                each.triggers(),
                each.options().with(option, value),
                each.flags());
    }

    private static UnaryOperator<Table> flags(String... flags) {
        return each -> new Table(
                each.name(),
                each.id(),
                each.columns(),
                each.droppedColumns(),
                each.indexes(),
                each.triggers(),
                each.options(),
                Set.of(flags));
    }

    private static UnaryOperator<Table> index(Index... indexes) {
        return each -> new Table(
                each.name(),
                each.id(),
                each.columns(),
                each.droppedColumns(),
                List.of(indexes),
                each.triggers(),
                each.options(),
                each.flags());
    }

    private static OptionValue figure(int value) {
        return new OptionValue.Figure(Integer.toString(value));
    }

    @Test
    void plansAWholeShopInTheOrderInWhichItCanRun() {
        var plan = move(shop(), Schema.empty());
        assertEquals(
                List.of(
                        "create.keyspace.shop",
                        "create.type.shop.Land",
                        "create.type.shop.address",
                        "create.table.shop.orders",
                        "drop.column.shop.orders.coupon",
                        "drop.column.shop.orders.note",
                        "add.column.shop.orders.note",
                        "gc-grace.hold.shop.orders",
                        "create.index.shop.orders_by_tag",
                        "create.view.shop.by_day",
                        "gc-grace.restore.shop.orders"),
                plan.statements().stream().map(Statement::id).toList());
        assertEquals(8, plan.statements(Stage.BEFORE_LOAD).size());
        assertEquals(2, plan.statements(Stage.AFTER_LOAD).size());
        assertFalse(plan.isBlocked());
        assertEquals("""
                CREATE KEYSPACE "shop"
                    WITH replication = {'class': 'NetworkTopologyStrategy', 'aiven': '3'}
                    AND durable_writes = true""", plan.statements().getFirst().cql());
        assertEquals(
                "ALTER TABLE \"shop\".\"orders\" WITH gc_grace_seconds = 315360000",
                plan.statements().get(7).cql());
        assertEquals(
                "ALTER TABLE \"shop\".\"orders\" WITH gc_grace_seconds = 432000",
                plan.statements().getLast().cql());
        assertEquals(List.of("schema.replication.repaired", "schema.view.postponed"), codes(plan, Severity.WARN));
        assertEquals(
                List.of("schema.option.idle", "schema.dropped-column.replayed", "schema.index.postponed"),
                codes(plan, Severity.PASS));
    }

    @Test
    void hasNothingToDoWhereEverythingStands() {
        var source = with(Replication.simple(3), each -> each);
        var plan = move(source, plain());
        assertEquals(
                List.of("gc-grace.hold.shop.orders", "gc-grace.restore.shop.orders"),
                plan.statements().stream().map(Statement::id).toList());
        assertEquals(List.of("schema.keyspace.stands", "schema.table.stands"), codes(plan, Severity.PASS));
        assertEquals(2, plan.findings().size());
    }

    @Test
    void movesOnlyWhatIsSelected() {
        var rows = SystemRows.shopOf311()
                .table("carts", new UUID(0, 9))
                .column("carts", "k", "int", "partition_key", 0, "none");
        var plan = planner("4.1").plan(rows.read(), Set.of(new TableName("shop", "carts")), Schema.empty());
        assertEquals(
                List.of(
                        "create.keyspace.shop",
                        "create.table.shop.carts",
                        "gc-grace.hold.shop.carts",
                        "gc-grace.restore.shop.carts"),
                plan.statements().stream().map(Statement::id).toList());
    }

    @Test
    void blocksOnATableThatTheSourceDoesNotHave() {
        var plan = planner("4.1").plan(shop(), Set.of(new TableName("shop", "by_day")), Schema.empty());
        assertEquals(List.of("schema.table.absent"), codes(plan, Severity.BLOCK));
        assertTrue(plan.statements().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # source                                                | target's nodes   | repaired
                    SimpleStrategy replication_factor=3                     | aiven=3          | aiven=3
                    SimpleStrategy replication_factor=3                     | aiven=1          | aiven=1
                    SimpleStrategy replication_factor=1                     | aiven=3          | aiven=1
                    SimpleStrategy replication_factor=2                     | east=3 west=1    | east=2 west=1
                    NetworkTopologyStrategy dc1=3                           | aiven=6          | aiven=3
                    NetworkTopologyStrategy dc1=2 dc2=3                     | aiven=6          | aiven=3
                    NetworkTopologyStrategy dc1=0                           | aiven=3          | aiven=1
                    NetworkTopologyStrategy aiven=5                         | aiven=3          | aiven=3
                    NetworkTopologyStrategy aiven=2 dc1=3                   | aiven=3          | aiven=2
                    NetworkTopologyStrategy aiven=3/1                       | aiven=3          | aiven=3
                    EverywhereStrategy                                      | aiven=4          | aiven=4
                    com.acme.OddStrategy x=y                                | aiven=6          | aiven=3
                    """)
    void repairsReplication(String source, String nodes, String repaired) {
        var plan = new SchemaPlanner(shape("4.1", ints(nodes)), ReplicationPolicy.REPAIR, Map.of())
                .plan(with(replication(source), each -> each), Set.of(ORDERS), Schema.empty());
        var wanted = Replication.networkTopology(new TreeMap<>(ints(repaired)));
        assertTrue(plan.statements().getFirst().cql().contains("replication = " + wanted + "\n"));
        assertTrue(finding(plan, "schema.replication.repaired").evidence().endsWith(" → " + wanted));
        assertFalse(plan.isBlocked());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # source                                | mapped            | target     | becomes      | severity
                    NetworkTopologyStrategy dc1=3 dc2=2     | dc1=eu dc2=us     | eu=3 us=3  | eu=3 us=2    | PASS
                    NetworkTopologyStrategy dc1=3 dc2=2     | dc1=eu dc2=us     | eu=2 us=2  | eu=2 us=2    | WARN
                    # two in the place of one: the larger factor
                    NetworkTopologyStrategy dc1=1 dc2=2     | dc1=eu dc2=eu     | eu=3 us=3  | eu=2         | PASS
                    # what nobody mapped goes where the name is the same, and nowhere else
                    NetworkTopologyStrategy dc1=3 us=2      | dc1=eu            | eu=3 us=3  | eu=3 us=2    | WARN
                    NetworkTopologyStrategy dc1=3 dc2=2     | dc1=eu            | eu=3 us=3  | eu=3         | WARN
                    NetworkTopologyStrategy dc2=2           | dc1=eu            | eu=3 us=3  | eu=2 us=2    | WARN
                    # a factor of 0 asks for nothing
                    NetworkTopologyStrategy dc1=2 dc2=0     | dc1=eu            | eu=3 us=3  | eu=2         | PASS
                    # swapped names
                    NetworkTopologyStrategy eu=1 us=2       | eu=us us=eu       | eu=3 us=3  | eu=2 us=1    | PASS
                    # a name that the target does not have stands for nothing
                    NetworkTopologyStrategy dc1=2           | dc1=asia          | eu=3 us=3  | eu=2 us=2    | WARN
                    # without data centres there is nothing to map
                    SimpleStrategy replication_factor=2     | dc1=eu            | eu=3 us=3  | eu=2 us=2    | WARN
                    """)
    void worksOutReplicationByTheDataCentresThatWereNamed(
            String source, String mapped, String nodes, String becomes, Severity severity) {
        var names = new TreeMap<String, String>();
        List.of(mapped.split(" ")).forEach(each -> names.put(each.split("=")[0], each.split("=")[1]));
        var plan = new SchemaPlanner(
                        shape("4.1", ints(nodes)), SchemaChoices.none().withDataCentres(names))
                .plan(with(replication(source), each -> each), Set.of(ORDERS), Schema.empty());
        var wanted = Replication.networkTopology(new TreeMap<>(ints(becomes)));
        assertTrue(plan.statements().getFirst().cql().contains("replication = " + wanted + "\n"), becomes);
        var code = severity == Severity.PASS ? "schema.replication.mapped" : "schema.replication.repaired";
        assertEquals(severity, finding(plan, code).severity());
    }

    @Test
    void aReplicationThatAPersonChoseWinsOverDataCentresThatWereNamed() {
        var chosen = Replication.networkTopology(new TreeMap<>(Map.of("us", 1)));
        var choices =
                new SchemaChoices(ReplicationPolicy.REPAIR, Map.of("shop", chosen), Map.of(), Map.of("dc1", "eu"));
        var plan = new SchemaPlanner(shape("4.1", Map.of("eu", 1, "us", 1)), choices)
                .plan(shop(), Set.of(ORDERS), Schema.empty());
        assertTrue(plan.statements().getFirst().cql().contains(chosen.toString()));
    }

    private static Replication replication(String text) {
        var words = text.split(" ");
        var options = new TreeMap<String, String>();
        for (var each = 1; each < words.length; each++) {
            options.put(words[each].split("=")[0], words[each].split("=")[1]);
        }
        return new Replication(words[0], options);
    }

    private static Map<String, Integer> ints(String text) {
        var ints = new TreeMap<String, Integer>();
        for (var each : text.split(" ")) {
            ints.put(each.split("=")[0], Integer.parseInt(each.split("=")[1]));
        }
        return ints;
    }

    @Test
    void leavesReplicationThatSuitsAlone() {
        var plan = move(plain(), Schema.empty());
        assertEquals(List.of("schema.replication.fits"), codes(plan, Severity.PASS));
        assertEquals(List.of(), codes(plan, Severity.WARN));
    }

    @Test
    void warnsOfASingleReplicaOnlyWhereThereAreMoreNodes() {
        var source = with(Replication.simple(1), each -> each);
        assertTrue(codes(move(source, Schema.empty()), Severity.WARN).contains("schema.replication.single"));
        var small = new SchemaPlanner(shape("4.1", Map.of("aiven", 1)), ReplicationPolicy.REPAIR, Map.of())
                .plan(source, Set.of(ORDERS), Schema.empty());
        assertFalse(codes(small, Severity.WARN).contains("schema.replication.single"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # kept                                  | version | severity | code
                    NetworkTopologyStrategy dc1=3           | 3.11    | BLOCK    | schema.replication.no-replica
                    NetworkTopologyStrategy dc1=3           | 4.1     | BLOCK    | schema.replication.no-replica
                    NetworkTopologyStrategy aiven=3 dc1=3   | 4.1     | BLOCK    | schema.replication.foreign
                    NetworkTopologyStrategy aiven=3 dc1=3   | 3.11    | PASS     | schema.replication.fits
                    SimpleStrategy replication_factor=3     | 4.1     | PASS     | schema.replication.fits
                    SimpleStrategy replication_factor=5     | 4.1     | WARN     | schema.replication.too-many
                    NetworkTopologyStrategy aiven=5         | 4.1     | WARN     | schema.replication.too-many
                    """)
    void keepsReplicationWhereToldSoAndSaysWhatComesOfIt(String kept, String version, Severity severity, String code) {
        var plan = new SchemaPlanner(shape(version, Map.of("aiven", 3)), ReplicationPolicy.KEEP, Map.of())
                .plan(with(replication(kept), each -> each), Set.of(ORDERS), Schema.empty());
        assertEquals(severity, finding(plan, code).severity());
        assertTrue(plan.statements().getFirst().cql().contains(replication(kept).toString()));
    }

    @Test
    void namesTheFixOfAReplicationThatWouldStoreNothing() {
        var plan = new SchemaPlanner(shape("4.1", Map.of("aiven", 3)), ReplicationPolicy.KEEP, Map.of())
                .plan(with(replication("NetworkTopologyStrategy dc1=3"), each -> each), Set.of(ORDERS), Schema.empty());
        assertEquals(
                AIVEN_3.toString(),
                finding(plan, "schema.replication.no-replica")
                        .remedy()
                        .arguments()
                        .get(2));
    }

    @Test
    void takesTheReplicationThatAPersonChose() {
        var chosen = Replication.networkTopology(new TreeMap<>(Map.of("aiven", 2)));
        var plan = new SchemaPlanner(shape("4.1", Map.of("aiven", 3)), ReplicationPolicy.REPAIR, Map.of("shop", chosen))
                .plan(shop(), Set.of(ORDERS), Schema.empty());
        assertTrue(plan.statements().getFirst().cql().contains(chosen.toString()));
        assertEquals(Severity.PASS, finding(plan, "schema.replication.chosen").severity());
    }

    @Test
    void blocksAChosenReplicationThatWouldStoreNothing() {
        var chosen = Replication.networkTopology(new TreeMap<>(Map.of("elsewhere", 2)));
        var plan = new SchemaPlanner(shape("4.1", Map.of("aiven", 3)), ReplicationPolicy.REPAIR, Map.of("shop", chosen))
                .plan(shop(), Set.of(ORDERS), Schema.empty());
        assertEquals(List.of("schema.replication.no-replica"), codes(plan, Severity.BLOCK));
    }

    @Test
    void spreadsAChosenFactorOverEveryDataCentre() {
        var chosen = new Replication("NetworkTopologyStrategy", new TreeMap<>(Map.of("replication_factor", "2")));
        var plan = new SchemaPlanner(
                        shape("3.11", Map.of("east", 3, "west", 3)), ReplicationPolicy.REPAIR, Map.of("shop", chosen))
                .plan(shop(), Set.of(ORDERS), Schema.empty());
        assertTrue(plan.statements().getFirst().cql().contains("'east': '2', 'west': '2'}"));
    }

    @Test
    void blocksAStandingKeyspaceThatWouldStoreNothingAndSaysHowToMendIt() {
        var standing = with(replication("NetworkTopologyStrategy dc1=3"), each -> each);
        var plan = move(plain(), standing);
        var finding = finding(plan, "schema.keyspace.no-replica");
        assertEquals(Severity.BLOCK, finding.severity());
        assertEquals(
                "ALTER KEYSPACE \"shop\" WITH replication = " + AIVEN_3,
                finding.remedy().arguments().get(2));
    }

    @Test
    void warnsOfAStandingKeyspaceWithOtherReplication() {
        var plan = move(plain(), with(replication("NetworkTopologyStrategy aiven=2"), each -> each));
        assertEquals(List.of("schema.keyspace.replication-differs"), codes(plan, Severity.WARN));
        assertTrue(plan.statements().stream().noneMatch(each -> each.cql().contains("KEYSPACE")));
    }

    @Test
    void findsNothingToCreateOnASecondLook() {
        var source = shop();
        var keyspace = source.keyspace("shop").orElseThrow();
        var standing = new Schema(List.of(new Keyspace(
                "shop",
                AIVEN_3,
                true,
                List.of(option("gc_grace_seconds", figure(SchemaPlanner.HELD_GC_GRACE_SECONDS))
                        .apply(source.table(ORDERS).orElseThrow())),
                keyspace.types(),
                keyspace.views(),
                List.of(),
                List.of())));
        var plan = move(source, standing);
        assertEquals(
                List.of("gc-grace.restore.shop.orders"),
                plan.statements().stream().map(Statement::id).toList());
        assertTrue(plan.statements().getFirst().cql().endsWith("= 432000"));
        assertEquals(
                List.of("schema.gc-grace.left-held", "schema.index.slows-load", "schema.view.slows-load"),
                codes(plan, Severity.WARN));
        assertFalse(plan.isBlocked());
    }

    @Test
    void putsBackTheTargetsOwnGcGraceOnATableThatStood() {
        var plan = move(plain(), with(AIVEN_3, option("gc_grace_seconds", figure(3600))));
        assertTrue(plan.statements().getLast().cql().endsWith("gc_grace_seconds = 3600"));
    }

    @Test
    void holdsNothingThatIsHeldForeverAnyway() {
        var plan = move(with(AIVEN_3, option("gc_grace_seconds", figure(400_000_000))), Schema.empty());
        assertTrue(plan.statements().stream().noneMatch(each -> each.id().startsWith("gc-grace")));
    }

    @Test
    void keepsChangeDataCaptureOffWhileItLoads() {
        var cdc = with(AIVEN_3, option("cdc", new OptionValue.Truth(true)));
        var made = move(cdc, Schema.empty());
        assertTrue(made.statements().get(1).cql().contains("cdc = false"));
        assertEquals(
                List.of("gc-grace.restore.shop.orders", "cdc.on.shop.orders"),
                made.statements(Stage.FINISH).stream().map(Statement::id).toList());
        assertEquals(List.of("schema.cdc.held"), codes(made, Severity.WARN));

        var stood = move(plain(), cdc);
        assertEquals(
                List.of("gc-grace.hold.shop.orders", "cdc.off.shop.orders"),
                stood.statements(Stage.BEFORE_LOAD).stream().map(Statement::id).toList());
        assertEquals("cdc.on.shop.orders", stood.statements().getLast().id());
    }

    @Test
    void switchesChangeDataCaptureOnAfterALoadThatWasBrokenOff() {
        var source = with(AIVEN_3, option("cdc", new OptionValue.Truth(true)));
        var standing = with(AIVEN_3, option("gc_grace_seconds", figure(SchemaPlanner.HELD_GC_GRACE_SECONDS)));
        assertEquals(
                "cdc.on.shop.orders",
                move(source, standing).statements().getLast().id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # difference                              | columns on the target
                    schema.difference.column.missing          | k int partition_key 0, c int clustering 0 ASC
                    schema.difference.column.extra            | k int partition_key 0, c int clustering 0 ASC, v text regular -1, w int regular -1
                    schema.difference.column.type             | k int partition_key 0, c int clustering 0 ASC, v blob regular -1
                    schema.difference.column.kind             | k int partition_key 0, c int clustering 0 ASC, v text static -1
                    schema.difference.clustering.order        | k int partition_key 0, c int clustering 0 DESC, v text regular -1
                    schema.difference.key.position            | c int clustering 1 ASC, k int partition_key 0, v text regular -1
                    """)
    void blocksATableThatDiffersAndSaysWhere(String key, String columns) {
        var source = with(
                AIVEN_3,
                columns(
                        Column.partitionKey("k", "int", 0),
                        Column.clustering("c", "int", 0, Order.ASC),
                        Column.regular("v", "text")));
        var target = new ArrayList<Column>();
        for (var each : columns.split(", ")) {
            var words = each.split(" ");
            target.add(new Column(
                    words[0],
                    words[1],
                    Kind.valueOf(words[2].toUpperCase(java.util.Locale.ROOT)),
                    Integer.parseInt(words[3]),
                    words.length > 4 ? Order.valueOf(words[4]) : Order.NONE,
                    ""));
        }
        var plan = move(source, with(AIVEN_3, columns(target.toArray(Column[]::new))));
        var blocks = plan.findings().stream()
                .filter(each -> each.severity() == Severity.BLOCK)
                .toList();
        assertEquals(1, blocks.size(), blocks::toString);
        assertEquals("schema.table.differs", blocks.getFirst().code());
        assertEquals(key, blocks.getFirst().reason().key());
    }

    @Test
    void takesTypesThatAreSpelledInTwoWaysForTheSame() {
        var source = with(
                AIVEN_3,
                columns(Column.partitionKey("k", "varchar", 0), Column.regular("v", "frozen<tuple<int,text>>")));
        var target =
                with(AIVEN_3, columns(Column.partitionKey("k", "text", 0), Column.regular("v", "tuple<int, varchar>")));
        assertFalse(move(source, target).isBlocked());
    }

    @Test
    void blocksATableWithOtherStorage() {
        var compact = columns(
                Column.partitionKey("k", "int", 0),
                Column.clustering("c", "int", 0, Order.ASC),
                Column.regular("v", "text"));
        var source = with(AIVEN_3, each -> flags("dense").apply(compact.apply(each)));
        var plan = move(source, with(AIVEN_3, compact));
        assertEquals(
                "schema.difference.flags",
                finding(plan, "schema.table.differs").reason().key());
    }

    @Test
    void warnsOfOptionsThatDifferAndLeavesThem() {
        var source = with(AIVEN_3, option("comment", new OptionValue.Words("a")));
        var plan = move(source, with(AIVEN_3, option("comment", new OptionValue.Words("b"))));
        assertEquals(
                "comment: 'a' ≠ 'b'", finding(plan, "schema.option.differs").evidence());
        assertFalse(plan.isBlocked());
    }

    @Test
    void takesOptionsThatCassandraSpellsAnewForTheSame() {
        var size = "org.apache.cassandra.db.compaction.SizeTieredCompactionStrategy";
        UnaryOperator<Table> stored = each -> option("speculative_retry", new OptionValue.Words("99.0PERCENTILE"))
                .apply(option("compaction", new OptionValue.Entries(new TreeMap<>(Map.of("class", size))))
                        .apply(option("crc_check_chance", new OptionValue.Figure("1"))
                                .apply(each)));
        UnaryOperator<Table> found = each -> option("speculative_retry", new OptionValue.Words("99p"))
                .apply(option(
                                "compaction",
                                new OptionValue.Entries(new TreeMap<>(
                                        Map.of("class", size, "min_threshold", "4", "max_threshold", "32"))))
                        .apply(option("crc_check_chance", new OptionValue.Figure("1.0"))
                                .apply(each)));
        var plan = move(with(AIVEN_3, stored), with(AIVEN_3, found));
        assertEquals(List.of(), codes(plan, Severity.WARN));
    }

    @Test
    void blocksAStandingTableThatForgotADroppedColumnAndTellsTheStatements() {
        var source = with(AIVEN_3, dropped(new DroppedColumn("old", "int", Kind.STATIC, 1_000_000)));
        var finding = finding(move(source, plain()), "schema.dropped-column.missing");
        assertEquals(Severity.BLOCK, finding.severity());
        assertEquals(
                "ALTER TABLE \"shop\".\"orders\" ADD \"old\" int static; "
                        + "ALTER TABLE \"shop\".\"orders\" DROP \"old\" USING TIMESTAMP 1000000",
                finding.remedy().arguments().get(3));
        assertEquals("\"old\" int, 1970-01-01T00:00:01Z", finding.evidence());
    }

    @Test
    void tellsToDropAndAddAgainWhereTheColumnLives() {
        var source = with(AIVEN_3, dropped(new DroppedColumn("v", "text", Kind.REGULAR, 1_000_000)));
        assertEquals(
                "ALTER TABLE \"shop\".\"orders\" DROP \"v\" USING TIMESTAMP 1000000; "
                        + "ALTER TABLE \"shop\".\"orders\" ADD \"v\" text",
                finding(move(source, plain()), "schema.dropped-column.missing")
                        .remedy()
                        .arguments()
                        .get(3));
    }

    @Test
    void isContentWithADroppedColumnThatIsRemembered() {
        var source = with(AIVEN_3, dropped(new DroppedColumn("old", "int", Kind.REGULAR, 2_000_000)));
        var same = with(AIVEN_3, dropped(new DroppedColumn("old", "blob", Kind.REGULAR, 1_000_000)));
        assertFalse(move(source, same).isBlocked());
        var otherLayout = with(AIVEN_3, dropped(new DroppedColumn("old", "list<int>", Kind.REGULAR, 2_000_000)));
        assertTrue(move(source, otherLayout).isBlocked());
    }

    @Test
    void blocksAStandingTableWhoseMemoryOfADropWouldHideValues() {
        var standing = with(AIVEN_3, dropped(new DroppedColumn("v", "text", Kind.REGULAR, 3_000_000)));
        assertEquals(List.of("schema.dropped-column.hides"), codes(move(plain(), standing), Severity.BLOCK));
        var earlier = with(AIVEN_3, dropped(new DroppedColumn("v", "text", Kind.REGULAR, 2_000_000)));
        assertEquals(List.of("schema.dropped-column.hides"), codes(move(earlier, standing), Severity.BLOCK));
        assertFalse(move(standing, standing).isBlocked());
    }

    @Test
    void blocksADroppedColumnThatLivesAgainAsAnotherKind() {
        var source = with(AIVEN_3, dropped(new DroppedColumn("k", "int", Kind.REGULAR, 1)));
        assertEquals(List.of("schema.dropped-column.stuck"), codes(move(source, Schema.empty()), Severity.BLOCK));
    }

    @Test
    void blocksATypeWithOtherFields() {
        var source = shop();
        var standing = new Schema(List.of(new Keyspace(
                "shop",
                AIVEN_3,
                true,
                List.of(),
                List.of(new UserType(
                        "shop",
                        "address",
                        List.of(
                                new UserType.Field("Country", "frozen<\"Land\">"),
                                new UserType.Field("street", "text")))),
                List.of(),
                List.of(),
                List.of())));
        var finding = finding(move(source, standing), "schema.type.differs");
        assertEquals(Severity.BLOCK, finding.severity());
        assertEquals(
                "(\"street\" text, \"Country\" frozen<\"Land\">) ≠ (\"Country\" frozen<\"Land\">, \"street\" text)",
                finding.evidence());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # type                                       | 3.11 | 4.1  | 5.0
                    duration                                     | ok   | ok   | ok
                    vector<float, 3>                             | new  | new  | ok
                    frozen<map<text, frozen<vector<int, 2>>>>    | new  | new  | ok
                    'org.apache.cassandra.db.marshal.DynamicCompositeType(s=>org.apache.cassandra.db.marshal.UTF8Type)' | ok | ok | ok
                    'org.apache.cassandra.db.marshal.PointType'  | alien | alien | alien
                    'com.acme.ZipType'                           | alien | alien | alien
                    future<int>                                  | alien | alien | alien
                    nowhere                                      | absent | absent | absent
                    """)
    void blocksTypesThatTheTargetCannotHave(String type, String on311, String on41, String on50) {
        var source = with(AIVEN_3, columns(Column.partitionKey("k", "int", 0), Column.regular("v", type)));
        assertEquals(on311, fate(planner("3.11.19").plan(source, Set.of(ORDERS), Schema.empty())));
        assertEquals(on41, fate(planner("4.1.10").plan(source, Set.of(ORDERS), Schema.empty())));
        assertEquals(on50, fate(planner("5.0.9").plan(source, Set.of(ORDERS), Schema.empty())));
    }

    private static String fate(SchemaPlan plan) {
        return switch (String.join(" ", codes(plan, Severity.BLOCK))) {
            case "" -> "ok";
            case "schema.type.too-new" -> "new";
            case "schema.type.foreign" -> "alien";
            case "schema.type.absent" -> "absent";
            case String other -> other;
        };
    }

    @Test
    void blocksDurationOn30() {
        var source = with(AIVEN_3, columns(Column.partitionKey("k", "int", 0), Column.regular("v", "duration")));
        assertEquals("new", fate(planner("3.0.31").plan(source, Set.of(ORDERS), Schema.empty())));
    }

    @Test
    void carriesMasksOnlyWhereTheTargetHasThem() {
        var masked = new Column("v", "text", Kind.REGULAR, -1, Order.NONE, "mask_default()");
        var source = with(AIVEN_3, columns(Column.partitionKey("k", "int", 0), masked));
        var on50 = planner("5.0.9").plan(source, Set.of(ORDERS), Schema.empty());
        assertEquals(Severity.WARN, finding(on50, "schema.mask.carried").severity());
        assertTrue(on50.statements().get(1).cql().contains("MASKED WITH mask_default()"));
        var on41 = planner("4.1.10").plan(source, Set.of(ORDERS), Schema.empty());
        assertEquals(List.of("schema.mask.lost"), codes(on41, Severity.BLOCK));
        var own = new Column("v", "text", Kind.REGULAR, -1, Order.NONE, "\"shop\".\"hide\"()");
        var owns = with(AIVEN_3, columns(Column.partitionKey("k", "int", 0), own));
        assertTrue(planner("5.0.9").plan(owns, Set.of(ORDERS), Schema.empty()).isBlocked());
    }

    @Test
    void warnsOfCountersAndCompactTables() {
        var counter = with(AIVEN_3, columns(Column.partitionKey("k", "int", 0), Column.regular("hits", "counter")));
        assertEquals(List.of("schema.counter"), codes(move(counter, Schema.empty()), Severity.WARN));
        var compact = with(
                AIVEN_3,
                each -> flags("dense")
                        .apply(columns(
                                        Column.partitionKey("k", "int", 0),
                                        Column.clustering("c", "int", 0, Order.ASC),
                                        Column.regular("v", "text"))
                                .apply(each)));
        var plan = move(compact, Schema.empty());
        assertEquals(List.of("schema.compact"), codes(plan, Severity.WARN));
        assertTrue(plan.statements().get(1).cql().contains("WITH COMPACT STORAGE"));
    }

    @Test
    void blocksWhatCqlCannotMake() {
        var wide = columns(
                Column.partitionKey("k", "blob", 0),
                Column.clustering("column1", "bigint", 0, Order.ASC),
                Column.fixed("a", "text"),
                Column.regular("value", "blob"));
        var thrift = move(
                with(
                        AIVEN_3,
                        each -> new Table(
                                each.name(),
                                each.id(),
                                wide.apply(each).columns(),
                                List.of(),
                                List.of(),
                                List.of(),
                                TableOptions.defaults(),
                                Set.of())),
                Schema.empty());
        assertEquals(List.of("schema.compact.not-cql"), codes(thrift, Severity.BLOCK));
        var superTable = move(with(AIVEN_3, flags("super", "dense")), Schema.empty());
        assertEquals(List.of("schema.table.super"), codes(superTable, Severity.BLOCK));
        assertTrue(superTable.statements().stream().noneMatch(each -> each.cql().contains("TABLE")));
    }

    @Test
    void isContentWithWhatCqlCannotMakeWhereItStandsAlready() {
        var source = with(AIVEN_3, flags("super", "dense"));
        assertFalse(planner("3.11.19").plan(source, Set.of(ORDERS), source).isBlocked());
    }

    @Test
    void blocksFilesThatTheLoaderCannotReadEvenWhereTheTableStands() {
        var source = with(
                AIVEN_3,
                option("compression", new OptionValue.Entries(new TreeMap<>(Map.of("class", "com.acme.Encryptor")))));
        assertEquals(List.of("schema.compression.encrypts"), codes(move(source, plain()), Severity.BLOCK));
    }

    @Test
    void warnsWhereAStandingTableMasksOtherwise() {
        var masked = new Column("v", "text", Kind.REGULAR, -1, Order.NONE, "mask_default()");
        var source = with(AIVEN_3, columns(Column.partitionKey("k", "int", 0), masked));
        assertEquals(List.of("schema.mask.differs"), codes(move(source, plain()), Severity.WARN));
    }

    @Test
    void blocksATableWithoutAKey() {
        assertEquals(
                List.of("schema.table.incomplete"),
                codes(move(with(AIVEN_3, columns()), Schema.empty()), Severity.BLOCK));
    }

    private static Index custom(String className) {
        return new Index("i", ORDERS, "CUSTOM", new TreeMap<>(Map.of("target", "v", "class_name", className)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # class                                                | 3.11          | 4.1           | 5.0
                    org.apache.cassandra.index.sasi.SASIIndex              | postponed     | sasi          | sasi
                    StorageAttachedIndex                                   | too-new       | too-new       | postponed
                    sai                                                    | too-new       | too-new       | postponed
                    com.datastax.bdp.search.solr.Cql3SolrSecondaryIndex    | class-unknown | class-unknown | class-unknown
                    """)
    void createsACustomIndexOnlyWhereTheTargetHasIt(String className, String on311, String on41, String on50) {
        var source = with(AIVEN_3, index(custom(className)));
        for (var each : Map.of("3.11.19", on311, "4.1.10", on41, "5.0.9", on50).entrySet()) {
            var plan = planner(each.getKey()).plan(source, Set.of(ORDERS), Schema.empty());
            finding(plan, "schema.index." + each.getValue());
            assertEquals(
                    each.getValue().equals("postponed") ? 1 : 0,
                    plan.statements(Stage.AFTER_LOAD).size());
            assertFalse(plan.isBlocked());
        }
    }

    @Test
    void offersAStorageAttachedIndexForSasiOn50() {
        var plan = planner("5.0.9")
                .plan(
                        with(AIVEN_3, index(custom("org.apache.cassandra.index.sasi.SASIIndex"))),
                        Set.of(ORDERS),
                        Schema.empty());
        assertEquals(
                "CREATE CUSTOM INDEX \"i\"\n    ON \"shop\".\"orders\" (\"v\")\n    USING 'StorageAttachedIndex'",
                finding(plan, "schema.index.sasi").remedy().arguments().get(3));
    }

    @Test
    void leavesAStandingIndexOfTheSameNameAlone() {
        var source = with(AIVEN_3, index(new Index("i", ORDERS, "COMPOSITES", new TreeMap<>(Map.of("target", "v")))));
        var same = move(source, source);
        assertTrue(same.statements(Stage.AFTER_LOAD).isEmpty());
        assertTrue(codes(same, Severity.PASS).contains("schema.index.stands"));
        assertTrue(codes(same, Severity.WARN).contains("schema.index.slows-load"));
        var other = with(AIVEN_3, index(new Index("i", ORDERS, "COMPOSITES", new TreeMap<>(Map.of("target", "k")))));
        assertTrue(codes(move(source, other), Severity.WARN).contains("schema.index.differs"));
    }

    @Test
    void reportsCodeThatItLeaves() {
        var source = new Schema(List.of(new Keyspace(
                "shop",
                AIVEN_3,
                false,
                List.of(plain().table(ORDERS)
                        .map(each -> new Table(
                                each.name(),
                                each.id(),
                                each.columns(),
                                List.of(),
                                List.of(),
                                List.of(new Trigger("audit", "com.acme.Audit")),
                                each.options(),
                                each.flags()))
                        .orElseThrow()),
                List.of(),
                List.of(),
                List.of(new UserFunction("f", List.of(), "int", "java", "return 1;", true)),
                List.of(new UserAggregate("a", List.of("int"), "f", "int", "", "")))));
        var plan = move(source, Schema.empty());
        assertEquals(
                List.of(
                        "schema.durable-writes",
                        "schema.function.left",
                        "schema.aggregate.left",
                        "schema.trigger.left"),
                codes(plan, Severity.WARN));
        assertTrue(finding(plan, "schema.function.left").evidence().startsWith("CREATE FUNCTION \"shop\".\"f\"()"));
        assertTrue(plan.statements().getFirst().cql().endsWith("durable_writes = false"));
    }

    @Test
    void blocksATableWhoseNameAViewHasOnTheTarget() {
        var standing = new Schema(List.of(new Keyspace(
                "shop",
                AIVEN_3,
                true,
                List.of(),
                List.of(),
                List.of(new View(
                        "orders",
                        new TableName("shop", "x"),
                        true,
                        "k IS NOT NULL",
                        List.of(),
                        TableOptions.defaults())),
                List.of(),
                List.of())));
        assertEquals(List.of("schema.table.is-view"), codes(move(plain(), standing), Severity.BLOCK));
    }

    @Test
    void ordersFindingsByWeight() {
        var severities =
                planner("4.1")
                        .plan(shop(), Set.of(ORDERS, new TableName("shop", "gone")), Schema.empty())
                        .findings()
                        .stream()
                        .map(Finding::severity)
                        .toList();
        assertEquals(severities.stream().sorted((a, b) -> b.compareTo(a)).toList(), severities);
        assertEquals(Severity.BLOCK, severities.getFirst());
        assertEquals(Severity.PASS, severities.getLast());
    }
}
