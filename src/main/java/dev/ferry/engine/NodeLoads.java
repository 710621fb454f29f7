package dev.ferry.engine;

import dev.ferry.loader.LoaderCommand;
import dev.ferry.loader.LoaderVerdict;
import dev.ferry.loader.Staged;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.plan.CellPlan;
import dev.ferry.run.Fact;
import dev.ferry.schema.TableName;
import dev.ferry.source.CellLook;
import dev.ferry.source.CellState;
import dev.ferry.source.StagedFile;
import dev.ferry.source.StagedPart;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All cells of one node: started biggest first within the limits, watched together with one look, judged
/// strictly. One thread; what it knows it has from the journal and the node's folder, and where the two
/// disagree a cell is unknown.
final class NodeLoads {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLoads.class);
    private static final int MOST_ATTEMPTS_A_RUN = 3;
    private static final Duration CLAIM_PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Workplace work;
    private final Recorder recorder;
    private final LoaderCalls calls;
    private final Workspace node;
    private final Staging staging;
    private final Deque<CellId> waiting = new ArrayDeque<>();
    private final Map<String, LiveLoad> living = new LinkedHashMap<>();
    private final Map<CellId, Integer> attemptsNow = new LinkedHashMap<>();

    /// @param cells the node's cells, biggest first
    NodeLoads(Workplace work, LoaderCalls calls, Workspace node, List<CellPlan> cells) {
        this.work = work;
        this.recorder = work.recorder();
        this.calls = calls;
        this.node = node;
        this.staging = new Staging(work, node);
        cells.stream()
                .map(CellPlan::id)
                .filter(cell -> !recorder.run().cell(cell).isLoaded())
                .forEach(waiting::add);
    }

    /// Loads them all, as far as they can be loaded. Cells that failed are facts, not exceptions.
    ///
    /// @throws FailureException if the node stays out of reach: what runs there goes on, and the next run
    ///     picks it up
    void run() throws FailureException, InterruptedException {
        try {
            adoptLiving();
            while (!(living.isEmpty() && (waiting.isEmpty() || work.control().endsLoaders()))) {
                patiently(this::watch);
                patiently(this::startMore);
                Thread.sleep(work.tempo().look());
            }
        } finally {
            living.values().forEach(load -> work.control().giveBack());
        }
    }

    /// Loaders that the journal knows to be started, or about to be: perhaps they live. They are looked at
    /// before any is started.
    private void adoptLiving() {
        for (var cell : List.copyOf(waiting)) {
            var state = recorder.run().cell(cell);
            if (state.living() > 0) {
                waiting.remove(cell);
                var load = new LiveLoad(cell, staging.key(cell), state.living(), state.attempts());
                living.put(load.key(), load);
                work.control().adopt();
            }
        }
    }

    /// Does it again, with growing pauses, for as long as the node may be out of reach.
    private void patiently(Effort effort) throws FailureException, InterruptedException {
        var pause = FIRST_PAUSE;
        var until = System.nanoTime() + work.tempo().unreachable().toNanos();
        while (true) {
            try {
                effort.make();
                return;
            } catch (FailureException e) {
                if (e.failure().kind() != Failure.Kind.RETRYABLE || System.nanoTime() > until) {
                    throw e;
                }
                LOG.info("{} cannot be worked on for now: {}", node.address(), e.getMessage());
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
        var positions = living.values().stream().map(LiveLoad::position).toList();
        var looks = node.folder().look(positions);
        for (var load : List.copyOf(living.values())) {
            var look = looks.get(load.key());
            if (look != null) {
                load.read(look);
                follow(load, look);
            }
        }
    }

    private void follow(LiveLoad load, CellLook look) throws FailureException, InterruptedException {
        if (look.hasMore()) {
            return;
        }
        switch (look.state()) {
            case CellState.Living ignored -> watchLiving(load);
            case CellState.Ended ended -> over(load, judge(load, ended.code()));
            case CellState.Vanished ignored -> over(load, gone(load));
            case CellState.Claimed ignored -> startCutShort(load);
            case CellState.NotThere ignored -> startCutShort(load);
        }
    }

    private void watchLiving(LiveLoad load) throws FailureException, InterruptedException {
        if (load.isOverdue(work.tempo().overdue())) {
            load.stopForSilence();
            node.folder().stop(load.key(), load.attempt());
        } else if (work.control().endsLoaders()) {
            node.folder().stop(load.key(), load.attempt());
        } else {
            recorder.tell(load.tick(work.tempo().stalled()));
        }
    }

    /// The journal says that it was about to be started; the node knows nothing of a process. It may be
    /// starting right now: only after a while, and when no process names the cell, it is certain that there
    /// is none.
    private void startCutShort(LiveLoad load) throws FailureException, InterruptedException {
        if (load.millis() > CLAIM_PATIENCE.toMillis() && !node.folder().anyProcess(load.key())) {
            over(load, unknown("engine.load.never-started", ""));
        }
    }

    private Outcome judge(LiveLoad load, int exitCode) throws FailureException, InterruptedException {
        load.output().end();
        return load.isStoppedForSilence()
                ? LoaderVerdict.stuck(load.output(), staged(load))
                : LoaderVerdict.judge(exitCode, load.output(), staged(load));
    }

    private Outcome gone(LiveLoad load) throws FailureException, InterruptedException {
        if (node.folder().anyProcess(load.key())) {
            return unknown("engine.load.witnesses-disagree", "");
        }
        load.output().end();
        return LoaderVerdict.gone(load.output(), staged(load));
    }

    private Staged staged(LiveLoad load) throws FailureException, InterruptedException {
        var part = staging.parts(load.cell()).get(load.part() - 1);
        var names = part.dataFiles().stream().map(StagedFile::name).collect(Collectors.toSet());
        return new Staged(node.address(), names, hostsThatGetAll(load.cell().table()));
    }

    /// Where every target node holds every row, every one of them must have got every file.
    private Set<String> hostsThatGetAll(TableName table) throws FailureException, InterruptedException {
        return staging.isOnEveryTargetNode(table, calls.target())
                ? Set.copyOf(calls.target().addresses())
                : Set.of();
    }

    private Outcome unknown(String key, String evidence) {
        return new Outcome.Unknown(
                Failures.failure(Failure.Kind.RETRYABLE, "source node " + node.address(), key, evidence));
    }

    private void over(LiveLoad load, Outcome outcome) throws FailureException, InterruptedException {
        recorder.record(new Fact.LoaderEnded(load.cell(), load.part(), load.attempt(), outcome, load.millis()));
        living.remove(load.key());
        work.control().giveBack();
        switch (outcome) {
            case Outcome.Succeeded succeeded -> partLoaded(load.cell(), succeeded);
            case Outcome.Failed failed -> again(load.cell(), failed, failed.failure());
            case Outcome.Unknown unknown -> again(load.cell(), unknown, unknown.failure());
        }
    }

    private void partLoaded(CellId cell, Outcome.Succeeded last) throws FailureException, InterruptedException {
        var parts = staging.parts(cell).size();
        if (recorder.run().cell(cell).partsLoaded().size() < parts) {
            waiting.addFirst(cell);
            return;
        }
        recorder.record(new Fact.CellEnded(cell, last));
        staging.remove(cell);
    }

    private void again(CellId cell, Outcome outcome, Failure failure) throws FailureException {
        var mayHelp = failure.kind() == Failure.Kind.RETRYABLE
                && attemptsNow.getOrDefault(cell, 0) < MOST_ATTEMPTS_A_RUN
                && !work.control().endsLoaders();
        if (mayHelp) {
            waiting.addLast(cell);
        } else {
            recorder.record(new Fact.CellEnded(cell, outcome));
        }
    }

    private void startMore() throws FailureException, InterruptedException {
        while (!waiting.isEmpty()
                && !work.control().endsLoaders()
                && work.control().take(living.size())) {
            var cell = waiting.getFirst();
            var hasStarted = false;
            try {
                hasStarted = start(cell);
                waiting.removeFirst();
            } finally {
                if (!hasStarted) {
                    work.control().giveBack();
                }
            }
        }
    }

    /// Links the cell's files. What is wrong with one cell stops no other.
    ///
    /// @return its parts; empty if there is nothing to start, which is then a fact
    private List<StagedPart> stage(CellId cell) throws FailureException, InterruptedException {
        List<StagedPart> parts;
        try {
            parts = staging.parts(cell);
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.RETRYABLE) {
                throw e;
            }
            recorder.record(new Fact.CellEnded(cell, new Outcome.Failed(e.failure())));
            return List.of();
        }
        staging.note(cell, parts);
        if (parts.isEmpty()) {
            recorder.record(
                    new Fact.CellEnded(cell, Outcome.Succeeded.shownBy("no SSTable in the snapshot: nothing to load")));
        }
        return parts;
    }

    /// Starts a loader for the next part of a cell.
    ///
    /// @return whether one lives now, or may live
    private boolean start(CellId cell) throws FailureException, InterruptedException {
        var parts = stage(cell);
        if (parts.isEmpty()) {
            return false;
        }
        var loaded = recorder.run().cell(cell).partsLoaded();
        var part = 1;
        while (loaded.contains(part)) {
            part++;
        }
        var attempt = recorder.run().cell(cell).attempts() + 1;
        recorder.record(new Fact.LoaderStarting(cell, part, attempt));
        attemptsNow.merge(cell, 1, Integer::sum);
        var load = new LiveLoad(cell, staging.key(cell), part, attempt);
        living.put(load.key(), load);
        launch(load, parts.get(part - 1));
        return true;
    }

    /// Whatever comes of the call, the loader counts as living from here on: the next look tells what is
    /// true.
    private void launch(LiveLoad load, StagedPart part) throws InterruptedException {
        var command = LoaderCommand.script(
                calls.call(node, part.folder(), part.bytes(), part.dataFiles().size()));
        try {
            node.folder().launch(load.key(), load.attempt(), command);
        } catch (FailureException e) {
            LOG.info("nobody knows whether {} was started: {}", load.cell(), e.getMessage());
        }
    }

    /// Something to do on the node.
    @FunctionalInterface
    private interface Effort {
        void make() throws FailureException, InterruptedException;
    }
}
