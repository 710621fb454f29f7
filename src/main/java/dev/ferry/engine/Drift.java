package dev.ferry.engine;

import dev.ferry.cluster.Cluster;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.SourceShape;
import dev.ferry.plan.SourceShape.PlannedNode;
import dev.ferry.run.Fact;
import java.util.List;
import java.util.stream.Collectors;

/// Whether the world is still what the plan was made for. Where it is not, a new plan has to be made: a
/// plan is never bent.
final class Drift {
    private final Workplace work;

    Drift(Workplace work) {
        this.work = work;
    }

    /// Compares the source with the plan.
    ///
    /// @return the evidence that nothing has changed
    List<String> check(Cluster now) throws FailureException {
        var planned = work.plan().source();
        var planning = new Planning(work.migration(), now);
        var seen = planning.shape();
        if (!seen.fingerprint().equals(planned.fingerprint())) {
            throw Failures.attention(
                    "source " + now.name(),
                    "engine.drift.schema",
                    "",
                    work.plan().id());
        }
        if (!names(seen).equals(names(planned))) {
            throw Failures.attention(
                    "source " + now.name(), "engine.drift.nodes", names(planned) + " → " + names(seen));
        }
        var uncovered = planning.uncovered();
        if (!uncovered.isEmpty()) {
            var first = uncovered.getFirst();
            throw new FailureException(new Failure(
                    Failure.Kind.NEEDS_ATTENTION, first.place(), first.reason(), first.evidence(), first.remedy()));
        }
        return List.of(planned.nodes().size() + " nodes up, schema as planned");
    }

    private static String names(SourceShape shape) {
        return shape.nodes().stream().map(PlannedNode::address).sorted().collect(Collectors.joining(", "));
    }

    /// Compares the target with the plan.
    ///
    /// @return the evidence that it is what was planned
    List<String> check(TargetLink target) throws FailureException {
        var planned = work.plan().target();
        var seen = target.shape();
        if (!seen.isLike(planned)) {
            target.close();
            throw Failures.attention(
                    "target " + work.migration().target().name(),
                    "engine.drift.target",
                    planned.version() + " " + planned.nodesByDataCentre() + " → " + seen.version() + " "
                            + seen.nodesByDataCentre());
        }
        var ports = target.ports();
        work.recorder().record(new Fact.TargetReached(target.addresses(), ports.nativePort(), ports.internodePort()));
        return List.of(
                "Cassandra " + seen.version(),
                "data centres " + seen.nodesByDataCentre(),
                "logged in on port " + ports.nativePort());
    }
}
