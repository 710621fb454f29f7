package dev.ferry.ui.source;

import dev.ferry.migration.Becoming;
import dev.ferry.migration.SourceSettings;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.controls.Fold;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.tls.TlsPane;
import dev.ferry.ui.work.SecretVault;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The fields of the connection: the cluster over CQL, and its nodes over SSH. What most need is seen; the
/// rest is folded away and says in a line what is set there.
final class ConnectionPane {
    private static final double MENU_MOST = 400;

    private final VBox form = new VBox();
    private final ScrollPane root = new ScrollPane(form);
    private final SourceViewModel model;
    private final SecretVault vault;
    private final Background background;
    private final Dialogs dialogs;
    private final FormFields fields;
    private final Map<Part, Fold> folds = new EnumMap<>(Part.class);
    private final CheckBox configured = new CheckBox(Messages.text("ui.source.configuration.use"));
    private final CredentialPane login;
    private final JumpList jumps;
    private boolean isShowing;

    ConnectionPane(SourceViewModel model, SecretVault vault, Background background, Dialogs dialogs) {
        this.model = model;
        this.vault = vault;
        this.background = background;
        this.dialogs = dialogs;
        this.fields = new FormFields(model, vault, background, dialogs);
        form.getStyleClass().add("source-form");
        this.login =
                new CredentialPane("source", "", model.form().get().login(), model::type, vault, background, dialogs);
        this.jumps = new JumpList(model::type, vault, background, dialogs);
        form.getChildren().setAll(cluster(), nodes());
        root.setFitToWidth(true);
        root.getStyleClass().add("source-form-scroll");
        root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        model.form().addListener((property, old, now) -> show(now));
        model.problems().addListener((property, old, now) -> showProblems());
        model.insisting().subscribe(now -> {
            if (now.intValue() > 0) {
                login.insist();
                jumps.insist();
            }
        });
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
                        grow(fields.text(FormField.CONTACT_POINTS, "ui.source.contacts")
                                .hint(Messages.text("ui.source.contacts.hint"))),
                        narrow(fields.text(FormField.PORT, "ui.source.port"))),
                production(),
                folds(
                        fold(
                                Part.CQL_LOGIN,
                                line(
                                        half(fields.text(FormField.CQL_USER, "ui.source.cql-user")),
                                        grow(fields.secret(FormField.CQL_PASSWORD, "ui.source.cql-password")))),
                        fold(
                                Part.TLS,
                                new TlsPane(
                                                "source-tls",
                                                Messages.text("ui.source.tls.port"),
                                                model.tls(),
                                                vault,
                                                background,
                                                dialogs)
                                        .root())));
    }

    private Region nodes() {
        return section(
                "ui.source.nodes",
                List.of(),
                line(
                        grow(fields.left(FormField.SSH_USER, "ui.source.ssh-user")),
                        narrow(fields.left(FormField.SSH_PORT, "ui.source.ssh-port"))),
                login.keys(),
                configuration(),
                folds(
                        fold(Part.SSH_LOGIN, login.rest()),
                        fold(Part.JUMPS, jumps.root()),
                        fold(Part.BECOME, user()),
                        fold(Part.CONTAINER, container()),
                        fold(Part.JMX, jmx()),
                        fold(Part.MORE, further())));
    }

    private Region fold(Part part, Node content) {
        var fold = new Fold(Messages.text("ui.source.fold." + part.key()), content);
        fold.root().setId("source-fold-" + part.key());
        folds.put(part, fold);
        return fold.root();
    }

    private static Region folds(Region... folds) {
        var all = new VBox(folds);
        all.getStyleClass().add("source-folds");
        return all;
    }

    /// Who, where and by which keys may be left to OpenSSH's own configuration.
    private Region configuration() {
        configured.setId("source-configuration-use");
        configured.setWrapText(true);
        configured.selectedProperty().addListener((property, old, now) -> {
            if (!isShowing) {
                model.leaveToConfiguration(now ? SourceViewModel.Said.THERE : SourceViewModel.Said.HERE);
            }
        });
        var field = fields.file(FormField.CONFIGURATION, "ui.source.configuration")
                .hint(Messages.text("ui.source.configuration.hint"))
                .root();
        field.getStyleClass().add("source-indented");
        // whoever has emptied it is about to type another
        model.form().subscribe(now -> seen(field, now.isConfigured() || field.isFocusWithin()));
        field.focusWithinProperty()
                .subscribe(isWithin -> seen(field, model.form().get().isConfigured() || isWithin));
        var both = new VBox(configured, field);
        both.getStyleClass().add("source-section");
        return both;
    }

    private Region user() {
        var toggles = fields.pills(
                FormField.BECOME,
                "ui.source.become.",
                Stream.of(BecomeWay.values()).map(BecomeWay::name).toList());
        var user = fields.text(FormField.BECOME_USER, "ui.source.become-user").root();
        var password = fields.secret(FormField.SUDO_PASSWORD, "ui.source.sudo-password");
        model.form().subscribe(now -> {
            seen(user, now.way() != BecomeWay.DIRECT);
            seen(password, now.way() == BecomeWay.SUDO_PASSWORD);
        });
        var section = new VBox(toggles, user, password);
        section.getStyleClass().add("source-section");
        return section;
    }

    private Region container() {
        var name = fields.text(FormField.CONTAINER_NAME, "ui.source.container-name")
                .hint(Messages.text("ui.source.container-name.hint"))
                .root();
        var user = fields.text(FormField.CONTAINER_USER, "ui.source.container-user")
                .hint(Messages.text("ui.source.container-user.hint"))
                .root();
        model.form().subscribe(now -> {
            seen(name, now.container().isPresent());
            seen(user, now.container().isPresent());
        });
        var section = new VBox(
                fields.pills(
                        FormField.CONTAINER,
                        "ui.source.container.",
                        List.of("NONE", Becoming.Engine.DOCKER.name(), Becoming.Engine.PODMAN.name())),
                name,
                user);
        section.getStyleClass().add("source-section");
        return section;
    }

    private Region jmx() {
        var hint = new Label(Messages.text("ui.source.jmx.hint"));
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        hint.getStyleClass().add("field-hint");
        var section = new VBox(
                hint,
                line(
                        narrow(fields.text(FormField.JMX_PORT, "ui.source.jmx-port")),
                        half(fields.text(FormField.JMX_USER, "ui.source.jmx-user"))),
                fields.secret(FormField.JMX_PASSWORD, "ui.source.jmx-password"));
        section.getStyleClass().add("source-section");
        return section;
    }

    private static void seen(Node node, boolean isSeen) {
        node.setVisible(isSeen);
        node.setManaged(isSeen);
    }

    private Region further() {
        var road = new Label(Messages.text("ui.source.road"));
        road.getStyleClass().add("field-label");
        var roads = new VBox(
                road,
                fields.pills(
                        FormField.ROAD,
                        "ui.source.road.",
                        Stream.of(SourceSettings.Road.values())
                                .map(SourceSettings.Road::name)
                                .toList()));
        roads.getStyleClass().add("field");
        var warning = Mark.WARN.label(Messages.text("ui.source.legacy.warning"));
        warning.setWrapText(true);
        warning.setMinHeight(Region.USE_PREF_SIZE);
        warning.getStyleClass().add("source-warning");
        model.form().subscribe(now -> seen(warning, !now.text(FormField.LEGACY).isEmpty()));
        var content = new VBox(
                roads,
                fields.area(FormField.HOSTS, "ui.source.hosts")
                        .hint(Messages.text("ui.source.hosts.hint"))
                        .root(),
                fields.file(FormField.KNOWN_HOSTS, "ui.source.known-hosts")
                        .hint(Messages.text("ui.source.known-hosts.hint"))
                        .root(),
                fields.area(FormField.ACCEPTED, "ui.source.accepted")
                        .hint(Messages.text("ui.source.accepted.hint"))
                        .root(),
                new VBox(
                        fields.text(FormField.LEGACY, "ui.source.legacy")
                                .hint(Messages.text("ui.source.legacy.hint"))
                                .root(),
                        warning));
        content.getStyleClass().add("source-section");
        return content;
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
            fields.show(now);
            configured.setSelected(now.isConfigured());
            login.show(now.login());
            jumps.show(now.jumps());
            summarise(now);
        } finally {
            isShowing = false;
        }
    }

    private void showProblems() {
        var problems = model.problems().get();
        fields.show(problems);
        // what is wrong is seen, wherever it is
        for (var field : problems.keySet()) {
            for (var part : Part.values()) {
                if (part.fields.contains(field)) {
                    Objects.requireNonNull(folds.get(part)).open();
                }
            }
        }
    }

    private void summarise(SourceForm now) {
        folds.forEach((part, fold) -> fold.summary()
                .set(
                        switch (part) {
                            case CQL_LOGIN -> Summaries.login(now);
                            case TLS -> now.tls().summary();
                            case SSH_LOGIN -> now.login().summary();
                            case JUMPS -> Summaries.jumps(now);
                            case BECOME -> Summaries.becoming(now);
                            case CONTAINER -> Summaries.container(now);
                            case JMX -> Summaries.jmx(now);
                            case MORE -> Summaries.more(now);
                        }));
    }

    /// What is folded away, each with its fields.
    private enum Part {
        CQL_LOGIN(FormField.CQL_USER, FormField.CQL_PASSWORD),
        TLS(FormField.TLS),
        SSH_LOGIN(FormField.LOGIN),
        JUMPS(FormField.JUMPS),
        BECOME(FormField.BECOME, FormField.BECOME_USER, FormField.SUDO_PASSWORD),
        CONTAINER(FormField.CONTAINER, FormField.CONTAINER_NAME, FormField.CONTAINER_USER),
        JMX(FormField.JMX_PORT, FormField.JMX_USER, FormField.JMX_PASSWORD),
        MORE(FormField.ROAD, FormField.HOSTS, FormField.KNOWN_HOSTS, FormField.ACCEPTED, FormField.LEGACY);

        private final Set<FormField> fields;

        Part(FormField... fields) {
            this.fields = Set.of(fields);
        }

        private String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
