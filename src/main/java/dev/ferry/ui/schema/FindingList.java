package dev.ferry.ui.schema;

import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.schema.SchemaViewModel.Found;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Everything that was found, the heavy things first, each with the button that mends it.
final class FindingList {
    private static final double ROW = 32;

    private final SchemaViewModel model;
    private final Label head = new Label();
    private final ListView<Found> list = new ListView<>();
    private final VBox root = new VBox();
    private final Consumer<Found> gone;
    private boolean isShowing;

    /// A list.
    ///
    /// @param gone gets the finding that its user goes to
    FindingList(SchemaViewModel model, Consumer<Found> gone) {
        this.model = model;
        this.gone = gone;
        head.getStyleClass().add("section-title");
        var previous = step(Feather.CHEVRON_UP, "ui.schema.finding.previous", -1);
        var next = step(Feather.CHEVRON_DOWN, "ui.schema.finding.next", 1);
        var keys = new Label(Messages.text("ui.schema.finding.keys"));
        keys.getStyleClass().add("subtle");
        var bar = new HBox(head, keys, room(), previous, next);
        bar.getStyleClass().add("finding-bar");
        list.setFixedCellSize(ROW);
        list.setAccessibleText(Messages.text("ui.schema.finding.list"));
        list.setCellFactory(view -> new Cell());
        var none = new Label(Messages.text("ui.schema.finding.none"), Mark.DONE.icon());
        none.getStyleClass().add("schema-none");
        list.setPlaceholder(none);
        list.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            if (!isShowing && now != null) {
                gone.accept(now);
            }
        });
        list.getStyleClass().addAll("finding-list", "dense");
        VBox.setVgrow(list, Priority.ALWAYS);
        root.getChildren().addAll(bar, list);
        root.getStyleClass().add("finding-pane");
    }

    private static Region room() {
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        return room;
    }

    private Button step(Feather icon, String key, int step) {
        var button = new Button(null, Icons.of(icon));
        button.setAccessibleText(Messages.text(key));
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setOnAction(event -> walk(step));
        return button;
    }

    Region root() {
        return root;
    }

    /// Goes to the next finding, or the one before.
    void walk(int step) {
        model.settle();
        model.walk(list.getSelectionModel().getSelectedItem(), step).ifPresent(found -> {
            isShowing = true;
            list.getSelectionModel().select(found);
            list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 1));
            isShowing = false;
            gone.accept(found);
        });
    }

    /// Shows the draft as it is now.
    void refresh() {
        isShowing = true;
        List<Found> found = model.found();
        var was = list.getSelectionModel().getSelectedItem();
        list.getItems().setAll(found);
        if (was != null) {
            found.stream()
                    .filter(each -> each.object().place().equals(was.object().place())
                            && each.note().finding().equals(was.note().finding()))
                    .findFirst()
                    .ifPresent(list.getSelectionModel()::select);
        }
        var blocks = found.stream()
                .filter(each -> Mark.of(each.note().finding().severity()) == Mark.BLOCKED)
                .count();
        head.setText(Messages.text("ui.schema.finding.head", blocks, found.size() - blocks));
        isShowing = false;
    }

    private final class Cell extends ListCell<Found> {
        @Override
        protected void updateItem(@Nullable Found found, boolean isEmpty) {
            super.updateItem(found, isEmpty);
            setText(null);
            if (isEmpty || found == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            var mark = Mark.of(found.note().finding().severity());
            var word = mark.label(Messages.text("ui.schema.severity." + mark.styleClass()));
            word.getStyleClass().add("finding-word");
            var place = new Label(found.object().place());
            place.getStyleClass().add("finding-place");
            var reason = new Label(Texts.reason(found.note()));
            reason.getStyleClass().add("finding-reason");
            reason.setTooltip(new Tooltip(Texts.reason(found.note()) + "\n→ " + Texts.remedy(found.note())));
            reason.setMinWidth(0);
            reason.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(reason, Priority.ALWAYS);
            var box = new HBox(word, place, reason);
            box.setMinWidth(0);
            box.setPrefWidth(1);
            box.getStyleClass().add("finding-row");
            found.note().fixes().stream().findFirst().ifPresent(fix -> {
                var button = new Button(Messages.text(fix.label()));
                button.setMnemonicParsing(false);
                button.getStyleClass().addAll("small", "finding-fix");
                button.setMinWidth(Region.USE_PREF_SIZE);
                button.setDisable(model.desk().live().get() != null || model.isApplied(found.object()));
                button.setOnAction(event -> model.fix(fix));
                box.getChildren().add(button);
            });
            setAccessibleText(word.getText() + ", " + place.getText() + ": " + reason.getText());
            setGraphic(box);
        }
    }
}
