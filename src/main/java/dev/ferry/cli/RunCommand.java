package dev.ferry.cli;

import dev.ferry.engine.Goal;
import dev.ferry.engine.Secrets;
import dev.ferry.journal.Document;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.Plan;
import dev.ferry.text.Messages;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ferry run`: carries out the plan.
@Command(
        name = "run",
        header = "Do it: target, schema, checks, load, verification. Run it again to go on.",
        description = {
            "Makes a plan first if there is none. Interrupt it at any time: loaders on the nodes go on, and the next",
            "ferry run picks them up. What is loaded is not loaded again."
        })
final class RunCommand extends DocumentCommand {
    @Option(names = "--finish", description = "And then finish: see ferry finish.")
    private boolean finishes;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before anything is changed.")
    private boolean isYes;

    @Option(names = "--plain", description = "A line per event, also on a terminal.")
    private boolean isPlain;

    @Mixin
    private JarOptions jars = new JarOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Override
    int act(Path file) throws FailureException, InterruptedException {
        return withDocument(file, document -> {
            var migration = document.migration();
            var secrets = secrets(migration);
            var plan = plan(document, secrets);
            if (plan.isBlocked()) {
                PlanCommand.PlanText.lines(plan).forEach(console::note);
                return ExitCode.REFUSED;
            }
            if (!document.run().hasStarted()
                    && !isYes
                    && !agrees(plan, migration.target().name())) {
                return ExitCode.USAGE;
            }
            if (!confirmation.isGiven(document, console)) {
                return ExitCode.USAGE;
            }
            var goal = finishes ? Goal.FINISHED : Goal.VERIFIED;
            return new LiveRun(console, display()).run(engine(jars.loaderJars()), document, secrets, goal);
        });
    }

    private Console.Display display() {
        return isJson() ? Console.Display.JSON : isPlain ? Console.Display.PLAIN : Console.Display.AUTO;
    }

    private static Plan plan(Document document, Secrets secrets) throws FailureException, InterruptedException {
        var made = document.plan();
        if (made.isPresent()) {
            return made.get();
        }
        var migration = document.migration();
        var cluster = engine().survey(migration.source(), migration.options(), secrets, _ -> {});
        document.save(cluster);
        var plan = engine().plan(migration, secrets, cluster, Plan.nextId(made));
        document.save(plan);
        return plan;
    }

    private boolean agrees(Plan plan, String target) {
        PlanCommand.PlanText.lines(plan).forEach(console::note);
        var terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            console.note(Messages.text("cli.run.no-terminal"));
            return false;
        }
        var answer = terminal.readLine("%s ", Messages.text("cli.run.ask", target));
        return answer != null && answer.strip().equalsIgnoreCase("yes");
    }
}
