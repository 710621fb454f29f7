package dev.ferry.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;

/// Collects what many threads tell and hands it over once a frame. While nothing is told nothing runs.
///
/// @param <E> what is told
public final class FrameFold<E> {
    // a timer that stops at the first quiet frame would be started and stopped all the time
    private static final int QUIET_FRAMES = 30;

    private final ConcurrentLinkedQueue<E> told = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isAwake = new AtomicBoolean();
    private final Background background;
    private final Consumer<List<E>> frame;
    private final AnimationTimer timer = new AnimationTimer() {
        private int quiet;

        @Override
        public void handle(long nanos) {
            quiet = drain() ? 0 : quiet + 1;
            if (quiet > QUIET_FRAMES) {
                quiet = 0;
                sleep();
            }
        }
    };

    /// A fold.
    ///
    /// @param frame gets everything that was told since the last frame, in order, on the toolkit's thread
    public FrameFold(Background background, Consumer<List<E>> frame) {
        this.background = background;
        this.frame = frame;
    }

    /// Tells something, from any thread.
    public void tell(E event) {
        told.add(event);
        if (isAwake.compareAndSet(false, true)) {
            background.later(timer::start);
        }
    }

    /// Hands over at once what has been told, on the toolkit's thread.
    ///
    /// @return whether there was anything
    public boolean drain() {
        var events = new ArrayList<E>();
        for (var event = told.poll(); event != null; event = told.poll()) {
            events.add(event);
        }
        if (!events.isEmpty()) {
            frame.accept(events);
        }
        return !events.isEmpty();
    }

    private void sleep() {
        timer.stop();
        isAwake.set(false);
        if (!told.isEmpty() && isAwake.compareAndSet(false, true)) {
            timer.start();
        }
    }
}
