package dev.ferry.ui.schema;

import dev.ferry.schema.SchemaObject;
import dev.ferry.schema.SchemaObject.Kind;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.SearchField;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.schema.SchemaViewModel.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The objects of the schema, keyspace by keyspace, each with how it stands; to be searched and filtered.
final class SchemaTree {
    private static final double ROW = 28;
    private static final List<Kind> GROUPS = List.of(Kind.TABLE, Kind.TYPE, Kind.INDEX, Kind.VIEW, Kind.OTHER);

    private final SchemaViewModel model;
    private final SearchField search = new SearchField(Messages.text("ui.schema.search.prompt"));
    private final ToggleGroup filters = new ToggleGroup();
    private final TreeView<Row> tree = new TreeView<>();
    private final Label none = new Label(Messages.text("ui.schema.tree.none"));
    private final VBox root = new VBox();
    private final Map<String, TreeItem<Row>> items = new HashMap<>();
    private List<String> places = List.of();
    private boolean isShowing;

    /// A row: an object, or the head of a group.
    ///
    /// @param object null for the head of a group
    private record Row(String name, int number, @Nullable SchemaObject object) {}

    SchemaTree(SchemaViewModel model) {
        this.model = model;
        tree.setShowRoot(false);
        tree.setFixedCellSize(ROW);
        tree.setAccessibleText(Messages.text("ui.schema.tree.name"));
        tree.setCellFactory(view -> new Cell());
        tree.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            if (!isShowing && now != null && now.getValue().object() != null) {
                model.choose(now.getValue().object());
            }
        });
        search.field().textProperty().addListener((property, old, now) -> refresh());
        VBox.setVgrow(tree, Priority.ALWAYS);
        none.getStyleClass().add("schema-none");
        none.managedProperty().bind(none.visibleProperty());
        root.getChildren().addAll(search.field(), filterBar(), none, tree);
        root.getStyleClass().add("schema-tree-pane");
        tree.getStyleClass().addAll("schema-tree", "dense");
    }

    private HBox filterBar() {
        var bar = new HBox();
        for (var filter : Filter.values()) {
            var button = new ToggleButton();
            button.setUserData(filter);
            button.setToggleGroup(filters);
            button.getStyleClass().addAll("small", place(filter));
            bar.getChildren().add(button);
        }
        filters.selectToggle(filters.getToggles().getFirst());
        filters.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null) {
                filters.selectToggle(old);
            } else {
                refresh();
            }
        });
        bar.getStyleClass().add("schema-filters");
        return bar;
    }

    private static String place(Filter filter) {
        return filter == Filter.ALL ? "left-pill" : filter == Filter.EDITED ? "right-pill" : "center-pill";
    }

    Region root() {
        return root;
    }

    TreeView<?> tree() {
        return tree;
    }

    private Filter filter() {
        return filters.getSelectedToggle() == null
                ? Filter.ALL
                : (Filter) filters.getSelectedToggle().getUserData();
    }

    /// Shows the draft as it is now.
    void refresh() {
        var objects = model.objects(filter(), search.field().getText());
        count();
        var now = objects.stream().map(SchemaObject::place).toList();
        if (now.equals(places)) {
            objects.forEach(this::update);
        } else {
            places = now;
            build(objects);
        }
        none.setVisible(objects.isEmpty());
        select(model.chosen().get());
    }

    private void count() {
        for (var each : filters.getToggles()) {
            var filter = (Filter) each.getUserData();
            ((ToggleButton) each)
                    .setText(Messages.text(
                            "ui.schema.filter." + filter.name().toLowerCase(Locale.ROOT),
                            Units.count(model.objects(filter, "").size())));
        }
    }

    private void update(SchemaObject object) {
        var item = items.get(object.place());
        if (item != null && item.getValue().object() != object) {
            item.setValue(new Row(object.name(), 0, object));
        }
    }

    private void build(List<SchemaObject> objects) {
        isShowing = true;
        items.clear();
        var keyspaces = new LinkedHashMap<String, List<SchemaObject>>();
        objects.forEach(each -> keyspaces
                .computeIfAbsent(each.keyspace(), key -> new ArrayList<>())
                .add(each));
        var top = new ArrayList<TreeItem<Row>>();
        keyspaces.forEach((name, some) -> top.add(keyspace(name, some)));
        var head = new TreeItem<>(new Row("", 0, null));
        head.getChildren().setAll(top);
        tree.setRoot(head);
        isShowing = false;
    }

    private TreeItem<Row> keyspace(String name, List<SchemaObject> objects) {
        var own = objects.stream().filter(each -> each.kind() == Kind.KEYSPACE).findFirst();
        var label = name.isEmpty() ? Messages.text("ui.schema.group.lost") : name;
        var item = own.map(this::leaf).orElseGet(() -> new TreeItem<>(new Row(label, 0, null)));
        item.setExpanded(true);
        var groups = new ArrayList<TreeItem<Row>>();
        for (var kind : GROUPS) {
            var some = objects.stream().filter(each -> each.kind() == kind).toList();
            if (!some.isEmpty()) {
                groups.add(group(kind, some));
            }
        }
        item.getChildren().setAll(groups);
        return item;
    }

    private TreeItem<Row> group(Kind kind, List<SchemaObject> objects) {
        var name = Messages.text("ui.schema.group." + kind.name().toLowerCase(Locale.ROOT));
        var group = new TreeItem<>(new Row(name, objects.size(), null));
        group.setExpanded(true);
        group.getChildren().setAll(objects.stream().map(this::leaf).toList());
        return group;
    }

    private TreeItem<Row> leaf(SchemaObject object) {
        var item = new TreeItem<>(new Row(object.name(), 0, object));
        items.put(object.place(), item);
        return item;
    }

    /// Shows which object is chosen.
    void select(@Nullable SchemaObject object) {
        var item =
                Optional.ofNullable(object).map(each -> items.get(each.place())).orElse(null);
        if (item != null && tree.getSelectionModel().getSelectedItem() != item) {
            isShowing = true;
            tree.getSelectionModel().select(item);
            var row = tree.getRow(item);
            tree.scrollTo(Math.max(0, row - 6));
            isShowing = false;
        }
    }

    /// Icon, name, whether it was edited, how it stands.
    private static final class Cell extends TreeCell<Row> {
        private final Label name = new Label();
        private final Label fate = new Label();
        private final HBox box = new HBox();

        Cell() {
            name.getStyleClass().add("schema-name");
            name.setMinWidth(0);
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            fate.getStyleClass().add("schema-fate");
            fate.setMinWidth(Region.USE_PREF_SIZE);
            box.getStyleClass().add("schema-row");
            box.setMinWidth(0);
            setText(null);
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean isEmpty) {
            super.updateItem(row, isEmpty);
            if (isEmpty || row == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            name.setText(row.name());
            var object = row.object();
            box.getChildren().clear();
            if (object == null) {
                name.getStyleClass().setAll("label", "schema-group");
                fate.setText(row.number() > 0 ? Integer.toString(row.number()) : "");
                box.getChildren().addAll(name, fate);
                setAccessibleText(row.name() + " " + fate.getText());
            } else {
                name.getStyleClass().setAll("label", "schema-name");
                fate.setText(Texts.fate(object));
                box.getChildren().addAll(Texts.mark(object).icon(), name);
                if (object.isEdited()) {
                    var pen = Icons.of(Feather.EDIT_2);
                    pen.getStyleClass().add("schema-edited");
                    box.getChildren().add(pen);
                }
                box.getChildren().add(fate);
                setAccessibleText(object.place() + ", " + fate.getText()
                        + (object.isEdited() ? ", " + Messages.text("ui.schema.edited") : ""));
            }
            setGraphic(box);
        }
    }
}
