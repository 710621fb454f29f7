package dev.ferry.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.schema.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"orders", "OrderLines", "a'b\"c", "$(rm -rf /)", "x;y\nz", "ä ö", "../../etc"})
    void theKeyIsSafeInAPathWhateverTheTableIsCalled(String table) {
        var key = cell("shop", table).key();
        assertTrue(key.matches("[A-Za-z0-9._-]+"), key);
        assertTrue(!key.contains(".."), key);
    }

    @Test
    void namesThatLookAlikeHaveDifferentKeys() {
        assertNotEquals(cell("a", "b_c").key(), cell("a_b", "c").key());
        assertNotEquals(cell("a", "b c").key(), cell("a", "b_c").key());
        assertNotEquals(cell("Shop", "orders").key(), cell("shop", "orders").key());
    }

    @Test
    void theSameCellHasTheSameKeyTomorrow() {
        assertEquals(cell("shop", "orders").key(), cell("shop", "orders").key());
        assertTrue(cell("shop", "orders").key().startsWith("1-shop.orders-"));
    }

    @Test
    void theLongestNamesFit() {
        assertTrue(cell("k".repeat(48), "t".repeat(48)).key().length() < 100);
    }

    private static CellId cell(String keyspace, String table) {
        return new CellId(1, "10.0.0.7", new TableName(keyspace, table));
    }
}
