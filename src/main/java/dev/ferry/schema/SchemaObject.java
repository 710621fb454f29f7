package dev.ferry.schema;

import dev.ferry.outcome.Severity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One object of a schema on its way: as the source has it, as the target will have it, and what has to be
/// said about it.
///
/// @param kind what it is
/// @param keyspace where it lives
/// @param name its name within its keyspace
/// @param place as findings name it: `table shop.orders`
/// @param table the table that it belongs to; null for keyspaces and types
/// @param source its CQL on the source; empty if it is not there
/// @param target its CQL on the target: what will run, or what stands there; empty if it is left out
/// @param proposal what Ferry would have for the target
/// @param fate what becomes of it
/// @param pieces the statements that its text for the target is made of, in order
/// @param notes what has to be said, heavy things first
public record SchemaObject(
        Kind kind,
        String keyspace,
        String name,
        String place,
        @Nullable TableName table,
        String source,
        String target,
        String proposal,
        Fate fate,
        List<Piece> pieces,
        List<SchemaNote> notes) {
    public SchemaObject {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(source);
        Objects.requireNonNull(target);
        Objects.requireNonNull(fate);
        pieces = List.copyOf(pieces);
        notes = List.copyOf(notes);
    }

    /// What an object is.
    public enum Kind {
        /// A keyspace.
        KEYSPACE,
        /// A user-defined type.
        TYPE,
        /// A table.
        TABLE,
        /// A secondary index.
        INDEX,
        /// A materialised view.
        VIEW,
        /// What is only spoken of: functions, aggregates, what is gone.
        OTHER
    }

    /// What becomes of an object.
    public enum Fate {
        /// It is created just as the source has it.
        SAME,
        /// It is created otherwise than the source has it.
        CHANGED,
        /// It stands on the target already, and is compared.
        STANDS,
        /// It is not created.
        LEFT_OUT
    }

    /// A statement that a user may write otherwise.
    ///
    /// @param id the statement's id
    /// @param proposal what Ferry would write
    /// @param text what will run
    public record Piece(String id, String proposal, String text) {
        public Piece {
            Objects.requireNonNull(id);
            Objects.requireNonNull(proposal);
            Objects.requireNonNull(text);
        }

        /// Whether a user wrote something else.
        public boolean isEdited() {
            return !proposal.equals(text);
        }
    }

    /// The heaviest of its notes.
    public Severity severity() {
        return notes.stream()
                .map(each -> each.finding().severity())
                .max(Severity::compareTo)
                .orElse(Severity.PASS);
    }

    /// Whether a user wrote something else than Ferry would.
    public boolean isEdited() {
        return pieces.stream().anyMatch(Piece::isEdited);
    }

    /// Whether its text for the target can be changed.
    public boolean isEditable() {
        return !pieces.isEmpty();
    }

    /// What a changed text for the target means for its statements.
    ///
    /// @return by statement: the new text, or empty where it is what Ferry proposes
    public Map<String, Optional<String>> editsOf(String text) {
        return TargetText.split(pieces, text);
    }
}
