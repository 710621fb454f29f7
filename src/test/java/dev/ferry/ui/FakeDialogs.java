package dev.ferry.ui;

import dev.ferry.outcome.Failure;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Dialogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;

/// Answers every question as a test wants it, and remembers what was asked.
public final class FakeDialogs implements Dialogs {
    /// What was asked and said, in order.
    public final List<String> said = new ArrayList<>();

    /// Whether questions are answered with their verb.
    public boolean agrees = true;

    /// What is chosen where a file or a folder is asked for; null for nothing.
    public Path file;

    private void answer(Question question, Runnable go) {
        said.add(question.title() + " | " + question.text() + " | " + question.verb());
        if (agrees) {
            go.run();
        }
    }

    @Override
    public void confirm(Question question, Runnable go) {
        answer(question, go);
    }

    @Override
    public void typed(Question question, String word, Runnable go) {
        said.add("type " + word);
        answer(question, go);
    }

    @Override
    public void custom(Question question, Node content, Runnable go, Runnable cancelled) {
        answer(question, go);
        if (!agrees) {
            cancelled.run();
        }
    }

    @Override
    public void failure(String title, Failure failure) {
        said.add(title + " | " + failure.hop() + ": " + Messages.text(failure.cause()));
    }

    @Override
    public void open(FileQuestion question, Consumer<Path> chosen) {
        choose(question.title(), chosen);
    }

    @Override
    public void save(FileQuestion question, Consumer<Path> chosen) {
        choose(question.title(), chosen);
    }

    @Override
    public void folder(String title, Optional<Path> start, Consumer<Path> chosen) {
        choose(title, chosen);
    }

    private void choose(String title, Consumer<Path> chosen) {
        said.add(title);
        if (file != null) {
            chosen.accept(file);
        }
    }

    @Override
    public void copy(String text) {
        said.add("copied " + text);
    }

    @Override
    public void show(String address) {
        said.add("shown " + address);
    }
}
