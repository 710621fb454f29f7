package dev.ferry.ui.target;

import dev.ferry.engine.AivenProject.Service;
import dev.ferry.migration.Side;
import dev.ferry.outcome.Failure;
import dev.ferry.text.Messages;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Job;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Switching a service on and watching it come up.
final class Powering {
    private final Desk desk;
    private final ReadOnlyObjectWrapper<@Nullable Service> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    private @Nullable Job job;

    Powering(Desk desk) {
        this.desk = desk;
    }

    /// Where a service is.
    ///
    /// @param token where the token comes from
    record Place(String api, String token, String project, String service) {}

    /// Switches it on, asking first where the target is a production cluster.
    ///
    /// @param now the service as it is
    /// @param done is called when it runs
    void start(Place place, Service now, Runnable done) {
        desk.guard(
                Side.TARGET,
                Messages.text("ui.target.power.guard", now.name()),
                Messages.text("ui.target.power.on", now.name()),
                () -> go(place, now, done));
    }

    private void go(Place place, Service now, Runnable done) {
        failure.set(null);
        progress.set(now);
        var started = desk.job(
                Messages.text("ui.target.power.job", now.name()),
                work -> {
                    var token = desk.secrets(Set.of(place.token())).of(place.token());
                    try (var console = desk.engine().console(place.api(), token)) {
                        return console.powerOn(
                                place.project(),
                                place.service(),
                                seen -> desk.background().later(() -> see(seen)));
                    }
                },
                running -> {
                    progress.set(null);
                    done.run();
                },
                why -> {
                    progress.set(null);
                    failure.set(why);
                });
        job = started;
        started.state().addListener((property, old, state) -> {
            if (state == Job.State.STOPPED) {
                progress.set(null);
            }
        });
    }

    /// A look that comes late is none.
    private void see(Service seen) {
        if (progress.get() != null) {
            progress.set(seen);
        }
    }

    /// Stops watching. The service comes up all the same.
    void stopWatching() {
        if (job != null) {
            job.stop();
        }
    }

    /// What failed before is not of interest any more.
    void forget() {
        failure.set(null);
    }

    /// The service that comes up, as it was seen last; null for none.
    ReadOnlyObjectProperty<@Nullable Service> progress() {
        return progress.getReadOnlyProperty();
    }

    /// Why the last one did not come up.
    ReadOnlyObjectProperty<@Nullable Failure> failure() {
        return failure.getReadOnlyProperty();
    }
}
