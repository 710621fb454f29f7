package dev.ferry.cli;

import dev.ferry.engine.Goal;
import dev.ferry.outcome.FailureException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ferry run`: carries out the plan.
@Command(
        name = "run",
        header = "Do it: target, schema, checks, load, verification. Run it again to go on.",
        description =
                "Makes a plan first if there is none. Interrupt it at any time: loaders on the nodes go on, and the"
                        + " next ferry run picks them up. What is loaded is not loaded again.")
final class RunCommand extends DocumentCommand {
    @Option(names = "--finish", description = "And then finish: see ferry finish.")
    private boolean finishes;

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--plain", description = "A line per event, also on a terminal.")
    private boolean isPlain;

    @Mixin
    private JarOptions jars = new JarOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Override
    int act(Path file) throws FailureException, InterruptedException {
        return withDocument(file, document -> {
            var secrets = secrets(document.migration());
            var plan = plan(document, secrets);
            if (plan.isBlocked()) {
                PlanCommand.PlanText.lines(plan).forEach(console::note);
                return ExitCode.REFUSED;
            }
            if (!consent.isGiven(document, plan, console, "cli.run.ask") || !confirmation.isGiven(document, console)) {
                return ExitCode.USAGE;
            }
            var goal = finishes ? Goal.FINISHED : Goal.VERIFIED;
            return new LiveRun(console, display()).run(engine(jars.loaderJars()), document, secrets, goal);
        });
    }

    private Console.Display display() {
        return isJson() ? Console.Display.JSON : isPlain ? Console.Display.PLAIN : Console.Display.AUTO;
    }
}
