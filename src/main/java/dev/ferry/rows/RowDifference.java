package dev.ferry.rows;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A row that is not the same on both sides.
///
/// @param kind in which way
/// @param token the token of its partition
/// @param key its primary key, in key order; a row that stands for a partition's static columns has null
///     for its clustering columns
/// @param values its other columns: those that differ, or all of a row that is on one side only
/// @param sourceWritten when the newest of these values was written on the source; null if nobody can tell
/// @param targetWritten the same on the target
/// @param reason what explains it
public record RowDifference(
        Kind kind,
        long token,
        List<Field> key,
        List<Field> values,
        @Nullable Instant sourceWritten,
        @Nullable Instant targetWritten,
        Reason reason) {
    public RowDifference {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(reason);
        key = List.copyOf(key);
        values = List.copyOf(values);
    }

    /// The key for people: `id = 7, at = 2026-03-01T10:00:00Z`; without the columns that have no value.
    public String keyText() {
        return key.stream()
                .filter(field -> field.source() != null || field.target() != null)
                .map(field -> field.column() + " = " + (field.source() == null ? field.target() : field.source()))
                .collect(Collectors.joining(", "));
    }

    /// In which way a row differs.
    public enum Kind {
        /// It is on the source only.
        MISSING,
        /// It is on the target only.
        EXTRA,
        /// It is on both sides, with other values.
        CHANGED
    }

    /// What explains a difference.
    public enum Reason {
        /// It was written on the source after the snapshot was taken.
        LATER_ON_SOURCE,
        /// It was written on the target after the snapshot was taken.
        LATER_ON_TARGET,
        /// It is older than the snapshot: nothing that can be seen explains it.
        NOTHING,
        /// Its columns do not say when they were written, or the snapshot's time is not known.
        NOT_KNOWN;

        /// Whether a later write explains it.
        public boolean isLaterWrite() {
            return this == LATER_ON_SOURCE || this == LATER_ON_TARGET;
        }
    }

    /// One column of the row, as text.
    ///
    /// @param column its name
    /// @param source its value on the source; null if there is none
    /// @param target its value on the target; null if there is none
    public record Field(
            String column,
            @Nullable String source,
            @Nullable String target) {
        public Field {
            Objects.requireNonNull(column);
        }
    }
}
