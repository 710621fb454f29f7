package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CqlTypeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    int                                       | int
                    frozen<map<text, frozen<list<int>>>>      | frozen<map<text, frozen<list<int>>>>
                    map<uuid,set<varchar>>                    | map<uuid, set<varchar>>
                    address                                   | "address"
                    frozen<"Address">                         | frozen<"Address">
                    list<frozen<"we""ird, <name>">>           | list<frozen<"we""ird, <name>">>
                    vector<float, 1536>                       | vector<float, 1536>
                    'org.apache.cassandra.db.marshal.X(a)'    | 'org.apache.cassandra.db.marshal.X(a)'
                    """)
    void readsATypeAndQuotesTheNamesOfUsers(String stored, String cql) {
        assertEquals(cql, CqlType.parse(stored).cql());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    varchar                               | text
                    frozen<tuple<int, varchar>>           | tuple<int, text>
                    tuple<int, frozen<list<int>>>         | tuple<int, list<int>>
                    frozen<map<text, frozen<list<int>>>>  | frozen<map<text, list<int>>>
                    map<text, frozen<list<int>>>          | map<text, frozen<list<int>>>
                    list<frozen<tuple<int, int>>>         | list<tuple<int, int>>
                    """)
    void spellsWhatMeansTheSameInOneWay(String stored, String canonical) {
        assertEquals(canonical, CqlType.parse(stored).canonical());
    }

    @Test
    void tellsAFrozenCollectionFromOneThatIsNot() {
        assertEquals("frozen<list<int>>", CqlType.parse("frozen<list<int>>").canonical());
        assertEquals("list<int>", CqlType.parse("list<int>").canonical());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    list<int>          | true
                    address            | true
                    frozen<address>    | false
                    tuple<int, int>    | false
                    int                | false
                    vector<float, 2>   | false
                    """)
    void knowsWhichTypesAreStoredCellByCell(String stored, boolean isMultiCell) {
        assertEquals(isMultiCell, CqlType.parse(stored).isMultiCell());
    }

    @Test
    void findsUserTypesAtEveryDepth() {
        assertEquals(
                List.of("a", "B"),
                CqlType.parse("map<text, frozen<tuple<frozen<a>, frozen<list<frozen<\"B\">>>>>>")
                        .userTypes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "map<int", "list<int>>", "future<int>", "\"open", "frozen<>", "vector<float, x>"})
    void keepsWhatItCannotReadAsItIs(String stored) {
        assertInstanceOf(CqlType.Unknown.class, CqlType.parse(stored));
        assertEquals(stored, CqlType.parse(stored).cql());
    }
}
