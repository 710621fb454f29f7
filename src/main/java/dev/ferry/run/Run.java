package dev.ferry.run;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.run.Fact.CellEnded;
import dev.ferry.run.Fact.CellStaged;
import dev.ferry.run.Fact.LoaderEnded;
import dev.ferry.run.Fact.LoaderStarting;
import dev.ferry.run.Fact.NodeChecked;
import dev.ferry.run.Fact.NodeEntered;
import dev.ferry.run.Fact.RangeCounted;
import dev.ferry.run.Fact.RangeNotRead;
import dev.ferry.run.Fact.RunRested;
import dev.ferry.run.Fact.RunStarted;
import dev.ferry.run.Fact.StepEnded;
import dev.ferry.run.Fact.StepStarted;
import dev.ferry.run.Fact.TableVerified;
import dev.ferry.run.Fact.TargetReached;
import dev.ferry.schema.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePVector;

/// What has happened, folded from the journal and from nothing else. Immutable; a fact makes a new one.
public final class Run {
    /// Nothing has happened.
    public static final Run EMPTY =
            new Run(null, null, HashTreePMap.empty(), HashTreePMap.empty(), Verified.NOTHING, Places.NONE, Times.NONE);

    private final @Nullable String plan;
    private final Fact.@Nullable Rest rest;
    private final PMap<StepId, StepState> steps;
    private final PMap<CellId, CellState> cells;
    private final Verified verified;
    private final Places places;
    private final Times times;

    private Run(
            @Nullable String plan,
            Fact.@Nullable Rest rest,
            PMap<StepId, StepState> steps,
            PMap<CellId, CellState> cells,
            Verified verified,
            Places places,
            Times times) {
        this.plan = plan;
        this.rest = rest;
        this.steps = steps;
        this.cells = cells;
        this.verified = verified;
        this.places = places;
        this.times = times;
    }

    /// The run after one more fact.
    ///
    /// @param at when it was written down
    public Run after(Fact fact, Instant at) {
        var next = after(fact);
        return new Run(
                next.plan, next.rest, next.steps, next.cells, next.verified, next.places, next.times.after(fact, at));
    }

    /// The run after one more fact of which nobody knows when it was written down.
    public Run after(Fact fact) {
        return switch (fact) {
            case RunStarted started -> started(started.plan());
            case RunRested rested -> new Run(plan, rested.why(), steps, cells, verified, places, times);
            case StepStarted started ->
                without(started.step())
                        .with(started.step(), new StepState(step(started.step()).starts() + 1, null));
            case StepEnded ended ->
                with(ended.step(), new StepState(step(ended.step()).starts(), ended.outcome()));
            case TargetReached reached -> with(places.reached(reached));
            case NodeChecked checked -> with(places.checked(checked));
            case NodeEntered entered -> with(places.entered(entered));
            case CellStaged staged ->
                with(staged.cell(), cell(staged.cell()).staged(staged.sstables(), staged.bytes()));
            case LoaderStarting starting ->
                with(starting.cell(), cell(starting.cell()).starting(starting.part(), starting.attempt()));
            case LoaderEnded ended -> with(ended.cell(), cell(ended.cell()).loaderEnded(ended.part(), ended.outcome()));
            case CellEnded ended -> with(ended.cell(), cell(ended.cell()).ended(ended.outcome()));
            case RangeCounted counted -> with(verified.counted(counted));
            case RangeNotRead open -> with(verified.notRead(open));
            case TableVerified table -> with(verified.verified(table));
        };
    }

    /// The same plan goes on. Of another plan's run nothing counts, but what it left has to be removed all
    /// the same.
    private Run started(String started) {
        return started.equals(plan)
                ? new Run(plan, null, steps, cells, verified, places, times)
                : new Run(
                        started,
                        null,
                        EMPTY.steps,
                        EMPTY.cells,
                        Verified.NOTHING,
                        places.forAnotherPlan(),
                        times.forAnotherPlan());
    }

    /// What a step takes back counts no more, from the moment on at which it starts to.
    private Run without(StepId starting) {
        var left = steps;
        for (var undone : starting.step().undoes()) {
            var id = new StepId(undone, starting.subject());
            var state = left.get(id);
            if (state != null) {
                left = left.plus(id, new StepState(state.starts(), null));
            }
        }
        return new Run(plan, rest, left, cells, verified, places, times);
    }

    private Run with(StepId step, StepState state) {
        return new Run(plan, rest, steps.plus(step, state), cells, verified, places, times);
    }

    private Run with(CellId cell, CellState state) {
        return new Run(plan, rest, steps, cells.plus(cell, state), verified, places, times);
    }

    private Run with(Verified now) {
        return new Run(plan, rest, steps, cells, now, places, times);
    }

    private Run with(Places now) {
        return new Run(plan, rest, steps, cells, verified, now, times);
    }

    /// The plan that is carried out; empty before the first run.
    public Optional<String> plan() {
        return Optional.ofNullable(plan);
    }

    /// Why the run rests; empty while somebody carries it out, or was killed doing so.
    public Optional<Fact.Rest> rest() {
        return Optional.ofNullable(rest);
    }

    /// Whether anything of it has happened.
    public boolean hasStarted() {
        return plan != null;
    }

    /// What is known of a step.
    public StepState step(StepId step) {
        return steps.getOrDefault(step, new StepState(0, null));
    }

    /// Every step that was ever started.
    public Map<StepId, StepState> steps() {
        return steps;
    }

    /// Whether a step has succeeded.
    public boolean isDone(StepId step) {
        return step(step).outcome() instanceof Outcome.Succeeded;
    }

    /// What is known of a cell.
    public CellState cell(CellId cell) {
        return cells.getOrDefault(cell, CellState.WAITING);
    }

    /// Every cell of which something is known.
    public Map<CellId, CellState> cells() {
        return cells;
    }

    /// How a table was verified; empty if it was not.
    public Optional<TableCheck> check(TableName table) {
        return Optional.ofNullable(verified.checks().get(table));
    }

    /// How tables were verified.
    public Map<TableName, TableCheck> checks() {
        return verified.checks();
    }

    /// The ranges of a table that are counted already, of a count that is under way.
    public List<RangeCounted> counted(TableName table) {
        return verified.counted().getOrDefault(table, TreePVector.empty());
    }

    /// The ranges of a table that is not green: those that differed when it was counted last, and those that
    /// could not be read.
    public OpenRanges open(TableName table) {
        return verified.open().getOrDefault(table, OpenRanges.NONE);
    }

    /// When the first fact was written down; empty if there is none, or if nobody knows.
    public Optional<Instant> firstAt() {
        return Optional.ofNullable(times.first());
    }

    /// When the last fact was written down; empty if there is none, or if nobody knows.
    public Optional<Instant> lastAt() {
        return Optional.ofNullable(times.last());
    }

    /// When a table was verified last; empty if it was not, or if nobody knows.
    public Optional<Instant> verifiedAt(TableName table) {
        return Optional.ofNullable(times.verified().get(table));
    }

    /// Before which moment everything that was written on the source is in the snapshots: when the first of
    /// them was about to be taken. Empty if there is none, or if nobody knows.
    public Optional<Instant> snapshotAt() {
        return times.snapshots().values().stream().min(Instant::compareTo);
    }

    /// What preflight found, by node.
    public Map<String, List<Finding>> findings() {
        return places.findings();
    }

    /// The folders that Ferry made or was about to make, by node.
    public Map<String, List<String>> roots() {
        return places.roots();
    }

    /// The way that loaders had into the target, when it was open last; empty if it never was.
    public Optional<TargetReached> wayForLoaders() {
        return Optional.ofNullable(places.way());
    }

    /// What is known of the nodes and the target.
    private record Places(
            PMap<String, List<Finding>> findings,
            PMap<String, List<String>> roots,
            @Nullable TargetReached way) {
        static final Places NONE = new Places(HashTreePMap.empty(), HashTreePMap.empty(), null);

        Places checked(NodeChecked node) {
            return new Places(findings.plus(node.node(), node.findings()), roots, way);
        }

        Places entered(NodeEntered node) {
            return new Places(findings, roots.plus(node.node(), node.roots()), way);
        }

        Places reached(TargetReached target) {
            return target.internodePort() > 0 ? new Places(findings, roots, target) : this;
        }

        Places forAnotherPlan() {
            return new Places(HashTreePMap.empty(), roots, way);
        }
    }
}
