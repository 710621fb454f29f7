package dev.ferry.engine;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.source.CellLook;
import dev.ferry.source.CellState;
import dev.ferry.source.StagedFile;
import dev.ferry.source.StagedPart;
import dev.ferry.text.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A node that exists only here: loaders live until they are told how to end. It tells who is started, and
/// refuses what no node may ever see: a second loader of one cell.
final class FakeSite implements LoadSite {
    static final int CELLS_A_PLACE = 5;

    private final String address;
    private final Map<CellId, Integer> parts;
    private final Consumer<CellId> onLaunch;
    private final Map<CellId, LiveLoad> living = new LinkedHashMap<>();
    private final Map<String, CellState> over = new HashMap<>();
    private final Set<CellId> strangers = new HashSet<>();
    private final Set<CellId> staged = new HashSet<>();
    private final List<CellId> launched = new ArrayList<>();
    private final Set<CellId> unjudgeable = new HashSet<>();
    private final Set<CellId> immortal = new HashSet<>();
    private final Map<Integer, FakeLauncher> launchers = new LinkedHashMap<>();
    private final Set<CellId> lost = new HashSet<>();
    private boolean runsLaunchers;
    private boolean refusesLaunchers;
    private int throttle = -1;

    FakeSite(String address, Map<CellId, Integer> parts, Consumer<CellId> onLaunch) {
        this.address = address;
        this.parts = parts;
        this.onLaunch = onLaunch;
    }

    /// A site whose loader can load many cells in one process.
    FakeSite withLaunchers() {
        runsLaunchers = true;
        return this;
    }

    /// No launcher can be started from now on.
    void refuseLaunchers() {
        refusesLaunchers = true;
    }

    /// The connection is lost once, when the files of this cell are asked for.
    void loseConnectionAt(CellId cell) {
        lost.add(cell);
    }

    /// The launchers that were ever started, by their number.
    Map<Integer, FakeLauncher> launchers() {
        return launchers;
    }

    /// How fast loaders may send; below zero if nothing was said.
    int throttle() {
        return throttle;
    }

    /// Every launcher begins what it may.
    void begin() {
        launchers.values().forEach(FakeLauncher::begin);
    }

    Set<CellId> living() {
        return Set.copyOf(living.keySet());
    }

    List<CellId> launched() {
        return launched;
    }

    Set<CellId> staged() {
        return staged;
    }

    /// A loader ends by itself.
    void end(CellId cell, int code) {
        over.put(living.remove(cell).key(), new CellState.Ended(code));
    }

    /// What a cell's loader was given is not there any more: nobody can judge it.
    void loseFiles(CellId cell) {
        unjudgeable.add(cell);
    }

    /// A cell's loader does not end, whatever is done to it, or does again.
    void hang(CellId cell, boolean hangs) {
        if (hangs) {
            immortal.add(cell);
        } else {
            immortal.remove(cell);
        }
    }

    /// A loader is gone without a word.
    void vanish(CellId cell) {
        over.put(living.remove(cell).key(), new CellState.Vanished());
    }

    /// A process of this cell lives that nobody knows of, or no longer.
    void stranger(CellId cell, boolean lives) {
        if (lives) {
            strangers.add(cell);
        } else {
            strangers.remove(cell);
        }
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public String key(CellId cell) {
        return cell.key();
    }

    @Override
    public int countParts(CellId cell) throws FailureException {
        return parts(cell).size();
    }

    @Override
    public List<StagedPart> parts(CellId cell) throws FailureException {
        if (lost.remove(cell)) {
            throw new FailureException(failure(Failure.Kind.RETRYABLE));
        }
        if (!staged.contains(cell) && (living.containsKey(cell) || strangers.contains(cell))) {
            throw new AssertionError("staged under a living loader: " + cell);
        }
        staged.add(cell);
        var found = new ArrayList<StagedPart>();
        for (var part = 1; part <= parts.getOrDefault(cell, 1); part++) {
            found.add(new StagedPart("/stage/" + part, List.of(new StagedFile("nb-" + part + "-big-Data.db", 100))));
        }
        return found;
    }

    @Override
    public void prepare(Collection<CellId> cells) throws FailureException {
        for (var cell : cells) {
            parts(cell);
        }
    }

    @Override
    public void unstage(Collection<CellId> cells) {
        staged.removeAll(cells);
    }

    @Override
    public void launch(LiveLoad load, StagedPart part) {
        if (living.putIfAbsent(load.cell(), load) != null || strangers.contains(load.cell())) {
            throw new AssertionError("a second loader of " + load.cell());
        }
        over.remove(load.key());
        launched.add(load.cell());
        onLaunch.accept(load.cell());
    }

    @Override
    public Map<String, CellLook> look(Collection<LiveLoad> loads) {
        var looks = new HashMap<String, CellLook>();
        for (var load : loads) {
            CellState state = living.containsKey(load.cell())
                    ? new CellState.Living(1)
                    : over.getOrDefault(load.key(), new CellState.NotThere());
            var launcher = launchers.get(load.launcher());
            if (launcher != null && launcher.queue.containsKey(load.cell())) {
                state = launcher.isOver() ? new CellState.Claimed() : new CellState.Queued(load.launcher());
            }
            looks.put(load.key(), new CellLook(state, "", 0, "", 0, false));
        }
        return looks;
    }

    @Override
    public void stop(LiveLoad load) throws FailureException {
        if (immortal.contains(load.cell())) {
            throw new FailureException(failure(Failure.Kind.NEEDS_ATTENTION));
        }
        if (living.containsKey(load.cell())) {
            end(load.cell(), 143);
        }
    }

    @Override
    public boolean anyProcess(CellId cell) {
        return living.containsKey(cell) || strangers.contains(cell);
    }

    @Override
    public boolean runsLaunchers() {
        return runsLaunchers;
    }

    @Override
    public int cellsAPlace() {
        return CELLS_A_PLACE;
    }

    @Override
    public String credentials() {
        return "/ferry/credentials-1";
    }

    @Override
    public void startLauncher(int launcher) throws FailureException {
        if (refusesLaunchers) {
            throw new FailureException(failure(Failure.Kind.NEEDS_ATTENTION));
        }
        if (launchers.put(launcher, new FakeLauncher(launcher)) != null) {
            throw new AssertionError("a second launcher with the number " + launcher);
        }
    }

    /// One that is told something before it is started is never started.
    private FakeLauncher told(int launcher) {
        return launchers.computeIfAbsent(launcher, number -> {
            var never = new FakeLauncher(number);
            never.state = new CellState.Claimed();
            return never;
        });
    }

    @Override
    public Set<String> enqueue(int launcher, Map<LiveLoad, StagedPart> loads) {
        var found = launchers.get(launcher);
        if (found.isOver() || found.isClosed) {
            return Set.of();
        }
        loads.keySet().forEach(load -> {
            over.remove(load.key());
            found.queue.put(load.cell(), load);
        });
        return loads.keySet().stream().map(LiveLoad::key).collect(Collectors.toSet());
    }

    @Override
    public Set<String> withdraw(int launcher, Collection<LiveLoad> loads) {
        var found = launchers.get(launcher);
        if (found == null) {
            return Set.of();
        }
        return loads.stream()
                .filter(load -> found.queue.remove(load.cell()) != null)
                .map(LiveLoad::key)
                .collect(Collectors.toSet());
    }

    @Override
    public void allow(int launcher, int atOnce) {
        told(launcher).atOnce = atOnce;
    }

    @Override
    public void closeLauncher(int launcher) {
        told(launcher).isClosed = true;
    }

    @Override
    public CellLook lookAtLauncher(LiveLauncher launcher) {
        var found = launchers.get(launcher.number());
        if (found != null && found.isClosed && found.running().isEmpty() && found.state instanceof CellState.Living) {
            found.state = new CellState.Ended(0);
        }
        var state = found == null ? new CellState.NotThere() : found.state;
        return new CellLook(state, "", 0, "", 0, false);
    }

    @Override
    public void stopLauncher(int launcher) {
        launchers.get(launcher).end(new CellState.Ended(143), new CellState.Ended(143));
    }

    @Override
    public void throttle(int mebibytesPerSecond) {
        throttle = mebibytesPerSecond;
    }

    /// A process that loads many cells; it begins something only when it is told to.
    final class FakeLauncher {
        private final int number;
        private final Map<CellId, LiveLoad> queue = new LinkedHashMap<>();
        private final Set<CellId> running = new HashSet<>();
        private int atOnce = 1;
        private boolean isClosed;
        private CellState state = new CellState.Living(7);

        private FakeLauncher(int number) {
            this.number = number;
        }

        int atOnce() {
            return atOnce;
        }

        Set<CellId> queue() {
            return Set.copyOf(queue.keySet());
        }

        Set<CellId> running() {
            running.retainAll(living.keySet());
            return Set.copyOf(running);
        }

        boolean isOver() {
            return !(state instanceof CellState.Living);
        }

        boolean isClosed() {
            return isClosed;
        }

        /// It is gone without a word, and with everything that it loads.
        void vanish() {
            end(new CellState.Vanished(), new CellState.Vanished());
        }

        /// It was killed, and what it loads is gone without a word.
        void kill() {
            end(new CellState.Ended(137), new CellState.Vanished());
        }

        private void begin() {
            running.retainAll(living.keySet());
            for (var load : List.copyOf(queue.values())) {
                if (isOver() || isClosed || running.size() >= atOnce) {
                    return;
                }
                queue.remove(load.cell());
                running.add(load.cell());
                launch(load, new StagedPart("/stage", List.of(new StagedFile("nb-1-big-Data.db", 1))));
            }
        }

        private void end(CellState own, CellState cells) {
            if (isOver()) {
                return;
            }
            state = own;
            for (var cell : running()) {
                over.put(living.remove(cell).key(), cells);
            }
            running.clear();
        }

        @Override
        public String toString() {
            return "launcher " + number;
        }
    }

    @Override
    public Outcome judge(LiveLoad load, int exitCode) throws FailureException {
        if (unjudgeable.contains(load.cell())) {
            throw new FailureException(failure(Failure.Kind.NEEDS_ATTENTION));
        }
        return switch (exitCode) {
            case 0 -> Outcome.Succeeded.shownBy("exit code 0");
            case 1 -> new Outcome.Failed(failure(Failure.Kind.RETRYABLE));
            default -> new Outcome.Failed(failure(Failure.Kind.NEEDS_ATTENTION));
        };
    }

    @Override
    public Outcome judgeGone(LiveLoad load) throws FailureException {
        return new Outcome.Unknown(failure(Failure.Kind.RETRYABLE));
    }

    private Failure failure(Failure.Kind kind) {
        return new Failure(kind, "source node " + address, Message.of("cause"), "said so", Message.of("remedy"));
    }
}
