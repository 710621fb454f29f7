package dev.ferry.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// How the window is coloured: as the system is, or light, or dark. All scenes follow at once.
public final class Theme {
    private static final String SHEET = "/dev/ferry/ui/ui.css";
    private static final List<String> FONTS = List.of(
            "/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf",
            "/com/formdev/flatlaf/fonts/inter/Inter-SemiBold.otf",
            "/com/formdev/flatlaf/fonts/inter/Inter-Bold.otf",
            "/com/formdev/flatlaf/fonts/inter/Inter-Italic.otf",
            "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Regular.ttf",
            "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Bold.ttf");
    private static final double ANY_SIZE = 13;

    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private Mode mode = Mode.SYSTEM;

    /// A theme that follows the system.
    public Theme() {
        FONTS.forEach(Theme::load);
        Platform.getPreferences().colorSchemeProperty().addListener((property, old, now) -> apply(mode));
        apply(Mode.SYSTEM);
    }

    private static void load(String path) {
        try (var font = Objects.requireNonNull(Theme.class.getResourceAsStream(path), path)) {
            Font.loadFont(font, ANY_SIZE);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Chooses.
    public void apply(Mode chosen) {
        mode = chosen;
        var isDark = switch (chosen) {
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
            case LIGHT -> false;
            case DARK -> true;
        };
        var sheet = isDark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
        Application.setUserAgentStylesheet(sheet);
        dark.set(isDark);
    }

    /// Whether it is dark now: for what is not drawn by style sheets.
    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    /// Dresses a scene: every scene of the window, dialogs too.
    public static void dress(Scene scene) {
        var sheet = Objects.requireNonNull(Theme.class.getResource(SHEET)).toExternalForm();
        if (!scene.getStylesheets().contains(sheet)) {
            scene.getStylesheets().add(sheet);
        }
    }

    /// What can be chosen.
    public enum Mode {
        /// As the system is.
        SYSTEM,
        /// Dark letters on a light ground.
        LIGHT,
        /// Light letters on a dark ground.
        DARK
    }
}
