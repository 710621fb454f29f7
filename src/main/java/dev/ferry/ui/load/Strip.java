package dev.ferry.ui.load;

import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;

/// A progress bar that costs no more than two rectangles: hundreds of them move at once.
final class Strip extends Region {
    private static final double HEIGHT = 6;

    private final Rectangle fill = new Rectangle();
    private double share;

    Strip() {
        fill.getStyleClass().add("strip-fill");
        fill.setManaged(false);
        getChildren().add(fill);
        getStyleClass().add("strip");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    /// @param share 0 to 1
    void show(double share) {
        if (this.share != share) {
            this.share = share;
            resizeFill();
        }
    }

    /// A colour of its own, where style sheets say none.
    void colour(Paint paint) {
        if (paint != fill.getFill()) {
            fill.setFill(paint);
        }
    }

    private void resizeFill() {
        fill.setWidth(Math.round(getWidth() * share));
        fill.setHeight(getHeight());
        fill.setArcWidth(getHeight());
        fill.setArcHeight(getHeight());
    }

    @Override
    protected void layoutChildren() {
        resizeFill();
    }
}
