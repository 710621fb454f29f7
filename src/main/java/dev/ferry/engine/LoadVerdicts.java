package dev.ferry.engine;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Outcome;
import dev.ferry.text.Units;
import java.time.Duration;

/// What came of the loaders of one node, said strictly: no green without proof, and whatever cannot be told
/// is unknown.
final class LoadVerdicts {
    private final LoadSite site;
    private final Duration silent;

    /// @param silent after how long without a word a loader in a launcher may never have returned
    LoadVerdicts(LoadSite site, Duration silent) {
        this.site = site;
        this.silent = silent;
    }

    /// A loader that has ended.
    Outcome ended(LiveLoad load, int code) throws FailureException, InterruptedException {
        // what may never have returned has no clear end, however its process ended
        return load.isSuspect() ? silent(load) : judged(() -> site.judge(load, code));
    }

    /// A loader that is gone and left no exit code.
    Outcome gone(LiveLoad load) throws FailureException, InterruptedException {
        return judged(() -> site.anyProcess(load.cell()) ? witnessesDisagree() : site.judgeGone(load));
    }

    /// The journal and the node say different things.
    Outcome.Unknown witnessesDisagree() {
        return unknown("engine.load.witnesses-disagree");
    }

    /// A loader that the journal says was to be started, and that no process ever was.
    Outcome.Unknown neverStarted() {
        return unknown("engine.load.never-started");
    }

    /// A cell that its user stopped.
    ///
    /// @param evidence what its loader said, if it had one
    Outcome.Failed stopped(String evidence) {
        return new Outcome.Failed(failure(Failure.Kind.NEEDS_ATTENTION, dev.ferry.run.CellState.STOPPED, evidence));
    }

    private Outcome.Unknown silent(LiveLoad load) {
        return new Outcome.Unknown(failure(
                Failure.Kind.RETRYABLE,
                "engine.load.silent",
                String.join("\n", load.output().evidence()),
                Units.time(silent)));
    }

    /// What cannot be judged, because its files are gone for example, is unknown: that stops no other cell.
    private static Outcome judged(Judgement judgement) throws FailureException, InterruptedException {
        try {
            return judgement.outcome();
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.RETRYABLE) {
                throw e;
            }
            return new Outcome.Unknown(e.failure());
        }
    }

    private Outcome.Unknown unknown(String key) {
        return new Outcome.Unknown(failure(Failure.Kind.RETRYABLE, key, ""));
    }

    private Failure failure(Failure.Kind kind, String key, String evidence, Object... arguments) {
        return Failures.failure(kind, "source node " + site.address(), key, evidence, arguments);
    }

    /// What came of a loader.
    @FunctionalInterface
    private interface Judgement {
        Outcome outcome() throws FailureException, InterruptedException;
    }
}
