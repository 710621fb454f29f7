package dev.ferry.schema;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A row of a table of `system_schema`, with its values read by type.
record SystemRow(String systemTable, Map<String, @Nullable Object> values) {
    /// A text that has to be there.
    ///
    /// @throws IllegalArgumentException if it is not
    String text(String column) {
        return optionalText(column).orElseThrow(() -> lacks(column));
    }

    Optional<String> optionalText(String column) {
        return values.get(column) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    int number(String column, int otherwise) {
        return values.get(column) instanceof Number number ? number.intValue() : otherwise;
    }

    boolean isTrue(String column) {
        return Boolean.TRUE.equals(values.get(column));
    }

    /// A `timestamp` in microseconds; Cassandra stores these in milliseconds.
    long micros(String column) {
        return switch (values.get(column)) {
            case Instant instant -> instant.toEpochMilli() * 1_000;
            case Number millis -> millis.longValue() * 1_000;
            case null, default -> throw lacks(column);
        };
    }

    /// A set or list of texts; null is empty.
    List<String> texts(String column) {
        return values.get(column) instanceof Collection<?> collection
                ? collection.stream().map(String::valueOf).toList()
                : List.of();
    }

    /// A map of texts; null is empty.
    SortedMap<String, String> entries(String column) {
        return values.get(column) instanceof Map<?, ?> map ? entries(map) : new TreeMap<>();
    }

    /// A value as that of a table option; empty if null.
    Optional<OptionValue> option(String column) {
        return switch (values.get(column)) {
            case null -> Optional.empty();
            case Boolean truth -> Optional.of(new OptionValue.Truth(truth));
            case Number number -> Optional.of(new OptionValue.Figure(figure(number)));
            case Map<?, ?> map -> Optional.of(new OptionValue.Entries(entries(map)));
            case Object other -> Optional.of(new OptionValue.Words(other.toString()));
        };
    }

    private static SortedMap<String, String> entries(Map<?, ?> map) {
        var entries = new TreeMap<String, String>();
        map.forEach((key, value) -> entries.put(String.valueOf(key), entry(value)));
        return entries;
    }

    private static String entry(@Nullable Object value) {
        if (value instanceof ByteBuffer buffer) {
            var bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return "0x" + HexFormat.of().formatHex(bytes);
        }
        return String.valueOf(value);
    }

    /// Without an exponent, which would be hard to read: 0.00001, not 1.0E-5.
    private static String figure(Number number) {
        var text = number.toString();
        return text.contains("E") ? new BigDecimal(text).stripTrailingZeros().toPlainString() : text;
    }

    private IllegalArgumentException lacks(String column) {
        return new IllegalArgumentException("a row of system_schema." + systemTable + " lacks " + column);
    }
}
