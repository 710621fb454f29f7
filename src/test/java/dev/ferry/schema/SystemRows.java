package dev.ferry.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Rows of `system_schema` as a driver would hand them over, for one small shop.
final class SystemRows {
    static final UUID ORDERS_ID = UUID.fromString("5a1c3950-6a2b-11ee-8c99-0242ac120002");

    private final Map<String, List<Map<String, Object>>> rows = new HashMap<>();

    SystemRows with(String systemTable, Object... columnsAndValues) {
        var row = new LinkedHashMap<String, Object>();
        for (var each = 0; each < columnsAndValues.length; each += 2) {
            row.put((String) columnsAndValues[each], columnsAndValues[each + 1]);
        }
        rows.computeIfAbsent(systemTable, _ -> new ArrayList<>()).add(row);
        return this;
    }

    SystemRows keyspace(String name, Map<String, String> replication) {
        return with("keyspaces", "keyspace_name", name, "durable_writes", true, "replication", replication);
    }

    SystemRows table(String name, UUID id, Object... options) {
        var row = new ArrayList<Object>(List.of("keyspace_name", "shop", "table_name", name, "id", id));
        row.addAll(List.of("flags", Set.of("compound")));
        row.addAll(List.of(options));
        return with("tables", row.toArray());
    }

    SystemRows column(String table, String name, String type, String kind, int position, String order) {
        return with(
                "columns",
                "keyspace_name",
                "shop",
                "table_name",
                table,
                "column_name",
                name,
                "type",
                type,
                "kind",
                kind,
                "position",
                position,
                "clustering_order",
                order);
    }

    Map<String, List<Map<String, Object>>> rows() {
        return rows;
    }

    Schema read() {
        return SchemaReader.read(rows);
    }

    static Map<String, String> simple(int factor) {
        return Map.of(
                "class", "org.apache.cassandra.locator.SimpleStrategy", "replication_factor", Integer.toString(factor));
    }

    /// A shop on 3.11: types within types, a dropped column that lives again and one that does not, an
    /// index, a view.
    static SystemRows shopOf311() {
        return new SystemRows()
                .keyspace("system", Map.of("class", "org.apache.cassandra.locator.LocalStrategy"))
                .keyspace("system_auth", simple(1))
                .keyspace("shop", simple(3))
                .table(
                        "orders",
                        ORDERS_ID,
                        "bloom_filter_fp_chance",
                        0.01,
                        "caching",
                        Map.of("keys", "ALL", "rows_per_partition", "NONE"),
                        "comment",
                        "what people's carts become",
                        "compaction",
                        Map.of("class", "org.apache.cassandra.db.compaction.LeveledCompactionStrategy"),
                        "compression",
                        Map.of("chunk_length_in_kb", "64", "class", "org.apache.cassandra.io.compress.LZ4Compressor"),
                        "crc_check_chance",
                        1.0,
                        "dclocal_read_repair_chance",
                        0.1,
                        "default_time_to_live",
                        0,
                        "extensions",
                        Map.of(),
                        "gc_grace_seconds",
                        432_000,
                        "max_index_interval",
                        2048,
                        "memtable_flush_period_in_ms",
                        0,
                        "min_index_interval",
                        128,
                        "read_repair_chance",
                        0.0,
                        "speculative_retry",
                        "99PERCENTILE")
                .column("orders", "customer", "uuid", "partition_key", 0, "none")
                .column("orders", "placed", "timestamp", "clustering", 0, "desc")
                .column("orders", "line", "int", "clustering", 1, "asc")
                .column("orders", "currency", "ascii", "static", -1, "none")
                .column("orders", "delivery", "frozen<address>", "regular", -1, "none")
                .column("orders", "tags", "set<text>", "regular", -1, "none")
                .column("orders", "note", "text", "regular", -1, "none")
                .with(
                        "dropped_columns",
                        "keyspace_name",
                        "shop",
                        "table_name",
                        "orders",
                        "column_name",
                        "note",
                        "dropped_time",
                        java.time.Instant.ofEpochMilli(1_600_000_000_123L),
                        "kind",
                        "regular",
                        "type",
                        "text")
                .with(
                        "dropped_columns",
                        "keyspace_name",
                        "shop",
                        "table_name",
                        "orders",
                        "column_name",
                        "coupon",
                        "dropped_time",
                        java.time.Instant.ofEpochMilli(1_500_000_000_000L),
                        "type",
                        "int")
                .with(
                        "types",
                        "keyspace_name",
                        "shop",
                        "type_name",
                        "address",
                        "field_names",
                        List.of("street", "Country"),
                        "field_types",
                        List.of("text", "frozen<\"Land\">"))
                .with(
                        "types",
                        "keyspace_name",
                        "shop",
                        "type_name",
                        "Land",
                        "field_names",
                        List.of("code"),
                        "field_types",
                        List.of("ascii"))
                .with(
                        "types",
                        "keyspace_name",
                        "shop",
                        "type_name",
                        "unused",
                        "field_names",
                        List.of("x"),
                        "field_types",
                        List.of("int"))
                .with(
                        "indexes",
                        "keyspace_name",
                        "shop",
                        "table_name",
                        "orders",
                        "index_name",
                        "orders_by_tag",
                        "kind",
                        "COMPOSITES",
                        "options",
                        Map.of("target", "values(tags)"))
                .with(
                        "views",
                        "keyspace_name",
                        "shop",
                        "view_name",
                        "by_day",
                        "base_table_name",
                        "orders",
                        "base_table_id",
                        ORDERS_ID,
                        "id",
                        UUID.randomUUID(),
                        "include_all_columns",
                        false,
                        "where_clause",
                        "placed IS NOT NULL AND customer IS NOT NULL AND line IS NOT NULL",
                        "gc_grace_seconds",
                        864_000,
                        "default_time_to_live",
                        0)
                .column("by_day", "placed", "timestamp", "partition_key", 0, "none")
                .column("by_day", "customer", "uuid", "clustering", 0, "asc")
                .column("by_day", "line", "int", "clustering", 1, "asc")
                .column("by_day", "note", "text", "regular", -1, "none");
    }
}
