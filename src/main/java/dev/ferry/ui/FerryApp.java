package dev.ferry.ui;

import dev.ferry.log.Logs;
import dev.ferry.outcome.FailureException;
import dev.ferry.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The desktop program. Its parameters are documents to open.
public final class FerryApp extends Application {
    /// The first word of a start that begins with the sandbox.
    public static final String SANDBOX = "--sandbox";

    private @Nullable Wiring wiring;

    /// Starts the program; returns when its window is closed.
    ///
    /// @param words paths of documents to open; or {@link #SANDBOX} and what {@link SandboxOptions#of} reads
    public static void open(String... words) {
        Logs.start(Path.of(
                System.getProperty("ferry.log.folder", Logs.usualFolder().toString())));
        launch(FerryApp.class, words);
    }

    @Override
    public void start(Stage stage) throws FailureException {
        var words = getParameters().getRaw();
        var isSandbox = words.contains(SANDBOX);
        var made = new Wiring(
                stage,
                getHostServices(),
                isSandbox ? SandboxOptions.of(words.subList(1, words.size())) : SandboxOptions.usual());
        wiring = made;
        Thread.setDefaultUncaughtExceptionHandler((thread, defect) -> made.defect(defect));
        made.show(isSandbox ? List.of() : words.stream().map(Path::of).toList());
        if (isSandbox) {
            made.trySandbox();
        }
        LoggerFactory.getLogger(FerryApp.class).info("window shown after {} ms", millisSinceStart());
    }

    @Override
    public void stop() {
        if (wiring != null) {
            wiring.close();
        }
    }

    private static long millisSinceStart() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()).toMillis())
                .orElse(-1L);
    }
}
