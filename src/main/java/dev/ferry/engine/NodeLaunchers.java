package dev.ferry.engine;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Outcome;
import dev.ferry.run.Fact;
import dev.ferry.source.CellState;
import dev.ferry.source.StagedPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The launchers of one node: processes that load many small cells. At most one of them is open for new
/// cells; others finish what they have begun, because their credentials are old, or because one of their
/// cells has to be ended, which only the end of the whole process can do.
///
/// A launcher holds places like loaders do, and loads a few small cells for each. For one thread, that of the
/// node's loads.
final class NodeLaunchers {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLaunchers.class);
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_LOST_IN_A_ROW = 2;
    private static final int KILLED = 137; // by signal 9

    private final Tempo tempo;
    private final Recorder recorder;
    private final LoadControl control;
    private final LoadSite site;
    private final Map<Integer, LiveLauncher> living = new LinkedHashMap<>();
    private int lost;

    NodeLaunchers(Tempo tempo, Recorder recorder, LoadControl control, LoadSite site) {
        this.tempo = tempo;
        this.recorder = recorder;
        this.control = control;
        this.site = site;
    }

    /// Whether small cells are loaded by launchers here at all: not where the loader cannot, and not after
    /// several launchers in a row were lost.
    boolean areUsed() {
        return site.runsLaunchers() && lost < MOST_LOST_IN_A_ROW;
    }

    /// Launchers that the journal knows to be living, or about to be. They finish what they have begun: this
    /// run has credentials of its own. Whether they ever came up, the first look tells.
    void adopt() {
        for (var number : recorder.run().launchers(site.address()).living().keySet()) {
            var launcher = new LiveLauncher(number);
            launcher.close();
            living.put(number, launcher);
        }
    }

    /// How many places they hold together.
    int places() {
        return living.values().stream().mapToInt(LiveLauncher::places).sum();
    }

    /// Whether there is none.
    boolean areGone() {
        return living.isEmpty();
    }

    /// Whether a launcher begins nothing more of what it was given.
    boolean isClosing(int launcher) {
        var found = living.get(launcher);
        return found == null || found.isClosing();
    }

    /// Whether a launcher is over: of what it had not begun it will never begin anything.
    boolean isGone(int launcher) {
        return !living.containsKey(launcher);
    }

    /// The number of one that takes cells, which is started if there is none and a place for it.
    ///
    /// @param loaders how many loaders in processes of their own the node has
    /// @return 0 if there is none, or if nobody knows yet whether it has come up
    int open(int loaders) throws FailureException, InterruptedException {
        for (var launcher : living.values()) {
            if (!launcher.isClosing()) {
                return launcher.isSeen() ? launcher.number() : 0;
            }
        }
        if (!control.take(loaders + places())) {
            return 0;
        }
        var launcher = new LiveLauncher(recorder.run().launchers(site.address()).last() + 1);
        launcher.places(1);
        living.put(launcher.number(), launcher);
        recorder.record(new Fact.LauncherStarting(site.address(), launcher.number(), site.credentials()));
        try {
            site.startLauncher(launcher.number());
            launcher.see();
            return launcher.number();
        } catch (FailureException e) {
            LOG.info("nobody knows whether launcher {} was started: {}", launcher.number(), e.getMessage());
            return 0;
        }
    }

    /// Puts cells into the queue of a launcher. Whatever comes of the call, the next look tells what is true;
    /// only of those that it surely has not got it is known that they have to go elsewhere.
    ///
    /// @return the loads that the launcher surely has not got
    List<LiveLoad> enqueue(int launcher, Map<LiveLoad, StagedPart> loads) throws InterruptedException {
        try {
            var there = site.enqueue(launcher, loads);
            var missing = loads.keySet().stream()
                    .filter(load -> !there.contains(load.key()))
                    .toList();
            var found = living.get(launcher);
            if (!missing.isEmpty() && found != null) {
                found.close();
            }
            return missing;
        } catch (FailureException e) {
            LOG.info("nobody knows whether launcher {} got its cells: {}", launcher, e.getMessage());
            return List.of();
        }
    }

    /// Takes cells back that their launchers have not begun.
    ///
    /// @return those that will never be begun
    List<LiveLoad> withdraw(Collection<LiveLoad> loads) throws FailureException, InterruptedException {
        var withdrawn = new ArrayList<LiveLoad>();
        var byLauncher = loads.stream().collect(Collectors.groupingBy(LiveLoad::launcher));
        for (var each : byLauncher.entrySet()) {
            var out = site.withdraw(each.getKey(), each.getValue());
            each.getValue().stream().filter(load -> out.contains(load.key())).forEach(withdrawn::add);
        }
        return withdrawn;
    }

    /// Looks whether they live. Whoever looks at their cells afterwards knows: what a launcher that is gone
    /// had not begun is not begun.
    void look() throws FailureException, InterruptedException {
        for (var launcher : List.copyOf(living.values())) {
            var look = site.lookAtLauncher(launcher);
            launcher.read(look);
            switch (look.state()) {
                case CellState.Living ignored -> lives(launcher);
                case CellState.Queued ignored -> {}
                case CellState.Ended ended -> over(launcher, ended(launcher, ended.code()));
                case CellState.Vanished ignored -> over(launcher, gone(launcher, "engine.launcher.gone"));
                case CellState.Claimed ignored -> startCutShort(launcher);
                case CellState.NotThere ignored -> startCutShort(launcher);
            }
        }
    }

    private void lives(LiveLauncher launcher) throws FailureException, InterruptedException {
        launcher.see();
        if (launcher.isClosing() && !launcher.isToldToClose()) {
            close(launcher);
        }
    }

    private void startCutShort(LiveLauncher launcher) throws FailureException {
        if (launcher.isOlderThan(START_PATIENCE)) {
            over(launcher, gone(launcher, "engine.launcher.never-started"));
        }
    }

    private Outcome ended(LiveLauncher launcher, int code) {
        if (code == 0 || launcher.isStopped()) {
            return Outcome.Succeeded.shownBy(code == 0 ? "exit code 0" : "ended by Ferry, exit code " + code);
        }
        return new Outcome.Failed(
                code == KILLED
                        ? failure(launcher, "engine.launcher.killed")
                        : failure(launcher, "engine.launcher.failed", code));
    }

    private Outcome gone(LiveLauncher launcher, String key) {
        return launcher.isStopped()
                ? Outcome.Succeeded.shownBy("ended by Ferry")
                : new Outcome.Unknown(failure(launcher, key));
    }

    private Failure failure(LiveLauncher launcher, String key, Object... more) {
        var arguments = new ArrayList<>(List.<Object>of(site.address()));
        arguments.addAll(List.of(more));
        return Failures.failure(
                Failure.Kind.RETRYABLE,
                "source node " + site.address(),
                key,
                launcher.lastWords(),
                arguments.toArray());
    }

    private void over(LiveLauncher launcher, Outcome outcome) throws FailureException {
        recorder.record(new Fact.LauncherEnded(site.address(), launcher.number(), outcome));
        living.remove(launcher.number());
        giveBack(launcher, 0);
        if (!(outcome instanceof Outcome.Succeeded)) {
            lost++;
        }
    }

    /// A cell was loaded by a launcher: launchers work here.
    void praise() {
        lost = 0;
    }

    /// Gives every launcher the places that it needs and may have, and tells it how many cells that is; ends
    /// those that have nothing left to do.
    ///
    /// @param loads every cell that was given to a launcher and is not over
    /// @param waiting how many small cells could be given to one
    /// @param loaders how many loaders in processes of their own the node has
    void tend(Collection<LiveLoad> loads, int waiting, int loaders) throws FailureException, InterruptedException {
        for (var launcher : List.copyOf(living.values())) {
            var mine = of(launcher, loads);
            if (!launcher.isClosing() && mine.isEmpty() && waiting == 0) {
                close(launcher);
            }
            fit(launcher, mine, waiting, loaders);
            if (launcher.isClosedFor(tempo.overdue()) && !launcher.isStopped() && mustEnd(mine)) {
                stop(launcher);
            }
        }
    }

    /// One that is closed ends by itself when its cells are over; it is ended where one of them has to be, and
    /// where it has none and lives on all the same.
    private static boolean mustEnd(List<LiveLoad> loads) {
        return loads.isEmpty() || loads.stream().anyMatch(LiveLoad::mustEnd);
    }

    private void fit(LiveLauncher launcher, List<LiveLoad> loads, int waiting, int loaders)
            throws FailureException, InterruptedException {
        if (launcher.isClosing() || !launcher.isSeen()) {
            hold(launcher, loads, launcher.isClosing() ? 0 : launcher.places());
            return;
        }
        var wanted = placesFor(loads.size() + waiting);
        while (launcher.places() < wanted && control.take(loaders + places())) {
            launcher.places(launcher.places() + 1);
        }
        var others = loaders + places() - launcher.places();
        var granted = Math.min(wanted, Math.min(launcher.places(), control.room(others, launcher.places())));
        var atOnce = granted * site.cellsAPlace();
        if (atOnce != launcher.allowed()) {
            tell(launcher, atOnce);
            return; // what it has begun meanwhile, the next look tells
        }
        hold(launcher, loads, granted);
    }

    /// Lets those launchers that finish what they have begun hold the places for it, whatever the limits say:
    /// before anything else is begun.
    ///
    /// @param loads every cell that was given to a launcher and is not over
    void count(Collection<LiveLoad> loads) {
        for (var launcher : living.values()) {
            if (launcher.isClosing()) {
                hold(launcher, of(launcher, loads), 0);
            }
        }
    }

    /// @param least how many places it keeps, whatever it has begun
    private void hold(LiveLauncher launcher, Collection<LiveLoad> loads, int least) {
        var needed = Math.max(least, placesFor(begun(loads)));
        while (launcher.places() < needed) {
            control.adopt();
            launcher.places(launcher.places() + 1);
        }
        giveBack(launcher, needed);
    }

    private static List<LiveLoad> of(LiveLauncher launcher, Collection<LiveLoad> loads) {
        return loads.stream()
                .filter(load -> load.launcher() == launcher.number())
                .toList();
    }

    private static int begun(Collection<LiveLoad> loads) {
        return (int) loads.stream().filter(LiveLoad::hasBegun).count();
    }

    private void tell(LiveLauncher launcher, int atOnce) throws FailureException, InterruptedException {
        site.allow(launcher.number(), atOnce);
        launcher.allowed(atOnce);
    }

    private void giveBack(LiveLauncher launcher, int left) {
        while (launcher.places() > left) {
            control.giveBack();
            launcher.places(launcher.places() - 1);
        }
    }

    private int placesFor(int cells) {
        return (cells + site.cellsAPlace() - 1) / site.cellsAPlace();
    }

    /// A cell of this launcher has to be ended: the launcher begins nothing more, and is ended itself as soon
    /// as its other cells are over, or have had their time.
    ///
    /// @param others the other cells that it has begun
    void endFor(LiveLoad load, Set<LiveLoad> others) throws FailureException, InterruptedException {
        var launcher = living.get(load.launcher());
        if (launcher == null || launcher.isStopped()) {
            return;
        }
        close(launcher);
        if (others.stream().allMatch(LiveLoad::mustEnd)) {
            stop(launcher);
        }
    }

    private void close(LiveLauncher launcher) throws FailureException, InterruptedException {
        launcher.close();
        if (launcher.isSeen() && !launcher.isToldToClose()) {
            site.closeLauncher(launcher.number());
            launcher.toldToClose();
        }
    }

    /// Ends every launcher with all that it loads.
    void stopAll() throws FailureException, InterruptedException {
        for (var launcher : List.copyOf(living.values())) {
            if (!launcher.isStopped()) {
                stop(launcher);
            }
        }
    }

    /// One that does not end is watched on, and ended again later; where everything is to end it is left, and
    /// the next run picks it up.
    private void stop(LiveLauncher launcher) throws FailureException, InterruptedException {
        launcher.close();
        try {
            site.stopLauncher(launcher.number());
            launcher.stopped();
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.RETRYABLE) {
                throw e;
            }
            LOG.warn("launcher {} on {} does not end: {}", launcher.number(), site.address(), e.getMessage());
            if (control.endsLoaders()) {
                living.remove(launcher.number());
                giveBack(launcher, 0);
            }
        }
    }

    /// Gives all places back: this run goes, whatever goes on on the node.
    void leave() {
        living.values().forEach(launcher -> giveBack(launcher, 0));
    }
}
