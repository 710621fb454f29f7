package dev.ferry.ui.secrets;

import dev.ferry.secrets.Inquiry;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Banner;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.controls.Mark;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A question of a server: where it is asked, its own words, and a field for the answer.
final class AnswerPane {
    private static final String SHEET = "/dev/ferry/ui/secrets/secrets.css";

    private final VBox root = new VBox();
    private final Label waiting = new Label();
    private final TextField answer;

    AnswerPane(Inquiry inquiry) {
        var hop = new Label(inquiry.hop());
        hop.setWrapText(true);
        hop.setMinHeight(Region.USE_PREF_SIZE);
        hop.getStyleClass().addAll("answer-hop", "mono");
        var words = inquiry.text().isEmpty() ? Messages.text("ui.answer.wordless") : inquiry.text();
        answer = inquiry.echo() == Inquiry.Echo.HIDDEN ? new PasswordField() : new TextField();
        answer.setId("answer");
        answer.setAccessibleHelp(inquiry.hop());
        var field = new Field(words.replace("_", "__"), answer)
                .hint(Messages.text(inquiry.echo() == Inquiry.Echo.HIDDEN ? "ui.answer.hidden" : "ui.answer.shown"));
        waiting.getStyleClass().add("muted");
        waiting.managedProperty().bind(waiting.textProperty().isNotEmpty());
        root.getChildren()
                .setAll(hop, field.root(), waiting, new Banner(Mark.WARN, Messages.text("ui.answer.else")).root());
        root.getStyleClass().addAll("secret-pane", "answer-pane");
        root.getStylesheets()
                .add(Objects.requireNonNull(AnswerPane.class.getResource(SHEET)).toExternalForm());
    }

    Region root() {
        return root;
    }

    /// Puts the keyboard into the field.
    void focus() {
        answer.requestFocus();
    }

    /// So many other questions wait for this one.
    void waiting(int count) {
        waiting.setText(count == 0 ? "" : Messages.text("ui.answer.waiting", count));
        var scene = root.getScene();
        if (scene != null) {
            scene.getWindow().sizeToScene();
        }
    }

    /// What was typed. Nothing of it stays in the field.
    Secret answer() {
        var given = Secret.of(answer.getText());
        answer.clear();
        return given;
    }

    /// Takes the dialog away.
    void close() {
        var scene = root.getScene();
        if (scene != null) {
            scene.getWindow().hide();
        }
    }
}
