package dev.ferry.cli;

import dev.ferry.journal.Document;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.report.CsvReport;
import dev.ferry.report.HtmlReport;
import dev.ferry.secrets.Redactor;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `ferry report`: writes what is handed over.
@Command(
        name = "report",
        header = "Write the report: every table, its rows on both sides, the proof, what was removed.",
        description = "From the document alone. Without options it writes an HTML file beside the document.")
final class ReportCommand extends DocumentCommand {
    @Option(names = "--html", paramLabel = "FILE", description = "Write HTML here.")
    private @Nullable Path html;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write CSV here, a line per table.")
    private @Nullable Path csv;

    @Override
    int act(Path file) throws FailureException {
        try (var document = Document.view(file)) {
            var plan = document.plan();
            if (plan.isEmpty()) {
                console.print(
                        Messages.text("cli.status.no-plan", document.migration().name()));
                return ExitCode.FAILED;
            }
            var summary = Reports.summary(document, plan.get());
            if (csv != null) {
                write(csv, CsvReport.text(summary));
            }
            if (html != null || csv == null) {
                write(html != null ? html : Path.of(file + ".html"), HtmlReport.text(summary));
            }
            return ExitCode.DONE;
        }
    }

    private void write(Path path, String text) throws FailureException {
        try {
            Files.writeString(path, Redactor.redact(text));
            console.print(Messages.text("cli.report", path));
        } catch (IOException e) {
            throw new FailureException(
                    new Failure(
                            Failure.Kind.NEEDS_ATTENTION,
                            "workstation",
                            Message.of("cli.report.unwritable", path),
                            e.toString(),
                            Message.of("cli.report.unwritable.remedy")),
                    e);
        }
    }
}
