package dev.ferry.ui.preferences;

import dev.ferry.Version;
import dev.ferry.log.Logs;
import dev.ferry.settings.SettingsFolder;
import dev.ferry.text.Messages;
import dev.ferry.ui.Screen;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.controls.SearchField;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.preferences.Licences.Library;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Which Ferry this is, where its files lie, and what it is made of.
public final class AboutView implements Screen {
    private static final double ROW = 28;

    private final Dialogs dialogs;
    private final Page page = new Page(Messages.text("ui.about.title"));
    private final FilteredList<Library> libraries =
            new FilteredList<>(FXCollections.observableArrayList(Licences.all()));
    private final TableView<Library> table = new TableView<>();

    /// A view.
    ///
    /// @param back leads to where its user came from
    public AboutView(Dialogs dialogs, Runnable back) {
        this.dialogs = dialogs;
        var copy = new Button(Messages.text("ui.about.copy"), Icons.of(Feather.COPY));
        copy.setId("about-copy");
        copy.setOnAction(event -> dialogs.copy(text()));
        var close = new Button(Messages.text("ui.preferences.back"), Icons.of(Feather.ARROW_LEFT));
        close.setId("about-back");
        close.setCancelButton(true);
        close.setOnAction(event -> back.run());
        page.subtitle().set(Messages.text("ui.about.subtitle"));
        page.actions(close, copy);
        var content = new VBox(facts(facts()), licences());
        content.getStyleClass().add("about");
        page.content(content);
        page.root().getStylesheets().add(PreferencesView.sheet());
    }

    /// What somebody needs to know who is asked for help.
    static Map<String, String> facts(Function<String, String> property) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("ui.about.version", Version.text());
        facts.put(
                "ui.about.java",
                String.join(
                        " ",
                        property.apply("java.vm.name"),
                        property.apply("java.runtime.version"),
                        "(" + property.apply("java.vendor") + ")"));
        facts.put("ui.about.toolkit", property.apply("javafx.runtime.version"));
        facts.put(
                "ui.about.system",
                String.join(" ", property.apply("os.name"), property.apply("os.version"), property.apply("os.arch")));
        facts.put("ui.about.settings", SettingsFolder.ofThisUser().toString());
        facts.put(
                "ui.about.logs",
                System.getProperty("ferry.log.folder", Logs.usualFolder().toString()));
        return facts;
    }

    private static Map<String, String> facts() {
        return facts(name -> System.getProperty(name, "–"));
    }

    static String text() {
        return facts().entrySet().stream()
                .map(fact -> Messages.text(fact.getKey()) + ": " + fact.getValue())
                .collect(Collectors.joining("\n", "Ferry\n", "\n"));
    }

    private static Node facts(Map<String, String> facts) {
        var grid = new GridPane();
        grid.getStyleClass().add("about-facts");
        facts.forEach((key, value) -> {
            var label = new Label(Messages.text(key));
            label.getStyleClass().add("muted");
            label.setMinWidth(Region.USE_PREF_SIZE);
            // a field, so that it can be selected and copied
            var field = new TextField(value);
            field.setEditable(false);
            field.getStyleClass().add("about-fact");
            label.setLabelFor(field);
            GridPane.setHgrow(field, Priority.ALWAYS);
            grid.addRow(grid.getRowCount(), label, field);
        });
        return grid;
    }

    private Node licences() {
        var title = new Label(Messages.text("ui.about.licences"));
        title.getStyleClass().add("preferences-title");
        var count = new Label();
        count.textProperty()
                .bind(Bindings.size(libraries)
                        .map(size -> Messages.text(
                                "ui.about.licences.count",
                                size,
                                libraries.getSource().size())));
        count.getStyleClass().add("muted");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var search = new SearchField(Messages.text("ui.about.search")).field();
        search.setId("licences-search");
        search.textProperty()
                .addListener((property, old, now) -> libraries.setPredicate(library -> library.matches(now)));
        var header = new HBox(title, count, space, search);
        header.getStyleClass().add("about-header");
        table();
        VBox.setVgrow(table, Priority.ALWAYS);
        var box = new VBox(header, table, links());
        box.getStyleClass().add("about-licences");
        VBox.setVgrow(box, Priority.ALWAYS);
        return box;
    }

    private void table() {
        table.setId("licences");
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        table.setAccessibleText(Messages.text("ui.about.licences"));
        table.setPlaceholder(new Label(Messages.text("ui.about.not-found")));
        table.getColumns().add(column("ui.about.column.name", 260, Library::name));
        table.getColumns().add(column("ui.about.column.version", 100, Library::version));
        table.getColumns().add(column("ui.about.column.licence", 240, Library::licence));
        table.getColumns().add(column("ui.about.column.coordinates", 300, Library::coordinates));
        table.getColumns().add(column("ui.about.column.address", 320, Library::address));
        var sorted = new SortedList<>(libraries);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        var show = new MenuItem(Messages.text("ui.about.show"));
        show.setOnAction(event -> selected(library -> dialogs.show(library.address())));
        var copy = new MenuItem(Messages.text("ui.about.copy-address"));
        copy.setOnAction(event -> selected(library -> dialogs.copy(library.address())));
        table.setContextMenu(new ContextMenu(show, copy));
    }

    private static TableColumn<Library, String> column(String key, double width, Function<Library, String> value) {
        var column = new TableColumn<Library, String>(Messages.text(key));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private void selected(Consumer<Library> action) {
        var library = table.getSelectionModel().getSelectedItem();
        if (library != null && !library.address().isEmpty()) {
            action.accept(library);
        }
    }

    private Node links() {
        var nothing = table.getSelectionModel()
                .selectedItemProperty()
                .map(library -> library.address().isEmpty())
                .orElse(true);
        var show = new Button(Messages.text("ui.about.show"), Icons.of(Feather.EXTERNAL_LINK));
        show.setOnAction(event -> selected(library -> dialogs.show(library.address())));
        show.disableProperty().bind(nothing);
        var copy = new Button(Messages.text("ui.about.copy-address"), Icons.of(Feather.COPY));
        copy.setId("licences-copy");
        copy.setOnAction(event -> selected(library -> dialogs.copy(library.address())));
        copy.disableProperty().bind(nothing);
        var box = new HBox(show, copy);
        box.getStyleClass().add("about-links");
        return box;
    }

    @Override
    public Region root() {
        return page.root();
    }
}
