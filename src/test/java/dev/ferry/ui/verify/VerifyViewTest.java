package dev.ferry.ui.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.Plan;
import dev.ferry.rows.Extent;
import dev.ferry.rows.RowComparison;
import dev.ferry.rows.RowDifference;
import dev.ferry.rows.RowDifference.Field;
import dev.ferry.rows.RowDifference.Kind;
import dev.ferry.rows.RowDifference.Reason;
import dev.ferry.run.Fact;
import dev.ferry.run.Tick;
import dev.ferry.schema.TableName;
import dev.ferry.text.Message;
import dev.ferry.ui.Samples;
import dev.ferry.ui.Samples.Until;
import dev.ferry.ui.Window;
import dev.ferry.ui.work.Desk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class VerifyViewTest {
    private static final TableName RED = new TableName("shop", "orders");
    private static final TableName UNREAD = new TableName("telemetry", "customers");

    @TempDir
    private Path folder;

    private final Window window = Window.open();

    @Test
    void withoutAPlanItSaysWhatWillStandHere() {
        show(window.desk(folder, Samples.draft(), List.of()));
        window.shoot("verify-empty");
        assertTrue(window.lookup(".empty-title").tryQuery().isPresent());
        assertTrue(window.lookup("#count-open").tryQuery().isEmpty()
                || !window.lookup("#count-open").query().getParent().isVisible());
    }

    @Test
    void whatIsLoadedCanBeCountedAndItsProgressIsSeen() {
        var desk = show(planned(Samples.facts(plan(), Until.LOADED)));
        assertEquals("Count rows", button("#count-open").getText());
        window.clickOn("#count-open");
        window.until("a run is under way", () -> desk.live().get() != null);
        assertEquals(List.of("start VERIFIED"), window.engine.asked);
        var run = window.engine.run;
        var tables = plan().tables();
        for (var i = 0; i < 3; i++) {
            run.happen(new Fact.TableVerified(
                    tables.get(i).table(), 1, 12_340, 12_340, 64, Outcome.Succeeded.shownBy("equal")));
        }
        run.tell(new Tick.TableCounting(RED, 24, 64));
        run.tell(new Tick.TableCounting(UNREAD, 9, 128));
        window.until("it counts", () -> subtitle().contains("Counting: 2"));
        assertTrue(window.lookup("counting 24 of 64").tryQuery().isPresent());
        window.shoot("verify-counting");
        window.clickOn("#stop-counting");
        window.until("nothing runs", () -> desk.live().get() == null);
        assertTrue(window.engine.asked.contains("leave"));
        window.until("it counts no more", () -> !subtitle().contains("Counting"));
    }

    @Test
    void allGreenIsSaidInWords() {
        show(planned(Samples.facts(plan(), Until.VERIFIED)));
        assertEquals("8 of 8 tables: nothing is missing in number (level 1).", subtitle());
        assertTrue(button("#count-open").isDisabled());
        window.clickOn(RED.toString());
        assertTrue(window.lookup("proven").tryQuery().isPresent());
        window.shoot("verify-green");
        window.clickOn("#count-again");
        window.until("it was asked", () -> window.engine.asked.contains("start VERIFIED of 2 cells"));
    }

    @Test
    void oneRedTableIsOpenedDownToItsRows() {
        show(planned(redFacts()));
        assertEquals("6 of 8 tables: nothing is missing in number (level 1). Differ: 1. Not read: 1.", subtitle());
        window.clickOn("#filter-open");
        assertEquals(List.of(RED.toString(), UNREAD.toString()), seen("#verify-tables"));
        window.clickOn("#filter-all");
        window.clickOn(RED.toString());
        TableView<RangeRow> ranges = window.lookup("#verify-ranges").queryTableView();
        assertEquals(3, ranges.getItems().size());
        assertTrue(ranges.getItems().stream().anyMatch(RangeRow::isNotRead));
        window.shoot("verify-red");
        window.clickOn("#show-rows");
        window.until(
                "rows are read", () -> window.lookup("#stop-rows").tryQuery().isPresent());
        window.engine.rows = comparison();
        window.until(
                "rows are there",
                () -> window.lookup("#verify-row-differences").tryQuery().isPresent());
        window.shoot("verify-rows");
        assertTrue(window.lookup("2 missing, 1 extra, 2 changed").tryQuery().isPresent());
        assertTrue(window.engine.asked.contains("differences shop.orders -9000000000000000000"));
    }

    @Test
    void rowsThatCannotBeReadAreAFailureInTheirPlace() {
        show(planned(redFacts()));
        window.clickOn(RED.toString());
        window.engine.failure = Samples.failure();
        window.clickOn("#show-rows");
        window.until(
                "it failed",
                () -> window.lookup(".verify-rows .failure-pane").tryQuery().isPresent());
        assertTrue(window.lookup(".verify-rows .failure-hop")
                .<Label>query()
                .getText()
                .contains("10.20.0.12"));
    }

    @Test
    void lookingForRowsCanBeStopped() {
        var desk = show(planned(redFacts()));
        window.clickOn(RED.toString());
        window.clickOn("#show-rows");
        window.until(
                "rows are read", () -> window.lookup("#stop-rows").tryQuery().isPresent());
        window.clickOn("#stop-rows");
        window.until(
                "nothing is read",
                () -> window.lookup("#stop-rows").tryQuery().isEmpty()
                        && desk.jobs().isEmpty());
    }

    @Test
    void aTableThatIsNotLoadedEverywhereIsNotCounted() {
        show(planned(Samples.facts(plan(), Until.LOADING)));
        assertTrue(button("#count-open").isDisabled());
        assertTrue(button("#count-open").getAccessibleHelp().contains("load them first"));
    }

    @Test
    void twoThousandTablesAreSearchedAndSorted() {
        window.engine.cluster = Samples.cluster(1, 2_000);
        var plan = plan();
        var facts = new ArrayList<Fact>(List.of(new Fact.RunStarted("p1", "0.1.0")));
        for (var table : plan.tables()) {
            facts.add(new Fact.CellEnded(table.cells().getFirst().id(), Outcome.Succeeded.shownBy("exit 0")));
            facts.add(new Fact.TableVerified(table.table(), 1, 70, 70, 1, Outcome.Succeeded.shownBy("equal")));
        }
        for (var i = 0; i < 2_000; i += 97) {
            var table = plan.tables().get(i).table();
            facts.add(new Fact.RangeCounted(table, 1, 2_000_000, 5_000 + i, 4_990));
            facts.add(new Fact.TableVerified(table, 1, 5_000 + i, 4_990, 1, differs(table)));
        }
        show(planned(facts));
        window.clickOn("#verify-search").write("orders_20");
        assertTrue(seen("#verify-tables").stream().allMatch(name -> name.contains("orders_20")));
        window.clickOn("#verify-search").push(KeyCode.ESCAPE);
        assertEquals(2_000, seen("#verify-tables").size());
        TableView<TableRow> table = window.lookup("#verify-tables").queryTableView();
        var worst = Window.onFx(() -> {
            var difference = table.getColumns().get(4);
            difference.setSortType(TableColumn.SortType.DESCENDING);
            table.getSortOrder().setAll(List.of(difference));
            return table.getItems().getFirst().standing().get().difference();
        });
        assertEquals(-1_950L, worst, "the worst first");
        window.shoot("verify-huge");
    }

    private Desk show(Desk desk) {
        window.show(() -> new VerifyView(desk));
        return desk;
    }

    private Plan plan() {
        return Samples.plan("p1", window.engine.cluster);
    }

    private Desk planned(List<Fact> facts) {
        return window.plannedDesk(folder, Samples.draft(), facts);
    }

    private List<Fact> redFacts() {
        var facts = new ArrayList<Fact>(Samples.facts(plan(), Until.VERIFIED));
        facts.add(new Fact.RangeCounted(RED, -9_000_000_000_000_000_000L, -6_917_529_027_641_081_856L, 40_210, 40_198));
        facts.add(new Fact.RangeCounted(RED, 1_152_921_504_606_846_976L, 2_305_843_009_213_693_952L, 39_877, 39_878));
        facts.add(
                new Fact.RangeNotRead(RED, 4_611_686_018_427_387_904L, 5_764_607_523_034_234_880L, Samples.failure()));
        facts.add(new Fact.TableVerified(RED, 1, 641_007, 640_996, 15, differs(RED)));
        facts.add(new Fact.RangeNotRead(UNREAD, 0, 1L << 60, Samples.failure()));
        facts.add(new Fact.TableVerified(UNREAD, 1, 120, 120, 15, new Outcome.Unknown(Samples.failure())));
        facts.add(new Fact.RunRested(Fact.Rest.BLOCKED));
        return facts;
    }

    private static Outcome differs(TableName table) {
        return new Outcome.Failed(new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "source → target",
                Message.of("verify.counts.mixed", table, 2, 15, "641\u202f007", "640\u202f996"),
                "(-9000000000000000000, -6917529027641081856]: 40210 → 40198",
                Message.of("verify.counts.mixed.remedy", table)));
    }

    private static RowComparison comparison() {
        var snapshot = Instant.parse("2026-11-22T10:00:00Z");
        return new RowComparison(
                RED,
                -9_000_000_000_000_000_000L,
                -6_917_529_027_641_081_856L,
                40_210,
                40_198,
                List.of(
                        row(
                                Kind.MISSING,
                                "6f1f5a10-7c1e-4be0-9d5c-2a7f3a1c9a01",
                                snapshot.minusSeconds(86_400),
                                null,
                                Reason.NOTHING),
                        row(
                                Kind.MISSING,
                                "0b9a7c11-0000-4aaa-8f00-3f7bd1d3c702",
                                snapshot.plusSeconds(640),
                                null,
                                Reason.LATER_ON_SOURCE),
                        row(
                                Kind.EXTRA,
                                "71d0c3de-1111-4bbb-9f00-5f7bd1d3c703",
                                null,
                                snapshot.minusSeconds(4_000),
                                Reason.NOTHING),
                        row(
                                Kind.CHANGED,
                                "9e107d9d-372b-4b7d-8e00-7f7bd1d3c704",
                                snapshot.plusSeconds(1_500),
                                snapshot.minusSeconds(9),
                                Reason.LATER_ON_SOURCE),
                        row(Kind.CHANGED, "e4d909c2-90d0-4b1e-8a00-9f7bd1d3c705", null, null, Reason.NOT_KNOWN)),
                new Extent.Enough(-7_000_000_000_000_000_000L));
    }

    private static RowDifference row(Kind kind, String id, Instant source, Instant target, Reason reason) {
        return new RowDifference(
                kind,
                -8_000_000_000_000_000_000L,
                List.of(
                        new Field("id", kind == Kind.EXTRA ? null : id, kind == Kind.MISSING ? null : id),
                        new Field("at", "2026-11-21T08:15:00Z", "2026-11-21T08:15:00Z")),
                List.of(
                        new Field(
                                "status", kind == Kind.EXTRA ? null : "shipped", kind == Kind.MISSING ? null : "open"),
                        new Field(
                                "amount", kind == Kind.EXTRA ? null : "129.90", kind == Kind.MISSING ? null : "99.90")),
                source,
                target,
                reason);
    }

    private String subtitle() {
        return window.lookup(".page-subtitle").<Label>query().getText();
    }

    private Button button(String id) {
        return window.lookup(id).query();
    }

    private List<String> seen(String id) {
        TableView<TableRow> table = window.lookup(id).queryTableView();
        return Window.onFx(() -> table.getItems().stream().map(TableRow::text).toList());
    }
}
