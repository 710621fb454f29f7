package dev.ferry.ui.target;

import dev.ferry.text.Messages;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.target.ClusterViewModel.Text;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The way to any Cassandra cluster: its settings at the left, the test of the way at the right.
final class ClusterView {
    private final ClusterViewModel model;
    private final Dialogs dialogs;
    private final HBox root = new HBox();
    private final HopPane hops;
    private final VBox result = new VBox();

    /// @param password the field that the password is typed in, bound to where it comes from
    /// @param nativeTls the fields of TLS on the native port
    /// @param internodeTls the fields of TLS on the internode port
    ClusterView(ClusterViewModel model, Dialogs dialogs, Node password, Node nativeTls, Node internodeTls) {
        this.model = model;
        this.dialogs = dialogs;
        this.hops = new HopPane(dialogs);
        root.getChildren().setAll(settings(password, nativeTls, internodeTls), test());
        root.getStyleClass().add("cluster-view");
        model.ways().addListener((property, old, now) -> update());
        model.failure().addListener((property, old, now) -> update());
        model.testing().addListener((property, old, now) -> update());
        update();
    }

    Region root() {
        return root;
    }

    private Region settings(Node password, Node nativeTls, Node internodeTls) {
        var form = new VBox(
                group("ui.target.cluster.way", field(Text.CONTACTS, "contacts"), ports(), disk()),
                group("ui.target.cluster.login", side(field(Text.USER, "user"), password)),
                group("ui.target.cluster.native", nativeTls),
                group("ui.target.cluster.internode", internodeTls));
        form.getStyleClass().add("cluster-form");
        var scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("cluster-scroll");
        HBox.setHgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    private static VBox group(String key, Node... content) {
        var title = new Label(Messages.text(key));
        title.getStyleClass().add("section-title");
        var group = new VBox(title);
        group.getChildren().addAll(content);
        group.getStyleClass().addAll("panel", "cluster-group");
        return group;
    }

    private Region ports() {
        return side(field(Text.NATIVE_PORT, "native-port"), field(Text.INTERNODE_PORT, "internode-port"));
    }

    private Region disk() {
        return built(Text.DISK, "disk")
                .hint(Messages.text("ui.target.cluster.disk.hint"))
                .root();
    }

    private static HBox side(Node left, Node right) {
        var both = new HBox(left, right);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        both.getStyleClass().add("field-pair");
        return both;
    }

    private Region field(Text text, String name) {
        return built(text, name).root();
    }

    private Field built(Text text, String name) {
        var input = new TextField();
        input.setId(name);
        input.textProperty().bindBidirectional(model.text(text));
        var field = new Field(Messages.text("ui.target.cluster." + name), input);
        field.error().bind(model.error(text));
        return field;
    }

    private Region test() {
        var why = new Label();
        why.textProperty().bind(model.obstacle());
        why.setWrapText(true);
        why.getStyleClass().add("muted");
        why.managedProperty().bind(why.textProperty().isNotEmpty());
        var run = new Button(Messages.text("ui.target.test"));
        run.setId("test");
        run.disableProperty().bind(model.obstacle().isNotEmpty());
        run.textProperty()
                .bind(Bindings.when(model.testing())
                        .then(Messages.text("ui.target.test.stop"))
                        .otherwise(Messages.text("ui.target.test")));
        run.setOnAction(event -> {
            if (model.testing().get()) {
                model.stop();
            } else {
                model.test();
            }
        });
        var use = new Button(Messages.text("ui.target.cluster.use"));
        use.setId("use-cluster");
        use.getStyleClass().add("accent");
        use.disableProperty().bind(model.obstacle().isNotEmpty().or(model.testing()));
        use.setOnAction(event -> model.use());
        for (var button : List.of(run, use)) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var buttons = new HBox(run, space, use);
        buttons.getStyleClass().add("test-buttons");
        var scroll = new ScrollPane(result);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("cluster-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        result.getStyleClass().add("test-result");
        var side = new VBox(buttons, why, scroll);
        side.getStyleClass().addAll("panel", "test-side");
        HBox.setHgrow(side, Priority.ALWAYS);
        return side;
    }

    private void update() {
        var failure = model.failure().get();
        var ways = model.ways().get();
        if (failure != null) {
            result.getChildren().setAll(new FailurePane(failure, dialogs).root());
        } else if (ways.isEmpty()) {
            result.getChildren()
                    .setAll(new EmptyPane(
                                    Feather.ACTIVITY,
                                    Messages.text("ui.target.test.empty"),
                                    Messages.text("ui.target.test.empty.text"))
                            .root());
        } else {
            hops.show(ways);
            result.getChildren().setAll(hops.root());
        }
    }
}
