package dev.ferry.ui.target;

import dev.ferry.engine.Goal;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Outcome;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.secrets.AvnLogin;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Known;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Which of its three faces the screen shows: choosing a target, watching one being built, or the one that is
/// chosen.
final class TargetViewModel {
    private final Desk desk;
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.CHOOSE);
    private final ObjectProperty<Way> way = new SimpleObjectProperty<>(Way.AIVEN);
    private final AivenViewModel aiven;
    private final ClusterViewModel cluster;
    private final BuildingViewModel building;
    private final SummaryViewModel summary;
    private final ServiceViewModel service;
    private boolean isChoosingAgain;

    /// @param avn finds the login of Aiven's command line; not called on the toolkit's thread
    TargetViewModel(Desk desk, Supplier<Optional<AvnLogin>> avn) {
        this.desk = desk;
        this.aiven = new AivenViewModel(desk, this::chosen, avn);
        this.cluster = new ClusterViewModel(desk, this::chosen);
        this.building = new BuildingViewModel(desk);
        this.summary = new SummaryViewModel(desk);
        this.service = new ServiceViewModel(desk);
        summary.looking().addListener((property, old, now) -> {
            if (now) {
                service.look();
            }
        });
        if (desk.draft().get().target() instanceof Target.CassandraCluster) {
            way.set(Way.CLUSTER);
        }
    }

    /// The screen is seen: everything that lives longer is listened to from now on.
    void shown() {
        building.listen(this::update);
        summary.listen();
        aiven.refresh();
        aiven.lookForAvn();
        update();
        if (stage.get() == Stage.CHOSEN) {
            summary.lookIfSilent();
        }
    }

    /// It is seen no more.
    void hidden() {
        building.release();
        summary.release();
        service.release();
    }

    private void chosen() {
        isChoosingAgain = false;
        service.forget();
        update();
        summary.look();
    }

    /// Shows the ways to a target again; the one that is chosen stays until there is another.
    void chooseAnother() {
        isChoosingAgain = true;
        update();
    }

    /// Back to the one that is chosen.
    void keep() {
        isChoosingAgain = false;
        update();
    }

    /// Whether there is one to go back to.
    boolean canKeep() {
        return desk.draft().get().target() != null;
    }

    private void update() {
        if (desk.live().get() != null && desk.goal().get() == Goal.TARGET) {
            isChoosingAgain = false;
        }
        var before = stage.get();
        stage.set(stageOf(desk.known(), desk.goal().get(), isChoosingAgain));
        if (before == Stage.BUILD && stage.get() == Stage.CHOSEN) {
            summary.look();
        }
    }

    /// The face for what is known.
    ///
    /// @param goal what the last run in this window was for; null if there was none
    static Stage stageOf(Known known, @Nullable Goal goal, boolean isChoosingAgain) {
        if (known.draft().target() == null || isChoosingAgain && !known.isLive()) {
            return Stage.CHOOSE;
        }
        var reached = known.run().step(StepId.of(Step.TARGET)).outcome() instanceof Outcome.Succeeded;
        return goal == Goal.TARGET && (known.isLive() || !reached) ? Stage.BUILD : Stage.CHOSEN;
    }

    ReadOnlyObjectProperty<Stage> stage() {
        return stage.getReadOnlyProperty();
    }

    ObjectProperty<Way> way() {
        return way;
    }

    AivenViewModel aiven() {
        return aiven;
    }

    ClusterViewModel cluster() {
        return cluster;
    }

    BuildingViewModel building() {
        return building;
    }

    ServiceViewModel service() {
        return service;
    }

    SummaryViewModel summary() {
        return summary;
    }

    /// The faces of the screen.
    enum Stage {
        CHOOSE,
        BUILD,
        CHOSEN
    }

    /// The ways to a target.
    enum Way {
        AIVEN,
        CLUSTER
    }
}
