package dev.ferry.ui;

import dev.ferry.settings.WindowPlace;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Where the window was and is.
final class WindowPlaces {
    private WindowPlaces() {}

    /// Puts a window where it was, if that is on a screen that is still there.
    static void put(Stage stage, @Nullable WindowPlace place) {
        if (place == null) {
            return;
        }
        if (!Screen.getScreensForRectangle(place.left(), place.top(), place.width(), place.height())
                .isEmpty()) {
            stage.setX(place.left());
            stage.setY(place.top());
        }
        stage.setWidth(place.width());
        stage.setHeight(place.height());
        stage.setMaximized(place.isMaximised());
    }

    /// Where a window is. Of one that fills the screen, where it was before.
    static WindowPlace of(Stage stage, @Nullable WindowPlace before) {
        var isFilling = stage.isMaximized() || stage.isFullScreen();
        if (isFilling && before != null) {
            return new WindowPlace(before.left(), before.top(), before.width(), before.height(), true);
        }
        return new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), isFilling);
    }
}
