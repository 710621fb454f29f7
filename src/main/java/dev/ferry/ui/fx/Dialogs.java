package dev.ferry.ui.fx;

import dev.ferry.outcome.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;

/// Everything that is asked in front of the window. Nothing waits: answers come to the consumer, on the
/// toolkit's thread.
public interface Dialogs {
    /// Asks whether to do something.
    ///
    /// @param go is called if so
    void confirm(Question question, Runnable go);

    /// Asks for a word to be typed exactly, before something that must not happen by mistake.
    ///
    /// @param word what has to be typed
    /// @param go is called when it was
    void typed(Question question, String word, Runnable go);

    /// Shows content of a screen's own, with a verb to go on by.
    ///
    /// @param content the content; it tells by its pseudo-class `invalid` while the verb may not be used
    /// @param go is called with the verb's button
    default void custom(Question question, Node content, Runnable go) {
        custom(question, content, go, () -> {});
    }

    /// Shows content of a screen's own, and hears too when its user does not want to go on.
    ///
    /// @param cancelled is called when it was closed in any other way than by the verb's button
    void custom(Question question, Node content, Runnable go, Runnable cancelled);

    /// Says what went wrong.
    void failure(String title, Failure failure);

    /// Asks for a file to be read.
    void open(FileQuestion question, Consumer<Path> chosen);

    /// Asks where to write.
    void save(FileQuestion question, Consumer<Path> chosen);

    /// Asks for a folder.
    void folder(String title, Optional<Path> start, Consumer<Path> chosen);

    /// Puts a text on the clipboard.
    void copy(String text);

    /// Opens a file or an address in the program that the desktop has for it.
    void show(String address);

    /// A question with a verb as its answer.
    ///
    /// @param title in a few words
    /// @param text what would happen
    /// @param verb the button that goes on: a verb
    /// @param isDestructive whether something is lost by it
    record Question(String title, String text, String verb, boolean isDestructive) {}

    /// A question for a file.
    ///
    /// @param title in a few words
    /// @param start where to begin; empty for where it was left
    /// @param name the name proposed; empty for none
    /// @param kind what kind of files, in words
    /// @param patterns `*.ferry`; empty for all files
    record FileQuestion(String title, Optional<Path> start, String name, String kind, List<String> patterns) {
        public FileQuestion {
            patterns = List.copyOf(patterns);
        }
    }
}
