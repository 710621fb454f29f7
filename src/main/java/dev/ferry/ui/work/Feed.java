package dev.ferry.ui.work;

import dev.ferry.run.Run;
import dev.ferry.run.RunEvent;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.FrameFold;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// What a run tells, once a frame: the events since the last one and the fold after them.
public final class Feed {
    private final List<Consumer<Frame>> listeners = new CopyOnWriteArrayList<>();
    private final FrameFold<Heard> fold;

    Feed(Background background) {
        fold = new FrameFold<>(background, this::frame);
    }

    /// From the engine's threads.
    void heard(RunEvent event, Run run) {
        fold.tell(new Heard(event, run));
    }

    /// Hands over what was told and is not drawn yet.
    void drain() {
        fold.drain();
    }

    private void frame(List<Heard> heard) {
        var events = new ArrayList<RunEvent>(heard.size());
        heard.forEach(each -> events.add(each.event()));
        var frame = new Frame(events, heard.getLast().run());
        listeners.forEach(listener -> listener.accept(frame));
    }

    /// Listens, on the toolkit's thread.
    ///
    /// @return ends it
    public Runnable listen(Consumer<Frame> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// What was told between two frames.
    ///
    /// @param events in order, facts and ticks
    /// @param run everything that has happened up to now
    public record Frame(List<RunEvent> events, Run run) {
        public Frame {
            events = List.copyOf(events);
        }
    }

    private record Heard(RunEvent event, Run run) {}
}
