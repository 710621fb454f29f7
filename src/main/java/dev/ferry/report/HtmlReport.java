package dev.ferry.report;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.report.Summary.LoaderLine;
import dev.ferry.report.Summary.Problem;
import dev.ferry.report.Summary.Proof;
import dev.ferry.report.Summary.TableLine;
import dev.ferry.run.StepId;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The summary as one HTML file without anything outside it: it can be mailed, printed and archived.
public final class HtmlReport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT).withZone(ZoneId.systemDefault());

    private static final Set<String> WORDS = Set.of("report.table", "report.evidence");

    private HtmlReport() {}

    /// The whole text.
    public static String text(Summary summary) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
                + html(Messages.text("report.title", summary.migration()))
                + "</title><style>" + style() + "</style></head><body><main>"
                + head(summary)
                + figures(summary)
                + tables(summary.tables())
                + section(
                        "report.loaders",
                        summary.loaders().stream().map(HtmlReport::loader).toList())
                + section(
                        "report.problems",
                        summary.problems().stream().map(HtmlReport::problem).toList())
                + section(
                        "report.removed",
                        summary.removed().stream().map(HtmlReport::proof).toList())
                + section(
                        "report.left",
                        summary.left().stream().map(HtmlReport::left).toList())
                + section(
                        "report.warnings",
                        summary.warnings().stream().map(HtmlReport::warning).toList())
                + "</main></body></html>\n";
    }

    private static String style() {
        try (var file = HtmlReport.class.getResourceAsStream("report.css")) {
            if (file == null) {
                throw new IllegalStateException("a build without report.css");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a build without report.css", e);
        }
    }

    private static String head(Summary summary) {
        var isGood = summary.isComplete();
        var verdict = isGood
                ? "cli.summary.complete"
                : summary.isVerified() ? "cli.summary.unfinished" : "cli.summary.incomplete";
        return "<h1>" + html(Messages.text("report.title", summary.migration())) + "</h1><p class=\"ends\">"
                + html(summary.source()) + " → " + html(summary.target()) + "</p><p class=\"verdict "
                + (isGood ? "pass" : "fail") + "\">" + (isGood ? "✓ " : "✗ ") + html(Messages.text(verdict)) + "</p>"
                + levels(summary);
    }

    /// How strong the evidence is, in words.
    private static String levels(Summary summary) {
        return summary.tablesByLevel().entrySet().stream()
                .map(level -> "<p class=\"ends\">"
                        + html(Messages.text("cli.summary.level." + level.getKey(), level.getValue())) + "</p>")
                .collect(Collectors.joining());
    }

    private static String figures(Summary summary) {
        return "<dl>"
                + figure("report.tables", Units.count(summary.tables().size()))
                + figure("report.rows.source", Units.count(summary.sourceRows()))
                + figure("report.rows.target", Units.count(summary.targetRows()))
                + figure("report.bytes", Units.bytes(summary.bytes()))
                + figure("report.took", Units.time(summary.took()))
                + figure("report.nodes", String.join(", ", summary.nodes()))
                + figure("report.started", TIME.format(summary.started()))
                + figure("report.ended", TIME.format(summary.ended()))
                + "</dl>";
    }

    private static String figure(String key, String value) {
        return "<div><dt>" + html(Messages.text(key)) + "</dt><dd>" + html(value) + "</dd></div>";
    }

    private static String tables(List<TableLine> lines) {
        var head = List.of(
                        "report.table",
                        "report.rows.source",
                        "report.rows.target",
                        "report.bytes",
                        "report.sstables",
                        "report.cells",
                        "report.evidence")
                .stream()
                .map(key ->
                        "<th" + (WORDS.contains(key) ? ">" : " class=\"number\">") + html(Messages.text(key)) + "</th>")
                .collect(Collectors.joining());
        return "<table><thead><tr><th></th>" + head + "</tr></thead><tbody>"
                + lines.stream().map(HtmlReport::row).collect(Collectors.joining()) + "</tbody></table>";
    }

    private static String row(TableLine line) {
        return "<tr class=\"" + (line.isProven() ? "pass" : "fail") + "\"><td>" + (line.isProven() ? "✓" : "✗")
                + "</td><td>" + html(line.table()) + "</td>"
                + number(line.sourceRows().map(Units::count).orElse("–"))
                + number(line.targetRows().map(Units::count).orElse("–"))
                + number(Units.bytes(line.bytes()))
                + number(Integer.toString(line.sstables()))
                + number(line.cellsLoaded() + "/" + line.cells())
                + "<td>" + html(evidence(line)) + "</td></tr>";
    }

    private static String number(String text) {
        return "<td class=\"number\">" + html(text) + "</td>";
    }

    private static String evidence(TableLine line) {
        return switch (line.outcome().orElse(null)) {
            // the rows have columns of their own
            case Outcome.Succeeded succeeded ->
                succeeded.evidence().stream()
                        .skip(succeeded.evidence().size() > 1 ? 1 : 0)
                        .collect(Collectors.joining("; "));
            case Outcome.Failed failed -> Messages.text(failed.failure().cause());
            case Outcome.Unknown unknown -> Messages.text(unknown.failure().cause());
            case null -> Messages.text("cli.summary.not-verified", line.table());
        };
    }

    private static String section(String key, List<String> items) {
        return items.isEmpty()
                ? ""
                : "<h2>" + html(Messages.text(key)) + "</h2><ul>"
                        + items.stream().map(item -> "<li>" + item + "</li>").collect(Collectors.joining()) + "</ul>";
    }

    private static String problem(Problem problem) {
        var cause = switch (problem.outcome()) {
            case Outcome.Succeeded ignored -> "";
            case Outcome.Failed failed -> Messages.text(failed.failure().cause());
            case Outcome.Unknown unknown -> Messages.text(unknown.failure().cause());
        };
        return "<strong>" + html(problem.place()) + "</strong> " + html(cause);
    }

    private static String loader(LoaderLine line) {
        return "<strong>" + html(line.node()) + "</strong> " + html(words(line));
    }

    private static String words(LoaderLine line) {
        var key = line.isBrought() ? "report.loader.brought" : "report.loader.own";
        return Messages.text(key, line.version(), Integer.toString(line.java()));
    }

    private static String proof(Proof proof) {
        return "<strong>" + html(step(proof.step())) + "</strong> " + html(String.join("; ", proof.evidence()));
    }

    private static String left(StepId step) {
        return html(step(step));
    }

    private static String step(StepId step) {
        return Messages.text("step." + step.step().name().toLowerCase(Locale.ROOT), step.subject());
    }

    private static String warning(Finding finding) {
        return "<strong>" + html(finding.place()) + "</strong> " + html(Messages.text(finding.reason()));
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
