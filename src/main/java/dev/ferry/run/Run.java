package dev.ferry.run;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.run.Fact.CellEnded;
import dev.ferry.run.Fact.CellStaged;
import dev.ferry.run.Fact.ChecksAsked;
import dev.ferry.run.Fact.CredentialsInstalled;
import dev.ferry.run.Fact.LauncherEnded;
import dev.ferry.run.Fact.LauncherStarting;
import dev.ferry.run.Fact.LoadPaced;
import dev.ferry.run.Fact.LoaderChosen;
import dev.ferry.run.Fact.LoaderEnded;
import dev.ferry.run.Fact.LoaderStarting;
import dev.ferry.run.Fact.LoaderWithdrawn;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                with(places.ended(ended))
                        .with(ended.step(), new StepState(step(ended.step()).starts(), ended.outcome()));
            case TargetReached reached -> with(places.reached(reached));
            case ChecksAsked asked -> with(places.asked(asked));
            case NodeChecked checked -> with(places.checked(checked));
            case CredentialsInstalled installed -> with(places.installed(installed));
            case NodeEntered entered -> with(places.entered(entered));
            case LoaderChosen chosen -> with(places.with(places.loads().with(chosen)));
            case LauncherStarting starting -> with(places.with(places.loads().with(starting)));
            case LauncherEnded ended -> with(places.with(places.loads().with(ended)));
            case LoadPaced paced -> with(places.with(places.loads().with(paced)));
            case CellStaged staged ->
                with(staged.cell(), cell(staged.cell()).staged(staged.sstables(), staged.bytes()));
            case LoaderStarting starting ->
                with(
                        starting.cell(),
                        cell(starting.cell()).starting(starting.part(), starting.attempt(), starting.launcher()));
            case LoaderWithdrawn withdrawn ->
                with(withdrawn.cell(), cell(withdrawn.cell()).withdrawn());
            case LoaderEnded ended ->
                with(ended.cell(), cell(ended.cell()).loaderEnded(ended.part(), ended.outcome(), ended.millis()));
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
                ? new Run(
                        plan,
                        null,
                        steps,
                        cells,
                        verified,
                        places.with(places.loads().atFullPace()),
                        times)
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
        return new Run(plan, rest, left, without(starting, cells), verified, places.without(starting), times);
    }

    /// A table is loaded only from one snapshot: where a node's is taken anew, its cells are open again.
    private static PMap<CellId, CellState> without(StepId starting, PMap<CellId, CellState> cells) {
        if (starting.step() != Step.SNAPSHOT) {
            return cells;
        }
        var left = cells;
        for (var cell : cells.entrySet()) {
            if (cell.getKey().node().equals(starting.subject())) {
                left = left.plus(cell.getKey(), cell.getValue().ofAnotherSnapshot());
            }
        }
        return left;
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

    /// Whether loaders were started whose end nobody has seen: they may be living on their nodes.
    public boolean mayHaveLivingLoaders() {
        return cells.values().stream().anyMatch(cell -> cell.living() > 0);
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

    /// What preflight found, by node and of the two clusters ({@link Check#CLUSTERS}), in the order of the
    /// checks.
    public Map<String, List<Finding>> findings() {
        var findings = new HashMap<String, List<Finding>>();
        places.checks().keySet().forEach(node -> findings.put(node, findings(node)));
        return findings;
    }

    /// What preflight found on a node, in the order of the checks.
    public List<Finding> findings(String node) {
        return nodeChecks(node).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(each -> each.getValue().findings().stream())
                .toList();
    }

    /// Every check of a source node that was ever asked for, by node.
    public Map<String, ? extends Map<Check, CheckState>> nodeChecks() {
        return places.checks().minus(Check.CLUSTERS);
    }

    /// The checks of the two clusters that were ever asked for.
    public Map<Check, CheckState> clusterChecks() {
        return nodeChecks(Check.CLUSTERS);
    }

    /// The checks of one node that were ever asked for.
    public Map<Check, CheckState> nodeChecks(String node) {
        return places.checks().getOrDefault(node, HashTreePMap.empty());
    }

    /// The credentials that lie on nodes, by node.
    public Map<String, Installed> credentials() {
        return places.credentials();
    }

    /// Which loader each node's files go by, as it was decided last; by node.
    public Map<String, LoaderChosen> loaders() {
        return places.loads().chosen();
    }

    /// The launchers of a node.
    public Launchers launchers(String node) {
        return places.loads().launchers().getOrDefault(node, Launchers.NONE);
    }

    /// How many loaders may run at once because of the state of the target; empty while it keeps up.
    public Optional<LoadPaced> paced() {
        return Optional.ofNullable(places.loads().paced());
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
            PMap<String, PMap<Check, CheckState>> checks,
            PMap<String, Installed> credentials,
            PMap<String, List<String>> roots,
            Loads loads,
            @Nullable TargetReached way) {
        static final Places NONE =
                new Places(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), Loads.NONE, null);

        Places with(Loads now) {
            return new Places(checks, credentials, roots, now, way);
        }

        Places asked(ChecksAsked asked) {
            var node = checks.getOrDefault(asked.node(), HashTreePMap.empty());
            for (var check : asked.checks()) {
                node = node.plus(check, CheckState.ASKED);
            }
            return new Places(checks.plus(asked.node(), node), credentials, roots, loads, way);
        }

        Places checked(NodeChecked checked) {
            var node = checks.getOrDefault(checked.node(), HashTreePMap.empty());
            var state = new CheckState(checked.at(), checked.findings());
            return new Places(
                    checks.plus(checked.node(), node.plus(checked.check(), state)), credentials, roots, loads, way);
        }

        Places installed(CredentialsInstalled installed) {
            var there = new Installed(installed.folder(), installed.at(), true);
            return new Places(checks, credentials.plus(installed.node(), there), roots, loads, way);
        }

        Places entered(NodeEntered node) {
            return new Places(checks, credentials, roots.plus(node.node(), node.roots()), loads, way);
        }

        Places reached(TargetReached target) {
            return target.internodePort() > 0 ? new Places(checks, credentials, roots, loads, target) : this;
        }

        /// A new login, or its removal, makes worthless what lies on every node.
        Places without(StepId starting) {
            return switch (starting.step()) {
                case LOGIN, LOGIN_REMOVED -> outdated(credentials.keySet());
                case NODE_LEFT -> outdated(Set.of(starting.subject()));
                default -> this;
            };
        }

        private Places outdated(Set<String> nodes) {
            var left = credentials;
            for (var node : nodes) {
                var there = credentials.get(node);
                left = there == null ? left : left.plus(node, there.outdated());
            }
            return new Places(checks, left, roots, loads, way);
        }

        /// A node that was left has nothing any more, which was proven by listing.
        Places ended(StepEnded ended) {
            var isLeft = ended.step().step() == Step.NODE_LEFT && ended.outcome() instanceof Outcome.Succeeded;
            return isLeft ? new Places(checks, credentials.minus(ended.step().subject()), roots, loads, way) : this;
        }

        Places forAnotherPlan() {
            return new Places(HashTreePMap.empty(), credentials, roots, loads.atFullPace(), way);
        }
    }

    /// What is known of loaders beyond their cells.
    private record Loads(
            PMap<String, LoaderChosen> chosen,
            PMap<String, Launchers> launchers,
            @Nullable LoadPaced paced) {
        static final Loads NONE = new Loads(HashTreePMap.empty(), HashTreePMap.empty(), null);

        Loads with(LoaderChosen now) {
            return new Loads(chosen.plus(now.node(), now), launchers, paced);
        }

        Loads with(LauncherStarting starting) {
            var node = launchers.getOrDefault(starting.node(), Launchers.NONE);
            return new Loads(chosen, launchers.plus(starting.node(), node.starting(starting)), paced);
        }

        Loads with(LauncherEnded ended) {
            var node = launchers.getOrDefault(ended.node(), Launchers.NONE);
            return new Loads(chosen, launchers.plus(ended.node(), node.ended(ended)), paced);
        }

        /// What slowed an earlier run down says nothing about this one.
        Loads atFullPace() {
            return new Loads(chosen, launchers, null);
        }

        Loads with(LoadPaced now) {
            return new Loads(chosen, launchers, now);
        }
    }
}
