package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import java.util.Objects;

/// A finding with its place in the text of a statement.
///
/// @param statement the statement's id; empty if the finding is about no text
/// @param offset the character in that text, from 0
record Remark(Finding finding, String statement, int offset) {
    Remark {
        Objects.requireNonNull(finding);
        Objects.requireNonNull(statement);
    }

    /// A finding about no text in particular.
    static Remark of(Finding finding) {
        return new Remark(finding, "", 0);
    }
}
