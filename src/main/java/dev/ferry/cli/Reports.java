package dev.ferry.cli;

import dev.ferry.engine.MigrationEngine;
import dev.ferry.journal.Document;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.Plan;
import dev.ferry.report.Summary;
import java.time.Instant;

/// The summary of what a document tells.
final class Reports {
    private Reports() {}

    static Summary summary(Document document, Plan plan) throws FailureException {
        var migration = document.migration();
        var facts = document.facts();
        var started = facts.isEmpty() ? Instant.now() : facts.getFirst().at();
        var ended = facts.isEmpty() ? started : facts.getLast().at();
        return Summary.of(
                new Summary.Names(migration.name(), migration.target().name()),
                plan,
                document.run(),
                MigrationEngine.cleaning(plan, migration.target()),
                started,
                ended);
    }
}
