package dev.ferry.report;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.Plan;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.CellState;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A migration in numbers, with what proves them.
///
/// @param migration what the user calls it
/// @param source the source cluster's name
/// @param target the target's name
/// @param nodes the source nodes
/// @param started when the plan was first carried out
/// @param ended when the last fact was written
/// @param loaders which loader the files of each source node went by, as far as it was decided; in the order
///     of the nodes
/// @param tables one line per table that moves, by name
/// @param removed what was removed or put back, each with its proof
/// @param left what still has to be removed or put back
/// @param warnings what somebody should know: findings that were no obstacle
/// @param problems what failed or is unknown
public record Summary(
        String migration,
        String source,
        String target,
        List<String> nodes,
        List<LoaderLine> loaders,
        Instant started,
        Instant ended,
        List<TableLine> tables,
        List<Proof> removed,
        List<StepId> left,
        List<Finding> warnings,
        List<Problem> problems) {
    private static final Set<Step> CLEANING =
            EnumSet.of(Step.SETTINGS, Step.LOGIN_REMOVED, Step.MODE_OFF, Step.SNAPSHOT_REMOVED, Step.NODE_LEFT);

    public Summary {
        nodes = List.copyOf(nodes);
        loaders = List.copyOf(loaders);
        tables = List.copyOf(tables);
        removed = List.copyOf(removed);
        left = List.copyOf(left);
        warnings = List.copyOf(warnings);
        problems = List.copyOf(problems);
    }

    /// The summary of a run.
    ///
    /// @param names what the migration and its target are called
    /// @param cleaning the cleaning steps that belong to it, done or not
    /// @param started when its first fact was written
    /// @param ended when its last fact was written
    public static Summary of(Names names, Plan plan, Run run, List<StepId> cleaning, Instant started, Instant ended) {
        var tables = plan.tables().stream()
                .map(table -> line(table, run))
                .sorted((one, other) -> one.table().compareTo(other.table()))
                .toList();
        return new Summary(
                names.migration(),
                plan.source().clusterName(),
                names.target(),
                plan.source().nodes().stream().map(node -> node.address()).toList(),
                plan.source().nodes().stream()
                        .flatMap(node -> Stream.ofNullable(run.loaders().get(node.address())))
                        .map(LoaderLine::of)
                        .toList(),
                started,
                ended,
                tables,
                removed(run),
                cleaning.stream().filter(step -> !run.isDone(step)).toList(),
                warnings(plan, run),
                problems(run));
    }

    private static TableLine line(TablePlan table, Run run) {
        var cells = table.cells().stream().map(cell -> run.cell(cell.id())).toList();
        var check = run.check(table.table());
        return new TableLine(
                table.table().toString(),
                cells.size(),
                (int) cells.stream().filter(CellState::isLoaded).count(),
                cells.stream().mapToInt(cell -> Math.max(0, cell.sstables())).sum(),
                cells.stream().mapToLong(CellState::bytes).sum(),
                loaders(table, run),
                check.map(found -> found.sourceRows()),
                check.map(found -> found.targetRows()),
                check.map(found -> found.ranges()).orElse(0),
                check.map(found -> found.level()),
                check.map(found -> found.outcome()));
    }

    /// Nodes that hold nothing of a table have loaded nothing of it.
    private static List<String> loaders(TablePlan table, Run run) {
        return table.cells().stream()
                .filter(cell -> run.cell(cell.id()).sstables() > 0)
                .flatMap(cell -> Stream.ofNullable(run.loaders().get(cell.id().node())))
                .map(chosen -> LoaderLine.of(chosen).loader())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Proof> removed(Run run) {
        var proofs = new ArrayList<Proof>();
        run.steps().forEach((step, state) -> {
            if (CLEANING.contains(step.step()) && state.outcome() instanceof Outcome.Succeeded succeeded) {
                proofs.add(new Proof(step, succeeded.evidence()));
            }
        });
        proofs.sort((one, other) -> one.step().step() == other.step().step()
                ? one.step().subject().compareTo(other.step().subject())
                : one.step().step().compareTo(other.step().step()));
        return proofs;
    }

    private static List<Finding> warnings(Plan plan, Run run) {
        var warnings = new ArrayList<>(plan.findings());
        run.findings().values().forEach(warnings::addAll);
        warnings.removeIf(finding -> finding.severity() != dev.ferry.outcome.Severity.WARN);
        return warnings;
    }

    private static List<Problem> problems(Run run) {
        var problems = new ArrayList<Problem>();
        run.steps().forEach((step, state) -> add(problems, step.step() + " " + step.subject(), state.outcome()));
        run.cells().forEach((cell, state) -> add(problems, cell.toString(), state.outcome()));
        run.checks().forEach((table, check) -> add(problems, table.toString(), check.outcome()));
        return problems;
    }

    private static void add(List<Problem> problems, String place, @org.jspecify.annotations.Nullable Outcome outcome) {
        if (outcome != null && !(outcome instanceof Outcome.Succeeded)) {
            problems.add(new Problem(place.strip(), outcome));
        }
    }

    /// Whether every table is loaded on every node and proven by row counts, and nothing is left to remove.
    public boolean isComplete() {
        return isVerified() && left.isEmpty() && problems.isEmpty();
    }

    /// Whether every table is loaded on every node and proven by row counts.
    public boolean isVerified() {
        return !tables.isEmpty() && tables.stream().allMatch(TableLine::isProven);
    }

    /// How long it took from the first fact to the last, pauses included.
    public Duration took() {
        return Duration.between(started, ended);
    }

    /// Rows on the source, over all tables.
    public long sourceRows() {
        return tables.stream().mapToLong(table -> table.sourceRows().orElse(0L)).sum();
    }

    /// Rows on the target, over all tables.
    public long targetRows() {
        return tables.stream().mapToLong(table -> table.targetRows().orElse(0L)).sum();
    }

    /// Bytes of the snapshots that were loaded, over all nodes.
    public long bytes() {
        return tables.stream().mapToLong(TableLine::bytes).sum();
    }

    /// How many tables are proven, by the level of their proof.
    public Map<Integer, Long> tablesByLevel() {
        return tables.stream()
                .filter(TableLine::isProven)
                .collect(java.util.stream.Collectors.groupingBy(
                        table -> table.level().orElse(0), java.util.stream.Collectors.counting()));
    }

    /// What the two ends are called.
    public record Names(String migration, String target) {}

    /// By which loader the files of one node went.
    ///
    /// @param node the node's address
    /// @param version the loader's release
    /// @param isBrought whether Ferry brought it; otherwise it was the node's own
    /// @param java the feature release of the Java that it ran on
    public record LoaderLine(String node, String version, boolean isBrought, int java) {
        static LoaderLine of(Fact.LoaderChosen chosen) {
            return new LoaderLine(
                    chosen.node(), chosen.version(), chosen.origin() == Fact.Origin.BROUGHT, chosen.java());
        }

        /// In a few words, the same for all nodes that have it: `4.1.10 brought, Java 11`.
        public String loader() {
            return version + (isBrought ? " brought" : " own") + ", Java " + java;
        }
    }

    /// One table.
    ///
    /// @param table its name
    /// @param cells how many source nodes it is loaded from
    /// @param cellsLoaded from how many it is loaded
    /// @param sstables how many SSTables the snapshots had of it
    /// @param bytes how many bytes
    /// @param loaders by which loaders they went, as {@link LoaderLine#loader()} says it
    /// @param sourceRows rows counted on the source; empty if not verified
    /// @param targetRows rows counted on the target; empty if not verified
    /// @param ranges token ranges counted
    /// @param level the strength of the evidence; empty if not verified
    /// @param outcome what verification says; empty if not verified
    public record TableLine(
            String table,
            int cells,
            int cellsLoaded,
            int sstables,
            long bytes,
            List<String> loaders,
            Optional<Long> sourceRows,
            Optional<Long> targetRows,
            int ranges,
            Optional<Integer> level,
            Optional<Outcome> outcome) {
        public TableLine {
            loaders = List.copyOf(loaders);
        }

        /// Whether it is loaded from every node and verified.
        public boolean isProven() {
            return cells == cellsLoaded && outcome.orElse(null) instanceof Outcome.Succeeded;
        }

        /// Whether only part of it is there: nobody should read it.
        public boolean isPartial() {
            return cellsLoaded > 0 && cellsLoaded < cells;
        }
    }

    /// Something that was removed or put back, with the proof.
    public record Proof(StepId step, List<String> evidence) {
        public Proof {
            evidence = List.copyOf(evidence);
        }
    }

    /// Something that failed or is unknown.
    public record Problem(String place, Outcome outcome) {}
}
