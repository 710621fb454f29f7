package dev.ferry.ui.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.migration.Selection;
import dev.ferry.schema.TableName;
import dev.ferry.ui.source.TableChoice.Share;
import dev.ferry.ui.source.TableChoice.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TableChoiceTest {
    private static final Catalogue SHOP = new Catalogue(List.of(
            new KeyspaceEntry(
                    "audit", "dc1 × 3", List.of(entry("audit", "events_2024", 10), entry("audit", "events_2025", 20))),
            new KeyspaceEntry("bare", "dc1 × 3", List.of()),
            new KeyspaceEntry(
                    "shop",
                    "dc1 × 3",
                    List.of(
                            entry("shop", "customers", 100),
                            entry("shop", "events_2025", 200),
                            entry("shop", "orders", 400)))));

    private static TableEntry entry(String keyspace, String table, long bytes) {
        return new TableEntry(new TableName(keyspace, table), 2, 3, bytes, List.of("nb"));
    }

    private static TableChoice choice(Selection selection) {
        return TableChoice.of(SHOP, selection);
    }

    private static TableChoice everything() {
        return choice(Selection.everything());
    }

    private static TableChoice nothing() {
        return choice(everything().none());
    }

    private static Set<String> taken(Selection selection) {
        return choice(selection).taken().stream()
                .map(TableName::toString)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Selection of(List<String> include, List<String> exclude) {
        return new Selection(include, exclude);
    }

    private static KeyspaceEntry keyspace(String name) {
        return SHOP.keyspaces().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingTakesNothing() {
        assertEquals(Set.of(), nothing().taken());
        assertEquals(new Totals(0, 5, 0, 0), nothing().totals());
    }

    @Test
    void theTotalsAreOfWhatIsChosen() {
        assertEquals(new Totals(5, 5, 15, 730), everything().totals());
        assertEquals(
                new Totals(2, 5, 6, 30), choice(of(List.of("audit"), List.of())).totals());
    }

    @Test
    void aTableThatIsLeftIsExcluded() {
        assertEquals(of(List.of(), List.of("shop.orders")), everything().toggled(new TableName("shop", "orders")));
    }

    @Test
    void aTableThatIsTakenAgainIsNoLongerExcluded() {
        var without = choice(of(List.of(), List.of("shop.orders")));
        assertEquals(Selection.everything(), without.toggled(new TableName("shop", "orders")));
    }

    @Test
    void theFirstTableOfNothingIsIncluded() {
        assertEquals(of(List.of("shop.orders"), List.of()), nothing().toggled(new TableName("shop", "orders")));
    }

    @Test
    void theLastTableThatIsLeftLeavesNothing() {
        var one = choice(of(List.of("shop.orders"), List.of()));
        assertEquals(nothing().selection(), one.toggled(new TableName("shop", "orders")));
    }

    @Test
    void aKeyspaceIsTakenAndLeftAsAWhole() {
        assertEquals(of(List.of("shop.*"), List.of()), nothing().toggled(keyspace("shop")));
        assertEquals(of(List.of(), List.of("shop.*")), everything().toggled(keyspace("shop")));
    }

    @Test
    void aKeyspaceOfWhichSomeIsChosenIsTakenWhole() {
        var some = choice(of(List.of("shop.orders"), List.of()));
        assertEquals(Share.SOME, some.share(keyspace("shop")));
        assertEquals(
                Set.of("shop.customers", "shop.events_2025", "shop.orders"), taken(some.toggled(keyspace("shop"))));
    }

    @Test
    void aKeyspaceWithoutTablesGoesWithEverything() {
        assertEquals(Share.ALL, everything().share(keyspace("bare")));
        assertEquals(Share.NONE, nothing().share(keyspace("bare")));
    }

    @Test
    void aTypedPatternIsKeptAsItWasTyped() {
        assertEquals(of(List.of("*.events_2025"), List.of()), nothing().with("*.events_2025"));
        assertEquals(of(List.of(), List.of("*.events_2025")), everything().without("*.events_2025"));
    }

    @Test
    void aPatternTakesBackWhatWasExcludedOneByOne() {
        var without = choice(of(List.of(), List.of("shop.events_2025", "audit.events_2024")));
        assertEquals(of(List.of(), List.of("audit.events_2024")), without.with("*.events_2025"));
    }

    @Test
    void aPatternThatAnotherLeavesOutIsTakenAllTheSame() {
        var without = choice(of(List.of(), List.of("*.events_*")));
        var wanted = Set.of("shop.customers", "shop.orders", "shop.events_2025", "audit.events_2025");
        assertEquals(wanted, taken(without.with("*.events_2025")));
    }

    @Test
    void theOppositeOfAChoiceIsTheRest() {
        var choice = choice(of(List.of("audit", "shop.orders"), List.of()));
        assertEquals(Set.of("shop.customers", "shop.events_2025"), taken(choice.inverted()));
        assertEquals(nothing().selection(), everything().inverted());
        assertEquals(everything().taken(), choice(nothing().inverted()).taken());
    }

    @Test
    void everyTogglingTakesOrLeavesThatTableAndNoOther() {
        var start = List.of(
                everything().selection(),
                nothing().selection(),
                of(List.of("shop"), List.of("shop.ev*")),
                of(List.of("*.events_2025", "shop.orders"), List.of("audit")),
                of(List.of("shop.orders", "shop.customers"), List.of()));
        for (var selection : start) {
            for (var table : SHOP.tables()) {
                var wanted = taken(selection);
                var name = table.name().toString();
                if (!wanted.remove(name)) {
                    wanted.add(name);
                }
                assertEquals(wanted, taken(choice(selection).toggled(table.name())), selection + " " + name);
            }
        }
    }

    @Test
    void twoThousandTablesAreToggledWithinAFrame() {
        var tables = new ArrayList<TableEntry>();
        for (int i = 0; i < 2000; i++) {
            tables.add(entry("wide", "t%04d".formatted(i), i));
        }
        var catalogue = new Catalogue(List.of(new KeyspaceEntry("wide", "", tables)));
        var half = tables.stream()
                .map(table -> table.name().toString())
                .filter(name -> name.matches(".*[02468]"))
                .toList();
        var choice = TableChoice.of(catalogue, of(List.of(), half));
        assertEquals(1000, choice.totals().tables());
        // the first time pays for compiling
        choice.toggled(tables.get(7).name());
        assertTimeout(Duration.ofMillis(250), () -> {
            var toggled = TableChoice.of(catalogue, choice.toggled(tables.get(8).name()));
            assertTrue(toggled.takes(tables.get(8).name()));
        });
    }
}
