package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import java.util.List;

/// What has to be said about a schema before it moves, and the statements that move it.
///
/// @param findings the blocking ones first, then warnings, then what is in order
/// @param statements in the order in which they run; stages never go back
public record SchemaPlan(List<Finding> findings, List<Statement> statements) {
    public SchemaPlan {
        findings = List.copyOf(findings);
        statements = List.copyOf(statements);
    }

    /// Whether something has to be mended before anything may start.
    public boolean isBlocked() {
        return findings.stream().anyMatch(each -> each.severity() == Severity.BLOCK);
    }

    /// The statements of one stage, in order.
    public List<Statement> statements(Stage stage) {
        return statements.stream().filter(each -> each.stage() == stage).toList();
    }
}
