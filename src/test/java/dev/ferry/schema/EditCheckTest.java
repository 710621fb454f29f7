package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.outcome.Severity;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditCheckTest {
    private static final EditCheck CHECK =
            new EditCheck(new TargetShape(CassandraVersion.of("5.0.2"), new TreeMap<>(Map.of("aiven", 3))));

    /// Ferry's own text is past its reader here: nothing may pass that nobody could compare.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            create.index.shop.by_tag     | CREATE INDEX by_tag ON shop.orders (tag)            | WARN
            create.index.shop.by_tag     | CREATE INDEX other ON shop.orders (tag)             | BLOCK
            create.index.shop.by_tag     | CREATE INDEX by_tag ON shop2.orders (tag)           | BLOCK
            create.index.shop.by_tag     | CREATE TABLE shop.by_tag (a int PRIMARY KEY)        | BLOCK
            create.index.shop.by_tag     | ALTER TABLE shop.orders DROP tag                    | BLOCK
            create.table.shop.orders     | CREATE TABLE shop.orders (a text PRIMARY KEY)       | BLOCK
            create.table.shop.orders     | CREATE INDEX orders ON shop.orders (tag)            | BLOCK
            """)
    void whatCannotBeComparedIsRefusedUnlessItIsTheSameIndex(String id, String text, Severity worst) {
        var stage = id.startsWith("create.index") ? Stage.AFTER_LOAD : Stage.BEFORE_LOAD;
        var statement = new Statement(id, stage, "shop", "object", "CREATE something that is ¬ CQL");
        var found = CHECK.check(statement, text).stream()
                .map(remark -> remark.finding().severity())
                .max(Severity::compareTo)
                .orElseThrow();
        assertEquals(worst, found);
    }
}
