package dev.ferry.cassandra;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of an answer, as plain Java values by column name, in the order of the answer.
///
/// A value is a `String`, `Boolean`, `Byte`, `Short`, `Integer`, `Long`, `Float`, `Double`, `BigInteger`,
/// `BigDecimal`, `UUID`, `Instant`, `LocalDate`, `LocalTime`, `InetAddress`, `ByteBuffer`, a `List`,
/// `Set` or `Map` of such, or null. A user-defined type is a `Map` by field, a tuple and a vector are a
/// `List`, a duration is its text.
public record CqlRow(Map<String, @Nullable Object> values) {
    public CqlRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// A column's text.
    public @Nullable String text(String column) {
        return (String) values.get(column);
    }

    /// A column's number.
    public long number(String column) {
        return values.get(column) instanceof Number number ? number.longValue() : 0;
    }

    /// A column's truth; null is false, as in Cassandra's own tables.
    public boolean flag(String column) {
        return Boolean.TRUE.equals(values.get(column));
    }

    /// A column's id.
    public @Nullable UUID id(String column) {
        return (UUID) values.get(column);
    }

    /// A column's map of texts; null is empty.
    @SuppressWarnings("unchecked") // the column's CQL type says so
    public Map<String, String> texts(String column) {
        return values.get(column) instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
    }

    /// A column's set or list of texts, in order; null is empty.
    @SuppressWarnings("unchecked") // the column's CQL type says so
    public List<String> list(String column) {
        return switch (values.get(column)) {
            case List<?> list -> (List<String>) list;
            case Set<?> set -> List.copyOf((Set<String>) set);
            case null, default -> List.of();
        };
    }
}
