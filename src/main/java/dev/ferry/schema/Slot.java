package dev.ferry.schema;

import java.util.Objects;
import java.util.Optional;

/// The place of one statement in a plan.
///
/// @param statement as it would run; its text may be what a user wrote
/// @param proposal what Ferry would write; empty if Ferry would leave it out
/// @param isEdited whether a user wrote something for it
record Slot(Statement statement, String proposal, boolean isEdited) {
    Slot {
        Objects.requireNonNull(statement);
        Objects.requireNonNull(proposal);
    }

    /// The statement, unless it is left out.
    Optional<Statement> run() {
        return statement.cql().isBlank() ? Optional.empty() : Optional.of(statement);
    }

    /// Whether a user may write something else for it: for what makes the schema, not for what holds it
    /// during the load.
    boolean isEditable() {
        return isEditable(statement.id());
    }

    static boolean isEditable(String id) {
        return id.startsWith("create.") || id.startsWith("drop.column.") || id.startsWith("add.column.");
    }
}
