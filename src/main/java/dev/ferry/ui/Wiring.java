package dev.ferry.ui;

import dev.ferry.engine.Engine;
import dev.ferry.engine.MigrationEngine;
import dev.ferry.engine.Secrets;
import dev.ferry.journal.Document;
import dev.ferry.secrets.SecretReader;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.controls.StageDialogs;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.FxBackground;
import dev.ferry.ui.fx.Theme;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.JourneyStep;
import dev.ferry.ui.work.SecretDesk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.HostServices;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the window together: the only place where one part is told of the others.
public final class Wiring implements MainWindow.Actions {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double SMALLEST_WIDTH = 960;
    private static final double SMALLEST_HEIGHT = 620;

    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private final Stage stage;
    private final Theme theme = new Theme();
    private final Background background = new FxBackground();
    private final Dialogs dialogs;
    private final Engine engine;
    private final SecretDesk secrets = sources -> Secrets.read(sources, new SecretReader());
    private final MainWindow window;

    /// A window on a stage.
    public Wiring(Stage stage, HostServices desktop) {
        this.stage = stage;
        this.dialogs = new StageDialogs(stage, desktop);
        this.engine = new MigrationEngine(
                Path.of(System.getProperty("user.home"), ".config", "ferry").resolve("known_hosts"));
        this.window = new MainWindow(this::screen, this, dialogs);
    }

    /// Shows the window.
    public void show(List<Path> documents) {
        var scene = new Scene(window.root(), WIDTH, HEIGHT);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.titleProperty()
                .bind(window.desk()
                        .flatMap(desk -> desk.draft())
                        .map(draft -> Messages.text("ui.window.title", draft.name()))
                        .orElse(Messages.text("ui.window.name")));
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        stage.setOnCloseRequest(event -> {
            event.consume();
            quit();
        });
        stage.show();
        documents.stream().findFirst().ifPresent(this::open);
    }

    /// Opens a document in the window.
    public void open(Path path) {
        background.run(
                () -> {
                    var document = Document.open(path);
                    return Desk.of(document, Desk.Contents.of(document), engine, secrets, background, dialogs);
                },
                desk -> window.leave(() -> window.show(desk)),
                failure -> dialogs.failure(Messages.text("ui.open.failed"), failure));
    }

    private Screen screen(JourneyStep step, Desk desk) {
        return notYet(step);
    }

    private static Screen notYet(JourneyStep step) {
        var root = new Page(step.title())
                .content(new EmptyPane(Feather.CIRCLE, step.title(), "").root())
                .root();
        return () -> root;
    }

    @Override
    public void create() {}

    @Override
    public void open() {
        dialogs.open(
                new Dialogs.FileQuestion(
                        Messages.text("ui.open.title"),
                        Optional.empty(),
                        "",
                        Messages.text("ui.open.kind"),
                        List.of("*.ferry")),
                this::open);
    }

    @Override
    public void preferences() {}

    @Override
    public void about() {}

    /// Says that Ferry itself has failed, once the toolkit's thread is free again.
    public void defect(Throwable defect) {
        LOG.error("a defect", defect);
        background.later(() -> dialogs.failure(Messages.text("ui.defect.title"), FxBackground.defect(defect)));
    }

    @Override
    public void quit() {
        window.leave(stage::hide);
    }

    @Override
    public Screen log(Desk desk) {
        return notYet(JourneyStep.LOAD);
    }

    /// What is drawn, for tests.
    Region root() {
        return window.root();
    }

    /// How it is coloured.
    Theme theme() {
        return theme;
    }
}
