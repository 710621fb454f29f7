package dev.ferry.ui;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.FxBackground;
import java.util.function.Consumer;

/// Does everything at once, in the thread of the test: the same code path, no threads, no waiting.
public final class Inline implements Background {
    @Override
    public <T> Errand run(Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
        try {
            done.accept(work.work());
        } catch (FailureException e) {
            failed.accept(e.failure());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed.accept(FxBackground.defect(e));
        }
        return () -> {};
    }

    @Override
    public void later(Runnable action) {
        action.run();
    }

    @Override
    public Errand after(long millis, Runnable action) {
        action.run();
        return () -> {};
    }
}
