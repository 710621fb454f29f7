package dev.ferry.cli;

import dev.ferry.engine.Goal;
import dev.ferry.outcome.Outcome;
import dev.ferry.report.FactText;
import dev.ferry.report.Summary;
import dev.ferry.report.Summary.LoaderLine;
import dev.ferry.report.Summary.TableLine;
import dev.ferry.run.Step;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// A summary for a terminal: every table with its rows on both sides, what proves it, what was removed,
/// what is left.
final class SummaryText {
    private SummaryText() {}

    static List<String> lines(Summary summary, Goal goal) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(Messages.text("cli.summary.head", summary.migration(), summary.source(), summary.target()));
        lines.add("");
        var table = new TextTable(
                "", "table", ">rows on source", ">rows on target", ">size", ">SSTables", ">cells", ">ranges");
        summary.tables().forEach(line -> table.row(row(line)));
        lines.addAll(table.lines());
        lines.add("");
        lines.add(Messages.text(
                "cli.summary.totals",
                summary.tables().size(),
                Units.count(summary.sourceRows()),
                Units.count(summary.targetRows()),
                Units.bytes(summary.bytes()),
                Units.time(summary.took())));
        summary.tablesByLevel()
                .forEach((level, tables) ->
                        lines.add(Mark.PASS + " " + Messages.text("cli.summary.level." + level, tables)));
        summary.tables().stream()
                .filter(line -> !line.isProven())
                .forEach(line -> lines.add(Mark.FAIL + " " + notProven(line)));
        lines.addAll(loaders(summary));
        lines.addAll(removed(summary));
        if (!summary.left().isEmpty()) {
            lines.add(Mark.WARN + " "
                    + Messages.text("cli.summary.left", summary.left().size()));
        }
        lines.add("");
        lines.add(verdict(summary, goal));
        return lines;
    }

    /// One line for all nodes whose loader is the same.
    private static List<String> loaders(Summary summary) {
        var nodes = summary.loaders().stream()
                .collect(Collectors.groupingBy(
                        line -> new LoaderLine("", line.version(), line.isBrought(), line.java()),
                        LinkedHashMap::new,
                        Collectors.counting()));
        var lines = new ArrayList<String>();
        nodes.forEach((line, count) -> lines.add(Mark.PASS + " "
                + Messages.text(
                        line.isBrought() ? "cli.summary.loader.brought" : "cli.summary.loader.own",
                        line.version(),
                        Integer.toString(line.java()),
                        count)));
        return lines;
    }

    /// Each proof in full; only the settings, one for every table, are counted.
    private static List<String> removed(Summary summary) {
        var lines = new ArrayList<String>();
        var settings = summary.removed().stream()
                .filter(proof -> proof.step().step() == Step.SETTINGS)
                .count();
        if (settings > 0) {
            lines.add(Mark.PASS + " " + Messages.text("cli.summary.settings", settings));
        }
        summary.removed().stream()
                .filter(proof -> proof.step().step() != Step.SETTINGS)
                .forEach(proof -> lines.add(
                        Mark.PASS + " " + FactText.step(proof.step()) + "  " + String.join("; ", proof.evidence())));
        return lines;
    }

    private static List<String> row(TableLine line) {
        return List.of(
                line.isProven() ? Mark.PASS : Mark.FAIL,
                line.table(),
                line.sourceRows().map(Units::count).orElse("–"),
                line.targetRows().map(Units::count).orElse("–"),
                Units.bytes(line.bytes()),
                Integer.toString(line.sstables()),
                line.cellsLoaded() + "/" + line.cells(),
                Integer.toString(line.ranges()));
    }

    private static String notProven(TableLine line) {
        if (line.isPartial()) {
            return Messages.text("cli.summary.partial", line.table(), line.cellsLoaded(), line.cells());
        }
        return switch (line.outcome().orElse(null)) {
            case Outcome.Failed failed ->
                line.table() + ": " + Messages.text(failed.failure().cause());
            case Outcome.Unknown unknown ->
                line.table() + ": " + Messages.text(unknown.failure().cause());
            case Outcome.Succeeded ignored -> Messages.text("cli.summary.not-loaded", line.table());
            case null -> Messages.text("cli.summary.not-verified", line.table());
        };
    }

    private static String verdict(Summary summary, Goal goal) {
        if (goal == Goal.ABANDONED) {
            return Messages.text("cli.summary.abandoned");
        }
        if (summary.isComplete()) {
            return Messages.text("cli.summary.complete");
        }
        if (summary.isVerified()) {
            return Messages.text(goal == Goal.FINISHED ? "cli.summary.unfinished" : "cli.summary.verified");
        }
        return Messages.text("cli.summary.incomplete");
    }
}
