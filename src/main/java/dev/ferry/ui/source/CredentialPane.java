package dev.ferry.ui.source;

import dev.ferry.migration.SshCredentials.Kind;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.controls.SecretField;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.source.CredentialForm.Text;
import dev.ferry.ui.work.SecretVault;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The fields of a login at an SSH server: its keys, and apart from them all the rest.
final class CredentialPane {
    private final Map<Text, StringProperty> texts = new EnumMap<>(Text.class);
    private final Map<Text, StringProperty> errors = new EnumMap<>(Text.class);
    private final Map<Kind, CheckBox> ticks = new EnumMap<>(Kind.class);
    private final EnumSet<Text> touched = EnumSet.noneOf(Text.class);
    private final Label tried = new Label();
    private final String id;
    private final Consumer<CredentialForm> changed;
    private final Dialogs dialogs;
    private final Region keys;
    private final Region rest;
    private CredentialForm form;
    private boolean isShowing;

    /// @param id begins the ids of its fields
    /// @param of whose login it is, in the names of its secrets: empty for the nodes
    /// @param changed hears what is typed
    CredentialPane(
            String id,
            String of,
            CredentialForm form,
            Consumer<CredentialForm> changed,
            SecretVault vault,
            Background background,
            Dialogs dialogs) {
        this.id = id;
        this.form = form;
        this.changed = changed;
        this.dialogs = dialogs;
        this.keys = area(Text.KEYS, "ui.source.keys", this::addKey)
                .hint(Messages.text("ui.source.keys.hint"))
                .root();
        this.rest = new VBox(
                kinds(),
                secret(Text.PASSPHRASE, "ui.source.passphrase", of, vault, background),
                secret(Text.PASSWORD, "ui.source.ssh-password", of, vault, background),
                area(Text.CERTIFICATES, "ui.source.certificates", null)
                        .hint(Messages.text("ui.source.certificates.hint"))
                        .root());
        rest.getStyleClass().add("source-section");
        show(form);
    }

    /// The field of the keys.
    Region keys() {
        return keys;
    }

    /// The kinds of login, and where its secrets come from.
    Region rest() {
        return rest;
    }

    private String idOf(String name) {
        return id + "-" + name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Region kinds() {
        var label = new Label(Messages.text("ui.source.kinds"));
        label.getStyleClass().add("field-label");
        var boxes = new FlowPane();
        boxes.getStyleClass().add("source-kinds");
        for (var kind : Kind.values()) {
            var key = "ui.source.kind." + kind.name().toLowerCase(Locale.ROOT);
            var tick = new CheckBox(Messages.text(key));
            tick.setId(idOf("kind-" + kind.name()));
            tick.setMinWidth(Region.USE_PREF_SIZE);
            tick.selectedProperty().addListener((property, old, now) -> ticked());
            ticks.put(kind, tick);
            boxes.getChildren().add(tick);
        }
        tried.setWrapText(true);
        tried.setMinHeight(Region.USE_PREF_SIZE);
        tried.getStyleClass().add("field-hint");
        var whole = new VBox(label, boxes, tried);
        whole.getStyleClass().add("field");
        return whole;
    }

    private void ticked() {
        if (!isShowing) {
            var kinds = EnumSet.noneOf(Kind.class);
            ticks.forEach((kind, tick) -> {
                if (tick.isSelected()) {
                    kinds.add(kind);
                }
            });
            change(form.with(kinds));
        }
    }

    private Field area(Text text, String label, @org.jspecify.annotations.Nullable Consumer<TextInputControl> looking) {
        var area = new TextArea();
        area.setPrefRowCount(2);
        area.getStyleClass().add("mono");
        area.setId(idOf(text.name()));
        texts.put(text, area.textProperty());
        area.textProperty().addListener((property, old, now) -> typed(text, now));
        var field = looking == null
                ? new Field(Messages.text(label), area)
                : new Field(Messages.text(label), area, browse(label, () -> looking.accept(area)));
        errors.put(text, field.error());
        return field;
    }

    private static Button browse(String label, Runnable looking) {
        var button = new Button(null, Icons.of(Feather.FOLDER));
        button.getStyleClass().add("button-icon");
        button.setAccessibleText(
                Messages.text("ui.source.browse", Messages.text(label).replace("_", "")));
        button.setOnAction(event -> looking.run());
        return button;
    }

    private void addKey(TextInputControl area) {
        dialogs.open(
                new Dialogs.FileQuestion(
                        Messages.text("ui.source.keys").replace("_", ""),
                        Optional.empty(),
                        "",
                        Messages.text("ui.source.files"),
                        List.of()),
                path -> {
                    var there = area.getText().strip();
                    area.setText(there.isEmpty() ? path.toString() : there + "\n" + path);
                });
    }

    private Region secret(Text text, String label, String of, SecretVault vault, Background background) {
        var name = Messages.text("ui.source.secret." + text.name().toLowerCase(Locale.ROOT));
        var secret = new SecretField(
                Messages.text(label), of.isEmpty() ? name : name + ", " + of, vault, background, dialogs);
        secret.ways().setId(idOf(text.name()));
        texts.put(text, secret.source());
        secret.source().addListener((property, old, now) -> typed(text, now));
        errors.put(text, secret.error());
        return secret.root();
    }

    private void typed(Text text, String now) {
        if (!isShowing) {
            touched.add(text);
            change(form.with(text, now));
        }
    }

    private void change(CredentialForm now) {
        show(now);
        changed.accept(now);
    }

    /// Shows what stands in the fields now.
    void show(CredentialForm now) {
        form = now;
        isShowing = true;
        try {
            texts.forEach((text, shown) -> {
                var wanted = now.texts().getOrDefault(text, "");
                if (!wanted.equals(shown.get())) {
                    shown.set(wanted);
                }
            });
            ticks.forEach((kind, tick) -> tick.setSelected(now.kinds().contains(kind)));
        } finally {
            isShowing = false;
        }
        tried.setText(
                Messages.text(now.kinds().isEmpty() ? "ui.source.kinds.usual" : "ui.source.kinds.only", now.tried()));
        check();
    }

    /// From now on what is missing is said as well.
    void insist() {
        touched.addAll(EnumSet.allOf(Text.class));
        check();
    }

    private void check() {
        var problems = form.problems();
        errors.forEach((text, error) -> {
            var problem = touched.contains(text) ? problems.get(text) : null;
            error.set(problem == null ? "" : Messages.text(problem));
        });
    }
}
