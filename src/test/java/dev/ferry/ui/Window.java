package dev.ferry.ui;

import dev.ferry.engine.Secrets;
import dev.ferry.journal.Document;
import dev.ferry.migration.Draft;
import dev.ferry.outcome.FailureException;
import dev.ferry.run.Fact;
import dev.ferry.secrets.Secret;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.FxBackground;
import dev.ferry.ui.fx.Theme;
import dev.ferry.ui.work.Desk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// A window for a test, without a display: a screen or the whole program on a real document and a fake engine;
/// clicked as a user does, and photographed.
public final class Window extends FxRobot {
    private static final Path PICTURES = Path.of("target", "screens");
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double SMALL_WIDTH = 1280;
    private static final double SMALL_HEIGHT = 800;
    private static Theme theme;

    /// The engine behind the window.
    public final FakeEngine engine = new FakeEngine();

    /// Where questions end up.
    public final FakeDialogs dialogs = new FakeDialogs();

    /// The way off the toolkit's thread.
    public final Background background = new FxBackground();

    private final Stage stage;

    private Window(Stage stage) {
        this.stage = stage;
    }

    /// A window, empty.
    public static Window open() {
        try {
            var stage = FxToolkit.registerPrimaryStage();
            onFx(() -> {
                if (theme == null) {
                    theme = new Theme();
                }
                theme.apply(Theme.Mode.LIGHT);
                return true;
            });
            return new Window(stage);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The stage, for dialogs of its own.
    public Stage stage() {
        return stage;
    }

    /// How it is coloured.
    public Theme theme() {
        return theme;
    }

    /// A desk on a new document with these facts.
    public Desk desk(Path folder, Draft draft, List<Fact> facts) {
        return desk(folder, draft, false, facts);
    }

    /// A desk on a new document that has been surveyed and planned, with these facts.
    public Desk plannedDesk(Path folder, Draft draft, List<Fact> facts) {
        return desk(folder, draft, true, facts);
    }

    private Desk desk(Path folder, Draft draft, boolean isPlanned, List<Fact> facts) {
        try {
            var document = Document.create(folder.resolve(draft.name() + ".ferry"), draft);
            if (isPlanned) {
                document.save(engine.cluster);
                document.save(engine.plan == null ? Samples.plan("p1", engine.cluster) : engine.plan);
            }
            for (var fact : facts) {
                document.append(fact);
            }
            var contents = Desk.Contents.of(document);
            return onFx(() -> Desk.of(document, contents, engine, Window::secrets, background, dialogs));
        } catch (FailureException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Every secret that anybody asks for is there.
    private static Secrets secrets(Set<String> sources) {
        return new Secrets(sources.stream()
                .collect(Collectors.toMap(source -> source, source -> Secret.of("secret-of-a-window-test"))));
    }

    /// Shows a screen.
    public <S extends Screen> S show(Callable<S> screen) {
        var made = onFx(screen);
        show(made.root());
        onFx(() -> {
            made.shown();
            return true;
        });
        settle();
        return made;
    }

    /// Shows a node as the whole window.
    public void show(Parent root) {
        onFx(() -> {
            var scene = new Scene(root, WIDTH, HEIGHT);
            Theme.dress(scene);
            stage.setScene(scene);
            stage.setWidth(WIDTH);
            stage.setHeight(HEIGHT);
            stage.show();
            return true;
        });
        settle();
    }

    /// Does something on the toolkit's thread and waits for it.
    public static <T> T onFx(Callable<T> action) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, action);
    }

    /// Waits until the toolkit has nothing left to do.
    public void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Waits until something holds, looked at on the toolkit's thread.
    public void until(String what, BooleanSupplier holds) {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> onFx(holds::getAsBoolean));
            settle();
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain until " + what, e);
        }
    }

    /// Photographs the window: dark and light, and light in the smallest size that has to do; and looks whether it
    /// has manners (see {@link Manners}).
    ///
    /// @param name of the picture: `load-running`
    public void shoot(String name) {
        picture(Theme.Mode.DARK, name + "-dark", WIDTH, HEIGHT);
        requireManners(name);
        picture(Theme.Mode.LIGHT, name + "-small", SMALL_WIDTH, SMALL_HEIGHT);
        requireManners(name + " in the smallest size");
        picture(Theme.Mode.LIGHT, name + "-light", WIDTH, HEIGHT);
    }

    /// Every screen in every state that is photographed has to be usable by keyboard and by ear.
    private void requireManners(String name) {
        var faults = onFx(() -> Manners.faults(stage.getScene()));
        if (!faults.isEmpty()) {
            throw new AssertionError(name + ":\n" + String.join("\n", faults));
        }
    }

    private void picture(Theme.Mode mode, String name, double width, double height) {
        onFx(() -> {
            theme.apply(mode);
            stage.setWidth(width);
            stage.setHeight(height);
            return true;
        });
        settle();
        // a popup or a hover needs a frame of its own
        sleep(150);
        settle();
        onFx(() -> {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            var image = stage.getScene().snapshot(null);
            try {
                Files.createDirectories(PICTURES);
                ImageIO.write(
                        SwingFXUtils.fromFXImage(image, null),
                        "png",
                        PICTURES.resolve(name + ".png").toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
    }

    /// Photographs another window in front of it, a dialog, light and dark.
    public void shootDialog(String name) {
        for (var mode : List.of(Theme.Mode.DARK, Theme.Mode.LIGHT)) {
            onFx(() -> {
                theme.apply(mode);
                return true;
            });
            settle();
            sleep(150);
            onFx(() -> {
                var front = javafx.stage.Window.getWindows().getLast();
                var image = front.getScene().snapshot(null);
                try {
                    Files.createDirectories(PICTURES);
                    ImageIO.write(
                            SwingFXUtils.fromFXImage(image, null),
                            "png",
                            PICTURES.resolve(name + (mode == Theme.Mode.DARK ? "-dark" : "-light") + ".png")
                                    .toFile());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return true;
            });
        }
    }

    /// Whether this is the toolkit's thread: a test's own thread never is.
    public static boolean isFx() {
        return Platform.isFxApplicationThread();
    }
}
