package dev.ferry.report;

import dev.ferry.cluster.Cluster;
import dev.ferry.migration.Draft;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Plan;
import dev.ferry.run.CellState;
import dev.ferry.run.LoadTotals;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.text.Message;
import dev.ferry.text.Units;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a migration stands, in one line.
///
/// @param kind the same in a word, for marks and colours
/// @param line for people: `Loading: 34 of 64 cells`
public record Standing(Kind kind, Message line) {
    public Standing {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(line);
    }

    /// Where a migration can stand, in the order of the journey; the last three are what can be the matter
    /// with a document.
    public enum Kind {
        /// Something is not decided yet, or nobody has looked at the source.
        DRAFT,
        /// There is a plan, and nothing of it has been carried out.
        PLANNED,
        /// Somebody carries it out right now.
        RUNNING,
        /// It rests before its end, and whoever wants can go on.
        RESTING,
        /// Something failed, is unknown or blocks: a person has to look.
        ATTENTION,
        /// Everything is loaded and proven; Ferry's traces are still there.
        VERIFIED,
        /// Proven, and everything removed that Ferry made.
        FINISHED,
        /// Given up, and everything removed that Ferry made.
        ABANDONED,
        /// There is no such file.
        MISSING,
        /// It was written by a newer Ferry.
        NEWER,
        /// It cannot be read, or is no Ferry document.
        UNREADABLE
    }

    /// Who has a document open for work.
    public enum Holder {
        /// Nobody.
        NOBODY,
        /// This process or another one.
        SOMEBODY
    }

    /// What a document holds.
    ///
    /// @param draft what the user wants
    /// @param survey the source as it was last seen; null if nobody has looked
    /// @param plan the plan that was made last; null if there is none
    /// @param run what has happened
    /// @param cleaning the clean-up steps that belong to the plan, done or not
    /// @param last when the last fact was written; null if there is none
    public record Pages(
            Draft draft,
            @Nullable Cluster survey,
            @Nullable Plan plan,
            Run run,
            List<StepId> cleaning,
            @Nullable Instant last) {
        public Pages {
            cleaning = List.copyOf(cleaning);
        }
    }

    /// Where a migration stands.
    ///
    /// @param zone in which a day is a day
    public static Standing of(Pages pages, Holder holder, ZoneId zone) {
        var plan = pages.plan();
        if (plan == null) {
            return new Standing(Kind.DRAFT, Message.of(undecided(pages)));
        }
        if (!pages.run().hasStarted() || !pages.run().plan().equals(Optional.of(plan.id()))) {
            return planned(plan);
        }
        return underWay(pages, plan, holder, zone);
    }

    private static String undecided(Pages pages) {
        if (pages.draft().source() == null) {
            return "report.standing.no-source";
        }
        if (pages.survey() == null) {
            return "report.standing.not-surveyed";
        }
        return pages.draft().target() == null ? "report.standing.no-target" : "report.standing.no-plan";
    }

    private static Standing planned(Plan plan) {
        var blocks = plan.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCK)
                .count();
        return blocks > 0
                ? new Standing(Kind.ATTENTION, Message.of("report.standing.blocked", blocks))
                : new Standing(
                        Kind.PLANNED,
                        Message.of("report.standing.planned", plan.cells().size(), Units.bytes(plan.bytes())));
    }

    private static Standing underWay(Pages pages, Plan plan, Holder holder, ZoneId zone) {
        var run = pages.run();
        var left = pages.cleaning().stream().filter(step -> !run.isDone(step)).count();
        var isClean = !pages.cleaning().isEmpty() && left == 0;
        if (isProven(plan, run)) {
            return proven(pages, left, holder, zone);
        }
        if (isClean) {
            return new Standing(Kind.ABANDONED, Message.of("report.standing.abandoned", day(pages, zone)));
        }
        return unproven(plan, run, holder);
    }

    private static boolean isProven(Plan plan, Run run) {
        return !plan.tables().isEmpty()
                && plan.tables().stream()
                        .allMatch(table -> run.check(table.table())
                                        .filter(check -> check.isGreen())
                                        .isPresent()
                                && table.cells().stream()
                                        .map(cell -> run.cell(cell.id()))
                                        .allMatch(CellState::isLoaded));
    }

    private static Standing proven(Pages pages, long left, Holder holder, ZoneId zone) {
        if (left == 0) {
            return new Standing(Kind.FINISHED, Message.of("report.standing.finished", day(pages, zone)));
        }
        var done = pages.cleaning().size() - left;
        if (done == 0) {
            return new Standing(Kind.VERIFIED, Message.of("report.standing.verified"));
        }
        var line =
                Message.of("report.standing.finishing", done, pages.cleaning().size());
        return new Standing(restKind(pages.run(), holder, Kind.VERIFIED), line);
    }

    private static Standing unproven(Plan plan, Run run, Holder holder) {
        var totals = LoadTotals.of(plan, run, Map.of());
        var kind = restKind(run, holder, totals.failed() > 0 ? Kind.ATTENTION : Kind.RESTING);
        return new Standing(kind, line(kind, totals, run, plan));
    }

    /// What a run that is not through is doing. A run without a rest whose document nobody holds was cut off.
    private static Kind restKind(Run run, Holder holder, Kind atRest) {
        return switch (run.rest().orElse(null)) {
            case DONE, STOPPED -> atRest;
            case BLOCKED -> Kind.ATTENTION;
            case null -> holder == Holder.SOMEBODY ? Kind.RUNNING : atRest;
        };
    }

    private static Message line(Kind kind, LoadTotals totals, Run run, Plan plan) {
        if (totals.failed() > 0) {
            return Message.of("report.standing.failed", totals.failed(), totals.cells(), totals.loaded());
        }
        var isRunning = kind == Kind.RUNNING;
        if (totals.loaded() == totals.cells()) {
            return isVerifying(run, plan)
                    ? Message.of(
                            isRunning ? "report.standing.verifying" : "report.standing.part-verified",
                            run.checks().size(),
                            plan.tables().size())
                    : Message.of("report.standing.loaded", totals.cells());
        }
        if (kind == Kind.ATTENTION) {
            return Message.of("report.standing.attention", totals.loaded(), totals.cells());
        }
        if (isRunning) {
            return run.step(StepId.of(Step.LOAD)).starts() == 0
                    ? Message.of("report.standing.preparing")
                    : Message.of("report.standing.loading", totals.loaded(), totals.cells());
        }
        return totals.loaded() == 0
                ? Message.of("report.standing.prepared", totals.cells())
                : Message.of("report.standing.resting", totals.loaded(), totals.cells());
    }

    private static boolean isVerifying(Run run, Plan plan) {
        return !plan.tables().isEmpty() && run.step(StepId.of(Step.VERIFY)).starts() > 0;
    }

    private static String day(Pages pages, ZoneId zone) {
        var last = pages.last();
        return last == null ? "–" : last.atZone(zone).toLocalDate().toString();
    }
}
