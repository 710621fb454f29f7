package dev.ferry.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads the masking function of a column from `system_schema.column_masks`, which came with 5.0.
final class ColumnMask {
    private static final Set<String> QUOTED = Set.of("ascii", "date", "inet", "text", "time", "timestamp", "varchar");

    private ColumnMask() {}

    /// The call as CQL: `mask_inner(1, null)`. A function of a user's keyspace has that before its name.
    static String cql(SystemRow row) {
        var keyspace = row.text("function_keyspace");
        var name = row.text("function_name");
        var function = keyspace.equals("system") ? name : Cql.name(keyspace) + "." + Cql.name(name);
        return function + arguments(row);
    }

    /// Whether a call is one of a function that Cassandra brings along.
    static boolean isNative(String call) {
        return !call.startsWith("\"");
    }

    private static String arguments(SystemRow row) {
        var types = row.texts("function_argument_types");
        var values = row.texts("function_argument_values");
        var nulls = nulls(row.values());
        return IntStream.range(0, values.size())
                .mapToObj(each -> nulls.get(each) ? "null" : argument(types.get(each), values.get(each)))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static List<Boolean> nulls(Map<String, @Nullable Object> values) {
        return values.get("function_argument_nulls") instanceof List<?> list
                ? list.stream().map(Boolean.TRUE::equals).toList()
                : List.of();
    }

    private static String argument(String type, String value) {
        return QUOTED.contains(type) ? Cql.literal(value) : value;
    }
}
