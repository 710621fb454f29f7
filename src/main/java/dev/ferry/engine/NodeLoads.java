package dev.ferry.engine;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.plan.CellPlan;
import dev.ferry.run.Fact;
import dev.ferry.source.CellLook;
import dev.ferry.source.CellState;
import dev.ferry.source.StagedPart;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All cells of one node: begun biggest first within the limits, watched together with one look, judged
/// strictly. One thread; what it knows it has from the journal and the node's folder, and where the two
/// disagree a cell is unknown.
///
/// A large cell gets a process of its own. Small ones go into the queue of the node's launcher, which loads
/// several of them at once and goes on with its queue while nobody watches. A cell that came to no clear end
/// in a launcher is loaded again alone.
final class NodeLoads {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLoads.class);
    private static final Duration CLAIM_PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    // Below this, starting a JVM takes longer than sending the files.
    private static final long LARGE_BYTES = 64L << 20;
    private static final int MANY_SSTABLES = 256;
    // Between a loader's last word and its end lie about two seconds: the shutdown of its driver.
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final Duration LOOK_AT_ENDING = Duration.ofMillis(200);
    // So many are laid ready before the launcher gets them: it shall not wait for the last one.
    private static final int CELLS_A_ROUND = 32;
    private static final int NOTHING_SAID = -1;

    private final Tempo tempo;
    private final Recorder recorder;
    private final LoadControl control;
    private final LoadSite site;
    private final NodeLaunchers launchers;
    private final Map<CellId, CellPlan> mine;
    private final Deque<CellId> waiting = new ArrayDeque<>();
    private final Map<String, LiveLoad> living = new LinkedHashMap<>();
    private final Retries retries = new Retries();
    private final LoadVerdicts verdicts;
    private final Set<CellId> loaded = new HashSet<>();
    private int throttle = NOTHING_SAID;

    /// @param cells the node's cells, biggest first
    NodeLoads(Tempo tempo, Recorder recorder, LoadControl control, LoadSite site, List<CellPlan> cells) {
        this.tempo = tempo;
        this.recorder = recorder;
        this.control = control;
        this.site = site;
        this.launchers = new NodeLaunchers(tempo, recorder, control, site);
        this.verdicts = new LoadVerdicts(site, tempo.silent());
        this.mine = cells.stream()
                .collect(Collectors.toMap(CellPlan::id, cell -> cell, (one, same) -> one, LinkedHashMap::new));
        mine.keySet().stream()
                .filter(cell -> !recorder.run().cell(cell).isLoaded())
                .forEach(waiting::add);
    }

    /// Loads them all, as far as they can be loaded, and whatever is ordered to be tried again until the load
    /// is over on all nodes. Cells that failed are facts, not exceptions.
    ///
    /// @throws FailureException if the node stays out of reach: what runs there goes on, and the next run
    ///     picks it up
    void run() throws FailureException, InterruptedException {
        try {
            patiently(this::adoptLiving);
            do {
                while (!isIdle()) {
                    patiently(this::round);
                    Thread.sleep(pause());
                }
            } while (control.awaitOrders(site.address()) && takeOrders());
        } finally {
            living.values().forEach(this::giveBack);
            launchers.leave();
            control.leave(site.address());
        }
    }

    /// A loader that has said its last word ends in a moment: nobody shall wait for that longer than needed.
    private Duration pause() {
        var isEnding = living.values().stream().anyMatch(load -> !load.isInLauncher() && load.isEnding(ENDING));
        return isEnding && tempo.look().compareTo(LOOK_AT_ENDING) > 0 ? LOOK_AT_ENDING : tempo.look();
    }

    /// Whether there is nothing left to do for now.
    boolean isIdle() {
        return living.isEmpty() && launchers.areGone() && (waiting.isEmpty() || control.endsLoaders());
    }

    /// What is done again and again: orders, then what runs, then what can be started.
    void round() throws FailureException, InterruptedException {
        takeOrders();
        slowDown();
        launchers.look();
        watch();
        withdraw();
        launchers.count(inLaunchers());
        startMore();
        unstage();
        tend();
    }

    /// Says how fast loaders may send, where that has changed.
    private void slowDown() throws FailureException, InterruptedException {
        var wanted = control.limits().throttleMebibytesPerSecond();
        if (wanted != throttle) {
            site.throttle(wanted);
            throttle = wanted;
        }
    }

    /// Loaders that the journal knows to be started, or about to be: perhaps they live. They are looked at
    /// before any is started.
    void adoptLiving() throws FailureException, InterruptedException {
        launchers.adopt();
        for (var cell : List.copyOf(waiting)) {
            var state = recorder.run().cell(cell);
            if (state.living() > 0) {
                waiting.remove(cell);
                var load = new LiveLoad(cell, site.key(cell), state.living(), state.attempts(), state.launcher());
                living.put(load.key(), load);
                if (!load.isInLauncher()) {
                    control.adopt();
                }
            }
        }
    }

    /// A loader in a process of its own has a place of its own; the others share those of their launcher.
    private void giveBack(LiveLoad load) {
        if (!load.isInLauncher()) {
            control.giveBack();
        }
    }

    /// Does it again, with growing pauses, for as long as the node may be out of reach.
    private void patiently(Effort effort) throws FailureException, InterruptedException {
        var pause = FIRST_PAUSE;
        var until = System.nanoTime() + tempo.unreachable().toNanos();
        while (true) {
            try {
                effort.make();
                return;
            } catch (FailureException e) {
                if (e.failure().kind() != Failure.Kind.RETRYABLE || System.nanoTime() > until) {
                    throw e;
                }
                LOG.info("{} cannot be worked on for now: {}", site.address(), e.getMessage());
                living.values().forEach(load -> recorder.tell(load.tick(Duration.ZERO)));
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private void watch() throws FailureException, InterruptedException {
        if (living.isEmpty()) {
            return;
        }
        var looks = site.look(living.values());
        for (var load : List.copyOf(living.values())) {
            var look = looks.get(load.key());
            if (look != null) {
                load.read(look);
                follow(load, look);
            }
        }
    }

    /// The links of all cells that were found loaded go together.
    private void unstage() throws FailureException, InterruptedException {
        if (!loaded.isEmpty()) {
            site.unstage(loaded);
            loaded.clear();
        }
    }

    private void follow(LiveLoad load, CellLook look) throws FailureException, InterruptedException {
        if (look.hasMore()) {
            return;
        }
        switch (look.state()) {
            case CellState.Living ignored -> watchLiving(load);
            case CellState.Ended ended -> over(load, verdicts.ended(load, ended.code()));
            case CellState.Vanished ignored -> over(load, verdicts.gone(load));
            case CellState.Queued ignored -> {}
            case CellState.Claimed ignored -> startCutShort(load);
            case CellState.NotThere ignored -> startCutShort(load);
        }
    }

    private void watchLiving(LiveLoad load) throws FailureException, InterruptedException {
        load.begin();
        if (load.isOverdue(tempo.overdue())) {
            load.stopForSilence();
        } else if (load.isInLauncher() && load.isSilentFor(tempo.silent())) {
            load.suspect();
        }
        if (load.mustEnd() || control.endsLoaders()) {
            end(load);
        } else {
            recorder.tell(load.tick(tempo.stalled()));
        }
    }

    /// A process that does not end is still watched, and ended again with every look; it keeps its place, and
    /// no other cell waits for it. Where everything is to end it is left, and the next run picks it up.
    private void end(LiveLoad load) throws FailureException, InterruptedException {
        if (load.isInLauncher() && !launchers.isGone(load.launcher())) {
            endInLauncher(load);
            return;
        }
        try {
            site.stop(load);
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.RETRYABLE) {
                throw e;
            }
            LOG.warn("{} does not end: {}", load.cell(), e.getMessage());
            recorder.tell(load.tick(Duration.ZERO));
            if (control.endsLoaders()) {
                living.remove(load.key());
                giveBack(load);
            }
        }
    }

    private void endInLauncher(LiveLoad load) throws FailureException, InterruptedException {
        recorder.tell(load.tick(Duration.ZERO));
        if (control.endsLoaders()) {
            launchers.stopAll();
        } else {
            var others = living.values().stream()
                    .filter(other -> other != load && other.launcher() == load.launcher() && other.hasBegun())
                    .collect(Collectors.toSet());
            launchers.endFor(load, others);
        }
    }

    /// The journal says that it was about to be started; the node knows nothing of a process. It may be
    /// starting right now: only after a while, and when no process names the cell, it is certain that there
    /// is none. One that a launcher had not begun when its order was taken away is never begun: but only a
    /// look that was taken afterwards tells, for a launcher that counts as gone may live.
    private void startCutShort(LiveLoad load) throws FailureException, InterruptedException {
        if (load.isInLauncher() && !load.hasBegun() && launchers.isGone(load.launcher())) {
            if (load.hasNoOrder()) {
                neverBegun(load);
            }
        } else if (load.isMissingFor(CLAIM_PATIENCE) && !site.anyProcess(load.cell())) {
            over(load, verdicts.neverStarted());
        }
    }

    /// Takes back from launchers what they have not begun and are not to begin any more.
    private void withdraw() throws FailureException, InterruptedException {
        var unwanted = living.values().stream()
                .filter(load -> load.isInLauncher() && !load.hasBegun())
                .filter(load -> control.endsLoaders()
                        || load.isStoppedByUser()
                        || control.isPaused(load.cell())
                        || launchers.isClosing(load.launcher()))
                .toList();
        for (var load : launchers.withdraw(unwanted)) {
            neverBegun(load);
        }
        unwanted.stream().filter(load -> launchers.isGone(load.launcher())).forEach(LiveLoad::loseOrder);
    }

    /// It goes back to those that wait, as if nothing had been tried.
    private void neverBegun(LiveLoad load) throws FailureException {
        recorder.record(new Fact.LoaderWithdrawn(load.cell(), load.part(), load.attempt()));
        living.remove(load.key());
        retries.takeBack(load.cell());
        if (load.isStoppedByUser() && !retries.takeWish(load.cell())) {
            stopped(load.cell(), "");
        } else {
            waiting.addLast(load.cell());
        }
    }

    private void over(LiveLoad load, Outcome outcome) throws FailureException, InterruptedException {
        recorder.record(new Fact.LoaderEnded(load.cell(), load.part(), load.attempt(), outcome, load.millis()));
        living.remove(load.key());
        giveBack(load);
        if (load.isInLauncher()) {
            learn(load.cell(), outcome);
        }
        var isWantedAgain = retries.takeWish(load.cell());
        switch (outcome) {
            case Outcome.Succeeded succeeded when hasAllParts(load.cell()) -> loaded(load.cell(), succeeded);
            case Outcome.Succeeded ignored when load.isStoppedByUser() && !isWantedAgain -> stopped(load.cell(), "");
            case Outcome.Succeeded ignored -> waiting.addFirst(load.cell());
            case Outcome.Failed ignored when isWantedAgain -> queue(load.cell());
            case Outcome.Unknown ignored when isWantedAgain -> queue(load.cell());
            case Outcome.Failed failed
            when load.isStoppedByUser() -> stopped(load.cell(), failed.failure().evidence());
            case Outcome.Failed failed -> again(load.cell(), failed, failed.failure());
            case Outcome.Unknown unknown
            when load.isStoppedByUser() -> recorder.record(new Fact.CellEnded(load.cell(), unknown));
            case Outcome.Unknown unknown -> again(load.cell(), unknown, unknown.failure());
        }
    }

    private void learn(CellId cell, Outcome outcome) {
        retries.learn(cell, outcome);
        if (outcome instanceof Outcome.Succeeded) {
            launchers.praise();
        }
    }

    private boolean hasAllParts(CellId cell) throws FailureException, InterruptedException {
        return recorder.run().cell(cell).partsLoaded().size() >= site.countParts(cell);
    }

    private void loaded(CellId cell, Outcome.Succeeded last) throws FailureException {
        recorder.record(new Fact.CellEnded(cell, last));
        loaded.add(cell);
    }

    private void stopped(CellId cell, String evidence) throws FailureException {
        recorder.record(new Fact.CellEnded(cell, verdicts.stopped(evidence)));
    }

    private void again(CellId cell, Outcome outcome, Failure failure) throws FailureException {
        if (retries.mayHelp(cell, failure) && !control.endsLoaders()) {
            waiting.addLast(cell);
        } else {
            recorder.record(new Fact.CellEnded(cell, outcome));
        }
    }

    private boolean takeOrders() throws FailureException {
        for (var order : control.takeOrders(site.address())) {
            switch (order.kind()) {
                case STOP -> stop(order.cell());
                case RETRY -> retry(order.cell());
            }
        }
        return true;
    }

    private void stop(CellId cell) throws FailureException {
        retries.takeWish(cell);
        if (waiting.remove(cell)) {
            stopped(cell, "");
        } else {
            living(cell).ifPresent(LiveLoad::stopByUser);
        }
    }

    /// One that runs is left alone, unless it is being stopped: then it is started again afterwards.
    private void retry(CellId cell) {
        var load = living(cell);
        if (load.isPresent()) {
            load.filter(LiveLoad::isStoppedByUser).ifPresent(stopping -> retries.want(cell));
        } else if (mine.containsKey(cell)
                && !waiting.contains(cell)
                && !recorder.run().cell(cell).isLoaded()) {
            queue(cell);
        }
    }

    private void queue(CellId cell) {
        retries.forget(cell);
        waiting.addLast(cell);
    }

    private Optional<LiveLoad> living(CellId cell) {
        return Optional.ofNullable(living.get(site.key(cell)));
    }

    private void startMore() throws FailureException, InterruptedException {
        if (!control.endsLoaders()) {
            startLarge();
            startSmall();
        }
    }

    private boolean isSmall(CellId cell) {
        var plan = mine.get(cell);
        return launchers.areUsed()
                && plan != null
                && plan.bytes() < LARGE_BYTES
                && plan.sstables() < MANY_SSTABLES
                && !retries.isAlone(cell);
    }

    /// Those that wait and may be begun now, small ones or the others, in their order.
    private List<CellId> free(Size size) {
        return control.free(waiting).stream()
                .filter(cell -> isSmall(cell) == (size == Size.SMALL))
                .toList();
    }

    private int loaders() {
        return (int)
                living.values().stream().filter(load -> !load.isInLauncher()).count();
    }

    /// One place is kept for small cells as long as there are any: they shall not wait for the last large one.
    private void startLarge() throws FailureException, InterruptedException {
        var kept = launchers.places() == 0 && !free(Size.SMALL).isEmpty() ? 1 : 0;
        for (var cell : free(Size.LARGE)) {
            if (!control.take(loaders() + launchers.places() + kept)) {
                return;
            }
            try {
                start(cell);
                waiting.remove(cell);
            } finally {
                if (!living.containsKey(site.key(cell))) {
                    control.giveBack();
                }
            }
        }
    }

    private void startSmall() throws FailureException, InterruptedException {
        var small = free(Size.SMALL);
        var launcher = small.isEmpty() ? 0 : launchers.open(loaders());
        if (launcher == 0) {
            return;
        }
        var ready = new LinkedHashMap<LiveLoad, StagedPart>();
        var next = small.subList(0, Math.min(small.size(), CELLS_A_ROUND));
        site.prepare(next.stream()
                .filter(cell -> recorder.run().cell(cell).attempts() == 0)
                .toList());
        try {
            for (var cell : next) {
                lay(cell, launcher).ifPresent(laid -> ready.put(laid.load(), laid.part()));
                waiting.remove(cell);
            }
        } catch (FailureException e) {
            // of those before it the journal says already that the launcher has them
            enqueue(launcher, ready);
            throw e;
        }
        enqueue(launcher, ready);
    }

    private void enqueue(int launcher, Map<LiveLoad, StagedPart> ready) throws FailureException, InterruptedException {
        for (var load : launchers.enqueue(launcher, ready)) {
            neverBegun(load);
        }
    }

    private List<LiveLoad> inLaunchers() {
        return living.values().stream().filter(LiveLoad::isInLauncher).toList();
    }

    private void tend() throws FailureException, InterruptedException {
        var inLaunchers = inLaunchers();
        var small = control.endsLoaders() ? 0 : free(Size.SMALL).size();
        launchers.tend(inLaunchers, small, loaders());
        if (control.endsLoaders() && inLaunchers.isEmpty()) {
            launchers.stopAll();
        }
    }

    /// Links the cell's files. What is wrong with one cell stops no other.
    ///
    /// @return its parts; empty if there is nothing to start, which is then a fact
    private List<StagedPart> stage(CellId cell) throws FailureException, InterruptedException {
        List<StagedPart> parts;
        try {
            parts = site.parts(cell);
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.RETRYABLE) {
                throw e;
            }
            recorder.record(new Fact.CellEnded(cell, new Outcome.Failed(e.failure())));
            return List.of();
        }
        note(cell, parts);
        if (parts.isEmpty()) {
            recorder.record(
                    new Fact.CellEnded(cell, Outcome.Succeeded.shownBy("no SSTable in the snapshot: nothing to load")));
        }
        return parts;
    }

    /// Writes down how many files a cell has, once for a snapshot.
    private void note(CellId cell, List<StagedPart> parts) throws FailureException {
        var known = recorder.run().cell(cell);
        var sstables = parts.stream().mapToInt(part -> part.dataFiles().size()).sum();
        var bytes = parts.stream().mapToLong(StagedPart::bytes).sum();
        if (known.sstables() != sstables || known.bytes() != bytes) {
            recorder.record(new Fact.CellStaged(cell, sstables, bytes));
        }
    }

    /// Starts a loader for the next part of a cell, in a process of its own, if there is anything to load.
    private void start(CellId cell) throws FailureException, InterruptedException {
        var laid = lay(cell, 0);
        if (laid.isPresent()) {
            launch(laid.get().load(), laid.get().part());
        }
    }

    /// Lays the next part of a cell ready, and writes down that a loader is about to be started for it.
    ///
    /// @param launcher who shall load it; 0 for a process of its own
    /// @return empty if there is nothing to be loaded now, which is then a fact
    private Optional<Laid> lay(CellId cell, int launcher) throws FailureException, InterruptedException {
        var attempt = recorder.run().cell(cell).attempts() + 1;
        if (attempt > 1 && livesUnknown(cell)) {
            recorder.record(new Fact.CellEnded(cell, verdicts.witnessesDisagree()));
            return Optional.empty();
        }
        var parts = stage(cell);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        var loaded = recorder.run().cell(cell).partsLoaded();
        if (loaded.size() >= parts.size()) {
            // a run was cut off between the end of the last part and the end of the cell
            loaded(cell, Outcome.Succeeded.shownBy(loaded.size() + " of " + parts.size() + " parts were loaded"));
            return Optional.empty();
        }
        var part = 1;
        while (loaded.contains(part)) {
            part++;
        }
        recorder.record(new Fact.LoaderStarting(cell, part, attempt, launcher));
        retries.begin(cell);
        var load = new LiveLoad(cell, site.key(cell), part, attempt, launcher);
        living.put(load.key(), load);
        return Optional.of(new Laid(load, parts.get(part - 1)));
    }

    /// Whether a loader of an earlier attempt lives although nobody knows of it. One that has just ended may
    /// take a moment to go.
    private boolean livesUnknown(CellId cell) throws FailureException, InterruptedException {
        if (!site.anyProcess(cell)) {
            return false;
        }
        Thread.sleep(tempo.look());
        return site.anyProcess(cell);
    }

    /// Whatever comes of the call, the loader counts as living from here on: the next look tells what is
    /// true.
    private void launch(LiveLoad load, StagedPart part) throws InterruptedException {
        try {
            site.launch(load, part);
        } catch (FailureException e) {
            LOG.info("nobody knows whether {} was started: {}", load.cell(), e.getMessage());
        }
    }

    /// A part of a cell that is ready to be loaded.
    private record Laid(LiveLoad load, StagedPart part) {}

    /// What counts for how a cell is loaded.
    private enum Size {
        SMALL,
        LARGE
    }

    /// Something to do on the node.
    @FunctionalInterface
    private interface Effort {
        void make() throws FailureException, InterruptedException;
    }
}
