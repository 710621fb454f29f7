package dev.ferry.ui.schema;

import dev.ferry.outcome.Severity;
import dev.ferry.schema.SchemaNote;
import dev.ferry.schema.SchemaObject;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Icons;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The chosen object: as the source has it at the left, as the target will have it at the right, where it can
/// be edited.
final class DiffView {
    private final SchemaViewModel model;
    private final CqlPane source = new CqlPane(CqlPane.Role.SOURCE, Messages.text("ui.schema.diff.source"));
    private final CqlPane target = new CqlPane(CqlPane.Role.TARGET, Messages.text("ui.schema.diff.target"));
    private final Label title = new Label();
    private final Label fate = new Label();
    private final Label edited = new Label(Messages.text("ui.schema.edited"), Icons.of(Feather.EDIT_2));
    private final Label changes = new Label();
    private final Label targetHead = new Label();
    private final Label sourceHead = new Label();
    private final Button undo = button("ui.schema.undo", Feather.CORNER_UP_LEFT);
    private final Button redo = button("ui.schema.redo", Feather.CORNER_UP_RIGHT);
    private final Button reset = new Button(Messages.text("ui.schema.reset"), Icons.of(Feather.ROTATE_CCW));
    private final ReplicationPane replication;
    private final VBox root = new VBox();
    private @Nullable String shown;

    DiffView(SchemaViewModel model) {
        this.model = model;
        this.replication = new ReplicationPane(model);
        source.setEditable(false);
        source.scrollWith(target);
        target.onTyped(text -> {
            model.type(text);
            decorate(model.chosen().get(), text);
        });
        undo.setOnAction(event -> target.undo());
        redo.setOnAction(event -> target.redo());
        reset.setOnAction(event -> model.reset());
        reset.getStyleClass().add("small");
        var panes = new SplitPane(pane(sourceHead, source), pane(targetHead, target));
        panes.getStyleClass().add("schema-panes");
        VBox.setVgrow(panes, Priority.ALWAYS);
        root.getChildren().addAll(header(), replication.root(), panes);
        root.getStyleClass().add("schema-diff");
        HBox.setHgrow(root, Priority.ALWAYS);
    }

    private static Button button(String key, Feather icon) {
        var button = new Button(null, Icons.of(icon));
        button.setAccessibleText(Messages.text(key));
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        return button;
    }

    private HBox header() {
        title.getStyleClass().add("section-title");
        title.setMinWidth(0);
        fate.setMinWidth(Region.USE_PREF_SIZE);
        edited.getStyleClass().add("schema-edited-mark");
        edited.setMinWidth(Region.USE_PREF_SIZE);
        changes.getStyleClass().add("muted");
        changes.setMinWidth(0);
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        reset.setMinWidth(Region.USE_PREF_SIZE);
        var header = new HBox(title, fate, edited, changes, room, undo, redo, reset);
        header.getStyleClass().add("schema-diff-head");
        return header;
    }

    private static VBox pane(Label head, CqlPane pane) {
        head.getStyleClass().add("schema-pane-head");
        head.setMaxWidth(Double.MAX_VALUE);
        VBox.setVgrow(pane.root(), Priority.ALWAYS);
        return new VBox(head, pane.root());
    }

    Region root() {
        return root;
    }

    CqlPane target() {
        return target;
    }

    /// Shows the chosen object as it is now; what is being typed stays as it stands.
    void refresh() {
        var object = model.chosen().get();
        root.setVisible(object != null);
        if (object == null) {
            shown = null;
            return;
        }
        var isOther = !object.place().equals(shown);
        shown = object.place();
        if (isOther) {
            source.show(object.source());
            target.show(object.target());
        } else if (!isTyped(object)) {
            target.replace(object.target());
        }
        head(object);
        target.setEditable(model.isEditable());
        replication.show(object);
        decorate(object, target.text());
    }

    /// Whether the text in the pane means what the object says, spelled by its user.
    private boolean isTyped(SchemaObject object) {
        var edits = object.editsOf(target.text());
        return object.pieces().stream()
                .allMatch(piece -> edits.getOrDefault(piece.id(), java.util.Optional.empty())
                        .orElse(piece.proposal())
                        .equals(piece.text()));
    }

    private void head(SchemaObject object) {
        title.setText(object.place());
        fate.setText(Texts.fate(object));
        fate.setGraphic(Texts.mark(object).icon());
        fate.getStyleClass().setAll("label", "schema-head-fate");
        show(edited, object.isEdited());
        var isEditable = model.isEditable();
        reset.setDisable(!object.isEdited() || !isEditable);
        undo.disableProperty().unbind();
        redo.disableProperty().unbind();
        undo.disableProperty().bind(target.canUndo().map(can -> !can || !isEditable));
        redo.disableProperty().bind(target.canRedo().map(can -> !can || !isEditable));
        var basis = model.draft().get();
        var from = basis == null ? "" : basis.basis().sourceVersion().text();
        var to = basis == null ? "" : basis.basis().target().version().text();
        sourceHead.setText(Messages.text("ui.schema.diff.source.head", from));
        targetHead.setText(Messages.text("ui.schema.diff.target." + targetState(object), to));
    }

    private String targetState(SchemaObject object) {
        if (model.isApplied(object)) {
            return "applied";
        }
        return switch (object.fate()) {
            case STANDS -> "stands";
            case LEFT_OUT -> "left";
            case SAME, CHANGED -> model.isEditable() ? "editable" : "fixed";
        };
    }

    private static void show(Node node, boolean isSeen) {
        node.setVisible(isSeen);
        node.setManaged(isSeen);
    }

    private void decorate(@Nullable SchemaObject object, String text) {
        if (object == null) {
            return;
        }
        var diff = CqlDiff.of(object.source(), text);
        var notes = object.notes().stream()
                .filter(each -> each.isNotable() && sourceLine(object, each) == 0)
                .collect(Collectors.groupingBy(SchemaNote::line));
        var gone = object.notes().stream()
                .filter(each -> sourceLine(object, each) > 0)
                .collect(Collectors.groupingBy(each -> sourceLine(object, each)));
        source.decorate(diff.left(), diff.leftTail(), line -> sign(gone, line));
        target.decorate(diff.right(), diff.rightTail(), line -> sign(notes, line));
        changes.setText(
                diff.changes() == 0
                        ? Messages.text("ui.schema.diff.same")
                        : Texts.counted(diff.changes(), "ui.schema.diff.changes.one", "ui.schema.diff.changes"));
    }

    /// What is left out of the target stands only on the source: the line there; 0 for all else.
    private static int sourceLine(SchemaObject object, SchemaNote note) {
        if (!note.finding().code().equals("schema.option.dropped")) {
            return 0;
        }
        var option = note.finding().reason().arguments().getFirst().replaceFirst("\\..*", "");
        var lines = object.source().lines().toList();
        for (var each = 0; each < lines.size(); each++) {
            if (lines.get(each).contains(option + " =")) {
                return each + 1;
            }
        }
        return 0;
    }

    private @Nullable Node sign(Map<Integer, List<SchemaNote>> notes, int line) {
        var here = notes.get(line);
        if (here == null) {
            return null;
        }
        var worst = here.stream()
                .map(each -> each.finding().severity())
                .max(Comparator.naturalOrder())
                .orElse(Severity.WARN);
        var button = new Button(null, Mark.of(worst).icon());
        button.getStyleClass()
                .addAll("flat", "note-sign", "note-" + worst.name().toLowerCase(Locale.ROOT));
        button.setAccessibleText(Messages.text("ui.schema.note.sign", line, Texts.reason(here.getFirst())));
        button.setTooltip(new Tooltip(Texts.reason(here.getFirst())));
        button.setOnAction(event -> NotePopover.show(button, new ArrayList<>(here), model.isEditable(), model::fix));
        return button;
    }
}
