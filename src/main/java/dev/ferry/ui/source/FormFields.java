package dev.ferry.ui.source;

import dev.ferry.text.Message;
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
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// Makes the fields of the connection panel, each bound to what was typed in it and to what is wrong with it.
final class FormFields {
    private final Map<FormField, StringProperty> texts = new EnumMap<>(FormField.class);
    private final Map<FormField, StringProperty> errors = new EnumMap<>(FormField.class);
    private final SourceViewModel model;
    private final SecretVault vault;
    private final Background background;
    private final Dialogs dialogs;
    private boolean isShowing;

    FormFields(SourceViewModel model, SecretVault vault, Background background, Dialogs dialogs) {
        this.model = model;
        this.vault = vault;
        this.background = background;
        this.dialogs = dialogs;
    }

    /// Shows what stands in the fields now.
    void show(SourceForm now) {
        isShowing = true;
        try {
            texts.forEach((field, text) -> {
                var wanted = now.texts().getOrDefault(field, "");
                if (!wanted.equals(text.get())) {
                    text.set(wanted);
                }
            });
        } finally {
            isShowing = false;
        }
    }

    /// Shows what is wrong, each beside its field.
    void show(Map<FormField, Message> problems) {
        errors.forEach((field, error) -> {
            var problem = problems.get(field);
            error.set(problem == null ? "" : Messages.text(problem));
        });
    }

    Field text(FormField field, String label) {
        return bound(field, label, new TextField());
    }

    /// A field that may be left to the OpenSSH configuration, and then says so.
    Field left(FormField field, String label) {
        var input = new TextField();
        model.form().subscribe(now -> input.setPromptText(now.isConfigured() ? Messages.text(label + ".left") : ""));
        return bound(field, label, input);
    }

    Field area(FormField field, String label) {
        var area = new TextArea();
        area.setPrefRowCount(3);
        area.getStyleClass().add("mono");
        return bound(field, label, area);
    }

    Field file(FormField field, String label) {
        var text = new TextField();
        return bound(field, label, text, browse(label, path -> text.setText(path.toString())));
    }

    private Button browse(String label, Consumer<Path> chosen) {
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

    private static String name(FormField field) {
        return field.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Field bound(FormField field, String label, TextInputControl control, Node... more) {
        control.setId("source-" + name(field));
        texts.put(field, control.textProperty());
        control.textProperty().addListener((property, old, now) -> typed(field, now));
        var made = new Field(Messages.text(label), control, more);
        errors.put(field, made.error());
        return made;
    }

    Region secret(FormField field, String label) {
        var name = Messages.text("ui.source.secret." + name(field));
        var secret = new SecretField(Messages.text(label), name, vault, background, dialogs);
        secret.ways().setId("source-" + name(field));
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

    /// A choice of a few, each seen.
    ///
    /// @param label begins the keys of their words
    Region pills(FormField field, String label, List<String> values) {
        var group = new ToggleGroup();
        var pills = new HBox();
        pills.getStyleClass().add("source-ways");
        for (var value : values) {
            var toggle = new ToggleButton(
                    Messages.text(label + value.toLowerCase(Locale.ROOT).replace('_', '-')));
            toggle.setUserData(value);
            toggle.setToggleGroup(group);
            toggle.setId("source-" + name(field) + "-"
                    + value.toLowerCase(Locale.ROOT).replace('_', '-'));
            toggle.getStyleClass()
                    .add(
                            value.equals(values.getFirst())
                                    ? "left-pill"
                                    : value.equals(values.getLast()) ? "right-pill" : "center-pill");
            pills.getChildren().add(toggle);
        }
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null && old != null) {
                old.setSelected(true);
            } else if (now != null && !isShowing) {
                model.type(field, String.valueOf(now.getUserData()));
            }
        });
        model.form().subscribe(now -> {
            var wasShowing = isShowing;
            isShowing = true;
            var chosen = now.text(field).isEmpty() ? values.getFirst() : now.text(field);
            group.getToggles().stream()
                    .filter(toggle -> chosen.equals(toggle.getUserData()))
                    .forEach(toggle -> toggle.setSelected(true));
            isShowing = wasShowing;
        });
        return pills;
    }
}
