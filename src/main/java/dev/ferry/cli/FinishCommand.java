package dev.ferry.cli;

import dev.ferry.engine.Goal;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Messages;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ferry finish`: closes the target and removes what Ferry made.
@Command(
        name = "finish",
        header = "Close the target for loaders and remove everything that Ferry made, each with proof.",
        description =
                "Only when every table is proven. An Aiven service leaves migration mode, which cannot be turned on"
                        + " again; settings are put back; login, credentials, snapshots and folders are removed from target and"
                        + " nodes.")
final class FinishCommand extends DocumentCommand {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean isYes;

    @Option(
            names = "--abandon",
            description =
                    "Give up instead: end the loaders and remove everything of Ferry's, proven or not. Data, settings"
                            + " and migration mode of the target stay as they are.")
    private boolean isAbandoned;

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Override
    int act(Path file) throws FailureException, InterruptedException {
        return withDocument(file, document -> {
            var migration = document.migration();
            if (!confirmation.isGiven(document, console)
                    || !isYes && !agrees(migration.target().name())) {
                return ExitCode.USAGE;
            }
            return new LiveRun(console, isJson() ? Console.Display.JSON : Console.Display.AUTO)
                    .run(engine(), document, secrets(migration), isAbandoned ? Goal.ABANDONED : Goal.FINISHED);
        });
    }

    private boolean agrees(String target) {
        var terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            console.note(Messages.text("cli.finish.no-terminal"));
            return false;
        }
        var answer = terminal.readLine(
                "%s ", Messages.text(isAbandoned ? "cli.finish.ask-abandon" : "cli.finish.ask", target));
        return answer != null && answer.strip().equals(target);
    }
}
