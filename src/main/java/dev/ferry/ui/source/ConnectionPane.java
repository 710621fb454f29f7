package dev.ferry.ui.source;

import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.controls.SecretField;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.work.SecretVault;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The fields of the connection: the cluster over CQL, its nodes over SSH, and how to become Cassandra's
/// user there.
final class ConnectionPane {
    private static final double MENU_MOST = 400;

    private final VBox form = new VBox();
    private final ScrollPane root = new ScrollPane(form);
    private final SourceViewModel model;
    private final SecretVault vault;
    private final Background background;
    private final Dialogs dialogs;
    private final Map<FormField, StringProperty> texts = new EnumMap<>(FormField.class);
    private final Map<FormField, StringProperty> errors = new EnumMap<>(FormField.class);
    private final ToggleGroup ways = new ToggleGroup();
    private final TitledPane more = new TitledPane();
    private boolean isShowing;

    ConnectionPane(SourceViewModel model, SecretVault vault, Background background, Dialogs dialogs) {
        this.model = model;
        this.vault = vault;
        this.background = background;
        this.dialogs = dialogs;
        form.getStyleClass().add("source-form");
        form.getChildren().setAll(cluster(), nodes(), user(), further());
        root.setFitToWidth(true);
        root.getStyleClass().add("source-form-scroll");
        root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        model.form().addListener((property, old, now) -> show(now));
        model.problems().addListener((property, old, now) -> showProblems());
        show(model.form().get());
        showProblems();
    }

    Region root() {
        return root;
    }

    private Region cluster() {
        return section(
                "ui.source.cluster",
                List.of(aliases()),
                line(
                        grow(text(FormField.CONTACT_POINTS, "ui.source.contacts")
                                .hint(Messages.text("ui.source.contacts.hint"))),
                        narrow(text(FormField.PORT, "ui.source.port"))),
                line(
                        half(text(FormField.CQL_USER, "ui.source.cql-user")),
                        grow(secret(FormField.CQL_PASSWORD, "ui.source.cql-password"))),
                file(FormField.AUTHORITIES, "ui.source.authorities")
                        .hint(Messages.text("ui.source.authorities.hint"))
                        .root(),
                production());
    }

    private Region nodes() {
        return section(
                "ui.source.nodes",
                List.of(),
                line(
                        grow(text(FormField.SSH_USER, "ui.source.ssh-user")),
                        narrow(text(FormField.SSH_PORT, "ui.source.ssh-port"))),
                keys(),
                secret(FormField.PASSPHRASE, "ui.source.passphrase"),
                secret(FormField.PASSWORD, "ui.source.ssh-password"));
    }

    private Region user() {
        var toggles = new HBox();
        toggles.getStyleClass().add("source-ways");
        for (var way : BecomeWay.values()) {
            var toggle = new ToggleButton(Messages.text(
                    "ui.source.become." + way.name().toLowerCase(Locale.ROOT).replace('_', '-')));
            toggle.setUserData(way);
            toggle.setToggleGroup(ways);
            toggle.getStyleClass().add(place(way));
            toggles.getChildren().add(toggle);
        }
        ways.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null && old != null) {
                old.setSelected(true);
            } else if (now != null && !isShowing) {
                model.type(FormField.BECOME, ((BecomeWay) now.getUserData()).name());
            }
        });
        var user = text(FormField.BECOME_USER, "ui.source.become-user").root();
        var password = secret(FormField.SUDO_PASSWORD, "ui.source.sudo-password");
        model.form().subscribe(now -> {
            seen(user, now.way() != BecomeWay.DIRECT);
            seen(password, now.way() == BecomeWay.SUDO_PASSWORD);
        });
        return section("ui.source.become", List.of(), toggles, user, password);
    }

    private static String place(BecomeWay way) {
        return switch (way) {
            case DIRECT -> "left-pill";
            case SUDO -> "center-pill";
            case SUDO_PASSWORD -> "right-pill";
        };
    }

    private static void seen(Node node, boolean isSeen) {
        node.setVisible(isSeen);
        node.setManaged(isSeen);
    }

    private Region further() {
        var content = new VBox(
                text(FormField.JUMPS, "ui.source.jumps")
                        .hint(Messages.text("ui.source.jumps.hint"))
                        .root(),
                area(FormField.HOSTS, "ui.source.hosts")
                        .hint(Messages.text("ui.source.hosts.hint"))
                        .root(),
                file(FormField.KNOWN_HOSTS, "ui.source.known-hosts")
                        .hint(Messages.text("ui.source.known-hosts.hint"))
                        .root(),
                area(FormField.ACCEPTED, "ui.source.accepted")
                        .hint(Messages.text("ui.source.accepted.hint"))
                        .root());
        content.getStyleClass().add("source-section");
        more.setText(Messages.text("ui.source.more"));
        more.setContent(content);
        more.setAnimated(false);
        more.getStyleClass().add("source-more");
        var form = model.form().get();
        more.setExpanded(!form.text(FormField.JUMPS).isEmpty()
                || !form.text(FormField.HOSTS).isEmpty());
        return more;
    }

    private Region section(String title, List<Node> actions, Node... fields) {
        var head = new Label(Messages.text(title));
        head.getStyleClass().add("section-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var line = new HBox(head, gap);
        line.getChildren().addAll(actions);
        line.getStyleClass().add("source-section-head");
        var section = new VBox(line);
        section.getChildren().addAll(fields);
        section.getStyleClass().add("source-section");
        return section;
    }

    private static HBox line(Node... fields) {
        var line = new HBox(fields);
        line.getStyleClass().add("source-line");
        return line;
    }

    private static Region grow(Field field) {
        return grow(field.root());
    }

    private static Region grow(Region field) {
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    private static Region narrow(Field field) {
        field.root().getStyleClass().add("source-narrow");
        return field.root();
    }

    private static Region half(Field field) {
        field.root().getStyleClass().add("source-half");
        return field.root();
    }

    private Field text(FormField field, String label) {
        return bound(field, label, new TextField());
    }

    private Field area(FormField field, String label) {
        var area = new TextArea();
        area.setPrefRowCount(3);
        area.getStyleClass().add("mono");
        return bound(field, label, area);
    }

    private Field file(FormField field, String label) {
        var text = new TextField();
        return bound(field, label, text, browse(label, path -> text.setText(path.toString())));
    }

    private Region keys() {
        var area = new TextArea();
        area.setPrefRowCount(2);
        area.getStyleClass().add("mono");
        var add = browse("ui.source.keys", path -> {
            var there = area.getText().strip();
            area.setText(there.isEmpty() ? path.toString() : there + "\n" + path);
        });
        return bound(FormField.KEYS, "ui.source.keys", area, add)
                .hint(Messages.text("ui.source.keys.hint"))
                .root();
    }

    private Button browse(String label, java.util.function.Consumer<Path> chosen) {
        var button = new Button(null, Icons.of(Feather.FOLDER));
        button.getStyleClass().add("button-icon");
        button.setAccessibleText(Messages.text("ui.source.browse", plain(label)));
        button.setOnAction(event -> dialogs.open(
                new Dialogs.FileQuestion(
                        plain(label), Optional.empty(), "", Messages.text("ui.source.files"), List.of()),
                chosen));
        return button;
    }

    private static String plain(String label) {
        return Messages.text(label).replace("_", "");
    }

    private Field bound(FormField field, String label, TextInputControl control, Node... more) {
        control.setId("source-" + field.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        texts.put(field, control.textProperty());
        control.textProperty().addListener((property, old, now) -> typed(field, now));
        var made = new Field(Messages.text(label), control, more);
        errors.put(field, made.error());
        return made;
    }

    private Region secret(FormField field, String label) {
        var name = Messages.text(
                "ui.source.secret." + field.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        var secret = new SecretField(Messages.text(label), name, vault, background, dialogs);
        secret.ways().setId("source-" + field.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        texts.put(field, secret.source());
        secret.source().addListener((property, old, now) -> typed(field, now));
        errors.put(field, secret.error());
        return secret.root();
    }

    private void typed(FormField field, String text) {
        if (!isShowing) {
            model.type(field, text);
        }
    }

    private Node aliases() {
        var menu = new MenuButton(Messages.text("ui.source.aliases"), Icons.of(Feather.LIST));
        menu.setId("source-aliases");
        menu.getStyleClass().add("small");
        menu.setMaxHeight(MENU_MOST);
        model.aliases().subscribe(found -> {
            menu.getItems()
                    .setAll(found.stream()
                            .map(alias -> {
                                var where = (alias.user().isEmpty() ? "" : alias.user() + "@") + alias.host();
                                var item = new MenuItem(alias.name() + "   " + where);
                                item.setOnAction(event -> model.take(alias));
                                item.setMnemonicParsing(false);
                                return item;
                            })
                            .toList());
            seen(menu, !found.isEmpty());
        });
        return menu;
    }

    private Node production() {
        var mark = new CheckBox(Messages.text("ui.source.production"));
        mark.setId("source-production");
        mark.setSelected(model.isProduction());
        mark.selectedProperty().addListener((property, old, now) -> model.markProduction(now));
        mark.setWrapText(true);
        return mark;
    }

    private void show(SourceForm now) {
        isShowing = true;
        try {
            texts.forEach((field, text) -> {
                var wanted = now.texts().getOrDefault(field, "");
                if (!wanted.equals(text.get())) {
                    text.set(wanted);
                }
            });
            ways.getToggles().stream()
                    .filter(toggle -> toggle.getUserData() == now.way())
                    .forEach(toggle -> toggle.setSelected(true));
        } finally {
            isShowing = false;
        }
    }

    private void showProblems() {
        var problems = model.problems().get();
        errors.forEach((field, error) -> {
            var problem = problems.get(field);
            error.set(problem == null ? "" : Messages.text(problem));
        });
        if (problems.containsKey(FormField.JUMPS) || problems.containsKey(FormField.HOSTS)) {
            more.setExpanded(true);
        }
    }
}
