package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cassandra.CqlRow;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.OptionValue;
import dev.ferry.schema.Replication;
import dev.ferry.schema.Schema;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TableOptions;
import dev.ferry.text.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RepairFindingsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final String LOW = "(-9223372036854775808,0]";
    // as a node writes the range that wraps around
    private static final String HIGH = "(0,-9223372036854775808]";
    private static final CassandraVersion V4 = CassandraVersion.of("4.1.10");

    @Test
    void repairsOfPartsMakeAWholeAndTheOldestOfThemCounts() {
        var standing = standing(repair(3, LOW), repair(5, HIGH), repair(20, LOW, HIGH));
        assertEquals(NOW.minus(Duration.ofDays(5)), standing.last());
    }

    @Test
    void aGapIsNoWhole() {
        var standing = standing(repair(3, LOW));
        assertNull(standing.last());
        assertEquals(0.5, standing.share(), 0.001);
        assertEquals(0, standing().share());
        var gap = standing(repair(3, "(-9223372036854775808,-1]", "(0,9223372036854775807]"));
        assertNull(gap.last(), "one token is missing");
    }

    @Test
    void anotherTableSaysNothing() {
        assertNull(standing(row("customers", NOW, LOW, HIGH)).last());
    }

    @Test
    void eachTableIsJudgedByItsOwnGraceAndTheCommandIsExact() {
        assertEquals(
                "check.source_repairs.recent",
                judged(864_000, 2, repair(5, LOW, HIGH)).code());
        assertEquals(
                "check.source_repairs.overdue",
                judged(3_600, 2, repair(5, LOW, HIGH)).code());
        var none = judged(864_000, 2);
        assertEquals("check.source_repairs.none", none.code());
        assertEquals(Severity.WARN, none.severity());
        assertTrue(none.evidence().contains("no repair is recorded"), none.evidence());
        assertTrue(Messages.text(none.remedy()).endsWith("nodetool repair -full -pr shop orders"));
    }

    @Test
    void oneCopyOrNoGraceNeedsNoRepair() {
        assertEquals(Severity.PASS, judged(864_000, 1).severity());
        assertEquals(Severity.PASS, judged(0, 2).severity());
    }

    @Test
    void aHistoryThatCannotBeReadIsNoPass() {
        var found = RepairFindings.of(Optional.empty(), schema(1), Set.of(ORDERS), Map.of(), V4, NOW);
        assertEquals("check.source_repairs.unread", found.getFirst().code());
        assertEquals(Severity.WARN, found.getFirst().severity());
    }

    @Test
    void theOldReleasesHaveNoFullRepairs() {
        assertEquals(
                "nodetool repair -pr shop orders",
                RepairFindings.commands(List.of(ORDERS), CassandraVersion.of("2.1.22")));
    }

    private static Finding judged(int grace, int copies, CqlRow... rows) {
        return RepairFindings.of(
                        Optional.of(history(rows)), schema(grace), Set.of(ORDERS), Map.of("shop", copies), V4, NOW)
                .getFirst();
    }

    private static RepairHistory.Standing standing(CqlRow... rows) {
        return history(rows).standing(ORDERS);
    }

    private static RepairHistory history(CqlRow... rows) {
        var history = new RepairHistory(Set.of(ORDERS, new TableName("shop", "customers")));
        List.of(rows).forEach(history::add);
        return history;
    }

    private static CqlRow repair(int daysAgo, String... ranges) {
        return row("orders", NOW.minus(Duration.ofDays(daysAgo)), ranges);
    }

    private static CqlRow row(String table, Instant started, String... ranges) {
        var values = new HashMap<String, Object>();
        values.put("keyspace_name", "shop");
        values.put("columnfamily_names", Set.of(table));
        values.put("started_at", started);
        values.put("successful_ranges", Set.of(ranges));
        return new CqlRow(values);
    }

    private static Schema schema(int grace) {
        var options = TableOptions.defaults().with("gc_grace_seconds", new OptionValue.Figure(String.valueOf(grace)));
        var table = new Table(ORDERS, new UUID(1, 2), List.of(), List.of(), List.of(), List.of(), options, Set.of());
        return new Schema(List.of(new Keyspace(
                "shop", Replication.simple(2), true, List.of(table), List.of(), List.of(), List.of(), List.of())));
    }
}
