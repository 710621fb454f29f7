package dev.ferry.verify;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row as it was read.
///
/// @param token of its partition
/// @param partition the values of its partition key, in key order
/// @param clustering the values of its clustering columns, in key order; nulls for a partition that has
///     only static columns
/// @param values its other columns by name
/// @param written when they were written, in microseconds, as far as that can be asked
record ReadRow(
        long token,
        List<@Nullable Object> partition,
        List<@Nullable Object> clustering,
        Map<String, @Nullable Object> values,
        Map<String, Long> written) {
    ReadRow {
        values = Collections.unmodifiableMap(values);
        written = Map.copyOf(written);
    }

    Key key() {
        return new Key(partition, clustering);
    }

    record Key(List<@Nullable Object> partition, List<@Nullable Object> clustering) {}
}
