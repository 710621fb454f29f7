package dev.ferry.ui.verify;

import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.Tile;
import dev.ferry.ui.verify.Standing.State;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// All tables in a few numbers, and how far a count under way is.
final class TotalsStrip {
    private final Tile proven = new Tile(Messages.text("ui.verify.tile.proven"));
    private final Tile source = new Tile(Messages.text("ui.verify.tile.source"));
    private final Tile target = new Tile(Messages.text("ui.verify.tile.target"));
    private final Tile ranges = new Tile(Messages.text("ui.verify.tile.ranges"));
    private final Tile open = new Tile(Messages.text("ui.verify.tile.open"));
    private final ProgressBar bar = new ProgressBar(0);
    private final VBox root = new VBox();

    TotalsStrip() {
        var tiles = new HBox(proven.root(), source.root(), target.root(), ranges.root(), open.root());
        tiles.getStyleClass().add("tiles");
        tiles.getChildren().forEach(tile -> HBox.setHgrow(tile, Priority.ALWAYS));
        tiles.getChildren().forEach(tile -> ((Region) tile).setMaxWidth(Double.MAX_VALUE));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("verify-progress");
        bar.setAccessibleText(Messages.text("ui.verify.progress"));
        root.getChildren().addAll(tiles, bar);
        root.getStyleClass().add("verify-strip");
    }

    Region root() {
        return root;
    }

    void show(Totals totals) {
        proven.value()
                .set(Messages.text("ui.verify.of", Units.count(totals.of(State.PROVEN)), Units.count(totals.tables())));
        proven.note().set(Messages.text("ui.verify.tile.proven.note"));
        source.value().set(Units.count(totals.sourceRows()));
        target.value().set(Units.count(totals.targetRows()));
        var difference = totals.targetRows() - totals.sourceRows();
        target.note()
                .set(
                        difference == 0
                                ? Messages.text("ui.verify.tile.equal")
                                : Messages.text("ui.verify.tile.difference", signed(difference)));
        source.note().set(Messages.text("ui.verify.tile.source.note"));
        ranges.value().set(Units.count(totals.ranges()));
        ranges.note().set(Messages.text("ui.verify.tile.ranges.note"));
        open.value().set(Units.count(totals.rangesDifferent() + totals.rangesNotRead()));
        open.note()
                .set(Messages.text(
                        "ui.verify.tile.open.note",
                        Units.count(totals.rangesDifferent()),
                        Units.count(totals.rangesNotRead())));
        var isCounting = totals.of(State.COUNTING) > 0;
        bar.setVisible(isCounting);
        bar.setManaged(isCounting);
        bar.setProgress(totals.progress());
    }

    /// A difference with its sign: `+3`, `−12`.
    static String signed(long difference) {
        return difference == 0 ? "0" : (difference > 0 ? "+" : "−") + Units.count(Math.abs(difference));
    }
}
