package dev.ferry.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.data.UdtValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns what the driver hands out into values that know nothing of it.
final class PlainValues {
    private PlainValues() {}

    static CqlRow row(Row row) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var columns = row.getColumnDefinitions();
        for (var i = 0; i < columns.size(); i++) {
            values.put(columns.get(i).getName().asInternal(), plain(row.getObject(i)));
        }
        return new CqlRow(values);
    }

    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case UdtValue udt -> fields(udt);
            case TupleValue tuple -> elements(tuple);
            case CqlVector<?> vector -> list(vector);
            case CqlDuration duration -> duration.toString();
            case List<?> list -> list(list);
            case Set<?> set -> {
                var plain = new LinkedHashSet<@Nullable Object>();
                set.forEach(element -> plain.add(plain(element)));
                yield Collections.unmodifiableSet(plain);
            }
            case Map<?, ?> map -> {
                var plain = new LinkedHashMap<@Nullable Object, @Nullable Object>();
                map.forEach((key, element) -> plain.put(plain(key), plain(element)));
                yield Collections.unmodifiableMap(plain);
            }
            default -> value;
        };
    }

    private static List<@Nullable Object> list(Iterable<?> elements) {
        var plain = new ArrayList<@Nullable Object>();
        elements.forEach(element -> plain.add(plain(element)));
        return Collections.unmodifiableList(plain);
    }

    private static List<@Nullable Object> elements(TupleValue tuple) {
        var plain = new ArrayList<@Nullable Object>();
        for (var i = 0; i < tuple.size(); i++) {
            plain.add(plain(tuple.getObject(i)));
        }
        return Collections.unmodifiableList(plain);
    }

    private static Map<String, @Nullable Object> fields(UdtValue udt) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        var names = udt.getType().getFieldNames();
        for (var i = 0; i < names.size(); i++) {
            plain.put(names.get(i).asInternal(), plain(udt.getObject(i)));
        }
        return Collections.unmodifiableMap(plain);
    }
}
