package dev.ferry.ui.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.ui.Window;
import dev.ferry.ui.controls.StageDialogs;
import dev.ferry.ui.fx.Dialogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DataCentrePaneTest {
    @TempDir
    private Path folder;

    private final Window window = Window.open();

    @Test
    void eachOfTheSourceGetsItsPlaceOrNone() {
        StackPane empty = Window.onFx(StackPane::new);
        window.show(empty);
        var given = new AtomicReference<Map<String, String>>();
        Window.onFx(() -> {
            var pane = new DataCentrePane(
                    List.of("dc-dublin", "dc-frankfurt", "analytics"),
                    new TreeMap<>(Map.of("aiven", 6, "dc-dublin", 1)),
                    Map.of("dc-frankfurt", "aiven", "dc-closed", "gone"));
            pane.root()
                    .getStylesheets()
                    .add(DataCentrePane.class.getResource("schema.css").toExternalForm());
            new StageDialogs(window.stage(), null)
                    .custom(
                            new Dialogs.Question("Data centres", "", "Use these places", false),
                            pane.root(),
                            () -> given.set(pane.mapped()));
            return true;
        });
        window.until(
                "it is asked",
                () -> window.lookup("#schema-dc-analytics").tryQuery().isPresent());
        window.shootDialog("schema-dcs");
        Window.onFx(() -> {
            window.lookup("#schema-dc-analytics").<ComboBox<String>>query().setValue("aiven");
            window.lookup("#schema-dc-dc-frankfurt").<ComboBox<String>>query().setValue("");
            return true;
        });
        window.clickOn("#dialog-verb");
        window.until("it is said", () -> given.get() != null);
        assertEquals(Map.of("analytics", "aiven", "dc-closed", "gone"), given.get());
    }

    @Test
    void theButtonIsThereWhereThereIsMoreThanOneDataCentre() {
        window.engine.cluster = SchemaSamples.cluster();
        window.engine.target = SchemaSamples.look();
        window.engine.plan = SchemaSamples.plan("p1", SchemaSamples.draft());
        window.dialogs.agrees = false;
        var desk = window.plannedDesk(folder, SchemaSamples.draft(), List.of());
        window.show(() -> new SchemaView(desk));
        window.until(
                "the schema is there",
                () -> window.lookup("#schema-apply").tryQuery().isPresent());
        var model = Window.onFx(() -> {
            var made = new SchemaViewModel(desk);
            made.refresh();
            return made;
        });
        window.until("it is ready", () -> model.draft().get() != null);
        assertTrue(model.hasDataCentres());
        window.clickOn("#schema-dcs");
        assertTrue(window.dialogs.said.getLast().startsWith("Data centres"), window.dialogs.said::toString);
        Window.onFx(() -> {
            model.mapDataCentres(Map.of("a", "b"));
            return true;
        });
        assertEquals(Map.of("a", "b"), desk.draft().get().options().dataCentres());
    }
}
