package dev.ferry.cli;

import dev.ferry.engine.Goal;
import dev.ferry.outcome.FailureException;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/// `ferry verify`: counts again what is not proven.
@Command(
        name = "verify",
        header = "Count rows by token range on both sides, for every table that is not proven yet.",
        description =
                "Goes on where a count was cut off. Loads nothing unless cells are missing: run ferry run for those.")
final class VerifyCommand extends DocumentCommand {
    @Override
    int act(Path file) throws FailureException, InterruptedException {
        return withDocument(
                file,
                document -> new LiveRun(console, isJson() ? Console.Display.JSON : Console.Display.AUTO)
                        .run(engine(), document, secrets(document.migration()), Goal.VERIFIED));
    }
}
