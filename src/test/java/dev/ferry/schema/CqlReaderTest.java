package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.schema.Column.Kind;
import dev.ferry.schema.Column.Order;
import dev.ferry.schema.CqlReading.Read;
import dev.ferry.schema.CqlReading.Unread;
import dev.ferry.schema.CqlStatement.AddColumns;
import dev.ferry.schema.CqlStatement.AlterKeyspace;
import dev.ferry.schema.CqlStatement.AlterOptions;
import dev.ferry.schema.CqlStatement.CreateIndex;
import dev.ferry.schema.CqlStatement.CreateKeyspace;
import dev.ferry.schema.CqlStatement.CreateTable;
import dev.ferry.schema.CqlStatement.CreateType;
import dev.ferry.schema.CqlStatement.CreateView;
import dev.ferry.schema.CqlStatement.DropColumns;
import dev.ferry.text.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CqlReaderTest {
    private static final TableName T = new TableName("shop", "t");
    private static final TableName ORDERS = new TableName("shop", "orders");

    private static CqlStatement statement(String cql) {
        return switch (CqlReader.read(cql)) {
            case Read read -> read.statement();
            case Unread unread -> throw new AssertionError(unread.problem() + " in " + cql);
        };
    }

    private static CqlProblem problem(String cql) {
        return assertInstanceOf(Unread.class, CqlReader.read(cql), cql).problem();
    }

    private static Table table(List<Column> columns, Set<String> flags) {
        return new Table(T, new UUID(0, 0), columns, List.of(), List.of(), List.of(), TableOptions.defaults(), flags);
    }

    private static Table nameless(Table table, TableOptions options) {
        return new Table(
                table.name(), new UUID(0, 0), table.columns(), List.of(), List.of(), List.of(), options, table.flags());
    }

    private static Table reread(Table table) {
        var written = new CqlWriter(CassandraVersion.of("5.0")).table(table).cql();
        return ((CreateTable) statement(written)).table();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.29", "3.11.19", "4.0.19", "4.1.10", "5.0.9"})
    void readsBackATableAsItsWriterHasWrittenIt(String version) {
        var shop = SystemRows.shopOf311().read().table(ORDERS).orElseThrow();
        var plain = new Table(
                ORDERS, new UUID(0, 0), shop.columns(), List.of(), List.of(), List.of(), shop.options(), shop.flags());
        var writer = new CqlWriter(CassandraVersion.of(version));
        var kept = OptionAdapter.adapt(plain.options(), CassandraVersion.of(version), "")
                .options();
        assertEquals(
                nameless(plain, new TableOptions(kept)),
                ((CreateTable) statement(writer.table(plain).cql())).table());
    }

    @Test
    void readsBackNamesThatAreHardToRead() {
        var table = table(
                List.of(
                        Column.partitionKey("select", "int", 0),
                        Column.partitionKey("Mixed Case", "frozen<\"My \"\"Type\"\"\">", 1),
                        Column.clustering("a\"b", "text", 0, Order.DESC),
                        Column.fixed("s", "list<frozen<set<int>>>"),
                        Column.regular("it's; DROP TABLE x --", "map<text, frozen<tuple<int, duration>>>"),
                        Column.regular("v", "vector<float, 3>"),
                        Column.regular("w", "'org.apache.cassandra.db.marshal.BytesType'"),
                        new Column("card", "text", Kind.REGULAR, -1, Order.NONE, "mask_inner(null, 4)"),
                        new Column("own", "text", Kind.REGULAR, -1, Order.NONE, "\"shop\".\"Hide\"(-1, 'x')")),
                Set.of("compound"));
        assertEquals(table, reread(table));
    }

    @Test
    void readsBackWhatCompactStorageHides() {
        var fixed = table(
                List.of(
                        Column.partitionKey("k", "int", 0),
                        Column.clustering("column1", "text", 0, Order.ASC),
                        Column.fixed("a", "int"),
                        Column.regular("value", "blob")),
                Set.of());
        var dense = table(
                List.of(
                        Column.partitionKey("k", "int", 0),
                        Column.clustering("c", "int", 0, Order.ASC),
                        Column.clustering("d", "int", 1, Order.DESC),
                        Column.regular("value", "empty")),
                Set.of("dense", "compound"));
        var valued = table(
                List.of(
                        Column.partitionKey("k", "int", 0),
                        Column.clustering("c", "int", 0, Order.ASC),
                        Column.regular("v", "text")),
                Set.of("dense"));
        for (var table : List.of(fixed, dense, valued)) {
            assertEquals(table, reread(table));
        }
    }

    @Test
    void readsBackCounters() {
        var table = table(
                List.of(Column.partitionKey("k", "int", 0), Column.regular("hits", "counter")),
                Set.of("compound", "counter"));
        assertEquals(table, reread(table));
    }

    @Test
    void readsBackAKeyspaceATypeAnIndexAndAView() {
        var writer = new CqlWriter(CassandraVersion.of("4.1"));
        var shop = SystemRows.shopOf311().read().keyspace("shop").orElseThrow();
        var orders = shop.table("orders").orElseThrow();
        assertEquals(
                new CreateKeyspace("shop", shop.replication(), false),
                statement(writer.keyspace("shop", shop.replication(), false)));
        for (var type : shop.types()) {
            assertEquals(new CreateType(type), statement(writer.type(type)));
        }
        for (var index : orders.indexes()) {
            assertEquals(new CreateIndex(index), statement(writer.index(index)));
        }
        for (var view : shop.views()) {
            var read = (CreateView) statement(writer.view(view).cql());
            var options = new TreeMap<>(view.options().values());
            options.remove("default_time_to_live");
            assertEquals(
                    new View(
                            view.name(),
                            view.baseTable(),
                            view.includesAllColumns(),
                            view.whereClause(),
                            view.columns(),
                            new TableOptions(options)),
                    read.over(orders));
        }
    }

    @Test
    void readsBackWhatIsDoneToATable() {
        var writer = new CqlWriter(CassandraVersion.of("4.1"));
        assertEquals(
                new DropColumns(ORDERS, List.of("coupon"), OptionalLong.of(1_500_000_000_000_000L)),
                statement(
                        writer.drop(ORDERS, new DroppedColumn("coupon", "int", Kind.REGULAR, 1_500_000_000_000_000L))));
        assertEquals(
                new AddColumns(ORDERS, List.of(Column.fixed("Note", "text"))),
                statement(writer.add(ORDERS, Column.fixed("Note", "text"))));
        assertEquals(
                new AlterOptions(ORDERS, TableOptions.defaults().with("gc_grace_seconds", new OptionValue.Figure("5"))),
                statement(writer.gcGrace(ORDERS, 5)));
        assertEquals(
                new AlterOptions(ORDERS, TableOptions.defaults().with("cdc", new OptionValue.Truth(true))),
                statement(writer.cdcOn(ORDERS)));
    }

    @Test
    void readsBackACustomIndex() {
        var index = new Index(
                "i",
                ORDERS,
                "CUSTOM",
                new TreeMap<>(Map.of("target", "values(tags)", "class_name", "StorageAttachedIndex", "x", "y")));
        assertEquals(new CreateIndex(index), statement(new CqlWriter(CassandraVersion.of("5.0")).index(index)));
    }

    @Test
    void readsWhatPeopleWrite() {
        var read = (CreateTable) statement("""
                create table IF NOT EXISTS Shop.T ( -- a comment
                    K int PRIMARY KEY, // another
                    v varchar, /* and
                    one more */ w frozen<shop.address>
                ) with comment='x' and gc_grace_seconds = 10
                  AND compaction = {'class': 'LeveledCompactionStrategy', 'sstable_size_in_mb': 160, 'enabled': true};""");
        assertEquals(
                List.of(
                        Column.partitionKey("k", "int", 0),
                        Column.regular("v", "text"),
                        Column.regular("w", "frozen<address>")),
                read.table().columns());
        assertEquals(10, read.table().options().gcGraceSeconds());
        assertEquals(
                new AlterKeyspace("shop", Replication.simple(2), true),
                statement(
                        "ALTER KEYSPACE shop WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 2}"));
        assertEquals(
                new AddColumns(T, List.of(Column.regular("a", "int"), Column.regular("b", "text"))),
                statement("ALTER TABLE shop.t ADD (a int, b text)"));
    }

    @Test
    void knowsWhereColumnsAndOptionsStand() {
        var text = "CREATE TABLE s.t (\n  k int PRIMARY KEY,\n  v text\n) WITH comment = 'x'\n  AND cdc = true";
        var read = assertInstanceOf(Read.class, CqlReader.read(text));
        var column = read.columns().get("v");
        assertEquals("v text", text.substring(column.start(), column.end()));
        var option = read.options().get("cdc");
        assertEquals("cdc = true", text.substring(option.start(), option.end()));
        assertEquals(
                "s.t",
                text.substring(
                        read.options().get("name").start(),
                        read.options().get("name").end()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                             | 1 | 1  | The statement ends here; CREATE should follow.
            DROP TABLE shop.t                              | 1 | 1  | Only CREATE and ALTER of
            CREATE TABLE t (k int PRIMARY KEY)             | 1 | 16 | Write the keyspace before the name: keyspace.t
            CREATE TABLE s.t (k int)                       | 1 | 24 | The table has no PRIMARY KEY.
            CREATE TABLE s.t (k int PRIMARY KEY,)          | 1 | 37 | Here a column should stand, not )
            CREATE TABLE s.t (k int PRIMARY KEY, k text)   | 1 | 38 | k stands here for the second time.
            CREATE TABLE s.t (select int PRIMARY KEY)      | 1 | 19 | select is a word of CQL; as a name it needs
            CREATE TABLE s.t (k foo<int> PRIMARY KEY)      | 1 | 21 | foo is not a type that takes others
            CREATE TABLE s.t (k map<int> PRIMARY KEY)      | 1 | 21 | map<…> does not take 1 type(s).
            CREATE TABLE s.t (k int, PRIMARY KEY (k, c))   | 1 | 26 | The primary key names c, which is not
            CREATE TABLE s.t (k other.x PRIMARY KEY)       | 1 | 26 | The type x is in keyspace other
            CREATE TABLE s.t (k int PRIMARY KEY) WITH      | 1 | 42 | The statement ends here; an option should follow.
            CREATE TABLE s.t (k int PRIMARY KEY) WITH a = 'x | 1 | 47 | What begins here has no end: 'x
            CREATE TABLE s.t (k int PRIMARY KEY) WITH a = 1 AND a = 2 | 1 | 53 | a stands here for the second time.
            CREATE TABLE s.t (k int PRIMARY KEY); DROP TABLE s.t | 1 | 39 | One statement stands here already
            CREATE KEYSPACE s                              | 1 | 18 | A keyspace needs replication with a class.
            CREATE KEYSPACE s WITH replication = {'class': 'X'} AND tablets = true | 1 | 57 | A keyspace has no option tablets.
            CREATE CUSTOM INDEX i ON s.t (a)               | 1 | 33 | A custom index needs its class
            ALTER TABLE s.t DROP a USING TIMESTAMP x       | 1 | 40 | Here a time in microseconds should stand, not x
            """)
    void saysWhatIsWrongAndWhere(String cql, int line, int column, String sentence) {
        var problem = problem(cql);
        assertTrue(
                Messages.text(problem.message()).startsWith(sentence),
                () -> Messages.text(problem.message()) + " in " + cql);
        assertEquals(line + ":" + column, problem.line() + ":" + problem.column(), cql);
    }

    @Test
    void countsLines() {
        var problem = problem("CREATE TABLE s.t (\n  k int,\n  v tex>t,\n  PRIMARY KEY (k))");
        assertEquals("3:8", problem.line() + ":" + problem.column());
    }

    @Test
    void neitherBreaksNorHangsOnAnyText() {
        var random = new Random(11);
        var samples = samples();
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (var round = 0; round < 20_000; round++) {
                var text = mutated(samples.get(random.nextInt(samples.size())), random);
                if (CqlReader.read(text) instanceof Unread(var problem)) {
                    assertTrue(problem.offset() >= 0 && problem.offset() <= text.length(), text);
                    assertTrue(problem.line() >= 1 && problem.column() >= 1, text);
                    assertTrue(!Messages.text(problem.message()).isBlank());
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"frozen<", "(", "{", "\"", "list<list<"})
    void standsBottomlessText(String piece) {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> problem("CREATE TABLE s.t (k " + piece.repeat(100_000)));
    }

    static List<String> samples() {
        var samples = new ArrayList<String>();
        var shop = SystemRows.shopOf311().read().keyspace("shop").orElseThrow();
        var writer = new CqlWriter(CassandraVersion.of("3.11"));
        samples.add(writer.keyspace("shop", shop.replication(), true));
        shop.types().forEach(each -> samples.add(writer.type(each)));
        shop.tables().forEach(each -> samples.add(writer.table(each).cql()));
        shop.tables().forEach(each -> each.indexes().forEach(index -> samples.add(writer.index(index))));
        shop.views().forEach(each -> samples.add(writer.view(each).cql()));
        samples.add(writer.gcGrace(ORDERS, 5));
        samples.add("ALTER TABLE shop.t DROP (a, b) USING TIMESTAMP 17 -- x");
        return samples;
    }

    static String mutated(String text, Random random) {
        var changed = new StringBuilder(text);
        for (var change = random.nextInt(4); change >= 0 && !changed.isEmpty(); change--) {
            var at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, "()<>{}'\";,=.$-*/1aé \n".charAt(random.nextInt(21)));
                case 2 -> changed.delete(at, Math.min(changed.length(), at + random.nextInt(30)));
                default -> changed.insert(at, text, 0, random.nextInt(text.length()));
            }
        }
        return changed.toString();
    }
}
