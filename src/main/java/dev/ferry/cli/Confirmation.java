package dev.ferry.cli;

import dev.ferry.journal.Document;
import dev.ferry.migration.Side;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Messages;
import java.util.List;
import picocli.CommandLine.Option;

/// The names that have to be typed before anything changes a cluster that is marked as production.
final class Confirmation {
    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "Name of a cluster that is marked as production; may be given twice.")
    private List<String> names = List.of();

    /// Whether every marked cluster was named; says which was not.
    boolean isGiven(Document document, Console console) throws FailureException {
        var migration = document.migration();
        var source = document.survey().map(seen -> seen.name()).orElse(migration.name());
        for (var side : migration.options().production()) {
            var name = side == Side.SOURCE ? source : migration.target().name();
            if (!names.contains(name)) {
                console.note(Messages.text("cli.confirm.missing", name));
                return false;
            }
        }
        return true;
    }
}
