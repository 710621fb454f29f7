package dev.ferry.ui.log;

import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.SearchField;
import dev.ferry.ui.fx.Icons;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One of the two logs: what is let through, the lines, and below all of the chosen ones.
final class LogPane {
    private static final double SPLIT = 0.78;

    private final VBox root = new VBox();
    private final LogViewModel model;
    private final LogPage page;
    private final LogTable lines;
    private final Label count = new Label();
    private final TextArea whole = new TextArea();

    /// @param name what its controls and its file are called: `facts`
    /// @param extra the toggle that only this log has
    LogPane(LogViewModel model, LogPage page, String name, String about, CheckBox extra) {
        this.model = model;
        this.page = page;
        this.lines = new LogTable(page, "log-" + name, about);
        whole.setEditable(false);
        whole.setAccessibleText(Messages.text("ui.log.whole"));
        whole.setPromptText(Messages.text("ui.log.whole.empty"));
        whole.getStyleClass().addAll("evidence", "log-whole");
        lines.root().getSelectionModel().selectedItemProperty().addListener((property, old, now) -> show(now));
        var split = new SplitPane(lines.root(), whole);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(SPLIT);
        SplitPane.setResizableWithParent(whole, false);
        VBox.setVgrow(split, Priority.ALWAYS);
        page.shown().addListener((ListChangeListener<LogLine>) change -> count());
        count();
        root.getChildren().addAll(toolbar(name, about, extra), split);
        root.getStyleClass().add("log-pane");
    }

    private HBox toolbar(String name, String about, CheckBox extra) {
        var search = new SearchField(Messages.text("ui.log.filter"));
        search.field().textProperty().bindBidirectional(page.text());
        search.field().setId("log-filter-" + name);
        var kind = choice(Messages.text("ui.log.all.kinds"), page.kinds(), page.kind());
        kind.setId("log-kind-" + name);
        var node = choice(Messages.text("ui.log.all.of", Messages.text(about)), page.abouts(), page.about());
        node.setId("log-about-" + name);
        count.getStyleClass().add("muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var follow = new ToggleButton(Messages.text("ui.log.follow"), Icons.of(Feather.CHEVRONS_DOWN));
        follow.setId("log-follow-" + name);
        follow.selectedProperty().bindBidirectional(page.follows());
        var copy = new Button(Messages.text("ui.log.copy"), Icons.of(Feather.COPY));
        copy.setId("log-copy-" + name);
        copy.setOnAction(event -> model.copy(chosen()));
        var save = new Button(Messages.text("ui.log.save"), Icons.of(Feather.SAVE));
        save.setId("log-save-" + name);
        save.setOnAction(event -> model.save(page, name + ".txt"));
        for (var each : List.of(follow, copy, save, extra)) {
            each.setMinWidth(Region.USE_PREF_SIZE);
        }
        var bar = new HBox(search.field(), kind, node, extra, gap, count, follow, copy, save);
        bar.getStyleClass().addAll("toolbar", "log-bar");
        return bar;
    }

    /// A choice whose first entry lets everything through.
    private static ComboBox<String> choice(String all, ObservableList<String> words, StringProperty chosen) {
        var box = new ComboBox<String>();
        box.setAccessibleText(all);
        box.getItems().add(all);
        box.getItems().addAll(words);
        box.getSelectionModel().selectFirst();
        // one by one: replacing them all would lose what is chosen
        words.addListener((ListChangeListener<String>) change -> {
            while (change.next()) {
                box.getItems().addAll(change.getFrom() + 1, change.getAddedSubList());
            }
        });
        box.valueProperty().addListener((property, old, now) -> chosen.set(now == null || now.equals(all) ? "" : now));
        return box;
    }

    /// The chosen lines; all that are let through if none is chosen.
    private List<LogLine> chosen() {
        var selected = lines.root().getSelectionModel().getSelectedItems();
        return List.copyOf(selected.isEmpty() ? page.shown() : selected);
    }

    private void show(@Nullable LogLine line) {
        whole.setText(line == null ? "" : line.whole());
    }

    private void count() {
        var shown = page.shown().size();
        count.setText(
                shown == page.size()
                        ? Messages.text("ui.log.count", Units.count(shown))
                        : Messages.text("ui.log.count.some", Units.count(shown), Units.count(page.size())));
    }

    Region root() {
        return root;
    }
}
