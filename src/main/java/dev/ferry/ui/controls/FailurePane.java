package dev.ferry.ui.controls;

import dev.ferry.outcome.Failure;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A failure where it happened: the hop, the cause, what the other side said, the next step, and all of it to be
/// copied.
public final class FailurePane {
    private static final int MOST_LINES = 8;
    private static final double LINE = 18;

    // in the narrowest place where a failure is shown
    private static final int LETTERS = 72;

    private final VBox root = new VBox();

    /// A pane for one failure.
    ///
    /// @param more further buttons, such as *Try again*
    public FailurePane(Failure failure, Dialogs dialogs, Node... more) {
        var cause = new Label(Messages.text(failure.cause()), Mark.FAILED.icon());
        cause.setWrapText(true);
        cause.setMinHeight(Region.USE_PREF_SIZE);
        cause.getStyleClass().add("failure-cause");
        var hop = new Label(failure.hop());
        hop.getStyleClass().add("failure-hop");
        hop.setWrapText(true);
        root.getChildren().addAll(cause, hop);
        if (!failure.evidence().isBlank()) {
            root.getChildren().add(evidence(failure.evidence()));
        }
        var remedy = new Label(Messages.text(failure.remedy()), Icons.of(Feather.ARROW_RIGHT));
        remedy.setWrapText(true);
        remedy.setMinHeight(Region.USE_PREF_SIZE);
        remedy.getStyleClass().add("failure-remedy");
        var copy = new Button(Messages.text("ui.failure.copy"), Icons.of(Feather.COPY));
        copy.getStyleClass().addAll("small", "copy-details");
        copy.setOnAction(event -> dialogs.copy(text(failure)));
        var buttons = new HBox(copy);
        buttons.getChildren().addAll(more);
        buttons.getStyleClass().add("failure-buttons");
        root.getChildren().addAll(remedy, buttons);
        root.getStyleClass().add("failure-pane");
        root.setAccessibleText(text(failure));
        VBox.setVgrow(remedy, Priority.NEVER);
    }

    private static TextArea evidence(String text) {
        var area = new TextArea(text.stripTrailing());
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(Messages.text("ui.failure.evidence"));
        area.getStyleClass().addAll("evidence", "code");
        var lines = (int) Math.min(
                MOST_LINES,
                text.stripTrailing()
                        .lines()
                        .mapToLong(line -> 1 + line.length() / LETTERS)
                        .sum());
        area.setPrefHeight(lines * LINE + LINE);
        area.setMinHeight(Math.min(lines, 2) * LINE + LINE);
        return area;
    }

    /// What is drawn.
    public Region root() {
        return root;
    }

    /// A failure as text, for the clipboard.
    public static String text(Failure failure) {
        return String.join(
                        "\n",
                        failure.hop() + ": " + Messages.text(failure.cause()),
                        failure.evidence().stripTrailing(),
                        "→ " + Messages.text(failure.remedy()))
                .replace("\n\n", "\n");
    }
}
