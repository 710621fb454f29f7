package dev.ferry.ui.load;

import dev.ferry.engine.Goal;
import dev.ferry.engine.LoadOrders;
import dev.ferry.engine.RunHandle;
import dev.ferry.migration.Limits;
import dev.ferry.plan.CellId;
import dev.ferry.run.LoadBoard;
import dev.ferry.run.LoadStatus;
import dev.ferry.run.LoadTotals;
import dev.ferry.run.Pace;
import dev.ferry.run.Slowdown;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.Throughput;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Feed;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What the load's screen shows and can do. It listens for as long as its desk lives, so that the curve of a
/// load has no holes where its user looked at something else; views are told only while they are seen.
final class LoadViewModel {
    private static final long SECOND = 1000;
    private static final Limits USUAL = Limits.usual();

    private final Desk desk;
    private final LongSupplier millis;
    private final ReadOnlyObjectWrapper<@Nullable LoadBoard> board = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyLongWrapper frames = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper seconds = new ReadOnlyLongWrapper();
    private final Throughput throughput = new Throughput();
    private Pace pace = new Pace();
    private Pace effort = new Pace();
    private long startedAt;
    private long stoodFor;
    private boolean isSeen;
    private boolean isTicking;

    /// @param millis now, for times and rates
    LoadViewModel(Desk desk, LongSupplier millis) {
        this.desk = desk;
        this.millis = millis;
        desk.plan().addListener((property, old, now) -> renew());
        desk.live().addListener((property, old, now) -> lived(now));
        desk.feed().listen(this::heard);
        lived(desk.live().get());
        renew();
    }

    private void renew() {
        var plan = desk.plan().get();
        board.set(plan == null ? null : LoadBoard.of(plan, desk.run().get(), now()));
        obey();
        tellViews();
    }

    private void lived(@Nullable RunHandle handle) {
        if (handle != null) {
            startedAt = now();
            pace = new Pace();
            effort = new Pace();
            sample();
            tick();
        } else if (startedAt != 0) {
            stoodFor = now() - startedAt;
            startedAt = 0;
            renew();
        }
        obey();
        second();
    }

    private void heard(Feed.Frame frame) {
        var current = board.get();
        if (current != null) {
            var now = now();
            frame.events().forEach(event -> current.heard(event, now));
            tellViews();
        }
    }

    /// Once a second while a run is under way: time goes on where nothing moves.
    private void tick() {
        if (!isTicking) {
            isTicking = true;
            desk.background().after(SECOND, () -> {
                isTicking = false;
                if (desk.live().get() != null) {
                    everySecond();
                    tick();
                }
            });
        }
    }

    /// What is looked at once a second.
    void everySecond() {
        sample();
        second();
    }

    private void sample() {
        var current = board.get();
        if (current != null) {
            var totals = current.totals();
            var nanos = Duration.ofMillis(now()).toNanos();
            throughput.note(nanos, totals.bytesLoaded());
            pace.note(nanos, totals.bytesLoaded());
            effort.note(nanos, totals.effortDone());
        }
    }

    private void second() {
        if (isSeen) {
            seconds.set(seconds.get() + 1);
        }
        tellViews();
    }

    private void tellViews() {
        if (isSeen) {
            frames.set(frames.get() + 1);
        }
    }

    /// Takes over what a user has said that holds.
    private void obey() {
        var current = board.get();
        if (current != null) {
            current.hold(orders().map(LoadOrders::paused).orElse(Set.of()));
        }
    }

    /// It is looked at, or no more.
    void seen(boolean isSeen) {
        this.isSeen = isSeen;
        second();
    }

    long now() {
        return millis.getAsLong();
    }

    Desk desk() {
        return desk;
    }

    /// The cells; null while there is no plan.
    ReadOnlyObjectProperty<@Nullable LoadBoard> board() {
        return board.getReadOnlyProperty();
    }

    /// Counts up whenever there is something new to draw, at most once a frame.
    ReadOnlyLongProperty frames() {
        return frames.getReadOnlyProperty();
    }

    /// Counts up once a second while a run is under way, and with every change of it.
    ReadOnlyLongProperty seconds() {
        return seconds.getReadOnlyProperty();
    }

    Throughput throughput() {
        return throughput;
    }

    LoadTotals totals() {
        var current = board.get();
        return current == null ? new LoadTotals(0, 0, 0, 0, 0, 0) : current.totals();
    }

    /// Bytes in a second over the last minute.
    double bytesPerSecond() {
        return pace.bytesPerSecond();
    }

    /// How long the load will take, as far as that can be said.
    Optional<Pace.Remaining> remaining() {
        var totals = totals();
        return phase() == Phase.LOADING ? effort.remaining(totals.effort() - totals.effortDone()) : Optional.empty();
    }

    /// How long the run under way has taken, or the last one in this window took.
    Duration elapsed() {
        return Duration.ofMillis(startedAt == 0 ? stoodFor : now() - startedAt);
    }

    /// What has been said of the run under way; empty if there is none.
    Optional<LoadOrders> orders() {
        return Optional.ofNullable(desk.live().get()).map(RunHandle::orders);
    }

    /// Where the load stands.
    Phase phase() {
        var current = board.get();
        if (current == null) {
            return Phase.NO_PLAN;
        }
        var totals = current.totals();
        var isLoaded = totals.cells() > 0 && totals.loaded() == totals.cells();
        if (desk.live().get() == null) {
            return isLoaded
                    ? Phase.DONE
                    : current.all().attempts() + totals.loaded() == 0 ? Phase.READY : Phase.RESTING;
        }
        if (isLoaded) {
            return Phase.DONE;
        }
        var load = desk.run().get().step(StepId.of(Step.LOAD));
        if (load.starts() == 0 || load.outcome() != null) {
            return Phase.PREPARING;
        }
        return orders().filter(LoadOrders::isStopping).isPresent()
                ? Phase.STOPPING
                : orders().filter(LoadOrders::isPaused).isPresent() ? Phase.PAUSED : Phase.LOADING;
    }

    /// What makes the load under way slower than its limits allow; empty if nothing does.
    Optional<Slowdown> slowdown() {
        var isUnderWay = phase() == Phase.LOADING;
        return isUnderWay
                ? Slowdown.of(desk.run().get()).filter(slow -> slow.isBelow(limits().loadersInAll()))
                : Optional.empty();
    }

    /// How many loaders are known to run on the nodes: what goes on there if the window is closed.
    int loadersRunning() {
        return totals().running();
    }

    /// The number of the launcher that a cell was given to, if it is not over; 0 if it was given to none.
    int launcher(CellId cell) {
        var state = desk.run().get().cell(cell);
        return state.living() > 0 ? state.launcher() : 0;
    }

    /// Starts the load, or goes on with it.
    void start() {
        var totals = totals();
        var text = Messages.text("ui.load.guard", totals.cells() - totals.loaded());
        desk.guardBoth(text, Messages.text("ui.load.start"), () -> desk.start(Goal.VERIFIED));
    }

    void pause() {
        tell(RunHandle::pause);
    }

    void resume() {
        tell(RunHandle::resume);
    }

    /// Ends the loaders on the nodes, after it was asked for.
    void stop() {
        var running = loadersRunning();
        var question = new Dialogs.Question(
                Messages.text("ui.load.stop.title"),
                counted(running, "ui.load.stop.text.one", "ui.load.stop.text"),
                Messages.text("ui.load.stop.verb"),
                true);
        desk.dialogs().confirm(question, () -> tell(RunHandle::stop));
    }

    /// Tries everything again that is over and not loaded.
    void retryFailed() {
        if (desk.live().get() == null) {
            start();
        } else {
            retry(cells(LoadStatus::isBroken));
        }
    }

    private Set<CellId> cells(Predicate<LoadStatus> wanted) {
        var current = board.get();
        var found = new HashSet<CellId>();
        if (current != null) {
            for (var cell = 0; cell < current.size(); cell++) {
                if (current.isThere(cell) && wanted.test(current.status(cell))) {
                    found.add(current.id(cell));
                }
            }
        }
        return found;
    }

    void pause(Set<CellId> cells) {
        tell(handle -> handle.pause(cells));
    }

    void resume(Set<CellId> cells) {
        tell(handle -> handle.resume(cells));
    }

    void retry(Set<CellId> cells) {
        tell(handle -> handle.retry(cells));
    }

    /// Ends these cells, after it was asked for.
    ///
    /// @param running how many of them run
    void stop(Set<CellId> cells, int running) {
        var question = new Dialogs.Question(
                counted(cells.size(), "ui.load.stop-cells.title.one", "ui.load.stop-cells.title"),
                stopping(cells, running),
                counted(cells.size(), "ui.load.stop-cells.verb.one", "ui.load.stop-cells.verb"),
                true);
        desk.dialogs().confirm(question, () -> tell(handle -> handle.stop(cells)));
    }

    /// What happens to them; those that share a process with others do not end at once.
    private String stopping(Set<CellId> cells, int running) {
        var text = counted(running, "ui.load.stop-cells.text.one", "ui.load.stop-cells.text");
        var shared = cells.stream()
                .filter(cell -> isRunning(cell) && launcher(cell) > 0)
                .count();
        return shared == 0 ? text : text + "\n\n" + Messages.text("ui.load.stop-cells.shared");
    }

    private boolean isRunning(CellId id) {
        var current = board.get();
        return current != null
                && current.index(id).stream()
                        .anyMatch(cell -> current.status(cell).isRunning());
    }

    /// A sentence about so many: one has words of its own.
    private static String counted(int count, String one, String many) {
        return count == 1 ? Messages.text(one) : Messages.text(many, Units.count(count));
    }

    /// Ends these cells and starts them again.
    void restart(Set<CellId> cells) {
        tell(handle -> {
            handle.stop(cells);
            handle.retry(cells);
        });
    }

    /// The limits that are wanted.
    Limits limits() {
        return orders().map(LoadOrders::limits)
                .orElseGet(() -> desk.draft().get().options().limits());
    }

    /// Other limits, for the run under way and for every later one.
    void limit(Limits limits) {
        if (!limits.equals(limits())) {
            desk.change(draft -> draft.with(draft.options().with(limits)));
            tell(handle -> handle.limit(limits));
        }
    }

    /// What nobody has changed.
    static Limits usual() {
        return USUAL;
    }

    private void tell(java.util.function.Consumer<RunHandle> word) {
        var handle = desk.live().get();
        if (handle != null) {
            word.accept(handle);
            obey();
            second();
        }
    }

    /// Where a load stands.
    enum Phase {
        /// Nobody knows yet what to load.
        NO_PLAN,
        /// Nothing was loaded yet.
        READY,
        /// A run is under way and has not come to the load yet, or has passed it.
        PREPARING,
        LOADING,
        /// A run is under way, and no further loader is started.
        PAUSED,
        /// The loaders are being ended.
        STOPPING,
        /// No run is under way, and something is left to load.
        RESTING,
        /// Everything is loaded.
        DONE
    }
}
