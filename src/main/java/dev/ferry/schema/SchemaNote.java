package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import java.util.List;
import java.util.Objects;

/// A finding with its place in an object's text for the target, and what can be done about it.
///
/// @param line the line in {@link SchemaObject#target()}, from 1
/// @param fixes what one click can do; the best first
public record SchemaNote(Finding finding, int line, List<SchemaFix> fixes) {
    public SchemaNote {
        Objects.requireNonNull(finding);
        fixes = List.copyOf(fixes);
    }

    /// Whether somebody should look at it.
    public boolean isNotable() {
        return finding.severity() != Severity.PASS;
    }
}
