package dev.ferry.engine;

import dev.ferry.cassandra.Consistency;
import dev.ferry.cassandra.CqlReading;
import dev.ferry.cluster.Cluster;
import dev.ferry.migration.Options;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.plan.Plan;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Fact;
import dev.ferry.run.OpenRanges;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.TableCheck;
import dev.ferry.run.Tick;
import dev.ferry.schema.Column;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.Replication;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import dev.ferry.verify.CountLimits;
import dev.ferry.verify.RangeCounted;
import dev.ferry.verify.RowCounts;
import dev.ferry.verify.TableToCount;
import dev.ferry.verify.TokenRange;
import dev.ferry.verify.TokenRanges;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Level 1: every table's rows, counted by token range on both sides. What was counted before a run was cut
/// off is not counted again; a table that was proven is not proven twice.
final class Verification {
    private static final int LEVEL = 1;
    private static final int TABLES_AT_ONCE = 4;
    private static final int RANGES_AT_ONCE = 4;
    private static final Duration QUERY = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Workplace work;
    private final Recorder recorder;
    private final Cluster cluster;
    private final SourceLink source;
    private final TargetLink target;

    Verification(Workplace work, SourceLink source, TargetLink target, Cluster cluster) {
        this.work = work;
        this.recorder = work.recorder();
        this.cluster = cluster;
        this.source = source;
        this.target = target;
    }

    /// How many replicas of the source have to agree on what is there. Where one data centre is loaded from it
    /// is asked alone, and it alone has to be up; a replication that knows no data centres has no quorum in one
    /// (`ConsistencyLevel.localQuorumFor`).
    static Consistency consistency(Options options, Keyspace keyspace) {
        return options.dataCentre() != null && keyspace.replication().strategy().equals(Replication.NETWORK_TOPOLOGY)
                ? Consistency.LOCAL_QUORUM
                : Consistency.QUORUM;
    }

    private RowCounts counts(TableName table) {
        var here = cluster.schema()
                .keyspace(table.keyspace())
                .map(keyspace -> consistency(work.migration().options(), keyspace))
                .orElse(Consistency.QUORUM);
        var limits = new CountLimits(
                new CqlReading(here, QUERY), new CqlReading(Consistency.QUORUM, QUERY), RANGES_AT_ONCE, PAUSE);
        return new RowCounts(source.cql(), target.cql(), limits);
    }

    /// Verifies every table that is not proven yet; or the tables of the scope's cells, proven or not.
    void verify(Scope scope) throws FailureException, InterruptedException {
        if (scope.cells().isEmpty()) {
            recorder.again(StepId.of(Step.VERIFY), () -> count(open()));
            return;
        }
        var named = scope.cells().stream().map(CellId::table).collect(Collectors.toUnmodifiableSet());
        var tables = work.plan().tables().stream()
                .filter(table -> named.contains(table.table()))
                .toList();
        Together.forEach(tables, TABLES_AT_ONCE, this::verify);
        var left = open();
        // that others are still open is no failure of a count that was not meant for them
        if (left.isEmpty() || left.stream().anyMatch(tables::contains)) {
            recorder.again(StepId.of(Step.VERIFY), this::verdict);
        }
    }

    /// Whether nothing is left to verify. A table that was counted again since, and is not green any more,
    /// counts more than the step's own end: a run may have been cut off between the two.
    static boolean isOver(Run run, Plan plan) {
        return run.isDone(StepId.of(Step.VERIFY)) && open(run, plan).isEmpty();
    }

    private List<TablePlan> open() {
        return open(recorder.run(), work.plan());
    }

    private static List<TablePlan> open(Run run, Plan plan) {
        return plan.tables().stream()
                .filter(table ->
                        !run.check(table.table()).map(TableCheck::isGreen).orElse(false))
                .toList();
    }

    private List<String> count(List<TablePlan> tables) throws FailureException, InterruptedException {
        Together.forEach(tables, TABLES_AT_ONCE, this::verify);
        return verdict();
    }

    private void verify(TablePlan table) throws FailureException, InterruptedException {
        var toCount = toCount(table);
        var done = new AtomicInteger();
        var result = counts(table.table()).count(toCount, counted -> heard(counted, toCount, done));
        for (var range : result.notRead().stream().limit(OpenRanges.MOST).toList()) {
            recorder.record(new Fact.RangeNotRead(
                    range.table(), range.range().startExclusive(), range.range().endInclusive(), range.failure()));
        }
        recorder.record(new Fact.TableVerified(
                table.table(),
                LEVEL,
                result.sourceRows(),
                result.targetRows(),
                result.ranges(),
                unlessPartial(table, result.verdict())));
    }

    private TableToCount toCount(TablePlan table) throws FailureException {
        var found = cluster.schema()
                .table(table.table())
                .orElseThrow(() -> Failures.attention(
                        "source " + cluster.name(),
                        "engine.drift.schema",
                        table.table().toString(),
                        work.plan().id()));
        var counted = recorder.run().counted(table.table()).stream()
                .map(range -> new RangeCounted(
                        range.table(),
                        new TokenRange(range.start(), range.end()),
                        range.sourceRows(),
                        range.targetRows()))
                .toList();
        return new TableToCount(table.table(), partitionKey(found), TokenRanges.partsFor(table.bytes()), counted);
    }

    private static List<String> partitionKey(Table table) {
        return table.columns(Column.Kind.PARTITION_KEY).stream()
                .map(Column::name)
                .toList();
    }

    private void heard(RangeCounted counted, TableToCount table, AtomicInteger done) {
        try {
            recorder.record(new Fact.RangeCounted(
                    counted.table(),
                    counted.range().startExclusive(),
                    counted.range().endInclusive(),
                    counted.source(),
                    counted.target()));
        } catch (FailureException e) {
            throw new IllegalStateException("the journal cannot be written", e);
        }
        recorder.tell(new Tick.TableCounting(table.table(), done.incrementAndGet(), table.parts()));
    }

    /// Equal counts prove nothing about a table of which a node is not loaded.
    private Outcome unlessPartial(TablePlan table, Outcome outcome) {
        var open = table.cells().stream()
                .filter(cell -> !recorder.run().cell(cell.id()).isLoaded())
                .map(cell -> cell.id().toString())
                .collect(Collectors.joining("\n"));
        return open.isEmpty()
                ? outcome
                : new Outcome.Failed(Failures.failure(
                        Failure.Kind.NEEDS_ATTENTION,
                        "table " + table.table(),
                        "engine.verify.partial",
                        open,
                        table.table()));
    }

    private List<String> verdict() throws FailureException {
        var open = open().stream().map(table -> table.table().toString()).toList();
        var tables = work.plan().tables().size();
        if (!open.isEmpty()) {
            throw Failures.attention(
                    "verification", "engine.verify.not-green", String.join("\n", open), open.size(), tables);
        }
        return List.of(tables + " of " + tables + " tables: row counts by token range are equal");
    }
}
