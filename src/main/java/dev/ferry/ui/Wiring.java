package dev.ferry.ui;

import dev.ferry.artifact.LoaderJars;
import dev.ferry.artifact.PublishedJars;
import dev.ferry.engine.Engine;
import dev.ferry.engine.MigrationEngine;
import dev.ferry.journal.Document;
import dev.ferry.sandbox.SampleMigration;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.secrets.KeyRing;
import dev.ferry.settings.SettingsFile;
import dev.ferry.settings.SettingsFolder;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.StageDialogs;
import dev.ferry.ui.finish.FinishView;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.FxBackground;
import dev.ferry.ui.fx.Theme;
import dev.ferry.ui.load.LoadView;
import dev.ferry.ui.log.LogView;
import dev.ferry.ui.nodes.NodesView;
import dev.ferry.ui.preferences.AboutView;
import dev.ferry.ui.preferences.KeptSecrets;
import dev.ferry.ui.preferences.PreferencesView;
import dev.ferry.ui.preferences.PreferencesViewModel;
import dev.ferry.ui.schema.SchemaView;
import dev.ferry.ui.secrets.WindowSecrets;
import dev.ferry.ui.source.SourceView;
import dev.ferry.ui.start.SandboxTrial;
import dev.ferry.ui.start.StartView;
import dev.ferry.ui.start.StartViewModel;
import dev.ferry.ui.target.TargetView;
import dev.ferry.ui.verify.VerifyView;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.JourneyStep;
import dev.ferry.ui.work.SecretVault;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import javafx.application.HostServices;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the window together: the only place where one part is told of the others.
public final class Wiring implements MainWindow.Actions, StartView.Doors {
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
    private final MainWindow window;
    private final SettingsFile settings = SettingsFile.in(SettingsFolder.ofThisUser());
    private final KeyRing keyRing = KeyRing.ofDesktop();
    private final StartViewModel begin;
    private final SandboxTrial trial;
    private @Nullable SecretVault vault;

    /// A window on a stage.
    ///
    /// @param sandbox what a sandbox shall be, if one is tried
    public Wiring(Stage stage, @Nullable HostServices desktop, SandboxOptions sandbox) {
        this.stage = stage;
        this.dialogs = new StageDialogs(stage, desktop);
        this.engine = new MigrationEngine(SettingsFolder.knownHosts(), loaderJars());
        this.window = new MainWindow(this::screen, this, dialogs);
        this.begin = new StartViewModel(settings, background, dialogs, this::open);
        this.trial = new SandboxTrial(sandbox, background, this::open);
    }

    /// Shows the window.
    public void show(List<Path> documents) {
        var scene = new Scene(window.root(), WIDTH, HEIGHT);
        Theme.dress(scene);
        dress(settings.settings().theme());
        scene.setOnDragOver(Wiring::dragged);
        scene.setOnDragDropped(this::dropped);
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
        WindowPlaces.put(stage, settings.settings().window());
        window.start(new StartView(begin, trial, this));
        stage.show();
        documents.stream().findFirst().ifPresent(this::open);
    }

    /// Starts the sandbox and opens its migration, as its button does.
    public void trySandbox() {
        trial.start();
    }

    private void dress(dev.ferry.settings.Theme chosen) {
        theme.apply(Theme.Mode.valueOf(chosen.name()));
    }

    private static void dragged(DragEvent event) {
        if (!documents(event.getDragboard()).isEmpty()) {
            event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        var documents = documents(event.getDragboard());
        event.setDropCompleted(!documents.isEmpty());
        event.consume();
        documents.stream().findFirst().ifPresent(this::open);
    }

    private static List<Path> documents(Dragboard board) {
        return MainWindow.documents(board.getFiles().stream().map(File::toPath).toList());
    }

    /// Opens a document in the window; one that is open in it already is shown again.
    public void open(Path path) {
        var shown = window.desk().get();
        if (shown != null && normal(shown.path()).equals(normal(path))) {
            window.back();
            return;
        }
        // left first: a document that is opened and then not shown would stay locked
        window.leave(() -> background.run(
                () -> {
                    var document = Document.open(path);
                    var contents = Desk.Contents.of(document);
                    var secrets = new WindowSecrets(
                            contents.draft().id(), keyRing, new KeptSecrets(settings), background, dialogs);
                    return new Opened(secrets, Desk.of(document, contents, engine, secrets, background, dialogs));
                },
                this::show,
                failure -> dialogs.failure(Messages.text("ui.open.failed"), failure)));
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private void show(Opened opened) {
        vault = opened.secrets();
        var draft = opened.desk().draft().get();
        if (!draft.id().equals(SampleMigration.ID)) {
            StartViewModel.remember(settings, opened.desk().path(), draft.name(), Clock.systemUTC());
        }
        window.show(opened.desk());
    }

    /// A document that was opened, and where its secrets are.
    private record Opened(WindowSecrets secrets, Desk desk) {}

    private Screen screen(JourneyStep step, Desk desk) {
        return switch (step) {
            case SOURCE -> new SourceView(desk, vaultOfOpen());
            case TARGET -> new TargetView(desk, vaultOfOpen());
            case SCHEMA -> new SchemaView(desk);
            case NODES -> new NodesView(desk);
            case LOAD -> new LoadView(desk);
            case VERIFY -> new VerifyView(desk);
            case FINISH -> new FinishView(desk);
        };
    }

    /// Where typed secrets of the open migration go.
    private SecretVault vaultOfOpen() {
        return Objects.requireNonNull(vault, "a screen of a migration that is not open");
    }

    @Override
    public void create() {
        begin.askForNew();
    }

    @Override
    public void open() {
        begin.chooseToOpen();
    }

    @Override
    public void preferences() {
        var model = new PreferencesViewModel(
                settings, keyRing, background, dialogs, this::dress, bringing -> new PublishedJars(bringing.sources()));
        window.aside(new PreferencesView(model, window::back));
    }

    /// The jars of loaders as the settings have it at the time when they are asked for.
    LoaderJars loaderJars() {
        return (release, progress) ->
                new PublishedJars(settings.settings().bringing().sources()).of(release, progress);
    }

    @Override
    public void about() {
        window.aside(new AboutView(dialogs, window::back));
    }

    /// Says that Ferry itself has failed, once the toolkit's thread is free again.
    public void defect(Throwable defect) {
        LOG.error("a defect", defect);
        background.later(() -> dialogs.failure(Messages.text("ui.defect.title"), FxBackground.defect(defect)));
    }

    @Override
    public void quit() {
        window.leave(() -> {
            settings.change(now -> now.with(WindowPlaces.of(stage, now.window())));
            stage.hide();
        });
    }

    /// Ends what must not outlive the window.
    void close() {
        settings.close();
        trial.close();
    }

    @Override
    public Screen log(Desk desk) {
        return new LogView(desk);
    }

    /// The open migration; null at the start.
    @Nullable
    Desk desk() {
        return window.desk().get();
    }
}
