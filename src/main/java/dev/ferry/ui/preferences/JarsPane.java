package dev.ferry.ui.preferences;

import dev.ferry.artifact.JarStock;
import dev.ferry.settings.JarSettings;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Icons;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The fields about the loaders that Ferry brings.
final class JarsPane {
    private final JarsViewModel model;
    private final TextField mirror = new TextField();
    private final TextField offline = new TextField();
    private final Button resetOffline = new Button(Messages.text("ui.preferences.folders.reset"));
    private final Field mirrorField = new Field(Messages.text("ui.preferences.jars.mirror"), mirror)
            .hint(Messages.text("ui.preferences.jars.mirror.hint"));
    private final VBox stock = new VBox();

    JarsPane(JarsViewModel model) {
        this.model = model;
        mirror.setId("jars-mirror");
        mirror.setPromptText(Messages.text("ui.preferences.jars.mirror.prompt"));
        mirror.setOnAction(event -> commit());
        mirror.focusedProperty().addListener((property, old, now) -> {
            if (!now) {
                commit();
            }
        });
        offline.setId("jars-offline");
        offline.setEditable(false);
        resetOffline.setId("jars-offline-reset");
        resetOffline.setOnAction(event -> model.offline(null));
        stock.getStyleClass().add("preferences-jars");
        model.state().addListener((property, old, now) -> draw(now));
        draw(model.state().get());
    }

    List<Node> nodes() {
        var choose = new Button(Messages.text("ui.preferences.folders.choose"));
        choose.setId("jars-offline-choose");
        choose.setAccessibleText(
                Messages.text("ui.preferences.folders.choose") + " " + Messages.text("ui.preferences.jars.offline"));
        choose.setOnAction(event -> model.chooseOffline());
        var folder = new Field(Messages.text("ui.preferences.jars.offline"), offline, choose, resetOffline)
                .hint(Messages.text("ui.preferences.jars.offline.hint"));
        return List.of(mirrorField.root(), folder.root(), stock);
    }

    private void commit() {
        var wrong = model.mirror(mirror.getText());
        mirrorField.error().set(wrong);
        if (wrong.isEmpty()) {
            mirror.setText(model.mirror()); // a password that was typed is seen no longer
        }
    }

    void fill(JarSettings now) {
        if (!mirror.isFocused() && mirrorField.error().get().isEmpty()) {
            mirror.setText(model.mirror());
        }
        var folder = now.offlineFolder();
        offline.setText(folder == null ? Messages.text("ui.preferences.jars.offline.none") : folder.toString());
        resetOffline.setDisable(folder == null);
    }

    private void draw(JarsViewModel.State state) {
        stock.getChildren().clear();
        switch (state) {
            case JarsViewModel.State.Looking() ->
                stock.getChildren().add(Mark.OPEN.label(Messages.text("ui.preferences.jars.looking")));
            case JarsViewModel.State.Fetching(var line) -> stock.getChildren().add(fetching(line));
            case JarsViewModel.State.Known(var known, var trouble) -> {
                if (known != null) {
                    stock.getChildren().addAll(there(known), cache(known));
                }
                if (trouble != null) {
                    stock.getChildren().add(new FailurePane(trouble, model.dialogs()).root());
                }
                stock.getChildren().add(buttons(known));
            }
        }
    }

    private Node fetching(String line) {
        var bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(Messages.text("ui.preferences.jars.fetch"));
        var stop = new Button(Messages.text("ui.preferences.jars.stop"), Icons.of(Feather.SQUARE));
        stop.setId("jars-stop");
        stop.setOnAction(event -> model.stop());
        var words = new Label(line);
        words.setId("jars-line");
        var box = new VBox(words, bar, stop);
        box.getStyleClass().add("preferences-jars");
        return box;
    }

    private static Node there(JarStock stock) {
        var label = stock.releases().isEmpty()
                ? Mark.OPEN.label(Messages.text("ui.preferences.jars.none"))
                : Mark.DONE.label(Messages.text("ui.preferences.jars.there", String.join(", ", stock.releases())));
        label.setId("jars-there");
        label.setWrapText(true);
        return label;
    }

    private static Node cache(JarStock stock) {
        var label = new Label(Messages.text("ui.preferences.jars.cache", stock.cache(), stock.size()));
        label.setId("jars-cache");
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private Node buttons(@Nullable JarStock stock) {
        var fetch = new Button(
                Messages.text("ui.preferences.jars.fetch", String.join(" and ", JarsViewModel.NEWEST)),
                Icons.of(Feather.DOWNLOAD));
        fetch.setId("jars-fetch");
        fetch.setDisable(stock != null && stock.releases().containsAll(JarsViewModel.NEWEST));
        fetch.setOnAction(event -> model.fetch());
        var box = new HBox(fetch);
        box.getStyleClass().add("preferences-buttons");
        if (stock != null) {
            var empty = new Button(Messages.text("ui.preferences.jars.empty"), Icons.of(Feather.TRASH_2));
            empty.setId("jars-empty");
            empty.getStyleClass().addAll("danger", "button-outlined");
            empty.setDisable(stock.bytes() == 0);
            empty.setOnAction(event -> model.empty(stock));
            box.getChildren().add(empty);
        }
        return box;
    }
}
