package dev.ferry.ui;

import java.nio.file.Path;
import javafx.application.Application;
import javafx.stage.Stage;

/// The desktop program. Its parameters are documents to open.
public final class FerryApp extends Application {
    /// Starts the program; returns when its window is closed.
    ///
    /// @param documents paths of documents to open
    public static void open(String... documents) {
        launch(FerryApp.class, documents);
    }

    @Override
    public void start(Stage stage) {
        var documents = getParameters().getUnnamed().stream().map(Path::of).toList();
        new Wiring(stage, getHostServices()).show(documents);
    }
}
