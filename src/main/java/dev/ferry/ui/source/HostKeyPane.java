package dev.ferry.ui.source;

import dev.ferry.engine.HostKey;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.controls.StageDialogs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The content of the dialog for host keys that nobody knows: each with its fingerprint, to be compared and
/// ticked. None is ticked for the user; a fingerprint that is pasted ticks its key.
final class HostKeyPane {
    private static final double ROW = 52;
    private static final int MOST_ROWS = 6;

    private final VBox root = new VBox();
    private final Map<HostKey, CheckBox> ticks = new LinkedHashMap<>();
    private final ListView<HostKey> list = new ListView<>();
    private final CheckBox all = new CheckBox();
    private final Label matched = new Label();
    private boolean isSetting;

    HostKeyPane(List<HostKey> keys) {
        for (var key : keys) {
            var tick = new CheckBox(key.place());
            tick.setMnemonicParsing(false);
            tick.setAccessibleText(Messages.text("ui.source.hostkey.accept", key.place(), key.fingerprint()));
            tick.getStyleClass().add("source-key-host");
            tick.selectedProperty().addListener((property, old, now) -> ticked());
            ticks.put(key, tick);
        }
        var text = new Label(Messages.text("ui.source.hostkey.text"));
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        list.getItems().setAll(keys);
        list.setFixedCellSize(ROW);
        list.setPrefHeight(Math.min(keys.size(), MOST_ROWS) * ROW + 4);
        list.setCellFactory(view -> new Cell());
        list.setAccessibleText(Messages.text("ui.source.hostkey.list"));
        list.setId("source-keys");
        VBox.setVgrow(list, Priority.ALWAYS);
        all.setText(Messages.text("ui.source.hostkey.all", keys.size()));
        all.setId("source-keys-all");
        all.setVisible(keys.size() > 1);
        all.setManaged(keys.size() > 1);
        all.setOnAction(event -> tickAll(all.isSelected()));
        root.getChildren().setAll(text, compare(), list, all);
        root.getStyleClass().add("source-keys");
        ticked();
    }

    private Region compare() {
        var pasted = new TextField();
        pasted.setId("source-keys-compare");
        pasted.getStyleClass().add("mono");
        pasted.textProperty().addListener((property, old, now) -> compare(now));
        matched.getStyleClass().add("source-key-matched");
        matched.setMinWidth(Region.USE_PREF_SIZE);
        return new Field(Messages.text("ui.source.hostkey.paste"), pasted, matched)
                .hint(Messages.text("ui.source.hostkey.paste.hint"))
                .root();
    }

    Region root() {
        return root;
    }

    /// The keys that were ticked.
    Set<HostKey> accepted() {
        return ticks.entrySet().stream()
                .filter(each -> each.getValue().isSelected())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void tickAll(boolean isTicked) {
        isSetting = true;
        ticks.values().forEach(tick -> tick.setSelected(isTicked));
        isSetting = false;
        ticked();
    }

    private void ticked() {
        if (isSetting) {
            return;
        }
        var count = accepted().size();
        all.setSelected(count == ticks.size());
        all.setIndeterminate(count > 0 && count < ticks.size());
        root.pseudoClassStateChanged(StageDialogs.INVALID, count == 0);
    }

    private void compare(String pasted) {
        var same = ticks.keySet().stream()
                .filter(key -> pasted.contains(key.fingerprint()))
                .toList();
        same.forEach(key -> Objects.requireNonNull(ticks.get(key)).setSelected(true));
        var isAnything = !pasted.isBlank();
        matched.setGraphic(isAnything ? (same.isEmpty() ? Mark.FAILED : Mark.DONE).icon() : null);
        matched.setText(
                isAnything
                        ? Messages.text(
                                same.isEmpty() ? "ui.source.hostkey.differs" : "ui.source.hostkey.same", same.size())
                        : "");
    }

    private final class Cell extends ListCell<HostKey> {
        @Override
        protected void updateItem(HostKey key, boolean isEmpty) {
            super.updateItem(key, isEmpty);
            if (isEmpty || key == null) {
                setGraphic(null);
                return;
            }
            var type = new Label(key.type());
            type.getStyleClass().add("muted");
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            var head = new HBox(Objects.requireNonNull(ticks.get(key)), gap, type);
            var print = new Label(key.fingerprint());
            print.getStyleClass().addAll("mono", "source-key-print");
            setGraphic(new VBox(head, print));
        }
    }
}
