package dev.ferry.cli;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.run.CellState;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Facts as lines for a terminal. A fact that says nothing new to a person gives no line.
final class FactText {
    // All of it is in the document and in the report.
    private static final int MOST_EVIDENCE = 2;

    private FactText() {}

    /// The lines of a fact.
    ///
    /// @param run what has happened, this fact included
    static List<String> lines(Fact fact, Run run) {
        return switch (fact) {
            case Fact.StepEnded ended -> ended(ended);
            case Fact.NodeChecked checked -> checked(checked);
            case Fact.CellEnded ended ->
                outcome(ended.cell().toString() + size(run.cell(ended.cell())), ended.outcome());
            case Fact.LoaderEnded ended ->
                ended.outcome() instanceof Outcome.Succeeded
                        ? List.of()
                        : outcome(
                                Messages.text("cli.loader", ended.cell(), ended.attempt(), time(ended.millis())),
                                ended.outcome());
            case Fact.TableVerified verified -> verified(verified);
            case Fact.RunStarted ignored -> List.of();
            case Fact.RunRested ignored -> List.of();
            case Fact.StepStarted ignored -> List.of();
            case Fact.TargetReached ignored -> List.of();
            case Fact.NodeEntered ignored -> List.of();
            case Fact.CellStaged ignored -> List.of();
            case Fact.LoaderStarting ignored -> List.of();
            case Fact.RangeCounted ignored -> List.of();
            case Fact.RangeNotRead ignored -> List.of();
        };
    }

    /// What preflight found was told with the node.
    private static List<String> ended(Fact.StepEnded ended) {
        var isTold = ended.step().step() == Step.PREFLIGHT && ended.outcome() instanceof Outcome.Succeeded;
        return isTold ? List.of() : outcome(step(ended.step()), ended.outcome());
    }

    private static List<String> verified(Fact.TableVerified verified) {
        var what = Messages.text(
                "cli.verified",
                verified.table(),
                Units.count(verified.sourceRows()),
                Units.count(verified.targetRows()),
                Units.count(verified.ranges()));
        return verified.outcome() instanceof Outcome.Succeeded
                ? List.of(Mark.PASS + " " + what)
                : outcome(what, verified.outcome());
    }

    private static String size(CellState state) {
        return state.sstables() <= 0 ? "" : ", " + Units.bytes(state.bytes());
    }

    private static String time(long millis) {
        return Units.time(Duration.ofMillis(millis));
    }

    /// A step, in words.
    static String step(StepId step) {
        return Messages.text("step." + step.step().name().toLowerCase(java.util.Locale.ROOT), step.subject());
    }

    /// An outcome with what it is about.
    static List<String> outcome(String what, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded ->
                List.of(Mark.PASS + " " + what + "  "
                        + succeeded.evidence().stream().limit(MOST_EVIDENCE).collect(Collectors.joining("; ")));
            case Outcome.Failed failed -> failure(Mark.FAIL + " " + what, failed.failure());
            case Outcome.Unknown unknown -> failure(Mark.UNKNOWN + " " + what, unknown.failure());
        };
    }

    private static List<String> checked(Fact.NodeChecked checked) {
        var lines = new ArrayList<String>();
        var passed = checked.findings().stream()
                .filter(finding -> finding.severity() == Severity.PASS)
                .count();
        lines.add(Mark.PASS + " " + Messages.text("cli.checked", checked.node(), passed));
        checked.findings().stream()
                .filter(finding -> finding.severity() != Severity.PASS)
                .forEach(finding -> lines.addAll(finding(finding)));
        return lines;
    }

    /// A finding with its reason, evidence and remedy.
    static List<String> finding(Finding finding) {
        var lines = new ArrayList<String>();
        lines.add(Mark.of(finding.severity()) + " " + finding.place() + ": " + Messages.text(finding.reason()));
        if (!finding.evidence().isBlank()) {
            finding.evidence().lines().limit(3).forEach(line -> lines.add("    " + line));
        }
        if (finding.severity() != Severity.PASS) {
            lines.add("    → " + Messages.text(finding.remedy()));
        }
        return lines;
    }

    /// A failure: what, where, why, the evidence, the next step.
    static List<String> failure(String what, Failure failure) {
        var lines = new ArrayList<String>();
        lines.add(what);
        lines.add("    " + failure.hop() + ": " + Messages.text(failure.cause()));
        failure.evidence().lines().limit(6).forEach(line -> lines.add("    │ " + line));
        lines.add("    → " + Messages.text(failure.remedy()));
        return lines;
    }
}
