package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a user may write in place of Ferry's statements, and what not.
class EditTest {
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final String TABLE = "create.table.shop.orders";
    private static final String KEYSPACE = "create.keyspace.shop";

    private static TargetShape target(String version) {
        return new TargetShape(CassandraVersion.of(version), new TreeMap<>(Map.of("aiven", 3)));
    }

    private static Schema shop() {
        return SystemRows.shopOf311().read();
    }

    private static SchemaPlan plan(String version, Map<String, String> edits, Schema standing) {
        return new SchemaPlanner(target(version), SchemaChoices.none().withEdits(edits))
                .plan(shop(), Set.of(ORDERS), standing);
    }

    private static SchemaPlan plan(Map<String, String> edits) {
        return plan("4.1.10", edits, Schema.empty());
    }

    private static String cql(SchemaPlan plan, String id) {
        return plan.statements().stream()
                .filter(each -> each.id().equals(id))
                .map(Statement::cql)
                .findFirst()
                .orElse("");
    }

    private static String proposed(String id) {
        return cql(plan(Map.of()), id);
    }

    private static List<String> edits(SchemaPlan plan, Severity severity) {
        return plan.findings().stream()
                .filter(each -> each.severity() == severity)
                .map(Finding::code)
                .filter(each -> each.startsWith("schema.edit.") || each.startsWith("schema.replication"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            gc_grace_seconds = 432000 | gc_grace_seconds = 100                | ``
            default_time_to_live = 0  | default_time_to_live = 86400          | ``
            crc_check_chance = 1.0    | crc_check_chance = '0.5'              | ``
            CREATE TABLE              | CREATE TABLE IF NOT EXISTS            | ``
            AND max_index_interval = 2048 | -- no more                        | ``
            'org.apache.cassandra.db.compaction.LeveledCompactionStrategy' | 'SizeTieredCompactionStrategy', 'min_threshold': 6 | ``
            what people''s carts become | a table                             | ``
            '99PERCENTILE'            | '99p';                                 | ``
            "coupon" int,             | ``                                    | schema.edit.differs
            "coupon" int,             | "coupon" text,                        | schema.edit.differs
            "coupon" int,             | "coupon" int, "more" int,             | schema.edit.differs
            ascii static              | ascii                                 | schema.edit.differs
            "placed" DESC             | "placed" ASC                          | schema.edit.differs
            "customer", "placed", "line") | ("customer", "placed"), "line")   | schema.edit.unreadable
            CREATE TABLE "shop"       | CREATE TABLE "shop2"                  | schema.edit.other
            gc_grace_seconds = 432000 | gc_grace_seconds = -1                 | schema.edit.option-form
            gc_grace_seconds = 432000 | gc_grace_seconds = 99999999999        | schema.edit.option-form
            gc_grace_seconds = 432000 | gc_grace_seconds = 0xff               | schema.edit.option-form
            caching =                 | compression = {'class': 'ZzzCompressor'} AND caching = | schema.edit.unreadable
            gc_grace_seconds = 432000 | cdc = true                            | schema.edit.cdc
            gc_grace_seconds = 432000 | read_repair_chance = 0.1              | schema.edit.option-unknown
            gc_grace_seconds = 432000 | tablets = 'on'                        | schema.edit.option-unknown
            LeveledCompactionStrategy | TieredFantasyStrategy                 | schema.edit.option-value
            gc_grace_seconds = 432000 | speculative_retry = 'maybe'           | schema.edit.unreadable
            '99PERCENTILE'            | 'maybe'                               | schema.edit.option-form
            PRIMARY KEY               | PRIMARY KYE                           | schema.edit.unreadable
            min_index_interval = 128  | min_index_interval = 128; DROP TABLE "shop"."orders" | schema.edit.unreadable
            """)
    void weighsEachChangeOfATable(String part, String instead, String blocks) {
        var text = proposed(TABLE);
        assertTrue(text.contains(part), part);
        var plan = plan(Map.of(TABLE, text.replace(part, instead)));
        assertEquals(blocks, String.join(" ", edits(plan, Severity.BLOCK)));
        assertEquals(blocks.isEmpty(), edits(plan, Severity.PASS).contains("schema.edit.applied"));
    }

    @Test
    void runsExactlyWhatWasWrittenButForItsSemicolon() {
        var text = proposed(TABLE).replace("432000", "77") + " -- shorter\n;\n";
        assertEquals(text.replaceAll(";\\s*$", "").strip(), cql(plan(Map.of(TABLE, text)), TABLE));
    }

    @Test
    void putsTheEditedTimeForTombstonesBackAtTheEnd() {
        var plan = plan(Map.of(TABLE, proposed(TABLE).replace("gc_grace_seconds = 432000", "gc_grace_seconds = 77")));
        assertTrue(cql(plan, "gc-grace.restore.shop.orders").endsWith("gc_grace_seconds = 77"));
        var gone = plan(Map.of(TABLE, proposed(TABLE).replace("AND gc_grace_seconds = 432000", "")));
        assertTrue(cql(gone, "gc-grace.restore.shop.orders").endsWith("gc_grace_seconds = 864000"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'class': 'NetworkTopologyStrategy', 'aiven': '2'} | ``
            {'class': 'SimpleStrategy', 'replication_factor': 3} | ``
            {'class': 'NetworkTopologyStrategy', 'replication_factor': 3} | ``
            {'class': 'NetworkTopologyStrategy', 'dc1': '3'}   | schema.replication.no-replica
            {'class': 'NetworkTopologyStrategy', 'aiven': '3', 'dc1': '3'} | schema.replication.foreign
            {'class': 'NetworkTopologyStrategy', 'aiven': 'x'} | schema.edit.option-form schema.replication.no-replica
            {'class': 'LocalStrategy'}                         | schema.replication.no-replica
            """)
    void weighsAReplicationThatWasWritten(String replication, String blocks) {
        var text = "CREATE KEYSPACE shop WITH replication = " + replication;
        assertEquals(
                blocks,
                String.join(
                        " ",
                        edits(plan(Map.of(KEYSPACE, text)), Severity.BLOCK).stream()
                                .sorted()
                                .toList()));
    }

    @Test
    void leavesOutOnlyWhatIsNotNeededForTheLoad() {
        var view = plan(Map.of("create.view.shop.by_day", " -- not wanted\n"));
        assertEquals("", cql(view, "create.view.shop.by_day"));
        assertEquals(
                List.of("schema.edit.left-out"),
                edits(view, Severity.WARN).stream()
                        .filter(each -> each.startsWith("schema.edit"))
                        .toList());
        assertFalse(view.isBlocked());
        assertEquals(List.of("schema.edit.needed"), edits(plan(Map.of(TABLE, "")), Severity.BLOCK));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            create.type.shop.address          | street              | road              | schema.edit.type
            create.type.shop.address          | CREATE TYPE         | create type       | ``
            drop.column.shop.orders.coupon    | 1500000000000000    | 1600000000000000  | schema.edit.dropped-column
            drop.column.shop.orders.coupon    | "coupon"            | coupon            | ``
            gc-grace.hold.shop.orders         | 315360000           | 5                 | schema.edit.fixed
            create.index.shop.orders_by_tag   | orders_by_tag       | other             | schema.edit.other
            create.index.shop.orders_by_tag   | values("tags")      | values(tags)      | ``
            create.index.shop.orders_by_tag   | CREATE INDEX        | DROP INDEX        | schema.edit.unreadable
            create.view.shop.by_day           | by_day              | by_night          | schema.edit.other
            create.view.shop.by_day           | gc_grace_seconds = 864000 | comment = 'x' | ``
            """)
    void weighsChangesOfOtherStatements(String id, String part, String instead, String blocks) {
        var text = proposed(id);
        assertTrue(text.contains(part), text);
        assertEquals(blocks, String.join(" ", edits(plan(Map.of(id, text.replace(part, instead))), Severity.BLOCK)));
    }

    @Test
    void saysThatAnIndexWillBeAnotherOne() {
        var id = "create.index.shop.orders_by_tag";
        var other = proposed(id).replace("values(\"tags\")", "\"note\"");
        assertTrue(edits(plan(Map.of(id, other)), Severity.WARN).contains("schema.edit.index"));
        assertFalse(plan(Map.of(id, other)).isBlocked());
    }

    @Test
    void reportsAnEditWhoseStatementIsGone() {
        var plan = plan(Map.of("create.table.shop.gone", "CREATE TABLE shop.gone (k int PRIMARY KEY)"));
        var stale = plan.findings().stream()
                .filter(each -> each.code().equals("schema.edit.stale"))
                .findFirst()
                .orElseThrow();
        assertEquals("table shop.gone", stale.place());
        assertEquals("CREATE TABLE shop.gone (k int PRIMARY KEY)", stale.evidence());
        assertEquals(Severity.WARN, stale.severity());
    }

    /// What was made by the edited statements stands; a new plan then has nothing to do and nothing to say.
    @Test
    void isContentOnceTheEditedStatementsHaveRun() {
        var edits = Map.of(
                TABLE,
                proposed(TABLE).replace("gc_grace_seconds = 432000", "gc_grace_seconds = 77"),
                KEYSPACE,
                "CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 2}",
                "drop.column.shop.orders.coupon",
                proposed("drop.column.shop.orders.coupon").replace("\"coupon\"", "coupon"));
        var source = shop().keyspace("shop").orElseThrow();
        var orders = source.table("orders").orElseThrow();
        var held = new Table(
                ORDERS,
                new UUID(9, 9),
                orders.columns(),
                orders.droppedColumns(),
                List.of(),
                List.of(),
                orders.options().with("gc_grace_seconds", new OptionValue.Figure("315360000")),
                orders.flags());
        var standing = new Schema(List.of(new Keyspace(
                "shop", Replication.simple(2), true, List.of(held), source.types(), List.of(), List.of(), List.of())));
        var plan = plan("4.1.10", edits, standing);
        assertEquals(List.of(), plan.statements(Stage.BEFORE_LOAD));
        assertFalse(plan.isBlocked());
        assertEquals(
                List.of(),
                plan.findings().stream()
                        .map(Finding::code)
                        .filter(each ->
                                each.equals("schema.edit.stale") || each.equals("schema.keyspace.replication-differs"))
                        .toList());
        assertTrue(cql(plan, "gc-grace.restore.shop.orders").endsWith("= 77"));
    }

    @Test
    void takesAStorageAttachedIndexInPlaceOfOneThatIsLeftOut() {
        UnaryOperator<String> create =
                name -> "CREATE CUSTOM INDEX \"s\" ON \"shop\".\"orders\" (\"note\") USING '" + name + "'";
        var orders = shop().table(ORDERS).orElseThrow();
        var sasi = new Index(
                "s",
                ORDERS,
                "CUSTOM",
                new TreeMap<>(Map.of("target", "note", "class_name", "org.apache.cassandra.index.sasi.SASIIndex")));
        var table = new Table(
                ORDERS,
                orders.id(),
                orders.columns(),
                List.of(),
                List.of(sasi),
                List.of(),
                orders.options(),
                orders.flags());
        var source = new Schema(List.of(new Keyspace(
                "shop",
                Replication.simple(1),
                true,
                List.of(table),
                shop().keyspace("shop").orElseThrow().types(),
                List.of(),
                List.of(),
                List.of())));
        var left =
                new SchemaPlanner(target("5.0.9"), SchemaChoices.none()).plan(source, Set.of(ORDERS), Schema.empty());
        assertEquals("", cql(left, "create.index.shop.s"));
        var edits = Map.of("create.index.shop.s", create.apply("StorageAttachedIndex"));
        var made = new SchemaPlanner(target("5.0.9"), SchemaChoices.none().withEdits(edits))
                .plan(source, Set.of(ORDERS), Schema.empty());
        assertEquals(create.apply("StorageAttachedIndex"), cql(made, "create.index.shop.s"));
        assertFalse(made.isBlocked());
        var old = new SchemaPlanner(target("4.1.10"), SchemaChoices.none().withEdits(edits))
                .plan(source, Set.of(ORDERS), Schema.empty());
        assertEquals(List.of("schema.edit.index-class"), edits(old, Severity.BLOCK));
    }

    @Test
    void neitherBreaksNorHangsOnAnyEdit() {
        var random = new Random(5);
        var statements = plan(Map.of()).statements();
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (var round = 0; round < 800; round++) {
                var statement = statements.get(random.nextInt(statements.size()));
                var edit = Map.of(statement.id(), CqlReaderTest.mutated(statement.cql(), random));
                assertFalse(plan(round % 2 == 0 ? "5.0.9" : "3.11.19", edit, Schema.empty())
                        .findings()
                        .isEmpty());
            }
        });
    }
}
