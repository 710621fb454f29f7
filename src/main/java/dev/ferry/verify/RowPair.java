package dev.ferry.verify;

import dev.ferry.rows.RowDifference;
import dev.ferry.rows.RowDifference.Field;
import dev.ferry.rows.RowDifference.Kind;
import dev.ferry.rows.RowDifference.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What both sides have under one key.
///
/// @param source the source's row; null if it has none
/// @param target the target's row; null if it has none
/// @param columns the columns that are compared
record RowPair(@Nullable ReadRow source, @Nullable ReadRow target, List<String> columns) {
    RowPair {
        columns = List.copyOf(columns);
    }

    /// A row with its key.
    ///
    /// @throws IllegalStateException if neither side has it
    ReadRow either() {
        if (source != null) {
            return source;
        }
        if (target != null) {
            return target;
        }
        throw new IllegalStateException("a row on neither side");
    }

    boolean isEqual() {
        return (source == null) == (target == null) && different().isEmpty();
    }

    private List<String> different() {
        return columns.stream()
                .filter(column -> !Objects.equals(value(source, column), value(target, column)))
                .toList();
    }

    private static @Nullable Object value(@Nullable ReadRow row, String column) {
        return row == null ? null : row.values().get(column);
    }

    /// What is to be said of it; empty if there is no difference.
    ///
    /// @param snapshot when the first snapshot was taken; null if nobody knows
    Optional<RowDifference> difference(RowShape shape, @Nullable Instant snapshot) {
        if (isEqual()) {
            return Optional.empty();
        }
        var row = either();
        var shown = different();
        var ours = written(source, shown);
        var theirs = written(target, shown);
        return Optional.of(new RowDifference(
                kind(), row.token(), key(shape, row), fields(shown), ours, theirs, reason(ours, theirs, snapshot)));
    }

    private Kind kind() {
        return source == null ? Kind.EXTRA : target == null ? Kind.MISSING : Kind.CHANGED;
    }

    private List<Field> key(RowShape shape, ReadRow row) {
        var fields = new ArrayList<Field>();
        for (var i = 0; i < shape.partitionKey().size(); i++) {
            fields.add(keyField(shape.partitionKey().get(i), row.partition().get(i)));
        }
        for (var i = 0; i < shape.clustering().size(); i++) {
            fields.add(keyField(shape.clustering().get(i), row.clustering().get(i)));
        }
        return fields;
    }

    private Field keyField(String column, @Nullable Object value) {
        var text = ValueText.of(value);
        return new Field(column, source == null ? null : text, target == null ? null : text);
    }

    private List<Field> fields(List<String> shown) {
        return shown.stream()
                .map(column ->
                        new Field(column, ValueText.of(value(source, column)), ValueText.of(value(target, column))))
                .toList();
    }

    /// When the newest of these values was written.
    private static @Nullable Instant written(@Nullable ReadRow row, List<String> columns) {
        if (row == null) {
            return null;
        }
        return columns.stream()
                .map(column -> row.written().get(column))
                .filter(Objects::nonNull)
                .max(Long::compare)
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
                .orElse(null);
    }

    private Reason reason(@Nullable Instant ours, @Nullable Instant theirs, @Nullable Instant snapshot) {
        if (snapshot == null) {
            return Reason.NOT_KNOWN;
        }
        var later = ours == null || (theirs != null && theirs.isAfter(ours)) ? theirs : ours;
        if (later != null && later.isAfter(snapshot)) {
            return later == ours ? Reason.LATER_ON_SOURCE : Reason.LATER_ON_TARGET;
        }
        return isTimed(source, ours) && isTimed(target, theirs) ? Reason.NOTHING : Reason.NOT_KNOWN;
    }

    /// Whether we know when what is there was written. A value that was deleted has no time any more.
    private static boolean isTimed(@Nullable ReadRow row, @Nullable Instant written) {
        return row == null || written != null;
    }
}
