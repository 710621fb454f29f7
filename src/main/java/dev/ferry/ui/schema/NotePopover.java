package dev.ferry.ui.schema;

import atlantafx.base.controls.Popover;
import dev.ferry.schema.SchemaFix;
import dev.ferry.schema.SchemaNote;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is noted about one line, beside it: the reason, what was seen, what to do, and a button that does it.
final class NotePopover {
    private NotePopover() {}

    /// Shows the notes of a line.
    ///
    /// @param fixed gets the fix that was chosen; null if nothing can be changed now
    static void show(Node owner, List<SchemaNote> notes, boolean canFix, Consumer<SchemaFix> fixed) {
        var popover = new Popover();
        popover.setArrowLocation(Popover.ArrowLocation.TOP_LEFT);
        popover.setDetachable(false);
        popover.setHeaderAlwaysVisible(false);
        var content = new VBox();
        content.getStyleClass().add("note-popover");
        for (var note : notes) {
            content.getChildren().add(card(note, canFix, fix -> {
                popover.hide();
                fixed.accept(fix);
            }));
        }
        popover.setContentNode(content);
        popover.show(owner);
    }

    /// One note with its buttons.
    static Region card(SchemaNote note, boolean canFix, Consumer<SchemaFix> fixed) {
        var reason = Mark.of(note.finding().severity()).label(Texts.reason(note));
        var remedy = new Label(Texts.remedy(note));
        remedy.getStyleClass().add("note-remedy");
        for (var each : List.of(reason, remedy)) {
            each.setWrapText(true);
            each.setMinHeight(Region.USE_PREF_SIZE);
        }
        reason.getStyleClass().add("note-reason");
        var card = new VBox(reason);
        if (!note.finding().evidence().isBlank()) {
            var evidence = new Label(note.finding().evidence());
            evidence.setWrapText(true);
            evidence.setMinHeight(Region.USE_PREF_SIZE);
            evidence.getStyleClass().add("note-evidence");
            card.getChildren().add(evidence);
        }
        card.getChildren().add(remedy);
        for (var fix : note.fixes()) {
            var button = new Button(Messages.text(fix.label()));
            button.setMnemonicParsing(false);
            button.getStyleClass().addAll("small", "note-fix");
            button.setDisable(!canFix && !(fix instanceof SchemaFix.ExcludeTable));
            button.setOnAction(event -> fixed.accept(fix));
            card.getChildren().add(button);
        }
        card.getStyleClass().add("note-card");
        return card;
    }
}
