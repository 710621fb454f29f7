package dev.ferry.ui;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;

/// What every screen owes its users, looked for in the scene itself: a name for whatever the keyboard reaches, buttons
/// whose words can be read, style sheets without a mistake.
final class Manners {
    private static final List<String> STYLE_WARNINGS = new ArrayList<>();
    private static final Logger STYLES = Logger.getLogger("javafx.css");

    static {
        STYLES.addHandler(new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                    STYLE_WARNINGS.add(line.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    private Manners() {}

    /// What is wrong with a scene; empty for nothing.
    static List<String> faults(Scene scene) {
        var faults = new ArrayList<String>();
        var labelled = new HashSet<Node>();
        collect(scene.getRoot(), node -> {
            if (node instanceof Label label && label.getLabelFor() != null) {
                labelled.add(label.getLabelFor());
            }
        });
        collect(scene.getRoot(), node -> {
            if (node instanceof Control control && isReached(control) && !hasName(control, labelled)) {
                faults.add("no accessible name: " + describe(control));
            }
            if (node instanceof ButtonBase button && isSeen(button) && isCut(button)) {
                faults.add("words cut off: " + describe(button));
            }
        });
        STYLE_WARNINGS.stream().distinct().forEach(warning -> faults.add("style sheet: " + warning));
        return faults;
    }

    private static void collect(Node node, java.util.function.Consumer<Node> visit) {
        visit.accept(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, visit));
        }
    }

    /// Whether the keyboard stops at it: at the control itself, not at the parts of another.
    private static boolean isReached(Control control) {
        for (var above = control.getParent(); above != null; above = above.getParent()) {
            if (above instanceof Control whole && whole.isFocusTraversable() && !(whole instanceof ScrollPane)) {
                return false;
            }
        }
        return control.isFocusTraversable() && isSeen(control) && !(control instanceof ScrollPane);
    }

    private static boolean isSeen(Node node) {
        for (var each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasName(Control control, Set<Node> labelled) {
        var text = control.getAccessibleText();
        return text != null && !text.isBlank()
                || control instanceof Labeled labeled
                        && labeled.getText() != null
                        && !labeled.getText().isBlank()
                || labelled.contains(control);
    }

    private static boolean isCut(ButtonBase button) {
        return button.lookup(".text") instanceof Text drawn
                && button.getText() != null
                && !drawn.getText().isEmpty()
                && drawn.getText().endsWith(button.getEllipsisString())
                && !button.getText().endsWith(button.getEllipsisString());
    }

    private static String describe(Control control) {
        return control.getClass().getSimpleName() + " #" + control.getId() + " " + control.getStyleClass()
                + (control instanceof Labeled labeled ? " “" + labeled.getText() + "”" : "");
    }
}
