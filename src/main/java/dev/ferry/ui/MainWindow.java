package dev.ferry.ui;

import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.JourneyStep;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// What the window shows: the start, or an open migration; and the menu above.
public final class MainWindow {
    private final BorderPane root = new BorderPane();
    private final Actions actions;
    private final BiFunction<JourneyStep, Desk, Screen> screens;
    private final Dialogs dialogs;
    private final MenuItem close = item("ui.menu.close", "Shortcut+W", () -> leave(() -> {}));
    private final Menu go = new Menu(Messages.text("ui.menu.go"));
    private final ReadOnlyObjectWrapper<@Nullable Desk> desk = new ReadOnlyObjectWrapper<>();
    private @Nullable Workbench workbench;
    private @Nullable Screen start;
    private @Nullable Screen aside;

    /// A window.
    ///
    /// @param screens makes the screen of a step
    public MainWindow(BiFunction<JourneyStep, Desk, Screen> screens, Actions actions, Dialogs dialogs) {
        this.screens = screens;
        this.actions = actions;
        this.dialogs = dialogs;
        root.setTop(menu());
        root.getStyleClass().add("main-window");
    }

    /// What its menu can do besides walking through the open migration.
    public interface Actions {
        /// Asks for a new migration.
        void create();

        /// Asks for a document to be opened.
        void open();

        /// Opens the preferences.
        void preferences();

        /// Says what this is.
        void about();

        /// Ends the program.
        void quit();

        /// The log of an open migration.
        Screen log(Desk desk);
    }

    /// What is drawn.
    public Region root() {
        return root;
    }

    /// The open migration; null at the start.
    public ReadOnlyObjectProperty<@Nullable Desk> desk() {
        return desk.getReadOnlyProperty();
    }

    private MenuBar menu() {
        var file = new Menu(Messages.text("ui.menu.file"));
        file.getItems()
                .addAll(
                        item("ui.menu.new", "Shortcut+N", actions::create),
                        item("ui.menu.open", "Shortcut+O", actions::open),
                        close,
                        new SeparatorMenuItem(),
                        item("ui.menu.preferences", "Shortcut+Comma", actions::preferences),
                        new SeparatorMenuItem(),
                        item("ui.menu.quit", "Shortcut+Q", actions::quit));
        for (var step : JourneyStep.values()) {
            var item = new MenuItem(step.title());
            item.setAccelerator(KeyCombination.valueOf("Shortcut+" + (step.ordinal() + 1)));
            item.setOnAction(event -> show(step));
            go.getItems().add(item);
        }
        go.getItems().addAll(new SeparatorMenuItem(), item("ui.menu.log", "Shortcut+L", this::showLog));
        var help = new Menu(Messages.text("ui.menu.help"));
        help.getItems().add(item("ui.menu.about", null, actions::about));
        var menu = new MenuBar(file, go, help);
        menu.setUseSystemMenuBar(true);
        menu.getStyleClass().add("main-menu");
        return menu;
    }

    private static MenuItem item(String key, @Nullable String accelerator, Runnable action) {
        var item = new MenuItem(Messages.text(key));
        item.setMnemonicParsing(true);
        if (accelerator != null) {
            item.setAccelerator(KeyCombination.valueOf(accelerator));
        }
        item.setOnAction(event -> action.run());
        return item;
    }

    /// Shows the start.
    public void start(Screen screen) {
        start = screen;
        if (workbench == null) {
            showStart();
        }
    }

    /// Shows a screen that belongs to no migration in front of what is seen, until {@link #back()}.
    public void aside(Screen screen) {
        leaveAside();
        if (workbench == null && start != null) {
            start.hidden();
        }
        aside = screen;
        root.setCenter(screen.root());
        screen.shown();
    }

    /// Shows again what was in front before.
    public void back() {
        if (aside == null) {
            return;
        }
        leaveAside();
        if (workbench == null) {
            showStart();
        } else {
            root.setCenter(workbench.root());
        }
    }

    private void leaveAside() {
        if (aside != null) {
            aside.hidden();
            aside = null;
        }
    }

    private void showStart() {
        leaveAside();
        go.setDisable(true);
        close.setDisable(true);
        if (start != null) {
            root.setCenter(start.root());
            start.shown();
        }
    }

    /// Shows an open migration, where it goes on.
    public void show(Desk shown) {
        leaveAside();
        if (start != null) {
            start.hidden();
        }
        var opened = new Workbench(shown, screens);
        desk.set(shown);
        workbench = opened;
        root.setCenter(opened.root());
        go.setDisable(false);
        close.setDisable(false);
        opened.show(opened.next());
    }

    /// Shows a step of the open migration.
    public void show(JourneyStep step) {
        back();
        if (workbench != null) {
            workbench.show(step);
        }
    }

    private void showLog() {
        back();
        if (workbench != null) {
            workbench.show(actions.log(workbench.desk()));
        }
    }

    /// Leaves the open migration, if there is one: says first what goes on without the window.
    ///
    /// @param left is called when it is closed, and not at all if its user stays
    public void leave(Runnable left) {
        var leaving = workbench;
        if (leaving == null) {
            left.run();
            return;
        }
        if (leaving.desk().live().get() == null) {
            close(leaving, left);
            return;
        }
        dialogs.confirm(
                new Dialogs.Question(
                        Messages.text("ui.leave.title"),
                        leaving(leaving.desk()),
                        Messages.text("ui.leave.verb"),
                        false),
                () -> close(leaving, left));
    }

    /// What goes on without the window, in a sentence.
    private static String leaving(Desk desk) {
        var loaders = desk.known().loadersLiving();
        return loaders == 0 ? Messages.text("ui.leave.text") : Messages.text("ui.leave.loaders", loaders);
    }

    private void close(Workbench leaving, Runnable left) {
        leaving.close();
        workbench = null;
        desk.set(null);
        leaving.desk().close(() -> {
            showStart();
            left.run();
        });
    }

    /// The paths that may be dropped on the window: documents.
    public static List<Path> documents(List<Path> paths) {
        return paths.stream()
                .filter(path -> String.valueOf(path.getFileName()).endsWith(".ferry"))
                .toList();
    }
}
