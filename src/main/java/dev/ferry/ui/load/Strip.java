package dev.ferry.ui.load;

import javafx.scene.layout.Region;

/// A progress bar that costs no more than two rectangles: hundreds of them move at once.
final class Strip extends Region {
    private static final double HEIGHT = 6;

    private final Region fill = new Region();
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

    private void resizeFill() {
        fill.resizeRelocate(0, 0, Math.round(getWidth() * share), getHeight());
    }

    @Override
    protected void layoutChildren() {
        resizeFill();
    }
}
