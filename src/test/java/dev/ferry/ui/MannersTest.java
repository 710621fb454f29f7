package dev.ferry.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

/// Bad manners are seen.
class MannersTest {
    private final Window window = Window.open();

    @Test
    void aNameMayComeFromALabel() {
        var named = new TextField();
        var label = new Label("Port");
        label.setLabelFor(named);
        window.show(new VBox(label, named, new Button("Connect")));
        assertEquals(List.of(), faults());
    }

    @Test
    void aControlWithoutANameIsSeen() {
        window.show(new VBox(new TextField(), new Button("")));
        assertEquals(2, faults().size());
    }

    @Test
    void wordsThatAreCutOffAreSeen() {
        var button = new Button("Remove the credentials from all nodes");
        button.setMaxWidth(60);
        window.show(new VBox(button));
        assertTrue(faults().getFirst().startsWith("words cut off"));
    }

    private List<String> faults() {
        return Window.onFx(() -> Manners.faults(window.stage().getScene()));
    }
}
