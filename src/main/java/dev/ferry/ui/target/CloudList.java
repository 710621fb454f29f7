package dev.ferry.ui.target;

import dev.ferry.engine.AivenProject;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.SearchField;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Clouds to choose one from: a filter above, grouped by provider below.
final class CloudList {
    private static final double ROW = 28;

    private final VBox root = new VBox();
    private final SearchField search = new SearchField(Messages.text("ui.target.cloud.search"));
    private final ListView<CloudRow> list = new ListView<>();
    private final ObjectProperty<AivenProject.@Nullable Cloud> chosen;
    private List<AivenProject.Cloud> clouds = List.of();

    CloudList(ObjectProperty<AivenProject.@Nullable Cloud> chosen) {
        this.chosen = chosen;
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new Cell());
        list.setAccessibleText(Messages.text("ui.target.cloud.label"));
        list.setPlaceholder(new Label(Messages.text("ui.target.cloud.none")));
        list.getStyleClass().add("cloud-list");
        VBox.setVgrow(list, Priority.ALWAYS);
        list.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> chose(now));
        search.field().textProperty().addListener((property, old, now) -> fill());
        chosen.addListener((property, old, now) -> select());
        var label = new Label(Messages.text("ui.target.cloud.label"));
        label.setLabelFor(search.field());
        label.getStyleClass().add("field-label");
        root.getChildren().setAll(label, search.field(), list);
        root.getStyleClass().add("cloud-picker");
    }

    Region root() {
        return root;
    }

    void show(List<AivenProject.Cloud> all) {
        clouds = all;
        fill();
    }

    private void fill() {
        list.getItems().setAll(CloudRow.of(clouds, search.field().getText()));
        select();
    }

    private void chose(@Nullable CloudRow row) {
        switch (row) {
            case CloudRow.Entry(var cloud) -> chosen.set(cloud);
            // the head of a group stands for nothing: the choice stays where it is
            case CloudRow.Head head -> select();
            case null -> {
                // filtered away, and still the choice
            }
        }
    }

    private void select() {
        var items = list.getItems();
        var index = -1;
        for (var i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof CloudRow.Entry(var cloud) && cloud.equals(chosen.get())) {
                index = i;
            }
        }
        if (index < 0) {
            list.getSelectionModel().clearSelection();
        } else if (index != list.getSelectionModel().getSelectedIndex()) {
            list.getSelectionModel().select(index);
            list.scrollTo(Math.max(0, index - 1));
        }
    }

    private static final class Cell extends ListCell<CloudRow> {
        private final Label place = new Label();
        private final Label name = new Label();
        private final HBox line = new HBox(place, name);

        Cell() {
            place.setMinWidth(0);
            name.setMinWidth(Region.USE_PREF_SIZE);
            name.getStyleClass().addAll("mono", "muted");
            HBox.setHgrow(place, Priority.ALWAYS);
            place.setMaxWidth(Double.MAX_VALUE);
            line.getStyleClass().add("cloud-line");
        }

        @Override
        protected void updateItem(@Nullable CloudRow row, boolean empty) {
            super.updateItem(row, empty);
            getStyleClass().remove("cloud-head");
            setText(null);
            setGraphic(null);
            switch (row) {
                case CloudRow.Head(var provider, var count) -> {
                    setText(provider + "  " + count);
                    getStyleClass().add("cloud-head");
                }
                case CloudRow.Entry(var cloud) -> {
                    place.setText(cloud.place());
                    name.setText(cloud.name());
                    setGraphic(line);
                }
                case null -> {
                    // an empty row
                }
            }
        }
    }
}
