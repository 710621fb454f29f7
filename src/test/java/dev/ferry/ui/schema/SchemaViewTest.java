package dev.ferry.ui.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.migration.Selection;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.Stage;
import dev.ferry.ui.Samples;
import dev.ferry.ui.Window;
import dev.ferry.ui.work.Desk;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("ui")
class SchemaViewTest {
    private static Window window;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        window = Window.open();
    }

    @BeforeEach
    void fresh() {
        window.engine.asked.clear();
        window.engine.failure = null;
        window.engine.plan = SchemaSamples.plan("p1", SchemaSamples.draft());
        window.dialogs.said.clear();
        window.engine.cluster = SchemaSamples.cluster();
        window.engine.target = SchemaSamples.look();
    }

    private Desk desk() {
        return window.plannedDesk(folder, SchemaSamples.draft(), List.of());
    }

    private SchemaView show(Desk desk) {
        var view = window.show(() -> new SchemaView(desk));
        window.until(
                "the schema is there",
                () -> !window.lookup(".schema-tree").queryAll().isEmpty());
        return view;
    }

    private static CodeArea target() {
        return window.lookup(".cql-target .styled-text-area").queryAs(CodeArea.class);
    }

    private static void choose(String place) {
        window.interact(() -> {
            var tree = window.lookup(".schema-tree").queryAs(TreeView.class);
            for (var row = 0; row < tree.getExpandedItemCount(); row++) {
                if (String.valueOf(tree.getTreeItem(row).getValue()).contains("place=" + place + ",")) {
                    tree.getSelectionModel().select(row);
                }
            }
        });
        window.settle();
    }

    private static Button button(String text) {
        return window.lookup(".button").queryAllAs(Button.class).stream()
                .filter(each -> each.getText() != null && each.getText().startsWith(text) && each.isVisible())
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " not in "
                        + window.lookup(".button").queryAllAs(Button.class).stream()
                                .map(ButtonBase::getText)
                                .toList()));
    }

    @Test
    void saysWhatIsMissingBeforeAnythingWasSeen() {
        var desk = window.desk(folder, SchemaSamples.draft(), List.of());
        window.show(() -> new SchemaView(desk));
        assertTrue(window.lookup("The source is not surveyed yet").tryQuery().isPresent());
        window.shoot("schema-empty");
    }

    @Test
    void saysWhyTheTargetCannotBeLookedAtAndTriesAgain() {
        window.engine.failure = Samples.failure();
        var desk = desk();
        window.show(() -> new SchemaView(desk));
        window.until(
                "it failed", () -> window.lookup(".failure-pane").tryQuery().isPresent());
        window.shoot("schema-unreachable");
        window.engine.failure = null;
        window.clickOn(button("Look at the target"));
        window.until(
                "the schema is there",
                () -> window.lookup(".schema-tree").tryQuery().isPresent());
    }

    @Test
    void walksFromFindingToFindingAndFixesThem() {
        var desk = desk();
        show(desk);
        choose("table shop.orders");
        window.shoot("schema-findings");
        var list = window.lookup(".finding-list").queryAs(ListView.class);
        var before = list.getItems().size();
        window.clickOn(target()).press(KeyCode.F8).release(KeyCode.F8);
        window.settle();
        assertEquals(0, list.getSelectionModel().getSelectedIndex());
        window.press(KeyCode.F8).release(KeyCode.F8);
        assertEquals(1, list.getSelectionModel().getSelectedIndex());
        window.press(KeyCode.SHIFT).press(KeyCode.F8).release(KeyCode.F8).release(KeyCode.SHIFT);
        assertEquals(0, list.getSelectionModel().getSelectedIndex());
        window.clickOn(button("Fix all replication"));
        window.settle();
        assertFalse(desk.draft().get().options().replication().isEmpty());
        assertTrue(list.getItems().size() < before);
        assertTrue(button("Fix all replication").isDisabled());
    }

    @Test
    void readsWhatIsTypedAndTakesItBack() {
        var desk = desk();
        show(desk);
        choose("table shop.orders");
        var before = target().getText();
        window.interact(() -> {
            var at = target().getText().indexOf("gc_grace_seconds");
            target().replaceText(at, at + "gc_grace_seconds".length(), "gc_grass");
        });
        window.until("it was read", () -> !desk.draft().get().options().edits().isEmpty());
        window.shoot("schema-edited");
        var sign = window.lookup(".note-sign").queryAllAs(Button.class).stream()
                .filter(each -> each.getStyleClass().contains("note-block"))
                .findFirst()
                .orElseThrow();
        window.clickOn(sign);
        window.sleep(300);
        window.shootDialog("schema-note");
        window.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        window.interact(() -> target().undo());
        window.until(
                "it is as before", () -> desk.draft().get().options().edits().isEmpty());
        assertEquals(before, target().getText());
        window.interact(() ->
                target().replaceText(before.replace("AND gc_grace_seconds = 432000", "AND gc_grace_seconds = 60")));
        window.until("it was read", () -> !desk.draft().get().options().edits().isEmpty());
        window.clickOn(button("Reset"));
        window.settle();
        assertEquals(before, target().getText());
        assertTrue(desk.draft().get().options().edits().isEmpty());
    }

    @Test
    void givesAKeyspaceItsReplicas() {
        var desk = desk();
        show(desk);
        choose("keyspace shop");
        window.shoot("schema-replication");
        var spinner = window.lookup(".replication-spinner .increment-arrow-button")
                .queryAll()
                .iterator()
                .next();
        window.clickOn(spinner);
        window.settle();
        assertEquals(1, desk.draft().get().options().replication().size());
        assertTrue(target().getText().contains("'eu-west': '"), target().getText());
    }

    @Test
    void showsEveryStatementAndThenHowItWent() {
        var desk = desk();
        var view = show(desk);
        Window.onFx(() -> {
            desk.change(draft -> draft.with(new Selection(List.of(), List.of("telemetry.card_reads"))));
            view.hidden();
            view.shown();
            return true;
        });
        window.clickOn(button("Fix all replication"));
        window.clickOn(button("Apply"));
        window.settle();
        window.shoot("schema-apply");
        window.clickOn(button("Copy all"));
        assertTrue(window.dialogs.said.getLast().contains("CREATE KEYSPACE \"shop\""));
        var plan = SchemaSamples.plan("p2", desk.draft().get());
        window.engine.plan = plan;
        var table = window.lookup(".apply-table").queryAs(TableView.class);
        assertEquals(plan.statements().size(), table.getItems().size());
        window.clickOn(button("Apply "));
        window.until("it runs", () -> window.engine.asked.contains("start SCHEMA"));
        window.until("it lives", () -> desk.live().get() != null);
        var run = window.engine.run;
        run.happen(new Fact.RunStarted("p2", "test"));
        var before = plan.statements(Stage.BEFORE_LOAD);
        for (var each : before.subList(0, 3)) {
            var step = new StepId(Step.SCHEMA, each.id());
            run.happen(SchemaSamples.started(step));
            run.happen(SchemaSamples.done(step));
        }
        var last = new StepId(Step.SCHEMA, before.get(3).id());
        run.happen(SchemaSamples.started(last));
        run.happen(SchemaSamples.failed(last));
        run.rest(Samples.failure());
        window.until(
                "it rests", () -> desk.live().get() == null && desk.trouble().get() != null);
        assertTrue(String.valueOf(table.getItems().get(2)).contains("mark=DONE"));
        assertTrue(String.valueOf(table.getItems().get(3)).contains("mark=FAILED"));
        window.shoot("schema-applied-failed");
    }

    @Test
    void standsTwoThousandTables() {
        window.engine.cluster = Samples.cluster(2, 2_000);
        window.engine.plan = null;
        var desk = window.plannedDesk(folder, Samples.draft(), List.of());
        show(desk);
        window.shoot("schema-huge");
        var start = System.nanoTime();
        window.interact(() -> window.lookup(".search-field")
                .queryAs(javafx.scene.control.TextField.class)
                .setText("17"));
        window.settle();
        assertTrue(System.nanoTime() - start < 3_000_000_000L);
    }
}
