package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SchemaComparisonTest {
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final Set<TableName> TABLES = Set.of(ORDERS);

    private final Schema shop = SystemRows.shopOf311().read();

    private static SystemRows changed() {
        return SystemRows.shopOf311();
    }

    private static List<String> keys(List<Message> messages) {
        messages.forEach(each -> assertTrue(!Messages.text(each).contains("{1}")));
        return messages.stream().map(Message::key).toList();
    }

    private List<String> compare(Schema actual) {
        return keys(SchemaComparison.compare(shop, actual, TABLES));
    }

    private List<String> drift(Schema now) {
        return keys(SchemaComparison.drift(shop, now, TABLES));
    }

    private String fingerprint(Schema schema) {
        return SchemaComparison.fingerprint(schema, TABLES);
    }

    @Test
    void findsNoDifferenceBetweenEqualSchemas() {
        var again = changed().read();
        assertEquals(List.of(), compare(again));
        assertEquals(fingerprint(shop), fingerprint(again));
        assertEquals(64, fingerprint(shop).length());
    }

    @Test
    void missesTablesAndTypes() {
        assertEquals(
                List.of(
                        "schema.difference.table.missing",
                        "schema.difference.type.missing",
                        "schema.difference.type.missing"),
                compare(Schema.empty()));
        assertNotEquals(fingerprint(shop), fingerprint(Schema.empty()));
    }

    @Test
    void seesANewColumn() {
        var now = changed()
                .column("orders", "paid", "boolean", "regular", -1, "none")
                .read();
        assertEquals(List.of("schema.difference.column.extra"), compare(now));
        assertEquals(
                "shop.orders: column paid (boolean) is there and should not be.",
                Messages.text(SchemaComparison.compare(shop, now, TABLES).getFirst()));
        assertNotEquals(fingerprint(shop), fingerprint(now));
    }

    @Test
    void seesANewFieldInATypeWithinAType() {
        var rows = changed();
        rows.rows()
                .get("types")
                .replaceAll(each -> "Land".equals(each.get("type_name"))
                        ? Map.of(
                                "keyspace_name",
                                "shop",
                                "type_name",
                                "Land",
                                "field_names",
                                List.of("code", "name"),
                                "field_types",
                                List.of("ascii", "text"))
                        : each);
        assertEquals(List.of("schema.difference.type.fields"), compare(rows.read()));
        assertNotEquals(fingerprint(shop), fingerprint(rows.read()));
    }

    @Test
    void doesNotCareForTypesThatNobodyNeeds() {
        var rows = changed();
        rows.rows().get("types").removeIf(each -> "unused".equals(each.get("type_name")));
        assertEquals(List.of(), compare(rows.read()));
        assertEquals(fingerprint(shop), fingerprint(rows.read()));
    }

    @Test
    void seesAColumnThatIsDroppedMeanwhile() {
        var rows = changed()
                .with(
                        "dropped_columns",
                        "keyspace_name",
                        "shop",
                        "table_name",
                        "orders",
                        "column_name",
                        "tags",
                        "dropped_time",
                        Instant.ofEpochSecond(1_700_000_000),
                        "kind",
                        "regular",
                        "type",
                        "set<text>");
        rows.rows().get("columns").removeIf(each -> "tags".equals(each.get("column_name")));
        assertEquals(List.of("schema.difference.column.missing", "schema.drift.column.dropped"), drift(rows.read()));
        assertNotEquals(fingerprint(shop), fingerprint(rows.read()));
    }

    @Test
    void seesATableThatWasMadeAnew() {
        var rows = changed();
        rows.rows().get("tables").getFirst().put("id", new UUID(1, 1));
        assertEquals(List.of("schema.drift.table.anew"), drift(rows.read()));
        assertEquals(List.of(), compare(rows.read()));
        assertNotEquals(fingerprint(shop), fingerprint(rows.read()));
    }

    @Test
    void seesIndexesViewsAndReplicationChangeWithoutCallingTheDataOther() {
        var rows = changed();
        rows.rows().remove("indexes");
        rows.rows().remove("views");
        rows.rows().get("keyspaces").getLast().put("replication", SystemRows.simple(1));
        assertEquals(
                List.of("schema.drift.indexes", "schema.drift.replication", "schema.drift.views"), drift(rows.read()));
        assertEquals(fingerprint(shop), fingerprint(rows.read()));
    }

    @Test
    void doesNotCareForOptions() {
        var rows = changed();
        rows.rows().get("tables").getFirst().put("comment", "other");
        assertEquals(List.of(), drift(rows.read()));
        assertEquals(fingerprint(shop), fingerprint(rows.read()));
    }

    @Test
    void missesADroppedColumnThatTheTargetDoesNotRemember() {
        var rows = changed();
        rows.rows().remove("dropped_columns");
        assertEquals(
                List.of("schema.difference.dropped.missing", "schema.difference.dropped.missing"),
                compare(rows.read()));
    }

    /// Without lengths, `ab` and `c` would look like `a` and `bc`.
    @Test
    void tellsNamesApartThatRunTogether() {
        var one = new SystemRows()
                .keyspace("shop", SystemRows.simple(1))
                .table("orders", SystemRows.ORDERS_ID)
                .column("orders", "ab", "c", "partition_key", 0, "none");
        var other = new SystemRows()
                .keyspace("shop", SystemRows.simple(1))
                .table("orders", SystemRows.ORDERS_ID)
                .column("orders", "a", "bc", "partition_key", 0, "none");
        assertNotEquals(fingerprint(one.read()), fingerprint(other.read()));
    }
}
