package dev.ferry.ui.target;

import dev.ferry.engine.AivenConsole;
import dev.ferry.engine.AivenProject.Service;
import dev.ferry.engine.ServiceGauges;
import dev.ferry.engine.ServiceLog;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.work.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// The Aiven service that is the target, as Aiven shows it: how it lies, how its machines are, what its log says.
/// The log is read only when somebody wants to see it.
final class ServiceViewModel {
    private static final int LINES = 200;
    private static final int MOST_LINES = 20_000;
    private static final long FOLLOW_MILLIS = 8_000;

    private final Desk desk;
    private final Powering powering;
    private final ReadOnlyObjectWrapper<@Nullable Service> service = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ServiceGauges> gauges = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Failure> gaugesFailure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<ServiceLog.Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Failure> logFailure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper older = new ReadOnlyBooleanWrapper();
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final BooleanProperty following = new SimpleBooleanProperty();
    private @Nullable String before;
    private Background.@Nullable Errand next;
    private Background.@Nullable Errand errand;

    ServiceViewModel(Desk desk) {
        this.desk = desk;
        this.powering = new Powering(desk);
        open.addListener((property, old, now) -> {
            if (!now) {
                following.set(false);
            } else if (lines.get().isEmpty()) {
                read();
            }
        });
        following.addListener((property, old, now) -> {
            if (now) {
                read();
            } else {
                giveUpNext();
            }
        });
    }

    /// The service that is the target; empty if it is of another kind.
    Optional<Target.AivenService> target() {
        return desk.draft().get().target() instanceof Target.AivenService target
                ? Optional.of(target)
                : Optional.empty();
    }

    /// Another target is another service.
    void forget() {
        release();
        service.set(null);
        gauges.set(null);
        gaugesFailure.set(null);
        lines.set(List.of());
        logFailure.set(null);
        older.set(false);
        open.set(false);
        before = null;
        powering.forget();
    }

    /// Nobody looks any more.
    void release() {
        following.set(false);
        giveUpNext();
    }

    /// Looks at the service and its machines. Nothing of it is needed to go on: what cannot be read is said in
    /// its place.
    void look() {
        ask(AivenConsole::service, service::set, why -> service.set(null));
        ask(
                AivenConsole::gauges,
                seen -> {
                    gaugesFailure.set(null);
                    gauges.set(seen);
                },
                gaugesFailure::set);
    }

    /// Reads the newest lines of the log.
    void read() {
        if (reading.get()) {
            return;
        }
        reading.set(true);
        giveUpNext();
        errand = ask((console, project, name) -> console.log(project, name, LINES, null), this::add, this::logFailed);
        if (errand == null) {
            reading.set(false);
        }
    }

    /// Reads further back.
    void readOlder() {
        var from = before;
        if (reading.get() || from == null) {
            return;
        }
        reading.set(true);
        ask((console, project, name) -> console.log(project, name, LINES, from), this::addOlder, this::logFailed);
    }

    private void add(ServiceLog page) {
        reading.set(false);
        logFailure.set(null);
        var known = lines.get();
        if (known.isEmpty()) {
            before = page.older();
            older.set(before != null);
        }
        var all = new ArrayList<>(known);
        all.addAll(page.after(known));
        show(all);
        goOn();
    }

    private void addOlder(ServiceLog page) {
        reading.set(false);
        logFailure.set(null);
        before = page.older();
        older.set(before != null);
        var all = new ArrayList<>(page.lines());
        all.addAll(lines.get());
        lines.set(List.copyOf(all));
    }

    private void show(List<ServiceLog.Line> all) {
        if (!all.equals(lines.get())) {
            lines.set(List.copyOf(all.subList(Math.max(0, all.size() - MOST_LINES), all.size())));
        }
    }

    /// A log that cannot be read now may be readable the next time.
    private void logFailed(Failure why) {
        reading.set(false);
        logFailure.set(why);
        if (why.kind() == Failure.Kind.RETRYABLE) {
            goOn();
        } else {
            following.set(false);
        }
    }

    private void goOn() {
        if (following.get() && open.get()) {
            next = desk.background().after(FOLLOW_MILLIS, () -> {
                next = null;
                read();
            });
        }
    }

    private void giveUpNext() {
        if (next != null) {
            next.giveUp();
            next = null;
        }
    }

    /// Switches the service on that is the target.
    ///
    /// @param done is called when it runs
    void powerOn(Runnable done) {
        var wanted = target();
        var now = service.get();
        if (wanted.isPresent() && now != null) {
            var each = wanted.get();
            powering.start(new Powering.Place(each.api(), each.token(), each.project(), each.service()), now, done);
        }
    }

    private <T> Background.@Nullable Errand ask(Question<T> question, Consumer<T> done, Consumer<Failure> failed) {
        var wanted = target();
        if (wanted.isEmpty()) {
            return null;
        }
        var each = wanted.get();
        return desk.background()
                .run(
                        () -> {
                            var token = desk.secrets(Set.of(each.token())).of(each.token());
                            try (var console = desk.engine().console(each.api(), token)) {
                                return question.ask(console, each.project(), each.service());
                            }
                        },
                        answer -> ifStill(each, () -> done.accept(answer)),
                        why -> ifStill(each, () -> failed.accept(why)));
    }

    /// What was asked about another target is of no interest any more.
    private void ifStill(Target.AivenService asked, Runnable action) {
        if (asked.equals(desk.draft().get().target())) {
            action.run();
        } else {
            reading.set(false);
        }
    }

    Powering powering() {
        return powering;
    }

    /// As Aiven shows it; null while nobody has looked.
    ReadOnlyObjectProperty<@Nullable Service> service() {
        return service.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable ServiceGauges> gauges() {
        return gauges.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Failure> gaugesFailure() {
        return gaugesFailure.getReadOnlyProperty();
    }

    /// The log as far as it was read, the oldest line first.
    ReadOnlyObjectProperty<List<ServiceLog.Line>> lines() {
        return lines.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Failure> logFailure() {
        return logFailure.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty reading() {
        return reading.getReadOnlyProperty();
    }

    /// Whether there are older lines.
    ReadOnlyBooleanProperty older() {
        return older.getReadOnlyProperty();
    }

    /// Whether the log is shown.
    BooleanProperty open() {
        return open;
    }

    /// Whether the log is read on and on.
    BooleanProperty following() {
        return following;
    }

    private interface Question<T> {
        T ask(AivenConsole console, String project, String service) throws FailureException, InterruptedException;
    }
}
