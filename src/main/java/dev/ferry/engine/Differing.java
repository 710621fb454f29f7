package dev.ferry.engine;

import dev.ferry.cassandra.Consistency;
import dev.ferry.cassandra.CqlReading;
import dev.ferry.migration.Migration;
import dev.ferry.outcome.FailureException;
import dev.ferry.rows.RowComparison;
import dev.ferry.rows.RowProgress;
import dev.ferry.rows.RowQuestion;
import dev.ferry.schema.Schema;
import dev.ferry.verify.RowDifferences;
import dev.ferry.verify.RowLimits;
import dev.ferry.verify.RowShape;
import dev.ferry.verify.TokenRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// Shows the rows of a range that differ, beside any run: it connects to both sides, reads, and is gone.
final class Differing {
    private static final Duration PAGE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Migration migration;
    private final Secrets secrets;
    private final Path knownHosts;

    Differing(Migration migration, Secrets secrets, Path knownHosts) {
        this.migration = migration;
        this.secrets = secrets;
        this.knownHosts = knownHosts;
    }

    /// Compares the rows that are asked for.
    RowComparison compare(RowQuestion question, Consumer<RowProgress> told)
            throws FailureException, InterruptedException {
        var tempo = Tempo.of(migration.target());
        try (var source = SourceLink.open(migration.source(), migration.options(), secrets, knownHosts);
                var door = TargetDoor.of(migration, secrets, tempo);
                var target = door.enter()) {
            var limits = new RowLimits(question.most(), PAUSE, question.snapshot());
            var schema = Survey.schema(source.cql());
            var here = new CqlReading(consistency(schema, question.table().keyspace()), PAGE);
            var there = new CqlReading(Consistency.QUORUM, PAGE);
            return new RowDifferences(source.cql(), target.cql(), here, there, shape(schema, question), limits)
                    .compare(new TokenRange(question.start(), question.end()), told);
        }
    }

    private Consistency consistency(Schema schema, String keyspace) {
        return schema.keyspace(keyspace)
                .map(found -> Verification.consistency(migration.options(), found))
                .orElse(Consistency.QUORUM);
    }

    private static RowShape shape(Schema schema, RowQuestion question) throws FailureException {
        var table = question.table();
        return schema.table(table)
                .map(RowShape::of)
                .orElseThrow(() -> Failures.attention(
                        "source", "engine.differences.no-table", table.toString(), table.toString()));
    }
}
