package dev.ferry.engine;

import dev.ferry.cassandra.CqlCause;
import dev.ferry.cluster.Cluster;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.Tick;
import dev.ferry.schema.Index;
import dev.ferry.schema.Schema;
import dev.ferry.schema.SchemaPlan;
import dev.ferry.schema.Stage;
import dev.ferry.schema.Statement;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// The plan's statements on the target: each once, each a step, and in the end a look at what stands there.
final class SchemaWork {
    private static final Duration STATEMENT = Duration.ofMinutes(2);
    private static final Duration AGREEMENT = Duration.ofMinutes(2);
    private static final Duration INDEX_LOOK = Duration.ofSeconds(1);

    private final Workplace work;
    private final Recorder recorder;
    private final Cluster cluster;
    private final TargetLink target;

    SchemaWork(Workplace work, Cluster cluster, TargetLink target) {
        this.work = work;
        this.recorder = work.recorder();
        this.cluster = cluster;
        this.target = target;
    }

    /// Everything that has to stand before data moves, and the proof that it stands.
    void beforeLoad() throws FailureException, InterruptedException {
        run(Step.SCHEMA, Stage.BEFORE_LOAD);
        recorder.again(StepId.of(Step.SCHEMA_PROOF), this::prove);
    }

    /// What has to wait for the data: indexes and views.
    void afterLoad() throws FailureException, InterruptedException {
        run(Step.SCHEMA_AFTER, Stage.AFTER_LOAD);
        awaitIndexes();
    }

    /// What is put back in the end.
    void finish() throws FailureException, InterruptedException {
        run(Step.SETTINGS, Stage.FINISH);
    }

    private void run(Step step, Stage stage) throws FailureException, InterruptedException {
        for (var statement : work.plan().statements(stage)) {
            var id = new StepId(step, statement.id());
            recorder.once(id, () -> effect(id, statement));
        }
        target.cql().awaitAgreement(AGREEMENT);
    }

    private List<String> effect(StepId id, Statement statement) throws FailureException, InterruptedException {
        var mayHaveHappened = recorder.run().step(id).starts() > 1;
        if (mayHaveHappened && !isNeeded(statement)) {
            return List.of(statement.object() + " stands there already");
        }
        try {
            target.cql().changeSchema(statement.cql(), STATEMENT);
        } catch (FailureException e) {
            if (mayHaveHappened
                    && CqlCause.of(e.failure())
                            .filter(CqlCause.ALREADY_EXISTS::equals)
                            .isPresent()) {
                return List.of(statement.object() + " stands there already");
            }
            throw e;
        }
        return List.of(statement.object());
    }

    private boolean isNeeded(Statement statement) throws FailureException, InterruptedException {
        return isNeeded(statement, standing());
    }

    /// Whether a plan made for the target as it stands now would still have this statement. Somebody may have
    /// written another text for it since: what it makes is missing all the same.
    static boolean isNeeded(Statement statement, SchemaPlan now) {
        return now.statements().stream()
                .anyMatch(each -> each.id().equals(statement.id()) || each.cql().equals(statement.cql()));
    }

    private SchemaPlan standing() throws FailureException, InterruptedException {
        return new Planning(work.migration(), cluster).schemaPlan(target.shape(), Survey.schema(target.cql()));
    }

    /// A plan for the target as it stands now must have nothing left to do before the load, and nothing to
    /// object to.
    private List<String> prove() throws FailureException, InterruptedException {
        var now = standing();
        var blocks = now.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCK)
                .toList();
        if (!blocks.isEmpty()) {
            throw Failures.attention("target schema", "engine.schema.differs", text(blocks));
        }
        var left = now.statements(Stage.BEFORE_LOAD);
        if (!left.isEmpty()) {
            throw Failures.attention(
                    "target schema", "engine.schema.missing", left.getFirst().cql());
        }
        return List.of(work.plan().tables().size() + " tables compared with the source");
    }

    private static String text(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.place() + ": " + Messages.text(finding.reason()))
                .collect(Collectors.joining("\n"));
    }

    /// An index serves queries only when it is built on every node; until then a query through it lies.
    private void awaitIndexes() throws FailureException, InterruptedException {
        var standing = Survey.schema(target.cql());
        for (var table : work.plan().tables()) {
            for (var index : indexes(standing, table.table())) {
                awaitIndex(table.table().keyspace(), index.name());
            }
        }
    }

    private static List<Index> indexes(Schema schema, TableName table) {
        return schema.table(table).map(Table::indexes).orElse(List.of());
    }

    private void awaitIndex(String keyspace, String index) throws FailureException, InterruptedException {
        while (!target.cql().isIndexBuilt(keyspace, index)) {
            recorder.tell(new Tick.StepTold(
                    StepId.of(Step.SCHEMA_AFTER), Message.of("engine.index.building", keyspace, index)));
            Thread.sleep(INDEX_LOOK);
        }
    }
}
