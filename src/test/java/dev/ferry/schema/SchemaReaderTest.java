package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.schema.Column.Kind;
import dev.ferry.schema.Column.Order;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SchemaReaderTest {
    private static final TableName ORDERS = new TableName("shop", "orders");

    private final Schema shop = SystemRows.shopOf311().read();

    private Table orders() {
        return shop.table(ORDERS).orElseThrow();
    }

    @Test
    void asksForEveryTableItReads() {
        assertEquals("SELECT * FROM system_schema.views", SchemaReader.queries().get("views"));
        assertEquals(
                Set.of(
                        "keyspaces",
                        "tables",
                        "columns",
                        "column_masks",
                        "dropped_columns",
                        "types",
                        "indexes",
                        "views",
                        "triggers",
                        "functions",
                        "aggregates"),
                SchemaReader.queries().keySet());
    }

    @Test
    void leavesSystemKeyspacesOut() {
        assertEquals(
                List.of("shop"), shop.keyspaces().stream().map(Keyspace::name).toList());
    }

    @Test
    void readsColumnsInTheOrderOfACreateTable() {
        assertEquals(
                List.of(
                        Column.partitionKey("customer", "uuid", 0),
                        Column.clustering("placed", "timestamp", 0, Order.DESC),
                        Column.clustering("line", "int", 1, Order.ASC),
                        Column.fixed("currency", "ascii"),
                        Column.regular("delivery", "frozen<address>"),
                        Column.regular("note", "text"),
                        Column.regular("tags", "set<text>")),
                orders().columns());
        assertEquals(SystemRows.ORDERS_ID, orders().id());
    }

    @Test
    void readsDroppedColumnsInMicrosecondsAndTakesThemForRegularWhereNoKindIsStored() {
        assertEquals(
                List.of(
                        new DroppedColumn("coupon", "int", Kind.REGULAR, 1_500_000_000_000_000L),
                        new DroppedColumn("note", "text", Kind.REGULAR, 1_600_000_000_123_000L)),
                orders().droppedColumns());
    }

    @Test
    void readsOptionsByTheirType() {
        var options = orders().options();
        assertEquals(432_000, options.gcGraceSeconds());
        assertEquals(
                new OptionValue.Figure("0.01"),
                options.get("bloom_filter_fp_chance").orElseThrow());
        assertEquals(
                new OptionValue.Words("99PERCENTILE"),
                options.get("speculative_retry").orElseThrow());
        assertEquals(
                new OptionValue.Entries(new TreeMap<>(Map.of("keys", "ALL", "rows_per_partition", "NONE"))),
                options.get("caching").orElseThrow());
        assertFalse(options.get("id").isPresent());
        assertFalse(options.isCdc());
    }

    @Test
    void readsTypesIndexesAndViews() {
        var keyspace = shop.keyspace("shop").orElseThrow();
        assertEquals(
                List.of(new UserType.Field("street", "text"), new UserType.Field("Country", "frozen<\"Land\">")),
                keyspace.type("address").orElseThrow().fields());
        assertEquals("values(tags)", orders().indexes().getFirst().target());
        var view = keyspace.view("by_day").orElseThrow();
        assertEquals(ORDERS, view.baseTable());
        assertEquals(4, view.columns().size());
        assertTrue(shop.table(new TableName("shop", "by_day")).isEmpty());
    }

    @Test
    void readsFunctionsAggregatesAndTriggers() {
        var schema = SystemRows.shopOf311()
                .with(
                        "functions",
                        "keyspace_name",
                        "shop",
                        "function_name",
                        "sum_up",
                        "argument_names",
                        List.of("a", "b"),
                        "argument_types",
                        List.of("int", "int"),
                        "return_type",
                        "int",
                        "language",
                        "java",
                        "body",
                        "return a + b;",
                        "called_on_null_input",
                        false)
                .with(
                        "aggregates",
                        "keyspace_name",
                        "shop",
                        "aggregate_name",
                        "total",
                        "argument_types",
                        List.of("int"),
                        "state_func",
                        "sum_up",
                        "state_type",
                        "int",
                        "return_type",
                        "int",
                        "final_func",
                        null,
                        "initcond",
                        "0")
                .with(
                        "triggers",
                        "keyspace_name",
                        "shop",
                        "table_name",
                        "orders",
                        "trigger_name",
                        "audit",
                        "options",
                        Map.of("class", "com.acme.Audit"))
                .read();
        var keyspace = schema.keyspace("shop").orElseThrow();
        assertEquals("return a + b;", keyspace.functions().getFirst().body());
        assertEquals("", keyspace.aggregates().getFirst().finalFunction());
        assertEquals("0", keyspace.aggregates().getFirst().initialState());
        assertEquals(
                List.of(new Trigger("audit", "com.acme.Audit")),
                schema.table(ORDERS).orElseThrow().triggers());
    }

    @Test
    void readsMasksOf50() {
        var schema = SystemRows.shopOf311()
                .with(
                        "column_masks",
                        "keyspace_name",
                        "shop",
                        "table_name",
                        "orders",
                        "column_name",
                        "note",
                        "function_keyspace",
                        "system",
                        "function_name",
                        "mask_inner",
                        "function_argument_types",
                        List.of("int", "int", "text"),
                        "function_argument_values",
                        List.of("1", "", "*"),
                        "function_argument_nulls",
                        List.of(false, true, false))
                .read();
        assertEquals(
                "mask_inner(1, null, '*')",
                schema.table(ORDERS).orElseThrow().column("note").orElseThrow().mask());
    }

    @Test
    void keepsOptionsOfVendorsAndBlobs() {
        var schema = new SystemRows()
                .keyspace("shop", SystemRows.simple(1))
                .table(
                        "t",
                        UUID.randomUUID(),
                        "nodesync",
                        Map.of("enabled", "true"),
                        "extensions",
                        Map.of("x", ByteBuffer.wrap(new byte[] {1, (byte) 0xab})),
                        "bloom_filter_fp_chance",
                        0.00001)
                .column("t", "k", "int", "partition_key", 0, "none")
                .read();
        var options = schema.table(new TableName("shop", "t")).orElseThrow().options();
        assertEquals(
                "{'enabled': 'true'}", options.get("nodesync").orElseThrow().cql());
        assertEquals("{'x': '0x01ab'}", options.get("extensions").orElseThrow().cql());
        assertEquals(
                "0.00001", options.get("bloom_filter_fp_chance").orElseThrow().cql());
    }

    @Test
    void isEmptyWhereNothingIsStored() {
        assertEquals(Schema.empty(), SchemaReader.read(Map.of()));
    }

    @Test
    void refusesARowWithoutItsKey() {
        var rows = new SystemRows().keyspace("shop", SystemRows.simple(1)).with("tables", "keyspace_name", "shop");
        var thrown = assertThrows(IllegalArgumentException.class, rows::read);
        assertTrue(thrown.getMessage().contains("table_name"), thrown.getMessage());
    }
}
