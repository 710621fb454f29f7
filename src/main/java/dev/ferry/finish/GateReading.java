package dev.ferry.finish;

import dev.ferry.finish.Gate.Kind;
import dev.ferry.finish.Gate.Part;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.Plan;
import dev.ferry.plan.SourceShape.PlannedNode;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.TableCheck;
import dev.ferry.schema.Stage;
import dev.ferry.schema.Statement;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the gates off a plan and a run.
///
/// @param started how something stands that was started and whose end nobody has seen; empty where nobody
///     works on it
record GateReading(Plan plan, Run run, List<StepId> cleaning, Optional<GateState> started) {
    private static final GateState OPEN = new GateState.Open();

    List<Gate> gates() {
        var gates = new ArrayList<Gate>();
        for (var kind : Kind.values()) {
            var parts = parts(kind);
            if (kind != Kind.MODE || !parts.isEmpty()) {
                var before = gates.stream()
                        .filter(gate -> !gate.isDone())
                        .map(Gate::kind)
                        .findFirst();
                gates.add(gate(kind, parts, before));
            }
        }
        return gates;
    }

    private List<Part> parts(Kind kind) {
        return switch (kind) {
            case LOADED -> loaded();
            case INDEXES -> statements(Stage.AFTER_LOAD, Step.SCHEMA_AFTER);
            case VERIFIED -> tables();
            case SETTINGS -> statements(Stage.FINISH, Step.SETTINGS);
            case LOGIN -> steps(Step.LOGIN_REMOVED);
            case MODE -> steps(Step.MODE_OFF);
            case SNAPSHOTS -> steps(Step.SNAPSHOT_REMOVED);
            case FOLDERS -> steps(Step.NODE_LEFT);
        };
    }

    private Gate gate(Kind kind, List<Part> parts, Optional<Kind> before) {
        var state = together(kind, parts);
        var isWaiting = state instanceof GateState.Open && before.isPresent();
        return new Gate(kind, isWaiting ? new GateState.Blocked(before.get()) : state, shown(kind, parts));
    }

    /// A gate of one thing has no parts; of tables those that are proven are not listed.
    private static List<Part> shown(Kind kind, List<Part> parts) {
        return switch (kind) {
            case LOGIN, MODE -> List.of();
            case VERIFIED ->
                parts.stream()
                        .filter(part -> !(part.state() instanceof GateState.Done))
                        .toList();
            case LOADED, INDEXES, SETTINGS, SNAPSHOTS, FOLDERS -> parts;
        };
    }

    private GateState together(Kind kind, List<Part> parts) {
        if (parts.stream().allMatch(part -> part.state() instanceof GateState.Done)) {
            return new GateState.Done(evidence(kind, parts));
        }
        var running = first(parts, GateState.Running.class);
        return running.or(() -> first(parts, GateState.Failed.class)).orElse(OPEN);
    }

    private static Optional<GateState> first(List<Part> parts, Class<? extends GateState> state) {
        return parts.stream().map(Part::state).filter(state::isInstance).findFirst();
    }

    private List<String> evidence(Kind kind, List<Part> parts) {
        return switch (kind) {
            case LOADED ->
                List.of(Messages.text("finish.loaded", Units.count(plan.cells().size()), Units.count(parts.size())));
            case VERIFIED -> proofs();
            case INDEXES -> statements("finish.none.indexes", parts.size());
            case SETTINGS -> statements("finish.none.settings", parts.size());
            case LOGIN, MODE -> ((GateState.Done) parts.getFirst().state()).evidence();
            case SNAPSHOTS, FOLDERS -> List.of(Messages.text("finish.nodes", parts.size()));
        };
    }

    private static List<String> statements(String none, int count) {
        return List.of(count == 0 ? Messages.text(none) : Messages.text("finish.statements", count));
    }

    /// How many tables are proven how strongly.
    private List<String> proofs() {
        Map<Integer, Integer> levels = new LinkedHashMap<>();
        plan.tables()
                .forEach(table ->
                        run.check(table.table()).ifPresent(check -> levels.merge(check.level(), 1, Integer::sum)));
        return levels.entrySet().stream()
                .map(level -> Messages.text("finish.verified", Units.count(level.getValue()), level.getKey()))
                .toList();
    }

    private List<Part> loaded() {
        Map<String, List<CellPlan>> cells = new LinkedHashMap<>();
        plan.source().nodes().stream().map(PlannedNode::address).forEach(node -> cells.put(node, new ArrayList<>()));
        plan.tables().stream()
                .flatMap(table -> table.cells().stream())
                .forEach(cell -> cells.computeIfAbsent(cell.id().node(), _ -> new ArrayList<>())
                        .add(cell));
        return cells.entrySet().stream()
                .map(node -> new Part(node.getKey(), loaded(node.getValue())))
                .toList();
    }

    private GateState loaded(List<CellPlan> cells) {
        var left =
                cells.stream().filter(cell -> !run.cell(cell.id()).isLoaded()).toList();
        if (left.isEmpty()) {
            return new GateState.Done(List.of(Messages.text("finish.loaded.node", Units.count(cells.size()))));
        }
        if (started.isPresent()
                && left.stream().anyMatch(cell -> run.cell(cell.id()).living() > 0)) {
            return started.get();
        }
        return left.stream()
                .flatMap(cell -> failure(run.cell(cell.id()).outcome()).stream())
                .findFirst()
                .<GateState>map(GateState.Failed::new)
                .orElse(OPEN);
    }

    private List<Part> tables() {
        return plan.tables().stream()
                .map(TablePlan::table)
                .map(table -> new Part(
                        table.toString(), run.check(table).map(this::table).orElse(OPEN)))
                .toList();
    }

    private GateState table(TableCheck check) {
        return state(check.outcome());
    }

    private List<Part> statements(Stage stage, Step step) {
        return plan.statements(stage).stream()
                .map(statement -> part(statement, new StepId(step, statement.id())))
                .toList();
    }

    private Part part(Statement statement, StepId step) {
        return new Part(statement.object(), state(step));
    }

    private List<Part> steps(Step step) {
        return cleaning.stream()
                .filter(id -> id.step() == step)
                .map(id -> new Part(id.subject(), state(id)))
                .toList();
    }

    private GateState state(StepId step) {
        var known = run.step(step);
        var outcome = known.outcome();
        if (outcome == null) {
            return known.starts() > 0 ? started.orElse(OPEN) : OPEN;
        }
        return state(outcome);
    }

    private static GateState state(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded -> new GateState.Done(succeeded.evidence());
            case Outcome.Failed failed -> new GateState.Failed(failed.failure());
            case Outcome.Unknown unknown -> new GateState.Failed(unknown.failure());
        };
    }

    private static Optional<Failure> failure(@Nullable Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed failed -> Optional.of(failed.failure());
            case Outcome.Unknown unknown -> Optional.of(unknown.failure());
            case Outcome.Succeeded _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }
}
