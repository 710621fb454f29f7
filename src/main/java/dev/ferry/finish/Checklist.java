package dev.ferry.finish;

import dev.ferry.plan.Plan;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The gates of a migration, and what of Ferry's is still somewhere.
///
/// @param gates in the order in which they open; without migration mode where the target has none
/// @param left what Ferry made and has not removed yet, as the steps that remove it
public record Checklist(List<Gate> gates, List<StepId> left) {
    public Checklist {
        gates = List.copyOf(gates);
        left = List.copyOf(left);
    }

    /// The checklist of a run that rests.
    ///
    /// @param cleaning the cleaning steps that belong to the plan, in order
    public static Checklist resting(Plan plan, Run run, List<StepId> cleaning) {
        return new Checklist(new GateReading(plan, run, cleaning, Optional.empty()).gates(), left(plan, run));
    }

    /// The checklist of a run that somebody carries out right now: what was started is under way.
    public static Checklist underWay(Plan plan, Run run, List<StepId> cleaning) {
        return new Checklist(
                new GateReading(plan, run, cleaning, Optional.of(new GateState.Running())).gates(), left(plan, run));
    }

    private static List<StepId> left(Plan plan, Run run) {
        var left = new ArrayList<StepId>();
        var login = StepId.of(Step.LOGIN_REMOVED);
        // a plan that was made before this one may have left its login where it left credentials
        var wasMade =
                wasStarted(run, StepId.of(Step.LOGIN)) || !run.credentials().isEmpty();
        if (wasMade && !run.isDone(login)) {
            left.add(login);
        }
        var nodes = new TreeSet<>(run.roots().keySet());
        plan.source().nodes().forEach(node -> nodes.add(node.address()));
        for (var node : nodes) {
            var snapshot = new StepId(Step.SNAPSHOT_REMOVED, node);
            var folder = new StepId(Step.NODE_LEFT, node);
            // a plan that was made before this one may have left a snapshot where it left a folder
            var wasEntered = run.roots().containsKey(node) || wasStarted(run, new StepId(Step.CREDENTIALS, node));
            if ((wasEntered || wasStarted(run, new StepId(Step.SNAPSHOT, node))) && !run.isDone(snapshot)) {
                left.add(snapshot);
            }
            if (wasEntered && !run.isDone(folder)) {
                left.add(folder);
            }
        }
        return left;
    }

    private static boolean wasStarted(Run run, StepId step) {
        return run.step(step).starts() > 0;
    }

    /// One of its gates; empty where the target has no such.
    public Optional<Gate> gate(Gate.Kind kind) {
        return gates.stream().filter(gate -> gate.kind() == kind).findFirst();
    }

    /// Whether everything is loaded and proven: what is left is to clean up.
    public boolean isReady() {
        return gates.stream().filter(gate -> !gate.kind().isCleaning()).allMatch(Gate::isDone);
    }

    /// Whether every gate is behind us.
    public boolean isDone() {
        return gates.stream().allMatch(Gate::isDone);
    }

    /// The first gate that is not done.
    public Optional<Gate> next() {
        return gates.stream().filter(gate -> !gate.isDone()).findFirst();
    }
}
