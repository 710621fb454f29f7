package dev.ferry.cli;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.report.FactText;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Facts as lines for a terminal. A fact that says nothing new to a person gives no line.
final class FactLines {
    // All of it is in the document and in the report.
    private static final int MOST_PROOF = 2;
    private static final int MOST_EVIDENCE = 6;

    private FactLines() {}

    /// The lines of a fact.
    ///
    /// @param run what has happened, this fact included
    static List<String> lines(Fact fact, Run run) {
        return switch (fact) {
            case Fact.StepEnded ended -> ended(ended, run);
            case Fact.NodeChecked checked ->
                checked.findings().stream()
                        .filter(finding -> finding.severity() != Severity.PASS
                                || checked.check().isOnRequest()
                                || checked.check().isOfCluster())
                        .flatMap(finding -> finding(finding).stream())
                        .toList();
            case Fact.CellEnded ended -> lines(FactText.of(ended, run));
            case Fact.LoaderEnded ended ->
                ended.outcome() instanceof Outcome.Succeeded ? List.of() : lines(FactText.of(ended, run));
            case Fact.TableVerified verified -> verified(FactText.of(verified, run));
            case Fact.LoadPaced paced -> lines(FactText.of(paced, run));
            case Fact.LauncherEnded ended ->
                ended.outcome() instanceof Outcome.Succeeded ? List.of() : lines(FactText.of(ended, run));
            case Fact.LoaderChosen ignored -> List.of();
            case Fact.LauncherStarting ignored -> List.of();
            case Fact.RunStarted ignored -> List.of();
            case Fact.RunRested ignored -> List.of();
            case Fact.StepStarted ignored -> List.of();
            case Fact.ChecksAsked ignored -> List.of();
            case Fact.CredentialsInstalled ignored -> List.of();
            case Fact.TargetReached ignored -> List.of();
            case Fact.NodeEntered ignored -> List.of();
            case Fact.CellStaged ignored -> List.of();
            case Fact.LoaderStarting ignored -> List.of();
            case Fact.LoaderWithdrawn ignored -> List.of();
            case Fact.RangeCounted ignored -> List.of();
            case Fact.RangeNotRead ignored -> List.of();
        };
    }

    /// What preflight found was told check by check.
    private static List<String> ended(Fact.StepEnded ended, Run run) {
        var isPassed = ended.step().step() == Step.PREFLIGHT && ended.outcome() instanceof Outcome.Succeeded;
        return isPassed
                ? List.of(Mark.PASS + " " + FactText.passed(ended.step().subject(), run))
                : lines(FactText.of(ended, run));
    }

    /// The rows are in the words already.
    private static List<String> verified(FactText text) {
        return text.verdict() == FactText.Verdict.PASSED ? List.of(Mark.PASS + " " + text.title()) : lines(text);
    }

    private static List<String> lines(FactText text) {
        var mark = Mark.of(text.verdict());
        return text.reason().isEmpty()
                ? List.of(mark + " " + text.title() + "  "
                        + text.evidence().stream().limit(MOST_PROOF).collect(Collectors.joining("; ")))
                : reason(mark + " " + text.title(), text.reason(), text.evidence(), text.remedy());
    }

    /// An outcome with what it is about.
    static List<String> outcome(String what, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded ->
                List.of(Mark.PASS + " " + what + "  "
                        + succeeded.evidence().stream().limit(MOST_PROOF).collect(Collectors.joining("; ")));
            case Outcome.Failed failed -> failure(Mark.FAIL + " " + what, failed.failure());
            case Outcome.Unknown unknown -> failure(Mark.UNKNOWN + " " + what, unknown.failure());
        };
    }

    /// A finding with its reason, evidence and remedy.
    static List<String> finding(Finding finding) {
        var lines = new ArrayList<String>();
        lines.add(Mark.of(finding.severity()) + " " + finding.place() + ": " + Messages.text(finding.reason()));
        if (!finding.evidence().isBlank() && finding.severity() != Severity.PASS) {
            finding.evidence().lines().limit(3).forEach(line -> lines.add("    " + line));
        }
        if (finding.severity() != Severity.PASS) {
            var remedy = Messages.text(finding.remedy()).lines().toList();
            lines.add("    → " + remedy.getFirst());
            remedy.stream().skip(1).forEach(line -> lines.add("      " + line));
        }
        return lines;
    }

    /// A failure: what, where, why, the evidence, the next step.
    static List<String> failure(String what, Failure failure) {
        return reason(
                what,
                failure.hop() + ": " + Messages.text(failure.cause()),
                failure.evidence().lines().toList(),
                Messages.text(failure.remedy()));
    }

    private static List<String> reason(String what, String reason, List<String> evidence, String remedy) {
        var lines = new ArrayList<String>();
        lines.add(what);
        lines.add("    " + reason);
        evidence.stream().limit(MOST_EVIDENCE).forEach(line -> lines.add("    │ " + line));
        lines.add("    → " + remedy);
        return lines;
    }
}
