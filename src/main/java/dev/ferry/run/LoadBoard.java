package dev.ferry.run;

import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.Plan;
import dev.ferry.schema.TableName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Every cell of a load in plain arrays, with the sums of every table and of all, kept up to date by one event
/// at a time. What an event costs does not depend on how many cells there are; that matters with 200 000 of
/// them and sixty pictures a second. At rest it says what {@link Run} says.
///
/// Cells are numbered table by table: {@link #cell(int, int)}. For one thread.
public final class LoadBoard {
    private static final LoadStatus[] STATUSES = LoadStatus.values();
    private static final byte ABSENT = -1;
    private static final byte NO_PERCENT = -1;

    private final String plan;
    private final List<TableName> tables;
    private final List<String> nodes;
    private final Map<TableName, Integer> rows = new HashMap<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final byte[] status;
    private final byte[] percent;
    private final long[] bytes;
    private final int[] sstables;
    private final long[] rate;
    private final int[] attempts;
    private final long[] millis;
    private final long[] startedAt;
    private final boolean[] isHeld;
    private final boolean[] isQueued;
    private final int[] version;
    private final int[] tableVersion;
    private final Sums[] sums;
    private final Sums all = new Sums();

    /// Every cell of a plan, waiting.
    public LoadBoard(Plan plan) {
        this.plan = plan.id();
        this.tables = plan.tables().stream().map(table -> table.table()).toList();
        var found = new LinkedHashSet<String>();
        plan.source().nodes().forEach(node -> found.add(node.address()));
        plan.tables()
                .forEach(table ->
                        table.cells().forEach(cell -> found.add(cell.id().node())));
        this.nodes = List.copyOf(found);
        for (var row = 0; row < tables.size(); row++) {
            rows.put(tables.get(row), row);
        }
        for (var column = 0; column < nodes.size(); column++) {
            columns.put(nodes.get(column), column);
        }
        var cells = tables.size() * nodes.size();
        this.status = new byte[cells];
        this.percent = new byte[cells];
        this.bytes = new long[cells];
        this.sstables = new int[cells];
        this.rate = new long[cells];
        this.attempts = new int[cells];
        this.millis = new long[cells];
        this.startedAt = new long[cells];
        this.isHeld = new boolean[cells];
        this.isQueued = new boolean[cells];
        this.version = new int[cells];
        this.tableVersion = new int[tables.size()];
        this.sums = new Sums[tables.size()];
        Arrays.setAll(sums, row -> new Sums());
        Arrays.fill(status, ABSENT);
        plan.tables().forEach(table -> table.cells().forEach(this::put));
    }

    private void put(CellPlan planned) {
        var cell = index(planned.id()).orElseThrow();
        status[cell] = (byte) LoadStatus.WAITING.ordinal();
        percent[cell] = NO_PERCENT;
        bytes[cell] = planned.bytes();
        sstables[cell] = planned.sstables();
        add(cell);
    }

    /// Every cell of a plan as a run has left it.
    ///
    /// @param now milliseconds of any clock, the one that {@link #heard} goes by
    public static LoadBoard of(Plan plan, Run run, long now) {
        var board = new LoadBoard(plan);
        if (run.plan().filter(plan.id()::equals).isPresent()) {
            run.cells().forEach((id, state) -> board.index(id).ifPresent(cell -> board.set(cell, state, now)));
        }
        return board;
    }

    private void set(int cell, CellState state, long now) {
        remove(cell);
        if (state.sstables() >= 0) {
            sstables[cell] = state.sstables();
            bytes[cell] = state.bytes();
        }
        attempts[cell] = state.attempts();
        millis[cell] = state.millis();
        isQueued[cell] = state.living() > 0 && state.launcher() > 0;
        startedAt[cell] = state.living() > 0 && !isQueued[cell] ? now : 0;
        status[cell] = (byte) status(state).ordinal();
        add(cell);
    }

    private static LoadStatus status(CellState state) {
        return state.outcome() != null
                ? status(state.outcome(), state.isStopped())
                : state.living() > 0 && state.launcher() == 0 ? LoadStatus.RUNNING : LoadStatus.WAITING;
    }

    private static LoadStatus status(Outcome outcome, boolean isStopped) {
        return switch (outcome) {
            case Outcome.Succeeded ignored -> LoadStatus.LOADED;
            case Outcome.Failed ignored -> isStopped ? LoadStatus.STOPPED : LoadStatus.FAILED;
            case Outcome.Unknown ignored -> LoadStatus.UNKNOWN;
        };
    }

    /// Takes in one event; those that are about no cell of this plan change nothing.
    ///
    /// @param now milliseconds
    public void heard(RunEvent event, long now) {
        switch (event) {
            case Fact.CellStaged staged -> index(staged.cell()).ifPresent(cell -> staged(cell, staged));
            case Fact.LoaderStarting starting ->
                index(starting.cell()).ifPresent(cell -> starting(cell, starting, now));
            case Fact.LoaderWithdrawn withdrawn -> index(withdrawn.cell()).ifPresent(this::withdrawn);
            case Fact.LoaderEnded ended -> index(ended.cell()).ifPresent(cell -> loaderEnded(cell, ended));
            case Fact.CellEnded ended ->
                index(ended.cell())
                        .ifPresent(cell -> over(cell, status(ended.outcome(), CellState.isStop(ended.outcome()))));
            case Tick.CellMoved moved -> index(moved.cell()).ifPresent(cell -> moved(cell, moved, now));
            case Fact.StepStarted started
            when started.step().step() == Step.SNAPSHOT ->
                ofAnotherSnapshot(started.step().subject());
            case Fact ignored -> {
                // about something else
            }
            case Tick ignored -> {
                // about something else
            }
        }
    }

    private void staged(int cell, Fact.CellStaged staged) {
        remove(cell);
        sstables[cell] = staged.sstables();
        bytes[cell] = staged.bytes();
        add(cell);
    }

    private void starting(int cell, Fact.LoaderStarting starting, long now) {
        remove(cell);
        attempts[cell] = Math.max(attempts[cell], starting.attempt());
        rest(cell);
        isQueued[cell] = starting.launcher() > 0;
        if (isQueued[cell]) {
            status[cell] = (byte) waiting(cell).ordinal();
        } else {
            running(cell, now);
        }
        add(cell);
    }

    private void running(int cell, long now) {
        isQueued[cell] = false;
        startedAt[cell] = now;
        status[cell] = (byte) LoadStatus.RUNNING.ordinal();
    }

    private void withdrawn(int cell) {
        remove(cell);
        rest(cell);
        status[cell] = (byte) waiting(cell).ordinal();
        add(cell);
    }

    private void loaderEnded(int cell, Fact.LoaderEnded ended) {
        remove(cell);
        millis[cell] += ended.millis();
        rest(cell);
        if (status(cell).isRunning()) {
            status[cell] = (byte) waiting(cell).ordinal();
        }
        add(cell);
    }

    private void over(int cell, LoadStatus how) {
        remove(cell);
        rest(cell);
        status[cell] = (byte) how.ordinal();
        add(cell);
    }

    /// As {@link CellState#ofAnotherSnapshot()}.
    private void ofAnotherSnapshot(String node) {
        var column = columns.get(node);
        for (var row = 0; column != null && row < tables.size(); row++) {
            var cell = cell(row, column);
            if (isThere(cell) && !status(cell).isRunning()) {
                remove(cell);
                status[cell] = (byte) waiting(cell).ordinal();
                add(cell);
            }
        }
    }

    private void rest(int cell) {
        startedAt[cell] = 0;
        isQueued[cell] = false;
        percent[cell] = NO_PERCENT;
        rate[cell] = 0;
    }

    /// A launcher begins what is in its queue without asking: that a cell moves is how one gets to know.
    private void moved(int cell, Tick.CellMoved moved, long now) {
        if (!status(cell).isRunning() && !isQueued[cell]) {
            return;
        }
        remove(cell);
        if (isQueued[cell]) {
            running(cell, now);
        }
        percent[cell] = (byte) moved.percent();
        rate[cell] = Math.max(0, moved.bytesPerSecond());
        status[cell] = (byte) (moved.isStalled() ? LoadStatus.STALLED : LoadStatus.RUNNING).ordinal();
        add(cell);
    }

    /// Which cells a user wants to wait: these and no others.
    public void hold(Set<CellId> held) {
        for (var cell = 0; cell < isHeld.length; cell++) {
            if (isHeld[cell] && !held.contains(id(cell))) {
                hold(cell, false);
            }
        }
        held.forEach(id -> index(id).ifPresent(cell -> hold(cell, true)));
    }

    private void hold(int cell, boolean held) {
        if (isHeld[cell] != held) {
            remove(cell);
            isHeld[cell] = held;
            if (status(cell).isWaiting()) {
                status[cell] = (byte) waiting(cell).ordinal();
            }
            add(cell);
        }
    }

    private LoadStatus waiting(int cell) {
        return isHeld[cell] ? LoadStatus.PAUSED : LoadStatus.WAITING;
    }

    private void remove(int cell) {
        all.add(cell, -1);
        sums[row(cell)].add(cell, -1);
    }

    private void add(int cell) {
        all.add(cell, 1);
        sums[row(cell)].add(cell, 1);
        version[cell]++;
        tableVersion[row(cell)]++;
    }

    /// The plan whose cells these are.
    public String plan() {
        return plan;
    }

    /// The tables, in the plan's order; their places are their numbers.
    public List<TableName> tables() {
        return tables;
    }

    /// The nodes; their places are their numbers.
    public List<String> nodes() {
        return nodes;
    }

    /// How many cells there could be, absent ones counted.
    public int size() {
        return status.length;
    }

    /// The number of a table's cell on a node.
    public int cell(int row, int column) {
        return row * nodes.size() + column;
    }

    /// A cell's table.
    public int row(int cell) {
        return cell / nodes.size();
    }

    /// A cell's node.
    public int column(int cell) {
        return cell % nodes.size();
    }

    /// A cell's number; empty if it is none of this plan's.
    public OptionalInt index(CellId id) {
        var row = rows.get(id.table());
        var column = columns.get(id.node());
        return row == null || column == null ? OptionalInt.empty() : OptionalInt.of(cell(row, column));
    }

    /// A cell by its number.
    public CellId id(int cell) {
        return new CellId(1, nodes.get(column(cell)), tables.get(row(cell)));
    }

    /// Whether the plan has this cell at all.
    public boolean isThere(int cell) {
        return status[cell] != ABSENT;
    }

    /// How it stands with a cell that is there.
    public LoadStatus status(int cell) {
        return STATUSES[status[cell]];
    }

    /// How far its loader is, 0 to 99; −1 where that is unknown or none runs.
    public int percent(int cell) {
        return percent[cell];
    }

    /// Its bytes: as staged, or as planned where nothing is staged yet.
    public long bytes(int cell) {
        return bytes[cell];
    }

    /// Whether it waits in the queue of a launcher, as far as is known.
    public boolean isQueued(int cell) {
        return isQueued[cell];
    }

    /// Its bytes that are over, as far as is known.
    public long bytesDone(int cell) {
        return switch (status(cell)) {
            case LOADED -> bytes[cell];
            case RUNNING, STALLED -> bytes[cell] * Math.max(0, percent[cell]) / 100;
            case WAITING, PAUSED, FAILED, UNKNOWN, STOPPED -> 0;
        };
    }

    /// Its SSTables: as staged, or as planned.
    public int sstables(int cell) {
        return sstables[cell];
    }

    /// Its loader's bytes in a second; 0 where that is unknown or none runs.
    public long rate(int cell) {
        return rate[cell];
    }

    /// How many loaders were started for it.
    public int attempts(int cell) {
        return attempts[cell];
    }

    /// How long its loaders have taken together, as far as they were watched.
    ///
    /// @param now milliseconds
    public long millis(int cell, long now) {
        return millis[cell] + (startedAt[cell] == 0 ? 0 : now - startedAt[cell]);
    }

    /// Counts up whenever something about the cell changes.
    public int version(int cell) {
        return version[cell];
    }

    /// Counts up whenever something about a table's cells changes.
    public int tableVersion(int row) {
        return tableVersion[row];
    }

    /// The sums of a table's cells.
    public Sums table(int row) {
        return sums[row];
    }

    /// The sums of all cells.
    public Sums all() {
        return all;
    }

    /// Whether some of a table may be on the target but not all of it: it must not be read, and nobody may
    /// cut over.
    public boolean isPartLoaded(int row) {
        var table = sums[row];
        return table.attempts() > 0 && table.count(LoadStatus.LOADED) < table.cells();
    }

    /// The totals, as {@link LoadTotals#of} would find them by walking over every cell.
    public LoadTotals totals() {
        var failed = all.count(LoadStatus.FAILED) + all.count(LoadStatus.UNKNOWN) + all.count(LoadStatus.STOPPED);
        var running = all.count(LoadStatus.RUNNING) + all.count(LoadStatus.STALLED);
        return new LoadTotals(all.cells, all.count(LoadStatus.LOADED), failed, running, all.bytes, all.bytesDone);
    }

    /// The cell that runs and will be over last, by what is left and how fast it goes; a stalled one before
    /// all others. Empty if none runs.
    ///
    /// @param now milliseconds
    public OptionalInt slowest(long now) {
        var slowest = -1;
        var longest = -1.0;
        for (var cell = 0; cell < status.length; cell++) {
            if (isThere(cell) && status(cell).isRunning()) {
                var seconds = secondsLeft(cell, now);
                if (seconds > longest) {
                    longest = seconds;
                    slowest = cell;
                }
            }
        }
        return slowest < 0 ? OptionalInt.empty() : OptionalInt.of(slowest);
    }

    private double secondsLeft(int cell, long now) {
        if (status(cell) == LoadStatus.STALLED) {
            return 1e15 + bytes[cell];
        }
        return rate[cell] > 0 ? (double) (bytes[cell] - bytesDone(cell)) / rate[cell] : millis(cell, now) / 1000.0;
    }

    /// Sums over cells: of one table, or of all.
    public final class Sums {
        private final int[] counts = new int[STATUSES.length];
        private int cells;
        private int attempts;
        private int sstables;
        private long bytes;
        private long bytesDone;
        private long rate;

        private Sums() {}

        private void add(int cell, int sign) {
            counts[status[cell]] += sign;
            cells += sign;
            attempts += sign * LoadBoard.this.attempts[cell];
            sstables += sign * LoadBoard.this.sstables[cell];
            bytes += sign * LoadBoard.this.bytes[cell];
            bytesDone += sign * LoadBoard.this.bytesDone(cell);
            rate += sign * LoadBoard.this.rate[cell];
        }

        /// How many cells have a status.
        public int count(LoadStatus status) {
            return counts[status.ordinal()];
        }

        /// How many cells there are.
        public int cells() {
            return cells;
        }

        /// How many loaders were started.
        public int attempts() {
            return attempts;
        }

        /// How many SSTables there are.
        public int sstables() {
            return sstables;
        }

        /// All bytes.
        public long bytes() {
            return bytes;
        }

        /// The bytes that are over.
        public long bytesDone() {
            return bytesDone;
        }

        /// What all loaders send in a second.
        public long rate() {
            return rate;
        }
    }
}
