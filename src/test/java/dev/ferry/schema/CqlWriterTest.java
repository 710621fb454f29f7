package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.schema.Column.Kind;
import dev.ferry.schema.Column.Order;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CqlWriterTest {
    private static final TableName ORDERS = new TableName("shop", "orders");

    private static CqlWriter writer(String version) {
        return new CqlWriter(CassandraVersion.of(version));
    }

    private static Table table(List<Column> columns, Set<String> flags) {
        return new Table(
                new TableName("shop", "t"),
                new UUID(0, 1),
                columns,
                List.of(),
                List.of(),
                List.of(),
                TableOptions.defaults(),
                flags);
    }

    private static String create(List<Column> columns, Set<String> flags) {
        return writer("4.1").table(table(columns, flags)).cql();
    }

    @Test
    void writesATableOf311ForItsOwnRelease() {
        var written = writer("3.11.19")
                .table(SystemRows.shopOf311().read().table(ORDERS).orElseThrow());
        assertEquals("""
                CREATE TABLE "shop"."orders" (
                    "customer" uuid,
                    "placed" timestamp,
                    "line" int,
                    "currency" ascii static,
                    "coupon" int,
                    "delivery" frozen<"address">,
                    "note" text,
                    "tags" set<text>,
                    PRIMARY KEY ("customer", "placed", "line")
                ) WITH CLUSTERING ORDER BY ("placed" DESC, "line" ASC)
                    AND bloom_filter_fp_chance = 0.01
                    AND caching = {'keys': 'ALL', 'rows_per_partition': 'NONE'}
                    AND comment = 'what people''s carts become'
                    AND compaction = {'class': 'org.apache.cassandra.db.compaction.LeveledCompactionStrategy'}
                    AND compression = {'chunk_length_in_kb': '64', 'class': 'org.apache.cassandra.io.compress.LZ4Compressor'}
                    AND crc_check_chance = 1.0
                    AND dclocal_read_repair_chance = 0.1
                    AND default_time_to_live = 0
                    AND gc_grace_seconds = 432000
                    AND max_index_interval = 2048
                    AND memtable_flush_period_in_ms = 0
                    AND min_index_interval = 128
                    AND read_repair_chance = 0.0
                    AND speculative_retry = '99PERCENTILE'""", written.cql());
        assertEquals(
                List.of("schema.option.idle"),
                written.findings().stream().map(each -> each.code()).toList());
    }

    @ParameterizedTest
    @CsvSource({"4.0.19", "4.1.10", "5.0.9"})
    void leavesTheReadRepairChancesOutFrom40OnAndSaysSo(String version) {
        var written = writer(version)
                .table(SystemRows.shopOf311().read().table(ORDERS).orElseThrow());
        assertFalse(written.cql().contains("read_repair"));
        assertFalse(written.cql().contains("extensions"));
        assertTrue(
                written.cql().endsWith("    AND min_index_interval = 128\n    AND speculative_retry = '99PERCENTILE'"));
        assertEquals(
                List.of("dclocal_read_repair_chance = 0.1\nextensions = {}\nread_repair_chance = 0.0"),
                written.findings().stream().map(each -> each.evidence()).toList());
    }

    @Test
    void writesDroppedColumnsWithTheirTimeAndAddsTheOneThatLivesAgain() {
        var orders = SystemRows.shopOf311().read().table(ORDERS).orElseThrow();
        var writer = writer("4.1");
        assertEquals(
                "ALTER TABLE \"shop\".\"orders\" DROP \"coupon\" USING TIMESTAMP 1500000000000000",
                writer.drop(ORDERS, orders.droppedColumn("coupon").orElseThrow()));
        assertEquals(
                "ALTER TABLE \"shop\".\"orders\" ADD \"note\" text",
                writer.add(ORDERS, orders.column("note").orElseThrow()));
        assertEquals(
                "ALTER TABLE \"shop\".\"orders\" ADD \"s\" int static",
                writer.add(ORDERS, new DroppedColumn("s", "int", Kind.STATIC, 1)));
    }

    @Test
    void createsADroppedColumnThatLivesAgainWithTheTypeThatItHad() {
        var table = new Table(
                new TableName("shop", "t"),
                new UUID(0, 1),
                List.of(Column.partitionKey("k", "int", 0), Column.regular("v", "blob")),
                List.of(new DroppedColumn("v", "text", Kind.REGULAR, 5)),
                List.of(),
                List.of(),
                TableOptions.defaults(),
                Set.of("compound"));
        assertEquals("""
                CREATE TABLE "shop"."t" (
                    "k" int,
                    "v" text,
                    PRIMARY KEY ("k")
                )""", writer("5.0").table(table).cql());
    }

    @Test
    void quotesHostileNames() {
        var columns = List.of(
                Column.partitionKey("select", "int", 0),
                Column.partitionKey("Mixed Case", "frozen<\"My \"\"Type\"\"\">", 1),
                Column.clustering("a\"b", "text", 0, Order.ASC),
                Column.regular("it's; DROP TABLE x --", "text"));
        assertEquals("""
                CREATE TABLE "shop"."t" (
                    "select" int,
                    "Mixed Case" frozen<"My ""Type""\">,
                    "a""b" text,
                    "it's; DROP TABLE x --" text,
                    PRIMARY KEY (("select", "Mixed Case"), "a""b")
                ) WITH CLUSTERING ORDER BY ("a""b" ASC)""", create(columns, Set.of("compound")));
    }

    @Test
    void writesCountersVectorsCollectionsAndTuplesAsTheyAre() {
        assertTrue(create(
                        List.of(Column.partitionKey("k", "int", 0), Column.regular("hits", "counter")),
                        Set.of("compound", "counter"))
                .contains("\"hits\" counter,"));
        var written = writer("5.0")
                .table(table(
                        List.of(
                                Column.partitionKey("k", "int", 0),
                                Column.regular("v", "vector<float, 3>"),
                                Column.regular("w", "map<text, frozen<tuple<int, duration>>>")),
                        Set.of("compound")));
        assertTrue(written.cql().contains("\"v\" vector<float, 3>,"));
        assertTrue(written.cql().contains("\"w\" map<text, frozen<tuple<int, duration>>>,"));
    }

    @Test
    void writesMasks() {
        var masked = new Column("card", "text", Kind.REGULAR, -1, Order.NONE, "mask_inner(null, 4)");
        assertTrue(create(List.of(Column.partitionKey("k", "int", 0), masked), Set.of("compound"))
                .contains("\"card\" text MASKED WITH mask_inner(null, 4),"));
    }

    /// `CREATE TABLE t (k int PRIMARY KEY, a int, b text) WITH COMPACT STORAGE` is stored so.
    @Test
    void hidesWhatAStaticCompactTableHides() {
        var stored = List.of(
                Column.partitionKey("k", "int", 0),
                Column.clustering("column1", "text", 0, Order.ASC),
                Column.fixed("a", "int"),
                Column.fixed("b", "text"),
                Column.regular("value", "blob"));
        assertEquals("""
                CREATE TABLE "shop"."t" (
                    "k" int,
                    "a" int,
                    "b" text,
                    PRIMARY KEY ("k")
                ) WITH COMPACT STORAGE""", create(stored, Set.of()));
    }

    /// `CREATE TABLE t (k int, c int, d int, PRIMARY KEY (k, c, d)) WITH COMPACT STORAGE` is stored so.
    @Test
    void hidesTheEmptyValueOfADenseTable() {
        var stored = List.of(
                Column.partitionKey("k", "int", 0),
                Column.clustering("c", "int", 0, Order.ASC),
                Column.clustering("d", "int", 1, Order.DESC),
                Column.regular("value", "empty"));
        assertEquals("""
                CREATE TABLE "shop"."t" (
                    "k" int,
                    "c" int,
                    "d" int,
                    PRIMARY KEY ("k", "c", "d")
                ) WITH COMPACT STORAGE
                    AND CLUSTERING ORDER BY ("c" ASC, "d" DESC)""", create(stored, Set.of("dense", "compound")));
    }

    /// After `DROP COMPACT STORAGE` the columns that were hidden are ordinary ones.
    @Test
    void writesATableThatLostItsCompactStorageWithAllItsColumns() {
        var stored = List.of(
                Column.partitionKey("k", "int", 0),
                Column.clustering("column1", "text", 0, Order.ASC),
                Column.fixed("a", "int"),
                Column.regular("value", "blob"));
        assertEquals("""
                CREATE TABLE "shop"."t" (
                    "k" int,
                    "column1" text,
                    "a" int static,
                    "value" blob,
                    PRIMARY KEY ("k", "column1")
                ) WITH CLUSTERING ORDER BY ("column1" ASC)""", create(stored, Set.of("compound")));
    }

    /// Cassandra stores the type as `empty` and does not know that name in a CREATE TABLE.
    @Test
    void writesTheClassForTheEmptyValueOfATableThatLostItsCompactStorage() {
        var stored = List.of(
                Column.partitionKey("k", "int", 0),
                Column.clustering("c", "int", 0, Order.ASC),
                Column.regular("value", "empty"));
        assertTrue(
                create(stored, Set.of("compound")).contains("\"value\" 'org.apache.cassandra.db.marshal.EmptyType',"));
    }

    @Test
    void writesAKeyspaceAndAType() {
        assertEquals(
                """
                CREATE KEYSPACE "shop"
                    WITH replication = {'class': 'NetworkTopologyStrategy', 'aiven': '3'}
                    AND durable_writes = true""",
                writer("4.1").keyspace("shop", Replication.networkTopology(new TreeMap<>(Map.of("aiven", 3))), true));
        var type = SystemRows.shopOf311().read().keyspace("shop").orElseThrow().type("address");
        assertEquals("""
                CREATE TYPE "shop"."address" (
                    "street" text,
                    "Country" frozen<"Land">
                )""", writer("4.1").type(type.orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    price             | "price"
                    "Mixed"           | "Mixed"
                    values(tags)      | values("tags")
                    keys("a""(b)")    | keys("a""(b)")
                    full(path)        | full("path")
                    """)
    void quotesTheTargetOfAnIndex(String stored, String written) {
        var index = new Index("i", ORDERS, "COMPOSITES", new TreeMap<>(Map.of("target", stored)));
        assertEquals(
                "CREATE INDEX \"i\"\n    ON \"shop\".\"orders\" (" + written + ")",
                writer("4.1").index(index));
    }

    @Test
    void writesACustomIndexWithItsOptions() {
        var options = new TreeMap<>(Map.of(
                "target", "a, b", "class_name", "org.apache.cassandra.index.sasi.SASIIndex", "mode", "CONTAINS"));
        assertEquals("""
                CREATE CUSTOM INDEX "i"
                    ON "shop"."orders" (a, b)
                    USING 'org.apache.cassandra.index.sasi.SASIIndex'
                    WITH OPTIONS = {'mode': 'CONTAINS'}""", writer("3.11").index(new Index("i", ORDERS, "CUSTOM", options)));
    }

    @Test
    void writesAViewWithoutTheTimeToLiveThatViewsMustNotHave() {
        var view = SystemRows.shopOf311().read().keyspace("shop").orElseThrow().view("by_day");
        assertEquals("""
                CREATE MATERIALIZED VIEW "shop"."by_day" AS
                    SELECT "placed", "customer", "line", "note"
                    FROM "shop"."orders"
                    WHERE placed IS NOT NULL AND customer IS NOT NULL AND line IS NOT NULL
                    PRIMARY KEY ("placed", "customer", "line")
                    WITH CLUSTERING ORDER BY ("customer" ASC, "line" ASC)
                    AND gc_grace_seconds = 864000""", writer("4.1").view(view.orElseThrow()).cql());
    }

    @Test
    void writesFunctionsAndAggregatesForPeopleToCarryOver() {
        var function =
                new UserFunction("sum_up", List.of(new UserType.Field("a", "int")), "int", "java", "return a;", false);
        assertEquals("""
                CREATE FUNCTION "shop"."sum_up"("a" int)
                    RETURNS NULL ON NULL INPUT
                    RETURNS int
                    LANGUAGE java
                    AS $$return a;$$""", writer("4.1").function("shop", function));
        var aggregate = new UserAggregate("total", List.of("int"), "sum_up", "int", "", "0");
        assertEquals("""
                CREATE AGGREGATE "shop"."total"(int)
                    SFUNC "sum_up"
                    STYPE int
                    INITCOND 0""", writer("4.1").aggregate("shop", aggregate));
    }
}
