package dev.ferry.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.schema.TableName;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', shop.orders, true",
        "shop, '', shop.orders, true",
        "shop, '', shopping.orders, false",
        "shop.ord*, '', shop.orders, true",
        "shop.ord*, '', shop.events, false",
        "*.orders, '', shop.orders, true",
        "'', shop.events, shop.events, false",
        "'', shop.events, shop.orders, true",
        "shop, shop.ev*, shop.events, false",
        "Shop, '', shop.orders, false",
        "s.op, '', shop.orders, false"
    })
    void takesWhatIsIncludedAndNotExcluded(String include, String exclude, String table, boolean taken) {
        var dot = table.indexOf('.');
        var name = new TableName(table.substring(0, dot), table.substring(dot + 1));
        assertEquals(taken, new Selection(list(include), list(exclude)).takes(name));
    }

    private static List<String> list(String pattern) {
        return pattern.isEmpty() ? List.of() : List.of(pattern);
    }
}
