package dev.ferry.ui.target;

import dev.ferry.engine.Goal;
import dev.ferry.engine.TargetLook;
import dev.ferry.migration.Side;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.plan.Capacity;
import dev.ferry.plan.Demand;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.Keyspace;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Job;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// The target that is chosen: what it is, what stands there, whether the data fits, and whether it is marked as
/// production.
final class SummaryViewModel {
    private final Desk desk;
    private final ReadOnlyObjectWrapper<@Nullable Summary> summary = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    private final BooleanProperty production = new SimpleBooleanProperty();
    private final InvalidationListener changed = property -> update();
    private @Nullable Job job;

    SummaryViewModel(Desk desk) {
        this.desk = desk;
        production.addListener((property, old, now) -> mark(now));
        update();
    }

    void listen() {
        desk.draft().addListener(changed);
        desk.survey().addListener(changed);
        desk.look().addListener(changed);
        update();
    }

    void release() {
        desk.draft().removeListener(changed);
        desk.survey().removeListener(changed);
        desk.look().removeListener(changed);
    }

    private void update() {
        var draft = desk.draft().get();
        var target = draft.target();
        production.set(draft.options().production().contains(Side.TARGET));
        summary.set(target == null ? null : Summary.of(target, desk.look().get(), demand()));
    }

    private @Nullable Demand demand() {
        var source = desk.survey().get();
        var draft = desk.draft().get();
        return source == null ? null : new Demand(source, draft.selection(), draft.options());
    }

    private void mark(boolean isProduction) {
        desk.change(draft -> {
            var marked = EnumSet.noneOf(Side.class);
            marked.addAll(draft.options().production());
            if (isProduction) {
                marked.add(Side.TARGET);
            } else {
                marked.remove(Side.TARGET);
            }
            return draft.with(draft.options().withProduction(marked));
        });
    }

    /// Whether it can be looked at: a migration knows both where from and where to.
    boolean canLook() {
        return desk.draft().get().migration().isPresent();
    }

    /// Looks at the target without being asked to, where nobody has looked and nobody has to be asked for a
    /// password.
    void lookIfSilent() {
        var target = desk.draft().get().target();
        var isSilent = target != null
                && target.secretSources().stream().noneMatch(source -> source.startsWith("prompt"))
                && desk.survey().get() != null;
        if (isSilent
                && desk.look().get() == null
                && failure.get() == null
                && desk.live().get() == null) {
            look();
        }
    }

    /// Looks at the target; changes nothing there.
    void look() {
        if (!canLook() || looking.get()) {
            return;
        }
        failure.set(null);
        looking.set(true);
        job = desk.lookAtTarget(why -> {
            failure.set(why);
            looking.set(false);
        });
        job.state().addListener((property, old, now) -> looking.set(now == Job.State.RUNNING));
        looking.set(job.state().get() == Job.State.RUNNING);
    }

    /// Whether it can be made and waited for: a service that no run has reached yet.
    boolean canReach() {
        return desk.draft().get().target() instanceof Target.AivenService
                && desk.survey().get() != null
                && desk.live().get() == null
                && !desk.run().get().isDone(StepId.of(Step.TARGET));
    }

    /// Makes the service if it is not there, and waits until it answers.
    ///
    /// @param verb what was clicked to have it
    void reach(String verb) {
        failure.set(null);
        job = desk.makePlan(
                made -> desk.guard(
                        Side.TARGET, Messages.text("ui.target.reach.guard"), verb, () -> desk.start(Goal.TARGET)),
                failure::set);
    }

    /// Stops looking.
    void stop() {
        if (job != null) {
            job.stop();
        }
    }

    ReadOnlyObjectProperty<@Nullable Summary> summary() {
        return summary.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty looking() {
        return looking.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Failure> failure() {
        return failure.getReadOnlyProperty();
    }

    BooleanProperty production() {
        return production;
    }

    /// What is known of the target.
    ///
    /// @param name what people call it
    /// @param kind what it is, in words
    /// @param isSeen whether anybody has looked at it in this window
    /// @param facts what was seen, label and value
    /// @param keyspaces what stands there
    /// @param capacity whether the data fits; null while the source or the target has not been looked at
    record Summary(
            String name,
            String kind,
            boolean isSeen,
            List<Line> facts,
            List<String> keyspaces,
            @Nullable Capacity capacity) {
        Summary {
            facts = List.copyOf(facts);
            keyspaces = List.copyOf(keyspaces);
        }

        static Summary of(Target target, @Nullable TargetLook look, @Nullable Demand demand) {
            return new Summary(
                    target.name(),
                    Messages.text(kind(target)),
                    look != null,
                    look == null ? List.of() : facts(look, demand),
                    look == null
                            ? List.of()
                            : look.standing().keyspaces().stream()
                                    .map(Summary::keyspace)
                                    .toList(),
                    look == null || demand == null ? null : demand.on(look.shape(), look.standing(), look.diskBytes()));
        }

        private static Message kind(Target target) {
            return switch (target) {
                case Target.AivenService service -> Message.of("ui.target.kind.aiven", service.api());
                case Target.CassandraCluster cluster ->
                    Message.of(
                            cluster.nativeTls() == null ? "ui.target.kind.plain" : "ui.target.kind.tls",
                            cluster.nativePort(),
                            cluster.internodePort());
            };
        }

        private static List<Line> facts(TargetLook look, @Nullable Demand demand) {
            var facts = new ArrayList<Line>();
            facts.add(new Line(
                    Messages.text("ui.target.fact.version"),
                    look.shape().version().text()));
            facts.add(new Line(
                    Messages.text("ui.target.fact.nodes"),
                    look.shape().nodesByDataCentre().entrySet().stream()
                            .map(each -> Messages.text("ui.target.fact.data-centre", each.getKey(), each.getValue()))
                            .collect(Collectors.joining(", "))));
            look.partitioner().ifPresent(each -> facts.add(partitioner(each, demand)));
            if (!look.evidence().isEmpty()) {
                facts.add(new Line(Messages.text("ui.target.fact.evidence"), String.join(", ", look.evidence())));
            }
            return facts;
        }

        private static Line partitioner(String theirs, @Nullable Demand demand) {
            var isSame = demand == null || demand.source().partitioner().equals(theirs);
            var simple = theirs.substring(theirs.lastIndexOf('.') + 1);
            return new Line(
                    Messages.text("ui.target.fact.partitioner"),
                    isSame ? simple : Messages.text("ui.target.fact.partitioner.other", simple));
        }

        private static String keyspace(Keyspace keyspace) {
            return Messages.text(
                    "ui.target.keyspace", keyspace.name(), keyspace.tables().size());
        }

        /// How the capacity stands; empty while it is not known.
        Mark mark() {
            return capacity == null ? Mark.UNKNOWN : Mark.of(capacity.verdict());
        }
    }

    /// One fact.
    record Line(String label, String value) {}
}
