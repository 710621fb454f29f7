package dev.ferry.ui.target;

import dev.ferry.outcome.Severity;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.target.ClusterViewModel.Text;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
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
    ClusterView(ClusterViewModel model, Dialogs dialogs, Node password) {
        this.model = model;
        this.dialogs = dialogs;
        this.hops = new HopPane(dialogs);
        root.getChildren().setAll(settings(password), test());
        root.getStyleClass().add("cluster-view");
        model.ways().addListener((property, old, now) -> update());
        model.failure().addListener((property, old, now) -> update());
        model.testing().addListener((property, old, now) -> update());
        update();
    }

    Region root() {
        return root;
    }

    private Region settings(Node password) {
        var form = new VBox(
                group("ui.target.cluster.way", field(Text.CONTACTS, "contacts"), ports()),
                group("ui.target.cluster.login", side(field(Text.USER, "user"), password)),
                group("ui.target.cluster.native", nativeTls()),
                group("ui.target.cluster.internode", internodeTls()));
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

    private static HBox side(Node left, Node right) {
        var both = new HBox(left, right);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        both.getStyleClass().add("field-pair");
        return both;
    }

    private Region nativeTls() {
        var tls = check("ui.target.cluster.tls.native", "native-tls");
        tls.selectedProperty().bindBidirectional(model.nativeTls());
        var names = check("ui.target.cluster.host-names", "host-names");
        names.selectedProperty().bindBidirectional(model.hostNames());
        var more = new VBox(file(Text.AUTHORITIES, "authorities"), names);
        more.getStyleClass().add("cluster-group");
        shownWhile(more, tls);
        var both = new VBox(tls, more);
        both.getStyleClass().add("cluster-group");
        return both;
    }

    private Region internodeTls() {
        var tls = check("ui.target.cluster.tls.internode", "internode-tls");
        tls.selectedProperty().bindBidirectional(model.internodeTls());
        var more = new VBox(
                file(Text.INTERNODE_AUTHORITIES, "internode-authorities"),
                file(Text.CERTIFICATE, "certificate"),
                file(Text.KEY, "key"));
        more.getStyleClass().add("cluster-group");
        shownWhile(more, tls);
        var both = new VBox(tls, more);
        both.getStyleClass().add("cluster-group");
        return both;
    }

    private static CheckBox check(String key, String id) {
        var box = new CheckBox(Messages.text(key));
        box.setId(id);
        return box;
    }

    private static void shownWhile(Node node, CheckBox box) {
        node.visibleProperty().bind(box.selectedProperty());
        node.managedProperty().bind(box.selectedProperty());
    }

    private Region field(Text text, String name) {
        return built(text, name).root();
    }

    private Field built(Text text, String name, Node... more) {
        var input = new TextField();
        input.setId(name);
        input.textProperty().bindBidirectional(model.text(text));
        var field = new Field(Messages.text("ui.target.cluster." + name), input, more);
        field.error().bind(model.error(text));
        return field;
    }

    /// A PEM file: typed or looked for, with what it says below.
    private Region file(Text text, String name) {
        var browse = new Button(null, Icons.of(Feather.FOLDER));
        var label = Messages.text("ui.target.cluster." + name);
        browse.setAccessibleText(Messages.text("ui.target.cluster.browse", label));
        browse.getStyleClass().add("button-icon");
        browse.setOnAction(event -> dialogs.open(
                new Dialogs.FileQuestion(
                        label,
                        Optional.empty(),
                        "",
                        Messages.text("ui.target.cluster.pem"),
                        List.of("*.pem", "*.crt", "*.cert", "*.cer", "*.key", "*.*")),
                chosen -> model.text(text).set(chosen.toString())));
        var said = new HBox();
        said.getStyleClass().add("pem");
        var look = model.look(text);
        look.addListener((property, old, now) -> show(said, now));
        show(said, look.get());
        var whole = new VBox(built(text, name, browse).root(), said);
        whole.getStyleClass().add("pem-field");
        return whole;
    }

    private static void show(HBox said, CertificateLook look) {
        said.getChildren().clear();
        var isEmpty = look.text().isEmpty();
        said.setVisible(!isEmpty);
        said.setManaged(!isEmpty);
        if (!isEmpty) {
            var words = (look.severity() == Severity.BLOCK ? Mark.FAILED : Mark.of(look.severity())).label(look.text());
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
            said.getChildren().add(words);
        }
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
