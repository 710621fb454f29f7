package dev.ferry.ui.secrets;

import dev.ferry.secrets.Answering;
import dev.ferry.secrets.Inquiry;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Asks in the window what servers ask at login, one question after the other.
final class WindowAnswers implements Answering {
    private final Background background;
    private final Dialogs dialogs;
    private final ReentrantLock turn;
    private final AtomicInteger waiting = new AtomicInteger();
    // on the toolkit's thread only
    private @Nullable AnswerPane shown;

    /// @param turn whoever asks a person holds it, so that one dialog is open at a time
    WindowAnswers(Background background, Dialogs dialogs, ReentrantLock turn) {
        this.background = background;
        this.dialogs = dialogs;
        this.turn = turn;
    }

    @Override
    public Optional<Secret> answer(Inquiry inquiry) throws InterruptedException {
        count(waiting.incrementAndGet());
        try {
            turn.lockInterruptibly();
        } finally {
            count(waiting.decrementAndGet());
        }
        try {
            return ask(inquiry);
        } finally {
            turn.unlock();
        }
    }

    private void count(int now) {
        background.later(() -> {
            if (shown != null) {
                shown.waiting(now);
            }
        });
    }

    private Optional<Secret> ask(Inquiry inquiry) throws InterruptedException {
        var answer = new CompletableFuture<Optional<Secret>>();
        background.later(() -> show(inquiry, answer));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody answers with an exception", e);
        } catch (InterruptedException e) {
            answer.cancel(false);
            throw e;
        }
    }

    private void show(Inquiry inquiry, CompletableFuture<Optional<Secret>> answer) {
        if (answer.isDone()) {
            return;
        }
        var pane = new AnswerPane(inquiry);
        shown = pane;
        pane.waiting(waiting.get());
        dialogs.custom(
                new Dialogs.Question(Messages.text("ui.answer.title"), "", Messages.text("ui.answer.verb"), false),
                pane.root(),
                () -> {
                    shown = null;
                    answer.complete(Optional.of(pane.answer()));
                },
                () -> {
                    shown = null;
                    answer.complete(Optional.empty());
                });
        background.later(pane::focus);
        // whoever gave up waiting takes the dialog away
        answer.whenComplete((given, why) -> {
            if (why != null) {
                background.later(pane::close);
            }
        });
    }
}
