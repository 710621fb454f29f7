package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Severity;
import dev.ferry.schema.SchemaFix.ChooseReplication;
import dev.ferry.schema.SchemaFix.DropOption;
import dev.ferry.schema.SchemaFix.LeaveOut;
import dev.ferry.schema.SchemaFix.Reset;
import dev.ferry.schema.SchemaFix.UseValue;
import dev.ferry.schema.SchemaObject.Fate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaDraftTest {
    private static final TableName ORDERS = new TableName("shop", "orders");

    private static SchemaBasis basis(Schema source, Schema standing, Set<TableName> selection) {
        return new SchemaBasis(
                source,
                CassandraVersion.of("3.11.19"),
                new TargetShape(CassandraVersion.of("4.1.10"), new TreeMap<>(Map.of("aiven", 3))),
                standing,
                selection);
    }

    private static SchemaDraft shop() {
        return SchemaDraft.of(
                basis(SystemRows.shopOf311().read(), Schema.empty(), Set.of(ORDERS)), SchemaChoices.none());
    }

    private static SchemaObject object(SchemaDraft draft, String place) {
        return draft.object(place)
                .orElseThrow(() -> new AssertionError(
                        draft.objects().stream().map(SchemaObject::place).collect(Collectors.joining(", "))));
    }

    private static SchemaDraft edited(SchemaDraft draft, String place, String text) {
        var edits = new HashMap<>(draft.choices().edits());
        object(draft, place)
                .editsOf(text)
                .forEach((id, each) -> each.ifPresentOrElse(own -> edits.put(id, own), () -> edits.remove(id)));
        return draft.with(draft.choices().withEdits(edits));
    }

    @Test
    void listsEveryObjectInOrder() {
        assertEquals(
                List.of(
                        "keyspace shop",
                        "type shop.Land",
                        "type shop.address",
                        "table shop.orders",
                        "index shop.orders_by_tag",
                        "view shop.by_day"),
                shop().objects().stream().map(SchemaObject::place).toList());
    }

    @Test
    void saysTheSameAsThePlan() {
        var draft = shop();
        var plan = new SchemaPlanner(draft.basis().target(), SchemaChoices.none())
                .plan(draft.basis().source(), Set.of(ORDERS), Schema.empty());
        assertEquals(plan.statements(), draft.statements());
        assertEquals(
                Set.copyOf(plan.findings()),
                draft.objects().stream()
                        .flatMap(each -> each.notes().stream())
                        .map(SchemaNote::finding)
                        .collect(Collectors.toSet()));
    }

    @Test
    void showsBothSidesOfATableWithItsDroppedColumns() {
        var orders = object(shop(), "table shop.orders");
        assertTrue(orders.source().contains("AND read_repair_chance = 0.0"));
        assertTrue(orders.source().contains("DROP \"coupon\" USING TIMESTAMP 1500000000000000;"));
        assertFalse(orders.target().contains("read_repair_chance"));
        assertTrue(orders.target().contains("DROP \"coupon\" USING TIMESTAMP 1500000000000000;"));
        assertFalse(orders.target().contains("315360000"));
        assertEquals(Fate.CHANGED, orders.fate());
        assertEquals(Fate.SAME, object(shop(), "type shop.Land").fate());
    }

    @Test
    void looksAgainOnlyAtWhatChanged() {
        var before = shop();
        var after = edited(
                before,
                "table shop.orders",
                object(before, "table shop.orders").target().replace("432000", "5"));
        assertSame(object(before, "keyspace shop"), object(after, "keyspace shop"));
        assertNotSame(object(before, "table shop.orders"), object(after, "table shop.orders"));
        assertTrue(object(after, "table shop.orders").isEdited());
        assertEquals(SchemaDraft.of(before.basis(), after.choices()).objects(), after.objects());
    }

    @Test
    void putsAFindingOnTheLineThatItIsAbout() {
        var draft = shop();
        var text = object(draft, "table shop.orders")
                .target()
                .replace("gc_grace_seconds = 432000", "gc_grace_seconds = x");
        var orders = object(edited(draft, "table shop.orders", text), "table shop.orders");
        var note = orders.notes().getFirst();
        assertEquals("schema.edit.unreadable", note.finding().code());
        assertTrue(text.lines().toList().get(note.line() - 1).contains("gc_grace_seconds = x"), () -> note.toString());
        var drop = text.replace("= x", "= 1").replace("1500000000000000", "17");
        var dropped = object(edited(draft, "table shop.orders", drop), "table shop.orders")
                .notes()
                .getFirst();
        assertEquals("schema.edit.dropped-column", dropped.finding().code());
        assertTrue(drop.lines().toList().get(dropped.line() - 1).contains("DROP \"coupon\""));
        var keyspace = object(draft, "keyspace shop");
        var replication = keyspace.notes().getFirst();
        assertTrue(
                keyspace.target().lines().toList().get(replication.line() - 1).contains("replication ="));
    }

    @Test
    void givesEachPartOfATextToItsStatement() {
        var orders = object(shop(), "table shop.orders");
        assertEquals(
                orders.pieces().stream().collect(Collectors.toMap(SchemaObject.Piece::id, _ -> Optional.empty())),
                orders.editsOf(orders.target() + "\n\n"));
        var without = orders.editsOf(orders.target().replaceFirst("ALTER TABLE [^;]*DROP \"coupon\"[^;]*;", ""));
        assertEquals(Optional.of(""), without.get("drop.column.shop.orders.coupon"));
        assertEquals(Optional.empty(), without.get("create.table.shop.orders"));
        var more = orders.editsOf(orders.target() + "\nDROP TABLE shop.orders;");
        assertEquals(1, more.values().stream().filter(Optional::isPresent).count());
        assertTrue(more.values().stream()
                .flatMap(Optional::stream)
                .anyMatch(each -> each.endsWith("DROP TABLE shop.orders")));
    }

    @Test
    void takesAnOptionOutWithOneClick() {
        var draft = shop();
        var orders = object(draft, "table shop.orders");
        var text = orders.target().replace("gc_grace_seconds = 432000", "tablets = 'on'");
        var bad = edited(draft, "table shop.orders", text);
        var fix = object(bad, "table shop.orders").notes().getFirst().fixes().getFirst();
        assertEquals("tablets", ((DropOption) fix).option());
        var good = bad.with(fix.on(bad.choices()));
        assertFalse(good.isBlocked());
        assertTrue(object(good, "table shop.orders")
                .target()
                .contains("AND default_time_to_live = 0\n    AND max_index_interval = 2048"));
    }

    @Test
    void takesTheFirstOptionOutWithTheWordBehindIt() {
        assertEquals(
                Optional.of("CREATE TABLE s.t (k int PRIMARY KEY) WITH b = 2"),
                OptionText.without("CREATE TABLE s.t (k int PRIMARY KEY) WITH a = 1\n AND b = 2", "a"));
        assertEquals(
                Optional.of("CREATE TABLE s.t (k int PRIMARY KEY)"),
                OptionText.without("CREATE TABLE s.t (k int PRIMARY KEY) WITH a = {'x': 'y'}", "a"));
    }

    @Test
    void writesTheValueThatTheTargetTakes() {
        var draft = shop();
        var text = object(draft, "table shop.orders").target().replace("LeveledCompactionStrategy", "FancyStrategy");
        var bad = edited(draft, "table shop.orders", text);
        var fix = object(bad, "table shop.orders").notes().getFirst().fixes().getFirst();
        assertEquals("compaction", ((UseValue) fix).option());
        assertFalse(bad.with(fix.on(bad.choices())).isBlocked());
    }

    @Test
    void resetsAnEditAndLeavesAViewOut() {
        var draft = shop();
        var bad = edited(draft, "table shop.orders", "CREATE nonsense");
        assertTrue(bad.isBlocked());
        var resets = object(bad, "table shop.orders").notes().stream()
                .flatMap(each -> each.fixes().stream())
                .filter(Reset.class::isInstance)
                .toList();
        var choices = bad.choices();
        for (var each : resets) {
            choices = each.on(choices);
        }
        assertEquals(draft.objects(), bad.with(choices).objects());
        var view = object(draft, "view shop.by_day").notes().getFirst().fixes().getFirst();
        assertTrue(view instanceof LeaveOut);
        var without = draft.with(view.on(draft.choices()));
        assertEquals(Fate.LEFT_OUT, object(without, "view shop.by_day").fate());
        assertTrue(without.statements().stream().noneMatch(each -> each.object().equals("view shop.by_day")));
    }

    @Test
    void fixesAllReplicationAtOnce() {
        var kept = shop();
        assertEquals(Severity.WARN, object(kept, "keyspace shop").severity());
        var fixes = kept.replicationFixes();
        assertEquals(
                List.of("shop"), fixes.stream().map(ChooseReplication::keyspace).toList());
        var fixed = kept.with(fixes.getFirst().on(kept.choices()));
        assertEquals(Severity.PASS, object(fixed, "keyspace shop").severity());
        assertTrue(fixed.replication("shop").orElseThrow().placesReplicaOn(Set.of("aiven")));
    }

    @Test
    void showsWhatStandsAsCompared() {
        var source = SystemRows.shopOf311().read();
        var draft = SchemaDraft.of(basis(source, source, Set.of(ORDERS)), SchemaChoices.none());
        var orders = object(draft, "table shop.orders");
        assertEquals(Fate.STANDS, orders.fate());
        assertFalse(orders.isEditable());
        assertTrue(orders.target().startsWith("CREATE TABLE \"shop\".\"orders\""));
    }

    @Test
    void keepsAnEditWithoutAStatementInSight() {
        var draft = shop();
        var lost = draft.with(draft.choices().withEdits(Map.of("create.table.shop.gone", "x")));
        var fix = object(lost, "table shop.gone").notes().getFirst().fixes().getFirst();
        assertEquals(draft.objects(), lost.with(fix.on(lost.choices())).objects());
    }

    @Test
    void looksAgainAtOneOfTwoThousandTablesWithinAKeystrokesPause() {
        var model = SystemRows.shopOf311().read().table(ORDERS).orElseThrow();
        var tables = IntStream.range(0, 2_000)
                .mapToObj(each -> new Table(
                        new TableName("huge", "t%04d".formatted(each)),
                        new UUID(1, each),
                        model.columns().stream()
                                .filter(column -> !column.type().contains("frozen"))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        model.options(),
                        model.flags()))
                .toList();
        var source = new Schema(List.of(
                new Keyspace("huge", Replication.simple(3), true, tables, List.of(), List.of(), List.of(), List.of())));
        var selection = tables.stream().map(Table::name).collect(Collectors.toSet());
        var draft = SchemaDraft.of(basis(source, Schema.empty(), selection), SchemaChoices.none());
        var text = object(draft, "table huge.t1000").target();
        var best = Long.MAX_VALUE;
        for (var round = 0; round < 12; round++) {
            var start = System.nanoTime();
            var next = edited(draft, "table huge.t1000", text.replace("432000", "" + round));
            next.statements();
            best = Math.min(best, System.nanoTime() - start);
            assertTrue(object(next, "table huge.t1000").isEdited());
        }
        assertTrue(best < 50_000_000, "took " + best / 1_000_000 + " ms");
    }
}
