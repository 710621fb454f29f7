package dev.ferry.ui.start;

import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Icons;
import java.nio.file.Path;
import java.time.ZoneId;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A recent migration: its mark, its name and route, its path; at the right how it stands and when it was open.
final class RecentCell extends ListCell<RecentRow> {
    private static final PseudoClass MISSING = PseudoClass.getPseudoClass("missing");
    private static final Path HOME = Path.of(System.getProperty("user.home"));

    private final Label name = new Label();
    private final Label route = new Label();
    private final Label path = new Label();
    private final Label line = new Label();
    private final Label opened = new Label();
    private final StackPane mark = new StackPane();
    private final Button locate = new Button(Messages.text("ui.start.recent.locate"));
    private final Button remove = new Button("", Icons.of(Feather.X));
    private final HBox row;

    RecentCell(StartViewModel model) {
        name.getStyleClass().add("recent-name");
        route.getStyleClass().add("recent-route");
        path.getStyleClass().addAll("recent-path", "muted");
        path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        line.getStyleClass().add("recent-line");
        opened.getStyleClass().addAll("recent-opened", "muted");
        mark.getStyleClass().add("recent-mark");
        locate.getStyleClass().addAll("small", "recent-locate");
        locate.setFocusTraversable(false);
        locate.setOnAction(event -> model.locate(getItem()));
        remove.getStyleClass().addAll("flat", "recent-remove");
        remove.setFocusTraversable(false);
        remove.setAccessibleText(Messages.text("ui.start.recent.remove"));
        remove.setTooltip(new Tooltip(Messages.text("ui.start.recent.remove")));
        remove.setOnAction(event -> model.remove(getItem()));
        row = row();
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        // the menu is about the row below the mouse
        setOnContextMenuRequested(event -> {
            if (getItem() != null) {
                getListView().getSelectionModel().select(getIndex());
            }
        });
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && getItem() != null) {
                model.open(getItem());
            }
        });
    }

    private HBox row() {
        var left = new VBox(name, route, path);
        left.getStyleClass().add("recent-left");
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMaxWidth(Double.MAX_VALUE);
        var right = new VBox(line, opened);
        right.getStyleClass().add("recent-right");
        right.setMinWidth(Region.USE_PREF_SIZE);
        locate.setMinWidth(Region.USE_PREF_SIZE);
        locate.managedProperty().bind(locate.visibleProperty());
        var box = new HBox(mark, left, locate, right, remove);
        box.getStyleClass().add("recent-row");
        return box;
    }

    @Override
    protected void updateItem(RecentRow item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            setAccessibleText(null);
            pseudoClassStateChanged(MISSING, false);
            return;
        }
        name.setText(item.recent().name());
        route.setText(
                item.route().isEmpty() && !item.isMissing() ? Messages.text("ui.start.recent.no-route") : item.route());
        route.setManaged(!route.getText().isEmpty());
        path.setText(item.place(HOME));
        line.setText(item.line().isEmpty() ? item.mark().word() : item.line());
        opened.setText(item.opened(ZoneId.systemDefault()));
        mark.getChildren().setAll(item.mark().icon());
        locate.setVisible(item.isMissing());
        pseudoClassStateChanged(MISSING, item.isMissing());
        setAccessibleText(item.spoken(HOME));
        setGraphic(row);
    }
}
