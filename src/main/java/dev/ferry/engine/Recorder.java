package dev.ferry.engine;

import dev.ferry.journal.Document;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.StepId;
import dev.ferry.run.TargetNode;
import dev.ferry.run.Tick;
import dev.ferry.secrets.Redactor;
import dev.ferry.text.Message;
import java.util.List;

/// The one way by which something becomes a fact: into the journal, then into the fold, then to the
/// listener.
final class Recorder {
    private final Document document;
    private final RunListener listener;
    private Run run;

    Recorder(Document document, RunListener listener) throws FailureException {
        this.document = document;
        this.listener = listener;
        this.run = document.run();
    }

    /// Everything that has happened so far.
    synchronized Run run() {
        return run;
    }

    /// Writes a fact down and tells it.
    ///
    /// @throws FailureException if it could not be written: then nothing further may be done
    synchronized void record(Fact fact) throws FailureException {
        var clean = redacted(fact);
        var at = document.append(clean).at();
        run = run.after(clean, at);
        listener.heard(clean, run);
    }

    /// Tells a tick.
    synchronized void tell(Tick tick) {
        listener.heard(tick, run);
    }

    /// Tells as ticks what a step waits for at the target's door.
    TargetDoor.Progress progress(StepId step) {
        return new TargetDoor.Progress() {
            @Override
            public void told(Message what) {
                tell(new Tick.StepTold(step, what));
            }

            @Override
            public void building(String state, List<TargetNode> nodes) {
                tell(new Tick.TargetBuilding(step, state, nodes));
            }
        };
    }

    /// Carries out a step unless it has succeeded before.
    void once(StepId step, Work work) throws FailureException, InterruptedException {
        if (!run().isDone(step)) {
            again(step, work);
        }
    }

    /// Carries out a step, whatever happened to it before.
    void again(StepId step, Work work) throws FailureException, InterruptedException {
        record(new Fact.StepStarted(step));
        try {
            record(new Fact.StepEnded(step, new Outcome.Succeeded(work.evidence())));
        } catch (FailureException e) {
            record(new Fact.StepEnded(step, new Outcome.Failed(e.failure())));
            throw e;
        }
    }

    /// Only free text is redacted: a name or a number is what it is, even where somebody's password is the
    /// same word.
    private static Fact redacted(Fact fact) {
        return switch (fact) {
            case Fact.StepEnded ended -> new Fact.StepEnded(ended.step(), redacted(ended.outcome()));
            case Fact.LoaderEnded ended ->
                new Fact.LoaderEnded(
                        ended.cell(), ended.part(), ended.attempt(), redacted(ended.outcome()), ended.millis());
            case Fact.CellEnded ended -> new Fact.CellEnded(ended.cell(), redacted(ended.outcome()));
            case Fact.TableVerified verified ->
                new Fact.TableVerified(
                        verified.table(),
                        verified.level(),
                        verified.sourceRows(),
                        verified.targetRows(),
                        verified.ranges(),
                        redacted(verified.outcome()));
            case Fact.NodeChecked checked ->
                new Fact.NodeChecked(
                        checked.node(),
                        checked.check(),
                        checked.at(),
                        checked.findings().stream().map(Recorder::redacted).toList());
            case Fact.RangeNotRead range ->
                new Fact.RangeNotRead(range.table(), range.start(), range.end(), redacted(range.failure()));
            case Fact.RunStarted started -> started;
            case Fact.RunRested rested -> rested;
            case Fact.StepStarted started -> started;
            case Fact.TargetReached reached -> reached;
            case Fact.NodeEntered entered -> entered;
            case Fact.ChecksAsked asked -> asked;
            case Fact.CredentialsInstalled installed -> installed;
            case Fact.LauncherEnded ended ->
                new Fact.LauncherEnded(ended.node(), ended.launcher(), redacted(ended.outcome()));
            case Fact.LoadPaced paced ->
                new Fact.LoadPaced(paced.loadersInAll(), paced.reason(), Redactor.redact(paced.evidence()));
            case Fact.LoaderChosen chosen -> chosen;
            case Fact.LauncherStarting starting -> starting;
            case Fact.CellStaged staged -> staged;
            case Fact.LoaderStarting starting -> starting;
            case Fact.LoaderWithdrawn withdrawn -> withdrawn;
            case Fact.RangeCounted counted -> counted;
        };
    }

    private static Outcome redacted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded ->
                new Outcome.Succeeded(
                        succeeded.evidence().stream().map(Redactor::redact).toList());
            case Outcome.Failed failed -> new Outcome.Failed(redacted(failed.failure()));
            case Outcome.Unknown unknown -> new Outcome.Unknown(redacted(unknown.failure()));
        };
    }

    private static Failure redacted(Failure failure) {
        return new Failure(
                failure.kind(),
                failure.hop(),
                redacted(failure.cause()),
                Redactor.redact(failure.evidence()),
                redacted(failure.remedy()));
    }

    private static Finding redacted(Finding finding) {
        return new Finding(
                finding.code(),
                finding.severity(),
                finding.place(),
                redacted(finding.reason()),
                Redactor.redact(finding.evidence()),
                redacted(finding.remedy()));
    }

    private static Message redacted(Message message) {
        return new Message(
                message.key(),
                message.arguments().stream().map(Redactor::redact).toList());
    }

    /// The effect of a step.
    @FunctionalInterface
    interface Work {
        /// Has the effect, looking at the world first, so that it may be done twice.
        ///
        /// @return what proves that it happened
        List<String> evidence() throws FailureException, InterruptedException;
    }
}
