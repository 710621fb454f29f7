package dev.ferry.cli;

import dev.ferry.secrets.Answering;
import dev.ferry.secrets.Inquiry;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Messages;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Asks on the terminal what servers ask at login, one question after the other.
final class TerminalAnswers implements Answering {
    private final Lines lines;
    private final Consumer<String> note;
    // reading a terminal cannot be interrupted; waiting for whoever reads can
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("answers").factory());

    /// @param lines the terminal
    /// @param note says a line about the work
    TerminalAnswers(Lines lines, Consumer<String> note) {
        this.lines = lines;
        this.note = note;
    }

    @Override
    public Optional<Secret> answer(Inquiry inquiry) throws InterruptedException {
        if (!lines.isThere()) {
            note.accept(Messages.text("cli.answer.nobody", inquiry.hop(), inquiry.text()));
            return Optional.empty();
        }
        var asked = reader.submit(() -> {
            var prompt = Messages.text("cli.answer", inquiry.hop(), inquiry.text()) + " ";
            return Optional.ofNullable(lines.read(prompt, inquiry.echo())).map(Secret::of);
        });
        try {
            return asked.get();
        } catch (ExecutionException e) {
            note.accept(Messages.text("cli.answer.nobody", inquiry.hop(), inquiry.text()));
            return Optional.empty();
        } catch (InterruptedException e) {
            asked.cancel(true);
            throw e;
        }
    }

    /// Lines that a person types.
    interface Lines {
        /// Whether there is a person.
        boolean isThere();

        /// The line that was typed; null at its end.
        @org.jspecify.annotations.Nullable
        String read(String prompt, Inquiry.Echo echo);
    }
}
