package dev.ferry.ui.controls;

import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Icons;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// How something stands, with a sign and a word of its own: never told by colour alone.
public enum Mark {
    /// Nothing has happened yet.
    OPEN(Feather.CIRCLE, "open"),
    /// It is being done.
    RUNNING(Feather.PLAY_CIRCLE, "running"),
    /// It rests because somebody said so.
    PAUSED(Feather.PAUSE_CIRCLE, "paused"),
    /// Done, with proof.
    DONE(Feather.CHECK_CIRCLE, "done"),
    /// In order, but somebody should know something.
    WARN(Feather.ALERT_TRIANGLE, "warn"),
    /// It did not work.
    FAILED(Feather.X_CIRCLE, "failed"),
    /// Nobody can say yet.
    UNKNOWN(Feather.HELP_CIRCLE, "unknown"),
    /// Something else has to be mended first.
    BLOCKED(Feather.SLASH, "blocked");

    private final Feather icon;
    private final String style;

    Mark(Feather icon, String style) {
        this.icon = icon;
        this.style = style;
    }

    /// The mark of an outcome; of nothing yet, {@link #OPEN}.
    public static Mark of(@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> OPEN;
            case Outcome.Succeeded ignored -> DONE;
            case Outcome.Failed ignored -> FAILED;
            case Outcome.Unknown ignored -> UNKNOWN;
        };
    }

    /// The mark of a finding.
    public static Mark of(Severity severity) {
        return switch (severity) {
            case PASS -> DONE;
            case WARN -> WARN;
            case BLOCK -> BLOCKED;
        };
    }

    /// Its word, for people.
    public String word() {
        return Messages.text("ui.mark." + style);
    }

    /// Its style class: `mark-done`.
    public String styleClass() {
        return "mark-" + style;
    }

    /// Its sign, coloured, with its word as the accessible text.
    public Node icon() {
        var node = Icons.of(icon);
        node.getStyleClass().addAll("mark", styleClass());
        node.setAccessibleText(word());
        return node;
    }

    /// Its sign with a text beside it.
    public Label label(String text) {
        var label = new Label(text, icon());
        label.getStyleClass().addAll("mark-label", styleClass() + "-label");
        return label;
    }
}
