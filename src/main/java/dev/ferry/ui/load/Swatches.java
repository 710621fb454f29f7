package dev.ferry.ui.load;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;

/// Colours for what is drawn by hand, taken from the style sheets: one invisible node per colour, whose
/// background is read. So light and dark follow here as everywhere.
final class Swatches {
    private final Group root = new Group();
    private final Map<String, Region> regions = new HashMap<>();
    private final Label letters = new Label();

    /// @param changed is called when the theme has changed
    /// @param names style classes whose background colours are wanted
    Swatches(Runnable changed, String... names) {
        root.setManaged(false);
        root.setMouseTransparent(true);
        letters.getStyleClass().add("drawn-label");
        root.getChildren().add(letters);
        for (var name : names) {
            var region = new Region();
            region.getStyleClass().add(name);
            region.backgroundProperty().addListener((property, old, now) -> changed.run());
            regions.put(name, region);
            root.getChildren().add(region);
        }
    }

    /// To be put into the scene.
    Node root() {
        return root;
    }

    /// The letters of what is drawn.
    Font font() {
        return letters.getFont();
    }

    /// The colour of what is written.
    Paint ink() {
        return letters.getTextFill();
    }

    /// The colour of a name; none before it is in a scene.
    Paint of(String name) {
        var region = regions.get(name);
        var background = region == null ? null : region.getBackground();
        return background == null || background.getFills().isEmpty()
                ? Color.TRANSPARENT
                : background.getFills().getFirst().getFill();
    }
}
