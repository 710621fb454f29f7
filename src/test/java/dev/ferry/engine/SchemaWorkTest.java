package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.schema.SchemaPlan;
import dev.ferry.schema.Stage;
import dev.ferry.schema.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaWorkTest {
    /// The text was edited after its plan was made; the index is as missing as before.
    @Test
    void aStatementIsNeededWhileAnythingOfItsIdIsMissing() {
        var planned = index("by_tag", "CREATE INDEX by_tag ON shop.orders (tag)");
        var edited = index("by_tag", "CREATE INDEX by_tag ON shop.orders (values(tag))");
        var other = index("by_day", "CREATE INDEX by_day ON shop.orders (day)");
        assertEquals(true, SchemaWork.isNeeded(planned, new SchemaPlan(List.of(), List.of(other, edited))));
        assertEquals(false, SchemaWork.isNeeded(planned, new SchemaPlan(List.of(), List.of(other))));
    }

    private static Statement index(String name, String cql) {
        return new Statement("create.index.shop." + name, Stage.AFTER_LOAD, "shop", "index shop." + name, cql);
    }
}
