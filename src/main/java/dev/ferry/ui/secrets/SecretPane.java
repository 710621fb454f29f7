package dev.ferry.ui.secrets;

import dev.ferry.secrets.Secret;
import dev.ferry.secrets.SessionSecrets.Answers;
import dev.ferry.secrets.SessionSecrets.Keep;
import dev.ferry.secrets.SessionSecrets.Question;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.fx.Icons;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// All secrets that are missing, to be typed at once.
final class SecretPane {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");
    private static final String SHEET = "/dev/ferry/ui/secrets/secrets.css";

    private final VBox root = new VBox();
    private final Map<String, PasswordField> fields = new LinkedHashMap<>();
    private final CheckBox keep = new CheckBox(Messages.text("ui.secrets.keep"));
    private final Label why = new Label(Messages.text("ui.secrets.looking"));

    SecretPane(List<Question> questions) {
        var text = new Label(Messages.text("ui.secrets.text"));
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.getStyleClass().add("muted");
        var rows = new VBox();
        rows.getStyleClass().add("secret-rows");
        questions.forEach(question -> rows.getChildren().add(row(question)));
        keep.setId("secrets-keep");
        keep.setDisable(true);
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        why.getStyleClass().add("field-hint");
        var keeping = new VBox(keep, why);
        keeping.getStyleClass().add("secret-keeping");
        root.getChildren().setAll(text, rows, keeping);
        root.getStyleClass().add("secret-pane");
        root.getStylesheets()
                .add(Objects.requireNonNull(SecretPane.class.getResource(SHEET)).toExternalForm());
        check();
    }

    Region root() {
        return root;
    }

    private Region row(Question question) {
        var hidden = new PasswordField();
        hidden.setId("secret-" + fields.size());
        var seen = new TextField();
        seen.textProperty().bindBidirectional(hidden.textProperty());
        seen.setManaged(false);
        seen.setVisible(false);
        seen.setAccessibleText(question.label());
        seen.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(seen, Priority.ALWAYS);
        hidden.textProperty().addListener((property, old, now) -> check());
        fields.put(question.source(), hidden);
        return new Field(question.label().replace("_", "__"), hidden, seen, eye(question, hidden, seen)).root();
    }

    private static ToggleButton eye(Question question, PasswordField hidden, TextField seen) {
        var eye = new ToggleButton(null, Icons.of(Feather.EYE));
        eye.getStyleClass().add("button-icon");
        eye.setAccessibleText(Messages.text("ui.secrets.show", question.label()));
        eye.setTooltip(new Tooltip(Messages.text("ui.secrets.show.tip")));
        eye.selectedProperty().addListener((property, old, isShown) -> {
            seen.setManaged(isShown);
            seen.setVisible(isShown);
            hidden.setManaged(!isShown);
            hidden.setVisible(!isShown);
            (isShown ? seen : hidden).requestFocus();
            (isShown ? seen : hidden).end();
        });
        return eye;
    }

    private void check() {
        var isMissing =
                fields.values().stream().anyMatch(field -> field.getText().isEmpty());
        root.pseudoClassStateChanged(INVALID, isMissing);
    }

    /// Puts the keyboard where it is wanted first.
    void focus() {
        fields.values().stream().findFirst().ifPresent(PasswordField::requestFocus);
    }

    /// The key ring was looked at.
    void ring(Boolean isThere) {
        keep.setDisable(!isThere);
        why.setText(Messages.text(isThere ? "ui.secrets.keep.hint" : "ui.secrets.no-ring"));
        var scene = root.getScene();
        if (scene != null) {
            // the answer may take one line more: the buttons below stay in sight
            scene.getWindow().sizeToScene();
        }
    }

    /// What was typed. Nothing of it stays in the fields.
    Answers answers() {
        var secrets = new LinkedHashMap<String, Secret>();
        fields.forEach((source, field) -> {
            secrets.put(source, Secret.of(field.getText()));
            field.clear();
        });
        return new Answers(secrets, keep.isSelected() ? Keep.IN_KEY_RING : Keep.IN_SESSION);
    }

    /// Takes the dialog away.
    void close() {
        var scene = root.getScene();
        if (scene != null) {
            scene.getWindow().hide();
        }
    }
}
