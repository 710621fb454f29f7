package dev.ferry.settings;

/// Where the window was, in the toolkit's pixels.
///
/// @param left of its left edge
/// @param top of its upper edge
/// @param width its width; above 0
/// @param height its height; above 0
/// @param isMaximised whether it filled the screen; the rest then says where it was before
public record WindowPlace(double left, double top, double width, double height, boolean isMaximised) {
    public WindowPlace {
        if (!Double.isFinite(left) || !Double.isFinite(top) || !(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException("not a window's place");
        }
    }
}
