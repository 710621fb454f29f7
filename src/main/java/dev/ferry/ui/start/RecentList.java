package dev.ferry.ui.start;

import dev.ferry.text.Messages;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.SearchField;
import dev.ferry.ui.fx.Icons;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// The migrations that were open here lately.
final class RecentList {
    private static final double ROW = 72;
    // fewer are seen at a glance
    private static final int WORTH_A_SEARCH = 7;

    private final StartViewModel model;
    private final BorderPane root = new BorderPane();
    private final ListView<RecentRow> list = new ListView<>();

    RecentList(StartViewModel model) {
        this.model = model;
        list.setId("recents");
        list.setItems(model.rows());
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new RecentCell(model));
        list.setAccessibleText(Messages.text("ui.start.recent.title"));
        list.getStyleClass().add("recents");
        list.setContextMenu(menu());
        list.setOnKeyPressed(this::pressed);
        list.setPlaceholder(nothingFound());
        var isEmpty = Bindings.isEmpty(model.all());
        list.visibleProperty().bind(isEmpty.not());
        var empty = new EmptyPane(
                        Feather.INBOX,
                        Messages.text("ui.start.recent.empty"),
                        Messages.text("ui.start.recent.empty.text"))
                .root();
        empty.visibleProperty().bind(isEmpty);
        root.setTop(header());
        root.setCenter(new StackPane(empty, list));
        root.getStyleClass().add("start-recents");
    }

    Region root() {
        return root;
    }

    /// Puts the keyboard where it is wanted first: on the last migration, if there is one.
    void focus() {
        if (!list.getItems().isEmpty()) {
            if (list.getSelectionModel().isEmpty()) {
                list.getSelectionModel().selectFirst();
            }
            list.requestFocus();
        }
    }

    private Region header() {
        var title = new Label(Messages.text("ui.start.recent.title"));
        title.getStyleClass().add("start-recents-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var search = new SearchField(Messages.text("ui.start.recent.search")).field();
        search.setId("recents-search");
        search.visibleProperty().bind(Bindings.size(model.all()).greaterThan(WORTH_A_SEARCH));
        search.managedProperty().bind(search.visibleProperty());
        model.search().bind(search.textProperty());
        search.setOnAction(event -> {
            list.getSelectionModel().selectFirst();
            list.requestFocus();
        });
        var header = new HBox(title, space, search);
        header.getStyleClass().add("start-recents-header");
        return header;
    }

    private Label nothingFound() {
        var label = new Label();
        label.textProperty().bind(model.search().map(text -> Messages.text("ui.start.recent.not-found", text)));
        label.getStyleClass().add("muted");
        return label;
    }

    private ContextMenu menu() {
        var open = item("ui.start.recent.open", Feather.ARROW_RIGHT, model::open);
        open.setAccelerator(new KeyCodeCombination(KeyCode.ENTER));
        var locate = item("ui.start.recent.locate", Feather.SEARCH, model::locate);
        var folder = item("ui.start.recent.folder", Feather.FOLDER, model::showFolder);
        var copy = item("ui.start.recent.copy", Feather.COPY, model::copyPath);
        var remove = item("ui.start.recent.remove", Feather.X, model::remove);
        remove.setAccelerator(new KeyCodeCombination(KeyCode.DELETE));
        var menu = new ContextMenu(open, locate, folder, copy, new SeparatorMenuItem(), remove);
        menu.setOnShowing(event -> {
            var row = list.getSelectionModel().getSelectedItem();
            menu.getItems().forEach(item -> item.setDisable(row == null));
            open.setDisable(row == null || row.isMissing());
            locate.setVisible(row != null && row.isMissing());
        });
        return menu;
    }

    private MenuItem item(String key, Feather icon, Consumer<RecentRow> action) {
        var item = new MenuItem(Messages.text(key), Icons.of(icon));
        item.setOnAction(event -> selected().forEach(action));
        return item;
    }

    private List<RecentRow> selected() {
        return List.copyOf(list.getSelectionModel().getSelectedItems());
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            selected().forEach(model::open);
            event.consume();
        } else if (event.getCode() == KeyCode.DELETE) {
            selected().forEach(model::remove);
            event.consume();
        }
    }
}
