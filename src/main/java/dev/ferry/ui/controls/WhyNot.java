package dev.ferry.ui.controls;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A button that says why it may not be used: a control that is disabled shows no tooltip, what it stands on
/// does.
public final class WhyNot {
    private final StackPane root;
    private final Button button;
    private final Tooltip tooltip = new Tooltip();

    /// Around a button.
    public WhyNot(Button button) {
        this.button = button;
        this.root = new StackPane(button);
        root.getStyleClass().add("why-not");
        root.setMinWidth(Region.USE_PREF_SIZE);
    }

    /// What is drawn.
    public Region root() {
        return root;
    }

    /// Lets it be used, or not.
    ///
    /// @param why why it may not be used; null if it may
    public void because(@Nullable String why) {
        button.setDisable(why != null);
        button.setAccessibleHelp(why == null ? "" : why);
        if (why == null) {
            Tooltip.uninstall(root, tooltip);
        } else {
            tooltip.setText(why);
            Tooltip.install(root, tooltip);
        }
    }

    /// Shows it, or takes its room away.
    public void show(Visibility visibility) {
        root.setVisible(visibility == Visibility.SHOWN);
        root.setManaged(visibility == Visibility.SHOWN);
    }

    /// Whether something is there.
    public enum Visibility {
        /// It is.
        SHOWN,
        /// It is not, and takes no room.
        GONE
    }
}
