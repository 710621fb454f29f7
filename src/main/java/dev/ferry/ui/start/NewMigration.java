package dev.ferry.ui.start;

import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Asks how a new migration is called and where its document goes. The path follows the name until somebody
/// types one.
final class NewMigration {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");
    private static final int LONGEST = 80;
    private static final long PAUSE_MILLIS = 150;

    private final Background background;
    private final Dialogs dialogs;
    private final Path folder;
    private final Consumer<Path> openInstead;
    private final VBox root = new VBox();
    private final TextField name = new TextField();
    private final TextField file = new TextField();
    private final Button browse = new Button(Messages.text("ui.start.new.browse"));
    private final Button openIt = new Button(Messages.text("ui.start.new.open-it"));
    private final Field nameField = new Field(Messages.text("ui.start.new.name"), name);
    private final Field fileField = new Field(Messages.text("ui.start.new.file"), file, browse);
    private boolean isPathTyped;
    private boolean isNameTyped;
    private Background.@Nullable Errand checking;

    private NewMigration(Background background, Dialogs dialogs, Path folder, Consumer<Path> openInstead) {
        this.background = background;
        this.dialogs = dialogs;
        this.folder = folder;
        this.openInstead = openInstead;
        name.setId("new-name");
        file.setId("new-file");
        openIt.setId("new-open-instead");
        openIt.getStyleClass().add("small");
        openIt.managedProperty().bind(openIt.visibleProperty());
        openIt.setVisible(false);
        nameField.hint(Messages.text("ui.start.new.name.hint"));
        fileField.hint(Messages.text("ui.start.new.file.hint"));
        root.getChildren().setAll(nameField.root(), fileField.root(), openIt);
        root.getStyleClass().addAll("dialog-form", "new-migration");
        root.getStylesheets().add(StartView.sheet());
        name.textProperty().addListener((property, old, now) -> follow());
        file.textProperty().addListener((property, old, now) -> check());
        file.setOnKeyTyped(event -> isPathTyped = true);
        browse.setOnAction(event -> browse());
        openIt.setOnAction(event -> openInstead());
        follow();
        isNameTyped = false;
        nameField.error().set("");
    }

    /// Asks.
    ///
    /// @param folder where the document is proposed
    /// @param create gets name and path
    /// @param openInstead gets the path of a document that is there already and is to be opened
    static void ask(
            Background background,
            Dialogs dialogs,
            Path folder,
            BiConsumer<String, Path> create,
            Consumer<Path> openInstead) {
        var pane = new NewMigration(background, dialogs, folder, openInstead);
        dialogs.custom(
                new Dialogs.Question(
                        Messages.text("ui.start.new.title"), "", Messages.text("ui.start.new.verb"), false),
                pane.root(),
                () -> create.accept(
                        pane.name.getText().strip(),
                        withEnding(Path.of(pane.file.getText().strip()))));
        background.later(pane.name::requestFocus);
    }

    Region root() {
        return root;
    }

    private void follow() {
        isNameTyped = true;
        if (!isPathTyped) {
            file.setText(folder.resolve(fileName(name.getText())).toString());
        }
        check();
    }

    private void browse() {
        dialogs.save(
                new Dialogs.FileQuestion(
                        Messages.text("ui.start.new.title"),
                        Optional.of(folder),
                        fileName(name.getText()),
                        Messages.text("ui.start.files"),
                        StartViewModel.PATTERNS),
                chosen -> {
                    isPathTyped = true;
                    file.setText(withEnding(chosen).toString());
                });
    }

    /// The disk is asked behind the scenes, shortly after the last letter.
    private void check() {
        if (checking != null) {
            checking.giveUp();
        }
        var typed = file.getText().strip();
        var text = name.getText();
        root.pseudoClassStateChanged(INVALID, true);
        checking = background.after(
                PAUSE_MILLIS,
                () -> checking = background.run(
                        () -> problem(typed), problem -> show(nameProblem(text), problem), failure -> {}));
    }

    private void show(Optional<Message> wrongName, Optional<Message> wrongPath) {
        nameField.error().set(isNameTyped ? wrongName.map(Messages::text).orElse("") : "");
        fileField.error().set(wrongPath.map(Messages::text).orElse(""));
        openIt.setVisible(wrongPath
                .filter(problem -> problem.key().equals("ui.start.new.exists"))
                .isPresent());
        root.pseudoClassStateChanged(INVALID, wrongName.isPresent() || wrongPath.isPresent());
        var scene = root.getScene();
        if (scene != null) {
            // what is wrong takes room: the buttons below stay in sight
            scene.getWindow().sizeToScene();
        }
    }

    private void openInstead() {
        var path = withEnding(Path.of(file.getText().strip()));
        var scene = root.getScene();
        if (scene != null) {
            scene.getWindow().hide();
        }
        openInstead.accept(path);
    }

    /// What is wrong with a name; empty for nothing.
    static Optional<Message> nameProblem(String name) {
        if (name.isBlank()) {
            return Optional.of(Message.of("ui.start.new.name.empty"));
        }
        return name.strip().length() > LONGEST
                ? Optional.of(Message.of("ui.start.new.name.long", LONGEST))
                : Optional.empty();
    }

    /// What is wrong with a path; empty for nothing. Asks the disk.
    static Optional<Message> problem(String typed) {
        if (typed.isBlank()) {
            return Optional.of(Message.of("ui.start.new.file.empty"));
        }
        try {
            var path = withEnding(Path.of(typed));
            var folder = path.getParent();
            if (!path.isAbsolute() || folder == null) {
                return Optional.of(Message.of("ui.start.new.file.relative"));
            }
            if (Files.exists(path)) {
                return Optional.of(Message.of("ui.start.new.exists"));
            }
            if (!Files.isDirectory(folder)) {
                return Optional.of(Message.of("ui.start.new.folder.missing", folder));
            }
            return Files.isWritable(folder)
                    ? Optional.empty()
                    : Optional.of(Message.of("ui.start.new.folder.closed", folder));
        } catch (InvalidPathException e) {
            return Optional.of(Message.of("ui.start.new.file.invalid"));
        }
    }

    /// A file's name made of a migration's: `Acme to Aiven` is `acme-to-aiven.ferry`.
    static String fileName(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        var words = List.of(plain.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
        return (words.isEmpty() ? "migration" : String.join("-", words)) + ".ferry";
    }

    static Path withEnding(Path path) {
        var name = String.valueOf(path.getFileName());
        return name.endsWith(".ferry") ? path : path.resolveSibling(name + ".ferry");
    }
}
