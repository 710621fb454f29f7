package dev.ferry.ui;

import dev.ferry.log.Logs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The desktop program. Its parameters are documents to open.
public final class FerryApp extends Application {
    private @Nullable Wiring wiring;

    /// Starts the program; returns when its window is closed.
    ///
    /// @param documents paths of documents to open
    public static void open(String... documents) {
        Logs.start(Path.of(
                System.getProperty("ferry.log.folder", Logs.usualFolder().toString())));
        launch(FerryApp.class, documents);
    }

    @Override
    public void start(Stage stage) {
        var documents = getParameters().getUnnamed().stream().map(Path::of).toList();
        var made = new Wiring(stage, getHostServices());
        wiring = made;
        Thread.setDefaultUncaughtExceptionHandler((thread, defect) -> made.defect(defect));
        made.show(documents);
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
