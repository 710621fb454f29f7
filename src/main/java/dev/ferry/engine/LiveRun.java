package dev.ferry.engine;

import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A run under way on the real things: one thread that travels the journey.
final class LiveRun implements RunHandle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);

    private final Recorder recorder;
    private final LoadControl control;
    private final Thread thread;
    private final CountDownLatch rested = new CountDownLatch(1);
    private volatile @Nullable Failure failure;
    private volatile @Nullable Throwable defect;

    private LiveRun(Journey journey, Recorder recorder, LoadControl control) {
        this.recorder = recorder;
        this.control = control;
        this.thread = Thread.ofVirtual().name("run").unstarted(() -> run(journey));
    }

    static LiveRun start(Journey journey, Recorder recorder, LoadControl control) {
        var handle = new LiveRun(journey, recorder, control);
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
