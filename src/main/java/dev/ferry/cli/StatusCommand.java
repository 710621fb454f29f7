package dev.ferry.cli;

import dev.ferry.engine.Goal;
import dev.ferry.journal.Document;
import dev.ferry.json.Json;
import dev.ferry.outcome.FailureException;
import dev.ferry.report.Summary;
import dev.ferry.run.LoadTotals;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;

/// `ferry status`: what the document says, also while another Ferry works on it.
@Command(
        name = "status",
        header = "Where the migration stands, from the document alone.",
        description = "Connects to nothing. Works also while another Ferry carries the migration out.")
final class StatusCommand extends DocumentCommand {
    @Override
    int act(Path file) throws FailureException {
        try (var document = Document.view(file)) {
            var plan = document.plan();
            if (plan.isEmpty()) {
                console.print(
                        Messages.text("cli.status.no-plan", document.migration().name()));
                return ExitCode.DONE;
            }
            var summary = Reports.summary(document, plan.get());
            if (isJson()) {
                console.print(Json.write(summary));
                return ExitCode.DONE;
            }
            var totals = LoadTotals.of(plan.get(), document.run(), Map.of());
            console.print(Messages.text(
                    "cli.totals",
                    totals.loaded(),
                    totals.cells(),
                    Units.bytes(totals.bytesLoaded()),
                    Units.bytes(totals.bytes())));
            SummaryText.lines(summary, Goal.VERIFIED).forEach(console::print);
            summary.problems().forEach(this::problem);
            return ExitCode.DONE;
        }
    }

    private void problem(Summary.Problem problem) {
        FactLines.outcome(problem.place(), problem.outcome()).forEach(console::print);
    }
}
