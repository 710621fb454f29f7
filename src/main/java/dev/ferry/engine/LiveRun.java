package dev.ferry.engine;

import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.CellId;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A run under way on the real things: one thread that travels the journey.
final class LiveRun implements RunHandle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);

    private final Recorder recorder;
    private final LoadControl control;
    private final Runnable over;
    private final Thread thread;
    private final CountDownLatch rested = new CountDownLatch(1);
    private volatile @Nullable Failure failure;
    private volatile @Nullable Throwable defect;

    private LiveRun(Journey journey, Recorder recorder, LoadControl control, Runnable over) {
        this.recorder = recorder;
        this.control = control;
        this.over = over;
        this.thread = Thread.ofVirtual().name("run").unstarted(() -> run(journey));
    }

    /// @param over is run when nothing of it is under way any more
    static LiveRun start(Journey journey, Recorder recorder, LoadControl control, Runnable over) {
        var handle = new LiveRun(journey, recorder, control, over);
        handle.thread.start();
        return handle;
    }

    private void run(Journey journey) {
        try {
            rest(outcomeOf(journey));
        } catch (FailureException e) {
            // the document itself cannot be written any more: there is no journal to say it in
            failure = e.failure();
            LOG.error("the journal cannot be written", e);
        } finally {
            over.run();
            rested.countDown();
        }
    }

    private Fact.Rest outcomeOf(Journey journey) {
        try {
            journey.travel();
            return Fact.Rest.DONE;
        } catch (FailureException e) {
            failure = e.failure();
            LOG.info("the run rests: {}", e.getMessage(), e);
            return Fact.Rest.BLOCKED;
        } catch (InterruptedException e) {
            return Fact.Rest.STOPPED;
        } catch (RuntimeException | Error e) {
            defect = e;
            LOG.error("a defect ended the run", e);
            return Fact.Rest.BLOCKED;
        }
    }

    private void rest(Fact.Rest why) throws FailureException {
        Thread.interrupted();
        recorder.record(new Fact.RunRested(why));
    }

    @Override
    public Run state() {
        return recorder.run();
    }

    @Override
    public void pause() {
        control.pause();
    }

    @Override
    public void resume() {
        control.resume();
    }

    @Override
    public void pause(Set<CellId> cells) {
        control.pause(cells);
    }

    @Override
    public void resume(Set<CellId> cells) {
        control.resume(cells);
    }

    @Override
    public void stop(Set<CellId> cells) {
        control.stop(cells);
    }

    @Override
    public void retry(Set<CellId> cells) {
        control.retry(cells);
    }

    @Override
    public LoadOrders orders() {
        return control.standing();
    }

    @Override
    public void limit(Limits limits) {
        control.limit(limits);
    }

    @Override
    public void leave() {
        thread.interrupt();
    }

    @Override
    public void stop() {
        control.endLoaders();
    }

    @Override
    public Optional<Failure> await() throws InterruptedException {
        rested.await();
        var found = defect;
        if (found != null) {
            throw new IllegalStateException("a defect ended the run", found);
        }
        return Optional.ofNullable(failure);
    }
}
