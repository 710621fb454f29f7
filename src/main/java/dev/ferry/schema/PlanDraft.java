package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A plan while it is made.
final class PlanDraft {
    private final List<Finding> findings = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();

    void add(Finding finding) {
        findings.add(finding);
    }

    void addAll(List<Finding> some) {
        findings.addAll(some);
    }

    void add(Statement statement) {
        statements.add(statement);
    }

    /// The plan: heavy findings first, early stages first, all else in the order in which it was added.
    SchemaPlan plan() {
        return new SchemaPlan(
                findings.stream()
                        .sorted(Comparator.comparing(Finding::severity).reversed())
                        .toList(),
                statements.stream()
                        .sorted(Comparator.comparing(Statement::stage))
                        .toList());
    }
}
