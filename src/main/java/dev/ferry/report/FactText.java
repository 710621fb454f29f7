package dev.ferry.report;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.run.CellState;
import dev.ferry.run.Check;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.StepId;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A fact in words. Every front end says a fact with these; how much of it, and with which signs, is its own
/// affair.
///
/// @param kind what sort of thing it is about
/// @param subject the thing: a node, a table, a statement; empty where there is only one
/// @param node the address of the source node that it is about; empty if it is about none
/// @param verdict how it ended
/// @param title the fact in one line
/// @param reason why it is no success, with the place; empty if it is one
/// @param evidence what was seen, line by line
/// @param remedy what to do; empty if there is nothing to do
public record FactText(
        Kind kind,
        String subject,
        String node,
        Verdict verdict,
        String title,
        String reason,
        List<String> evidence,
        String remedy) {
    public FactText {
        evidence = List.copyOf(evidence);
    }

    /// The words for a fact.
    ///
    /// @param run what has happened, this fact included
    public static FactText of(Fact fact, Run run) {
        return switch (fact) {
            case Fact.RunStarted started ->
                told(Kind.RUN, started.plan(), "", Verdict.STARTED, "fact.run.started", started.plan(), started.by());
            case Fact.RunRested rested -> rested(rested.why());
            case Fact.StepStarted started -> step(started.step(), Verdict.STARTED);
            case Fact.StepEnded ended -> step(ended.step(), Verdict.PASSED).with(ended.outcome());
            case Fact.ChecksAsked asked -> asked(asked);
            case Fact.NodeChecked checked -> checked(checked);
            case Fact.CredentialsInstalled installed ->
                told(
                        Kind.NODE,
                        installed.node(),
                        installed.node(),
                        Verdict.TOLD,
                        "fact.credentials",
                        installed.node(),
                        installed.folder());
            case Fact.TargetReached reached ->
                told(
                        Kind.TARGET,
                        "",
                        "",
                        Verdict.TOLD,
                        "fact.target",
                        String.join(", ", reached.addresses()),
                        Integer.toString(reached.nativePort()),
                        Integer.toString(reached.internodePort()));
            case Fact.NodeEntered entered ->
                told(
                        Kind.NODE,
                        entered.node(),
                        entered.node(),
                        Verdict.TOLD,
                        "fact.entered",
                        entered.node(),
                        String.join(", ", entered.roots()));
            case Fact.LoaderChosen chosen ->
                told(
                        Kind.NODE,
                        chosen.node(),
                        chosen.node(),
                        Verdict.TOLD,
                        chosen.origin() == Fact.Origin.OWN ? "fact.loader.own" : "fact.loader.brought",
                        chosen.node(),
                        chosen.version(),
                        Integer.toString(chosen.java()));
            case Fact.LauncherStarting starting ->
                told(
                        Kind.NODE,
                        starting.node(),
                        starting.node(),
                        Verdict.STARTED,
                        "fact.launcher.starting",
                        starting.launcher(),
                        starting.node());
            case Fact.LauncherEnded ended ->
                told(
                                Kind.NODE,
                                ended.node(),
                                ended.node(),
                                Verdict.PASSED,
                                "fact.launcher.ended",
                                ended.launcher(),
                                ended.node())
                        .with(ended.outcome());
            case Fact.LoadPaced paced -> paced(paced);
            case Fact.CellStaged staged ->
                cell(staged.cell().table().toString(), staged.cell().node(), Verdict.TOLD)
                        .titled(
                                "fact.staged",
                                staged.cell(),
                                Units.count(staged.sstables()),
                                Units.bytes(staged.bytes()));
            case Fact.LoaderStarting starting ->
                cell(starting.cell().table().toString(), starting.cell().node(), Verdict.STARTED)
                        .titled(
                                starting.launcher() == 0 ? "fact.loader.starting" : "fact.loader.queued",
                                starting.cell(),
                                starting.attempt(),
                                starting.launcher());
            case Fact.LoaderWithdrawn withdrawn ->
                cell(withdrawn.cell().table().toString(), withdrawn.cell().node(), Verdict.TOLD)
                        .titled("fact.loader.withdrawn", withdrawn.cell(), withdrawn.attempt());
            case Fact.LoaderEnded ended ->
                cell(ended.cell().table().toString(), ended.cell().node(), Verdict.PASSED)
                        .titled("fact.loader.ended", ended.cell(), ended.attempt(), time(ended.millis()))
                        .with(ended.outcome());
            case Fact.CellEnded ended ->
                cell(ended.cell().table().toString(), ended.cell().node(), Verdict.PASSED)
                        .titledAs(ended.cell() + size(run.cell(ended.cell())))
                        .with(ended.outcome());
            case Fact.RangeCounted counted ->
                table(counted.table().toString(), Verdict.TOLD)
                        .titled(
                                "fact.range",
                                counted.table(),
                                Units.count(counted.sourceRows()),
                                Units.count(counted.targetRows()),
                                Long.toString(counted.start()),
                                Long.toString(counted.end()));
            case Fact.RangeNotRead open ->
                table(open.table().toString(), Verdict.FAILED)
                        .titled(
                                "fact.range.not-read",
                                open.table(),
                                Long.toString(open.start()),
                                Long.toString(open.end()))
                        .with(new Outcome.Unknown(open.failure()));
            case Fact.TableVerified verified -> verified(verified);
        };
    }

    private FactText seen(List<String> lines) {
        return new FactText(kind, subject, node, verdict, title, reason, lines, remedy);
    }

    /// A step, in words.
    public static String step(StepId step) {
        return Messages.text("step." + step.step().name().toLowerCase(Locale.ROOT), step.subject());
    }

    private static FactText rested(Fact.Rest why) {
        return switch (why) {
            case DONE -> told(Kind.RUN, "", "", Verdict.PASSED, "fact.run.done");
            case BLOCKED -> told(Kind.RUN, "", "", Verdict.FAILED, "fact.run.blocked");
            case STOPPED -> told(Kind.RUN, "", "", Verdict.TOLD, "fact.run.stopped");
        };
    }

    private static FactText step(StepId step, Verdict verdict) {
        return new FactText(Kind.STEP, step.subject(), nodeOf(step), verdict, step(step), "", List.of(), "");
    }

    private static String nodeOf(StepId step) {
        return switch (step.step()) {
            case LOADER, CREDENTIALS, PREFLIGHT, FLUSH, SNAPSHOT, SNAPSHOT_REMOVED, NODE_LEFT -> step.subject();
            default -> "";
        };
    }

    private static FactText asked(Fact.ChecksAsked asked) {
        var titles = asked.checks().stream()
                .map(check -> Messages.text(check.title()))
                .collect(Collectors.joining(", "));
        return asked.node().equals(Check.CLUSTERS)
                ? told(Kind.CHECK, "", "", Verdict.STARTED, "fact.checks.asked.clusters", titles)
                : told(
                        Kind.CHECK,
                        asked.node(),
                        asked.node(),
                        Verdict.STARTED,
                        "fact.checks.asked",
                        asked.node(),
                        titles);
    }

    private static FactText checked(Fact.NodeChecked checked) {
        var isOfCluster = checked.check().isOfCluster();
        var check = Messages.text(checked.check().title());
        var subject = isOfCluster ? Messages.text(checked.check().group().title()) : checked.node();
        if (checked.findings().isEmpty()) {
            return told(
                    Kind.CHECK,
                    checked.node(),
                    checked.node(),
                    Verdict.TOLD,
                    "fact.check.passed-over",
                    check,
                    checked.node());
        }
        var worst = checked.findings().stream()
                .max(Comparator.comparing(Finding::severity))
                .orElseThrow();
        var isPass = worst.severity() == Severity.PASS;
        var title = Messages.text(
                isOfCluster ? "fact.check.cluster" : "fact.check",
                check,
                subject,
                checked.findings().size());
        return new FactText(
                Kind.CHECK,
                checked.node(),
                checked.node(),
                switch (worst.severity()) {
                    case PASS -> Verdict.PASSED;
                    case WARN -> Verdict.WARNED;
                    case BLOCK -> Verdict.FAILED;
                },
                title,
                isPass ? "" : worst.place() + ": " + Messages.text(worst.reason()),
                checked.findings().stream().flatMap(FactText::lines).toList(),
                isPass ? "" : Messages.text(worst.remedy()));
    }

    private static Stream<String> lines(Finding finding) {
        var said = finding.place() + ": " + Messages.text(finding.reason());
        return Stream.concat(Stream.of(said), finding.evidence().lines());
    }

    /// What is said once all checks of a node are over and none blocks it.
    public static String passed(String node, Run run) {
        var passed = run.nodeChecks(node).values().stream()
                .filter(check -> check.worst().filter(Severity.PASS::equals).isPresent())
                .count();
        return Messages.text("fact.checked", node, passed);
    }

    private static FactText paced(Fact.LoadPaced paced) {
        return new FactText(Kind.TARGET, "", "", Verdict.TOLD, "", "", List.of(), "")
                .titledAs(pace(paced.loadersInAll(), paced.reason()))
                .seen(paced.evidence().lines().toList());
    }

    /// How many loaders may run at once, and why.
    public static String pace(int loadersInAll, Message reason) {
        var why = Messages.text(reason);
        return switch (loadersInAll) {
            case 0 -> Messages.text("fact.paced.none", why);
            case 1 -> Messages.text("fact.paced.one", why);
            default -> Messages.text("fact.paced", Units.count(loadersInAll), why);
        };
    }

    private static FactText verified(Fact.TableVerified verified) {
        return table(verified.table().toString(), Verdict.PASSED)
                .titled(
                        "fact.verified",
                        verified.table(),
                        Units.count(verified.sourceRows()),
                        Units.count(verified.targetRows()),
                        Units.count(verified.ranges()))
                .with(verified.outcome());
    }

    private static FactText cell(String table, String node, Verdict verdict) {
        return new FactText(Kind.CELL, table, node, verdict, "", "", List.of(), "");
    }

    private static FactText table(String table, Verdict verdict) {
        return new FactText(Kind.TABLE, table, "", verdict, "", "", List.of(), "");
    }

    private static FactText told(
            Kind kind, String subject, String node, Verdict verdict, String key, Object... arguments) {
        return new FactText(kind, subject, node, verdict, Messages.text(key, arguments), "", List.of(), "");
    }

    private FactText titled(String key, Object... arguments) {
        return titledAs(Messages.text(key, arguments));
    }

    private FactText titledAs(String words) {
        return new FactText(kind, subject, node, verdict, words, reason, evidence, remedy);
    }

    private FactText with(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded ->
                new FactText(kind, subject, node, Verdict.PASSED, title, "", succeeded.evidence(), "");
            case Outcome.Failed failed -> with(failed.failure(), Verdict.FAILED);
            case Outcome.Unknown unknown -> with(unknown.failure(), Verdict.UNKNOWN);
        };
    }

    private FactText with(Failure failure, Verdict how) {
        return new FactText(
                kind,
                subject,
                node,
                how,
                title,
                failure.hop() + ": " + Messages.text(failure.cause()),
                failure.evidence().lines().toList(),
                Messages.text(failure.remedy()));
    }

    private static String size(CellState state) {
        return state.sstables() <= 0 ? "" : ", " + Units.bytes(state.bytes());
    }

    private static String time(long millis) {
        return Units.time(Duration.ofMillis(millis));
    }

    /// What sort of thing a fact is about.
    public enum Kind {
        /// The whole run.
        RUN,
        /// A step of it.
        STEP,
        /// The target.
        TARGET,
        /// What lies on a source node.
        NODE,
        /// A check on a source node.
        CHECK,
        /// A table on a node: staging, loaders.
        CELL,
        /// A table: counting, verification.
        TABLE
    }

    /// How it ended.
    public enum Verdict {
        /// It begins.
        STARTED,
        /// It happened, with proof.
        PASSED,
        /// It works, but somebody should know.
        WARNED,
        /// It did not happen, or stands in the way.
        FAILED,
        /// Nobody can say.
        UNKNOWN,
        /// It is only told.
        TOLD
    }
}
