package dev.ferry.ui.fx;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import java.util.function.Consumer;

/// The way off the toolkit's thread and back to it. Tests have a twin that does everything at once, in the thread
/// of the test.
public interface Background {
    /// Does work elsewhere and hands its result to the toolkit's thread.
    ///
    /// @param done gets the result, on the toolkit's thread
    /// @param failed gets what went wrong, on the toolkit's thread; a defect comes as a failure too
    /// @return the work, to be given up: then neither is called
    <T> Errand run(Work<T> work, Consumer<T> done, Consumer<Failure> failed);

    /// Does something on the toolkit's thread, soon.
    void later(Runnable action);

    /// Does something on the toolkit's thread after a pause, unless it is given up.
    ///
    /// @param millis the pause in milliseconds
    Errand after(long millis, Runnable action);

    /// Work that may fail and may be given up.
    @FunctionalInterface
    interface Work<T> {
        /// Works until it is done or its thread is interrupted.
        T work() throws FailureException, InterruptedException;
    }

    /// Something under way.
    interface Errand {
        /// Gives it up: its thread is interrupted, and nothing of it is heard any more.
        void giveUp();
    }
}
