package dev.ferry.ui.start;

import dev.ferry.journal.Document;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.sandbox.SampleMigration;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.sandbox.SandboxJava;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.ui.fx.Background;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The one sandbox that a window may have: started and stopped behind the scenes, ended with the window.
public final class SandboxTrial implements AutoCloseable {
    private final Background background;
    private final Consumer<Path> open;
    private final Grounds grounds;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyStringWrapper line = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable SandboxJava> java = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();
    private Background.@Nullable Errand starting;

    /// A trial.
    ///
    /// @param options what the sandbox shall be
    /// @param open is told to open the sandbox's document once it is there
    public SandboxTrial(SandboxOptions options, Background background, Consumer<Path> open) {
        this(background, open, new RealGrounds(options));
    }

    SandboxTrial(Background background, Consumer<Path> open, Grounds grounds) {
        this.background = background;
        this.open = open;
        this.grounds = grounds;
    }

    /// Looks whether a sandbox could be started here.
    void look() {
        if (state.get() == State.IDLE && java.get() == null) {
            background.run(
                    grounds::java,
                    found -> {
                        java.set(found);
                        failure.set(null);
                    },
                    failure::set);
        }
    }

    /// Starts one, and then opens its document.
    public void start() {
        if (state.get() != State.IDLE) {
            return;
        }
        failure.set(null);
        line.set("");
        state.set(State.STARTING);
        starting = background.run(this::work, started -> {}, failure -> {});
    }

    /// Says itself how it ended: a start that is given up has to be cleaned up before another one may begin.
    private boolean work() {
        try {
            var made = grounds.start(text -> background.later(() -> line.set(text)));
            running.set(made);
            background.later(() -> started(made));
        } catch (FailureException e) {
            background.later(() -> {
                // what a start says that was interrupted is no news
                failure.set(state.get() == State.STOPPING ? null : e.failure());
                state.set(State.IDLE);
            });
        } catch (InterruptedException e) {
            background.later(() -> state.set(State.IDLE));
        }
        return true;
    }

    private void started(Running made) {
        if (state.get() == State.STOPPING) {
            end(made);
            return;
        }
        state.set(State.RUNNING);
        open.accept(made.document());
    }

    /// Opens the running sandbox's document again.
    void reopen() {
        var made = running.get();
        if (made != null) {
            open.accept(made.document());
        }
    }

    /// Stops it, or the start of it.
    void stop() {
        var made = running.get();
        switch (state.get()) {
            case STARTING -> {
                state.set(State.STOPPING);
                if (starting != null) {
                    starting.giveUp();
                }
            }
            case RUNNING -> {
                state.set(State.STOPPING);
                if (made != null) {
                    end(made);
                }
            }
            case IDLE, STOPPING -> {
                // there is nothing to stop, or it is being done
            }
        }
    }

    private void end(Running made) {
        running.set(null);
        background.run(
                () -> {
                    made.close();
                    return true;
                },
                ended -> state.set(State.IDLE),
                defect -> state.set(State.IDLE));
    }

    /// How it stands.
    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// What it does right now, while it starts.
    ReadOnlyStringProperty line() {
        return line.getReadOnlyProperty();
    }

    /// The JDK that it would use; null while none is found.
    ReadOnlyObjectProperty<@Nullable SandboxJava> java() {
        return java.getReadOnlyProperty();
    }

    /// Why it cannot be started, or could not; null if nothing is known against it.
    ReadOnlyObjectProperty<@Nullable Failure> failure() {
        return failure.getReadOnlyProperty();
    }

    /// Ends it and waits; whatever this process does not live to end, the sandbox's keeper does.
    @Override
    public void close() {
        if (starting != null) {
            starting.giveUp();
        }
        var made = running.getAndSet(null);
        if (made != null) {
            made.close();
        }
    }

    /// How a sandbox stands.
    public enum State {
        /// There is none.
        IDLE,
        /// It is being started.
        STARTING,
        /// It runs, and its document is there.
        RUNNING,
        /// It is being stopped.
        STOPPING
    }

    /// Where a sandbox comes from.
    interface Grounds {
        /// The JDK for it.
        SandboxJava java() throws FailureException;

        /// Starts it, with its document.
        Running start(Consumer<String> progress) throws FailureException, InterruptedException;
    }

    /// A running sandbox.
    interface Running extends AutoCloseable {
        /// Where its document lies.
        Path document();

        @Override
        void close();
    }

    private record RealGrounds(SandboxOptions options) implements Grounds {
        @Override
        public SandboxJava java() throws FailureException {
            return SandboxJava.find(options);
        }

        @Override
        public Running start(Consumer<String> progress) throws FailureException, InterruptedException {
            var sandbox = Sandbox.start(options, progress);
            var isReady = false;
            try {
                var file = SampleMigration.file(sandbox);
                Document.create(file, SampleMigration.of(sandbox)).close();
                isReady = true;
                return new RealRunning(sandbox, file);
            } finally {
                if (!isReady) {
                    sandbox.close();
                }
            }
        }
    }

    private record RealRunning(Sandbox sandbox, Path document) implements Running {
        @Override
        public void close() {
            sandbox.close();
        }
    }
}
