package dev.ferry.ui.work;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Background;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// Long work that its user can see and stop: what it is, what it does right now, how far it is.
public final class Job {
    private static final double UNKNOWN = -1;

    private final String title;
    private final Background background;
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.RUNNING);
    private final AtomicReference<@Nullable Runnable> told = new AtomicReference<>();
    private final Runnable stopping;
    private Background.@Nullable Errand errand;
    private @Nullable Failure failure;

    private Job(String title, Background background, Runnable stopping) {
        this.title = title;
        this.background = background;
        this.stopping = stopping;
    }

    static <T> Job start(
            String title,
            Background background,
            Work<T> work,
            Consumer<T> done,
            Consumer<Failure> failed,
            Runnable stopping) {
        var job = new Job(title, background, stopping);
        job.errand = background.run(
                () -> work.work(job),
                result -> {
                    job.state.set(State.DONE);
                    done.accept(result);
                },
                failure -> {
                    job.failure = failure;
                    job.state.set(State.FAILED);
                    failed.accept(failure);
                });
        return job;
    }

    /// What it is, in a few words.
    public String title() {
        return title;
    }

    /// What it does right now.
    public ReadOnlyStringProperty detail() {
        return detail.getReadOnlyProperty();
    }

    /// How far it is, 0 to 1; below 0 where that cannot be known.
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /// How it stands.
    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// Why it failed; null if it did not.
    public @Nullable Failure failure() {
        return failure;
    }

    /// Tells what it does right now, from any thread.
    public void tell(Message what) {
        show(() -> detail.set(Messages.text(what)));
    }

    /// Tells how far it is and what it does right now, from any thread.
    public void tell(Message what, long done, long of) {
        show(() -> {
            detail.set(Messages.text(what));
            progress.set(of <= 0 ? UNKNOWN : (double) done / of);
        });
    }

    /// Only the newest word is shown; whoever tells faster than the window draws is not queued up.
    private void show(Runnable change) {
        if (told.getAndSet(change) == null) {
            background.later(() -> {
                var newest = told.getAndSet(null);
                if (newest != null && state.get() == State.RUNNING) {
                    newest.run();
                }
            });
        }
    }

    /// Stops it; on the toolkit's thread.
    public void stop() {
        if (state.get() == State.RUNNING) {
            state.set(State.STOPPED);
            if (errand != null) {
                errand.giveUp();
            }
            stopping.run();
        }
    }

    /// How a job stands.
    public enum State {
        /// It works.
        RUNNING,
        /// It did what it should.
        DONE,
        /// It could not.
        FAILED,
        /// Its user stopped it.
        STOPPED
    }

    /// What a job does.
    @FunctionalInterface
    public interface Work<T> {
        /// Works, and tells the job how far it is.
        T work(Job job) throws FailureException, InterruptedException;
    }
}
