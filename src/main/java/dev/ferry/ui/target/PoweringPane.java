package dev.ferry.ui.target;

import dev.ferry.engine.AivenProject.Service;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.fx.Dialogs;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A service that comes up, or why it did not; nothing otherwise.
final class PoweringPane {
    private final Powering model;
    private final Dialogs dialogs;
    private final VBox root = new VBox();

    PoweringPane(Powering model, Dialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        root.getStyleClass().add("powering");
        model.progress().addListener((property, old, now) -> show());
        model.failure().addListener((property, old, now) -> show());
        show();
    }

    Region root() {
        return root;
    }

    private void show() {
        var service = model.progress().get();
        var failure = model.failure().get();
        if (service != null) {
            root.getChildren().setAll(progress(service));
        } else if (failure != null) {
            root.getChildren().setAll(new FailurePane(failure, dialogs).root());
        } else {
            root.getChildren().clear();
        }
        var isThere = !root.getChildren().isEmpty();
        root.setManaged(isThere);
        root.setVisible(isThere);
    }

    private HBox progress(Service service) {
        var wheel = new ProgressIndicator();
        wheel.getStyleClass().add("wheel");
        var words = new Label(words(service));
        words.setWrapText(true);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var stop = new Button(Messages.text("ui.target.build.stop"));
        stop.setId("stop-powering");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.getStyleClass().add("small");
        stop.setOnAction(event -> model.stopWatching());
        var line = new HBox(wheel, words, stop);
        line.getStyleClass().addAll("panel", "powering-line");
        return line;
    }

    /// What it does, in Aiven's words, and how many of its nodes are up.
    static String words(Service service) {
        var running = service.nodes().stream()
                .filter(node -> node.state().equals("running"))
                .count();
        var nodes = service.nodes().isEmpty()
                ? List.<String>of()
                : List.of(Messages.text(
                        "ui.target.build.count", running, service.nodes().size()));
        var state = Messages.text("ui.target.power.coming", service.name(), service.state());
        return nodes.isEmpty() ? state : state + " · " + nodes.getFirst();
    }
}
