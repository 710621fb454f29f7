package dev.ferry.cli;

import dev.ferry.engine.Goal;
import dev.ferry.engine.MigrationEngine;
import dev.ferry.engine.RunHandle;
import dev.ferry.engine.Scope;
import dev.ferry.engine.Secrets;
import dev.ferry.journal.Document;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.Plan;
import dev.ferry.report.Summary;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.text.Messages;
import java.util.Optional;

/// Starts a run, shows it until it rests, and says what came of it.
final class LiveRun {
    private final Console console;
    private final Console.Display display;

    LiveRun(Console console, Console.Display display) {
        this.console = console;
        this.display = display;
    }

    /// Runs to the goal.
    ///
    /// @return the exit code
    int run(MigrationEngine engine, Document document, Secrets secrets, Goal goal)
            throws FailureException, InterruptedException {
        return run(engine, document, secrets, goal, Scope.ALL);
    }

    /// Runs to the goal, as far as it is meant.
    ///
    /// @return the exit code
    int run(MigrationEngine engine, Document document, Secrets secrets, Goal goal, Scope scope)
            throws FailureException, InterruptedException {
        var made = document.plan();
        if (made.isEmpty()) {
            console.note(Messages.text("cli.status.no-plan", document.path()));
            return ExitCode.REFUSED;
        }
        var plan = made.get();
        Optional<Failure> failure;
        try (var progress = console.progress(display, plan)) {
            var handle = engine.start(document, secrets, goal, scope, progress);
            failure = await(handle);
        }
        failure.ifPresent(found -> console.fail(Messages.text("cli.failure"), found));
        var summary = Reports.summary(document, plan);
        if (display != Console.Display.JSON) {
            SummaryText.lines(summary, goal).forEach(console::print);
        }
        return exitCode(document, plan, summary, goal, failure);
    }

    /// Waits; Ctrl-C leaves the run in order, so that the journal's last word is that it was stopped.
    private Optional<Failure> await(RunHandle handle) throws InterruptedException {
        var hook = new Thread(() -> leave(handle));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return handle.await();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // already shutting down: the hook is what ended the wait
            }
        }
    }

    private void leave(RunHandle handle) {
        console.note(Messages.text("cli.run.leaving"));
        handle.leave();
        try {
            handle.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int exitCode(Document document, Plan plan, Summary summary, Goal goal, Optional<Failure> failure)
            throws FailureException {
        var run = document.run();
        if (run.rest().filter(Fact.Rest.STOPPED::equals).isPresent()) {
            return ExitCode.STOPPED;
        }
        if (failure.isPresent()) {
            return goal != Goal.ABANDONED && run.step(StepId.of(Step.LOAD)).starts() == 0
                    ? ExitCode.REFUSED
                    : run.isDone(StepId.of(Step.LOAD)) && !summary.isVerified() ? ExitCode.NOT_PROVEN : ExitCode.FAILED;
        }
        var isReached = switch (goal) {
            case TARGET, SCHEMA, CHECKED, WITHDRAWN -> true;
            case VERIFIED -> summary.isVerified();
            case FINISHED -> summary.isComplete();
            case ABANDONED -> true;
        };
        return isReached ? ExitCode.DONE : ExitCode.NOT_PROVEN;
    }
}
