package dev.ferry.ui.nodes;

import dev.ferry.engine.Goal;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Plan;
import dev.ferry.run.Check;
import dev.ferry.run.CheckState;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.StepState;
import dev.ferry.ui.controls.Mark;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Nodes × checks at one moment, read from the run and from nothing else.
///
/// @param rows one for each source node of the plan, in its order
/// @param clusters what is asked of the two clusters as wholes
record Matrix(List<NodeRow> rows, Map<Check, CheckCell> clusters) {
    /// Before there is a plan.
    static final Matrix NOTHING = new Matrix(List.of(), Map.of());

    Matrix {
        rows = List.copyOf(rows);
        clusters = Map.copyOf(clusters);
    }

    /// The matrix of a run.
    ///
    /// @param now what is under way
    static Matrix of(Plan plan, Run run, Now now) {
        return new Matrix(
                plan.source().nodes().stream()
                        .map(node -> row(node.address(), run, now))
                        .toList(),
                clusters(run, now));
    }

    private static Map<Check, CheckCell> clusters(Run run, Now now) {
        var known = run.clusterChecks();
        var cells = new EnumMap<Check, CheckCell>(Check.class);
        for (var check : Check.ofClusters()) {
            cells.put(check, cell(Check.CLUSTERS, check, known, now));
        }
        return cells;
    }

    private static NodeRow row(String node, Run run, Now now) {
        var known = run.nodeChecks(node);
        var cells = new EnumMap<Check, CheckCell>(Check.class);
        for (var check : Check.values()) {
            if (!check.isOfCluster()) {
                cells.put(check, cell(node, check, known, now));
            }
        }
        cells.computeIfPresent(Check.CHECKSUMS, (check, cell) -> reading(cell, node, now));
        cells.computeIfPresent(Check.LOADER, (check, cell) -> loader(cell, node, run, now));
        return new NodeRow(node, cells, credentials(node, run, now));
    }

    private static CheckCell cell(String node, Check check, Map<Check, CheckState> known, Now now) {
        var state = known.get(check);
        if (state == null) {
            var isComing = now.isChecking(node) && !check.isOnRequest();
            return new CheckCell(check, isComing ? CheckCell.State.WAITING : CheckCell.State.NEVER, null, null);
        }
        if (state.isPassedOver()) {
            return new CheckCell(check, CheckCell.State.PASSED_OVER, state, because(check, known));
        }
        return new CheckCell(check, stateOf(node, check, state, now), state, null);
    }

    /// The check of the files with how far they have been read.
    private static CheckCell reading(CheckCell cell, String node, Now now) {
        var told = now.bringing().getOrDefault(node, "");
        return cell.state() == CheckCell.State.RUNNING && !told.isEmpty()
                ? cell.with(cell.state(), new LoaderSeen(null, told, null))
                : cell;
    }

    /// The loader's check with what becomes of the loader itself.
    private static CheckCell loader(CheckCell cell, String node, Run run, Now now) {
        if (cell.state() != CheckCell.State.PASS && cell.state() != CheckCell.State.WARN) {
            return cell;
        }
        var step = new StepId(Step.LOADER, node);
        var brought = run.step(step);
        var told = now.bringing().getOrDefault(node, "");
        if (now.isChecking(node) && (isOpen(brought) || !told.isEmpty())) {
            return cell.with(CheckCell.State.BRINGING, new LoaderSeen(null, told, null));
        }
        var chosen = run.loaders().get(node);
        var isOwn = chosen != null && chosen.origin() == Fact.Origin.OWN;
        var failure = isOwn ? null : failure(brought);
        if (failure != null) {
            return cell.with(CheckCell.State.NOT_BROUGHT, new LoaderSeen(null, "", failure));
        }
        // one that was brought may have been removed again
        return isOwn || run.isDone(step) ? cell.with(cell.state(), new LoaderSeen(chosen, "", null)) : cell;
    }

    private static @Nullable Failure failure(StepState step) {
        return switch (step.outcome()) {
            case Outcome.Failed failed -> failed.failure();
            case Outcome.Unknown unknown -> unknown.failure();
            case Outcome.Succeeded ignored -> null;
            case null -> null;
        };
    }

    private static CheckCell.State stateOf(String node, Check check, CheckState state, Now now) {
        if (state.isOpen()) {
            var isAsked = now.asking().getOrDefault(node, Set.of()).contains(check);
            return now.goal() == null
                    ? CheckCell.State.CUT_OFF
                    : isAsked ? CheckCell.State.RUNNING : CheckCell.State.WAITING;
        }
        return switch (state.worst().orElse(Severity.PASS)) {
            case PASS -> CheckCell.State.PASS;
            case WARN -> CheckCell.State.WARN;
            case BLOCK -> CheckCell.State.BLOCK;
        };
    }

    private static @Nullable Check because(Check check, Map<Check, CheckState> known) {
        for (var before : Check.values()) {
            var state = known.get(before);
            if (before != check
                    && state != null
                    && state.worst().filter(Severity.BLOCK::equals).isPresent()) {
                return before;
            }
        }
        return null;
    }

    private static CredentialsCell credentials(String node, Run run, Now now) {
        var brought = run.step(new StepId(Step.CREDENTIALS, node));
        var left = run.step(new StepId(Step.NODE_LEFT, node));
        var installed = run.credentials().get(node);
        if (now.isRemoving() && isOpen(left)) {
            return new CredentialsCell(CredentialsCell.State.REMOVING, installed, null);
        }
        if (now.isChecking(node) && isOpen(brought) && left.outcome() == null) {
            return new CredentialsCell(CredentialsCell.State.INSTALLING, installed, null);
        }
        if (left.outcome() instanceof Outcome.Failed failed) {
            return new CredentialsCell(CredentialsCell.State.FAILED, installed, failed.failure());
        }
        if (brought.outcome() instanceof Outcome.Failed failed) {
            return new CredentialsCell(CredentialsCell.State.FAILED, installed, failed.failure());
        }
        if (installed != null) {
            var state = installed.isValid() ? CredentialsCell.State.INSTALLED : CredentialsCell.State.OUTDATED;
            return new CredentialsCell(state, installed, null);
        }
        var isGone = left.outcome() instanceof Outcome.Succeeded;
        return new CredentialsCell(isGone ? CredentialsCell.State.REMOVED : CredentialsCell.State.NONE, null, null);
    }

    private static boolean isOpen(StepState step) {
        return step.starts() > 0 && step.outcome() == null;
    }

    /// How many nodes are ready to be loaded from.
    long ready() {
        return rows.stream().filter(NodeRow::isReady).count();
    }

    /// How many nodes something blocks.
    long blocked() {
        return rows.stream().filter(NodeRow::isBlocked).count();
    }

    /// How many checks warn.
    long warnings() {
        return rows.stream().mapToLong(NodeRow::warnings).sum()
                + clusters.values().stream()
                        .filter(cell -> cell.state() == CheckCell.State.WARN)
                        .count();
    }

    /// How many checks are answered.
    long answered() {
        return cells().filter(cell -> !cell.check().isOnRequest())
                .filter(cell -> cell.known() != null && !cell.known().isOpen())
                .count();
    }

    private Stream<CheckCell> cells() {
        return Stream.concat(rows.stream().flatMap(row -> row.cells().values().stream()), clusters.values().stream());
    }

    /// How many checks there are to be answered.
    long asked() {
        return rows.isEmpty() ? 0 : (long) rows.size() * Check.ofNodes().size() + clusters.size();
    }

    /// How many checks of the two clusters stand in the way.
    long clusterBlocks() {
        return clusters.values().stream()
                .filter(cell -> cell.state() == CheckCell.State.BLOCK)
                .count();
    }

    /// Whether the clusters are in order, as far as they were ever asked.
    boolean isFree() {
        return clusters.values().stream()
                .allMatch(cell -> cell.state() == CheckCell.State.PASS
                        || cell.state() == CheckCell.State.WARN
                        || cell.state() == CheckCell.State.NEVER);
    }

    /// On how many nodes credentials lie that are worth something.
    long withCredentials() {
        return rows.stream()
                .filter(row -> row.credentials().state() == CredentialsCell.State.INSTALLED)
                .count();
    }

    /// Whether nothing was ever asked.
    boolean isEmpty() {
        return cells().allMatch(cell -> cell.state() == CheckCell.State.NEVER);
    }

    /// The worst of one check over all nodes.
    Mark worst(Check check) {
        var worst = Mark.OPEN;
        for (var row : rows) {
            var cell = row.cells().get(check);
            var mark = cell == null ? Mark.OPEN : cell.state().mark();
            worst = weight(mark) > weight(worst) ? mark : worst;
        }
        return worst;
    }

    /// The worst of a group over all nodes.
    Mark worst(Check.Group group) {
        var worst = Mark.OPEN;
        for (var row : rows) {
            var mark = row.group(group).mark();
            worst = weight(mark) > weight(worst) ? mark : worst;
        }
        return worst;
    }

    static int weight(Mark mark) {
        return switch (mark) {
            case OPEN -> 0;
            case DONE -> 1;
            case PAUSED -> 2;
            case UNKNOWN -> 3;
            case WARN -> 4;
            case RUNNING -> 5;
            case FAILED -> 6;
            case BLOCKED -> 7;
        };
    }

    /// What is under way.
    ///
    /// @param goal what the run under way is for; null if none is under way
    /// @param nodes the nodes that are meant; empty for all
    /// @param asking the checks that are being asked right now, by node
    /// @param bringing how far a loader is on its way to a node, in words, by node
    record Now(@Nullable Goal goal, Set<String> nodes, Map<String, Set<Check>> asking, Map<String, String> bringing) {
        static final Now NOTHING = new Now(null, Set.of(), Map.of());

        /// While no loader is on its way.
        Now(@Nullable Goal goal, Set<String> nodes, Map<String, Set<Check>> asking) {
            this(goal, nodes, asking, Map.of());
        }

        Now {
            nodes = Set.copyOf(nodes);
            asking = Map.copyOf(asking);
            bringing = Map.copyOf(bringing);
        }

        boolean isChecking(String node) {
            return (goal == Goal.CHECKED || goal == Goal.VERIFIED || goal == Goal.FINISHED)
                    && (nodes.isEmpty() || nodes.contains(node));
        }

        boolean isRemoving() {
            return goal == Goal.WITHDRAWN || goal == Goal.ABANDONED;
        }
    }
}
