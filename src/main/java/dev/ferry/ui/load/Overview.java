package dev.ferry.ui.load;

import dev.ferry.run.Pace;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.Tile;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The whole load in a few numbers, a bar and a curve.
final class Overview {
    // below this the share of a huge load would stand still for minutes
    private static final int FINE_PERCENT = 10;

    private final LoadViewModel model;
    private final HBox root = new HBox();
    private final Label percent = new Label();
    private final Label cells = new Label();
    private final Strip bar = new Strip();
    private final Tile bytes = new Tile(Messages.text("ui.load.tile.bytes"));
    private final Tile rate = new Tile(Messages.text("ui.load.tile.rate"));
    private final Tile left = new Tile(Messages.text("ui.load.tile.left"));
    private final Tile elapsed = new Tile(Messages.text("ui.load.tile.elapsed"));
    private final Tile loaders = new Tile(Messages.text("ui.load.tile.loaders"));
    private final RateChart chart;

    Overview(LoadViewModel model) {
        this.model = model;
        this.chart = new RateChart(model.throughput());
        percent.getStyleClass().add("load-percent");
        percent.setId("load-percent");
        percent.setMinWidth(Region.USE_PREF_SIZE);
        cells.getStyleClass().add("muted");
        bar.getStyleClass().add("load-total");
        bar.setMaxHeight(14);
        bar.setPrefHeight(14);
        bar.setMinHeight(14);
        var words = new HBox(percent, cells);
        words.getStyleClass().add("load-words");
        var tiles = new HBox(bytes.root(), rate.root(), left.root(), elapsed.root(), loaders.root());
        tiles.getStyleClass().add("tiles");
        for (var tile : tiles.getChildren()) {
            HBox.setHgrow(tile, Priority.ALWAYS);
            ((Region) tile).setMaxWidth(Double.MAX_VALUE);
        }
        var numbers = new VBox(words, bar, tiles);
        numbers.getStyleClass().add("load-numbers");
        HBox.setHgrow(numbers, Priority.ALWAYS);
        var heading = new Label(Messages.text("ui.load.chart.name"));
        heading.getStyleClass().add("tile-label");
        heading.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(heading, Priority.ALWAYS);
        var head = new HBox(heading, chart.choice());
        head.getStyleClass().add("chart-head");
        VBox.setVgrow(chart.root(), Priority.ALWAYS);
        var curve = new VBox(head, chart.root());
        curve.getStyleClass().add("load-curve");
        root.getChildren().addAll(numbers, curve);
        root.getStyleClass().addAll("panel", "load-overview");
    }

    Region root() {
        return root;
    }

    /// What moves all the time.
    void frame() {
        var totals = model.totals();
        // a loader's start counts too: a thousand small tables are not done when their few bytes are
        var share = totals.effort() == 0 ? 0 : (double) totals.effortDone() / totals.effort();
        var isOver = totals.cells() > 0 && totals.loaded() == totals.cells();
        var shown = isOver ? 100 : Math.min(99.9, share * 100);
        set(percent, shown == 0 || shown >= FINE_PERCENT ? (int) shown + " %" : "%.1f %%".formatted(shown));
        set(cells, Messages.text("ui.load.cells", Units.count(totals.loaded()), Units.count(totals.cells())));
        bar.show(shown / 100);
        bar.setAccessibleText(percent.getText());
        bytes.value().set(Units.bytes(totals.bytesLoaded()));
        bytes.note().set(Messages.text("ui.load.tile.of", Units.bytes(totals.bytes())));
        var limits = model.limits();
        loaders.value().set(Units.count(totals.running()));
        loaders.note().set(Messages.text("ui.load.tile.limits", limits.loadersPerNode(), limits.loadersInAll()));
    }

    /// What is worth a look once a second.
    void second() {
        frame();
        var isLoading = model.phase() == LoadViewModel.Phase.LOADING;
        rate.value().set(model.desk().live().get() == null ? "–" : Units.rate(model.bytesPerSecond()));
        var throttle = model.limits().throttleMebibytesPerSecond();
        rate.note()
                .set(
                        throttle == 0
                                ? Messages.text("ui.load.tile.no-throttle")
                                : Messages.text("ui.load.tile.throttle", throttle));
        show(isLoading ? model.remaining() : Optional.empty());
        elapsed.value().set(model.elapsed().isZero() ? "–" : Units.time(model.elapsed()));
        elapsed.note().set(Messages.text("ui.load.tile.this-run"));
        chart.draw();
    }

    private void show(Optional<Pace.Remaining> remaining) {
        left.value().set(remaining.map(found -> Units.time(found.expected())).orElse("–"));
        left.note()
                .set(remaining
                        .map(found -> Messages.text(
                                "ui.load.tile.band", Units.time(found.shortest()), Units.time(found.longest())))
                        .orElseGet(() -> Messages.text(
                                model.phase() == LoadViewModel.Phase.DONE
                                        ? "ui.load.tile.nothing-left"
                                        : "ui.load.tile.unknown")));
    }

    private static void set(Label label, String text) {
        if (!text.equals(label.getText())) {
            label.setText(text);
        }
    }
}
