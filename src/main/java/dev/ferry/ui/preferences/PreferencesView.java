package dev.ferry.ui.preferences;

import dev.ferry.migration.Limits;
import dev.ferry.settings.Settings;
import dev.ferry.settings.Theme;
import dev.ferry.text.Messages;
import dev.ferry.ui.Screen;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.fx.Icons;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What a user sets once for every migration. Everything holds at once; nothing has to be saved.
public final class PreferencesView implements Screen {
    static final String SHEET = "/dev/ferry/ui/preferences/preferences.css";

    private static final int MOST_PER_NODE = 64;
    private static final int MOST_IN_ALL = 4096;
    private static final int MOST_THROTTLE = 100_000;

    private final PreferencesViewModel model;
    private final Page page = new Page(Messages.text("ui.preferences.title"));
    private final Map<Theme, ToggleButton> themes = new EnumMap<>(Theme.class);
    private final Spinner<Integer> perNode = spinner("limit-per-node", 1, MOST_PER_NODE);
    private final Spinner<Integer> inAll = spinner("limit-in-all", 1, MOST_IN_ALL);
    private final Spinner<Integer> throttle = spinner("limit-throttle", 0, MOST_THROTTLE);
    private final TextField documents = folder("folder-documents");
    private final TextField reports = folder("folder-reports");
    private final Button resetDocuments = reset("folder-documents-reset");
    private final Button resetReports = reset("folder-reports-reset");
    private final JarsPane jars;
    private final VBox ring = new VBox();
    private final Button resetAll = new Button(Messages.text("ui.preferences.reset"));
    private boolean isFilling;

    /// A view.
    ///
    /// @param back leads to where its user came from
    public PreferencesView(PreferencesViewModel model, Runnable back) {
        this.model = model;
        this.jars = new JarsPane(model.jars());
        var close = new Button(Messages.text("ui.preferences.back"), Icons.of(Feather.ARROW_LEFT));
        close.setId("preferences-back");
        close.setCancelButton(true);
        close.setOnAction(event -> back.run());
        resetAll.setId("preferences-reset");
        resetAll.setOnAction(event -> model.reset());
        page.subtitle().set(Messages.text("ui.preferences.subtitle"));
        page.actions(close, resetAll);
        var form = new VBox(
                section("ui.preferences.look", "ui.preferences.look.text", themes()),
                section("ui.preferences.limits", "ui.preferences.limits.text", limits()),
                section("ui.preferences.folders", "ui.preferences.folders.text", documentsField(), reportsField()),
                section(
                        "ui.preferences.jars",
                        "ui.preferences.jars.text",
                        jars.nodes().toArray(Node[]::new)),
                section("ui.preferences.secrets", "ui.preferences.secrets.text", ring));
        form.getStyleClass().add("preferences-form");
        var scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        page.content(scroll);
        page.root().getStylesheets().add(sheet());
        ring.getStyleClass().add("preferences-ring");
        model.settings().addListener((property, old, now) -> fill(now));
        model.ring().addListener((property, old, now) -> drawRing());
        fill(model.settings().get());
        listen();
    }

    static String sheet() {
        return Objects.requireNonNull(PreferencesView.class.getResource(SHEET)).toExternalForm();
    }

    /// A section: what it is about at the left, its fields at the right.
    private static Node section(String key, String about, Node... nodes) {
        var title = new Label(Messages.text(key));
        title.getStyleClass().add("preferences-title");
        var text = new Label(Messages.text(about));
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.getStyleClass().add("muted");
        var words = new VBox(title, text);
        words.getStyleClass().add("preferences-words");
        var fields = new VBox(nodes);
        fields.getStyleClass().add("preferences-fields");
        var section = new HBox(words, fields);
        section.getStyleClass().add("preferences-section");
        return section;
    }

    private Node themes() {
        var group = new ToggleGroup();
        var box = new HBox();
        box.getStyleClass().add("preferences-themes");
        theme(Theme.SYSTEM, Feather.MONITOR, "ui.preferences.theme.system");
        theme(Theme.LIGHT, Feather.SUN, "ui.preferences.theme.light");
        theme(Theme.DARK, Feather.MOON, "ui.preferences.theme.dark");
        themes.forEach((theme, button) -> {
            button.setToggleGroup(group);
            box.getChildren().add(button);
        });
        box.getChildren().getFirst().getStyleClass().add("left-pill");
        box.getChildren().get(1).getStyleClass().add("center-pill");
        box.getChildren().getLast().getStyleClass().add("right-pill");
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null && old != null) {
                old.setSelected(true);
            }
        });
        return box;
    }

    private void theme(Theme theme, Feather icon, String key) {
        var button = new ToggleButton(Messages.text(key), Icons.of(icon));
        button.setId("theme-" + theme.name().toLowerCase(java.util.Locale.ROOT));
        button.setOnAction(event -> model.choose(theme));
        themes.put(theme, button);
    }

    private Node limits() {
        var box = new VBox(
                new Field(Messages.text("ui.preferences.limits.node"), perNode)
                        .hint(Messages.text("ui.preferences.limits.node.hint"))
                        .root(),
                new Field(Messages.text("ui.preferences.limits.all"), inAll)
                        .hint(Messages.text("ui.preferences.limits.all.hint"))
                        .root(),
                new Field(Messages.text("ui.preferences.limits.throttle"), throttle)
                        .hint(Messages.text("ui.preferences.limits.throttle.hint"))
                        .root());
        box.getStyleClass().add("preferences-numbers");
        return box;
    }

    private static Spinner<Integer> spinner(String id, int least, int most) {
        var spinner = new Spinner<Integer>(least, most, least);
        spinner.setEditable(true);
        spinner.setId(id);
        return spinner;
    }

    private void listen() {
        for (var spinner : List.of(perNode, inAll, throttle)) {
            spinner.valueProperty().addListener((property, old, now) -> {
                if (!isFilling && now != null) {
                    model.limit(new Limits(perNode.getValue(), inAll.getValue(), throttle.getValue()));
                }
            });
        }
    }

    private Node documentsField() {
        resetDocuments.setOnAction(event -> model.documents(null));
        return new Field(
                        Messages.text("ui.preferences.folders.documents"),
                        documents,
                        choose(model::chooseDocuments, "ui.preferences.folders.documents"),
                        resetDocuments)
                .root();
    }

    private Node reportsField() {
        resetReports.setOnAction(event -> model.reports(null));
        return new Field(
                        Messages.text("ui.preferences.folders.reports"),
                        reports,
                        choose(model::chooseReports, "ui.preferences.folders.reports"),
                        resetReports)
                .root();
    }

    private static TextField folder(String id) {
        var field = new TextField();
        field.setEditable(false);
        field.setId(id);
        return field;
    }

    private static Button choose(Runnable action, String what) {
        var button = new Button(Messages.text("ui.preferences.folders.choose"));
        button.setAccessibleText(Messages.text("ui.preferences.folders.choose") + " " + Messages.text(what));
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Button reset(String id) {
        var button = new Button(Messages.text("ui.preferences.folders.reset"));
        button.setId(id);
        return button;
    }

    private void fill(Settings now) {
        isFilling = true;
        themes.forEach((theme, button) -> button.setSelected(theme == now.theme()));
        perNode.getValueFactory().setValue(now.limits().loadersPerNode());
        inAll.getValueFactory().setValue(now.limits().loadersInAll());
        throttle.getValueFactory().setValue(now.limits().throttleMebibytesPerSecond());
        show(documents, resetDocuments, now.folders().documents(), "ui.preferences.folders.documents.usual");
        show(reports, resetReports, now.folders().reports(), "ui.preferences.folders.reports.usual");
        jars.fill(now.bringing());
        resetAll.setDisable(model.isUsual());
        isFilling = false;
        drawRing();
    }

    private static void show(TextField field, Button reset, @Nullable Path folder, String usual) {
        field.setText(folder == null ? Messages.text(usual) : folder.toString());
        reset.setDisable(folder == null);
    }

    private void drawRing() {
        Consumer<Node> add = ring.getChildren()::add;
        ring.getChildren().clear();
        switch (model.ring().get()) {
            case PreferencesViewModel.Ring.Unknown() ->
                add.accept(Mark.OPEN.label(Messages.text("ui.preferences.secrets.looking")));
            case PreferencesViewModel.Ring.There() ->
                add.accept(Mark.DONE.label(Messages.text("ui.preferences.secrets.there")));
            case PreferencesViewModel.Ring.Missing(var why) -> {
                add.accept(Mark.WARN.label(Messages.text("ui.preferences.secrets.missing")));
                var reason = new Label(Messages.text(
                        "ui.preferences.secrets.reason",
                        Messages.text(why.cause()),
                        why.evidence().isBlank() ? "" : " " + why.evidence(),
                        Messages.text(why.remedy())));
                reason.setWrapText(true);
                reason.setMinHeight(Region.USE_PREF_SIZE);
                reason.getStyleClass().add("muted");
                add.accept(reason);
            }
        }
        add.accept(kept());
    }

    private Node kept() {
        var count = model.settings().get().kept().size();
        var forget = new Button(Messages.text("ui.preferences.secrets.forget"), Icons.of(Feather.TRASH_2));
        forget.setId("secrets-forget");
        forget.getStyleClass().addAll("danger", "button-outlined");
        forget.setDisable(count == 0);
        forget.setOnAction(event -> model.forgetSecrets());
        var words = new Label(
                Messages.text(count == 0 ? "ui.preferences.secrets.none" : "ui.preferences.secrets.kept", count));
        words.setWrapText(true);
        var box = new VBox(words, forget);
        box.getStyleClass().add("preferences-kept");
        return box;
    }

    @Override
    public Region root() {
        return page.root();
    }

    @Override
    public void shown() {
        model.shown();
    }

    @Override
    public void hidden() {
        model.hidden();
    }
}
