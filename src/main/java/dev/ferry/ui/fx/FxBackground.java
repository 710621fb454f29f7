package dev.ferry.ui.fx;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.util.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A virtual thread for every work; results come by the toolkit's queue.
public final class FxBackground implements Background {
    private static final Logger LOG = LoggerFactory.getLogger(FxBackground.class);

    @Override
    public <T> Errand run(Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
        var isGivenUp = new AtomicBoolean();
        var thread = Thread.ofVirtual().name("background").start(() -> {
            var answer = answer(work, done, failed);
            later(() -> {
                if (!isGivenUp.get()) {
                    answer.run();
                }
            });
        });
        return () -> {
            isGivenUp.set(true);
            thread.interrupt();
        };
    }

    private static <T> Runnable answer(Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
        try {
            var result = work.work();
            return () -> done.accept(result);
        } catch (FailureException e) {
            LOG.info("{}", e.getMessage());
            return () -> failed.accept(e.failure());
        } catch (InterruptedException e) {
            return () -> {};
        } catch (RuntimeException | Error e) {
            LOG.error("a defect", e);
            var failure = defect(e);
            return () -> failed.accept(failure);
        }
    }

    /// A defect as its user sees it.
    public static Failure defect(Throwable defect) {
        return new Failure(
                Failure.Kind.FATAL,
                "Ferry",
                Message.of("ui.defect"),
                String.valueOf(defect),
                Message.of("ui.defect.remedy"));
    }

    @Override
    public void later(Runnable action) {
        Platform.runLater(action);
    }

    @Override
    public Errand after(long millis, Runnable action) {
        var timeline = new Timeline(new KeyFrame(Duration.millis(millis), event -> action.run()));
        timeline.play();
        return timeline::stop;
    }
}
