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
import dev.ferry.run.Fact.RunRested;
import dev.ferry.run.Fact.RunStarted;
import dev.ferry.run.Fact.StepEnded;
import dev.ferry.run.Fact.StepStarted;
import dev.ferry.run.Fact.TableVerified;
import dev.ferry.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// What has happened, folded from the journal and from nothing else. Immutable; a fact makes a new one.
public final class Run {
    /// Nothing has happened.
    public static final Run EMPTY = new Run(
            null,
            null,
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty());

    private final @Nullable String plan;
    private final Fact.@Nullable Rest rest;
    private final PMap<StepId, StepState> steps;
    private final PMap<CellId, CellState> cells;
    private final PMap<TableName, TableCheck> checks;
    private final PMap<TableName, PVector<RangeCounted>> counted;
    private final PMap<String, List<Finding>> findings;
    private final PMap<String, List<String>> roots;

    private Run(
            @Nullable String plan,
            Fact.@Nullable Rest rest,
            PMap<StepId, StepState> steps,
            PMap<CellId, CellState> cells,
            PMap<TableName, TableCheck> checks,
            PMap<TableName, PVector<RangeCounted>> counted,
            PMap<String, List<Finding>> findings,
            PMap<String, List<String>> roots) {
        this.plan = plan;
        this.rest = rest;
        this.steps = steps;
        this.cells = cells;
        this.checks = checks;
        this.counted = counted;
        this.findings = findings;
        this.roots = roots;
    }

    /// The run after one more fact.
    public Run after(Fact fact) {
        return switch (fact) {
            case RunStarted started ->
                started.plan().equals(plan)
                        ? new Run(plan, null, steps, cells, checks, counted, findings, roots)
                        : startedAnew(started.plan());
            case RunRested rested -> new Run(plan, rested.why(), steps, cells, checks, counted, findings, roots);
            case StepStarted started ->
                withStep(started.step(), new StepState(step(started.step()).starts() + 1, null));
            case StepEnded ended ->
                withStep(ended.step(), new StepState(step(ended.step()).starts(), ended.outcome()));
            case NodeChecked checked ->
                new Run(
                        plan,
                        rest,
                        steps,
                        cells,
                        checks,
                        counted,
                        findings.plus(checked.node(), checked.findings()),
                        roots);
            case NodeEntered entered ->
                new Run(
                        plan,
                        rest,
                        steps,
                        cells,
                        checks,
                        counted,
                        findings,
                        roots.plus(entered.node(), entered.roots()));
            case CellStaged staged ->
                withCell(staged.cell(), cell(staged.cell()).staged(staged.sstables(), staged.bytes()));
            case LoaderStarting starting ->
                withCell(starting.cell(), cell(starting.cell()).starting(starting.part(), starting.attempt()));
            case LoaderEnded ended ->
                withCell(ended.cell(), cell(ended.cell()).loaderEnded(ended.part(), ended.outcome()));
            case CellEnded ended -> withCell(ended.cell(), cell(ended.cell()).ended(ended.outcome()));
            case RangeCounted range ->
                new Run(
                        plan,
                        rest,
                        steps,
                        cells,
                        checks,
                        counted.plus(
                                range.table(),
                                counted.getOrDefault(range.table(), TreePVector.empty())
                                        .plus(range)),
                        findings,
                        roots);
            case TableVerified verified ->
                new Run(
                        plan,
                        rest,
                        steps,
                        cells,
                        checks.plus(verified.table(), checkOf(verified)),
                        counted.minus(verified.table()),
                        findings,
                        roots);
        };
    }

    /// Another plan: nothing of the old one counts, but what it left on the nodes still has to be removed.
    private Run startedAnew(String newPlan) {
        return new Run(newPlan, null, EMPTY.steps, EMPTY.cells, EMPTY.checks, EMPTY.counted, EMPTY.findings, roots);
    }

    private static TableCheck checkOf(TableVerified verified) {
        return new TableCheck(
                verified.level(), verified.sourceRows(), verified.targetRows(), verified.ranges(), verified.outcome());
    }

    private Run withStep(StepId step, StepState state) {
        return new Run(plan, rest, steps.plus(step, state), cells, checks, counted, findings, roots);
    }

    private Run withCell(CellId cell, CellState state) {
        return new Run(plan, rest, steps, cells.plus(cell, state), checks, counted, findings, roots);
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
        return Optional.ofNullable(checks.get(table));
    }

    /// How tables were verified.
    public Map<TableName, TableCheck> checks() {
        return checks;
    }

    /// The ranges of a table that are counted already, of a count that is under way.
    public List<RangeCounted> counted(TableName table) {
        return counted.getOrDefault(table, TreePVector.empty());
    }

    /// What preflight found, by node.
    public Map<String, List<Finding>> findings() {
        return findings;
    }

    /// The folders that Ferry made or was about to make, by node.
    public Map<String, List<String>> roots() {
        return roots;
    }
}
