package dev.ferry.aiven;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a service's machines have been doing (`POST /project/P/service/S/metrics`).
///
/// @param groups what was measured, under Aiven's names: `disk_usage`, `cpu_usage`, `mem_usage`, `load_average`
public record Metrics(Map<String, Series> groups) {
    /// Disk in use, in percent.
    public static final String DISK = "disk_usage";
    /// Processors in use, in percent.
    public static final String CPU = "cpu_usage";
    /// Memory in use, in percent.
    public static final String MEMORY = "mem_usage";
    /// Load average over five minutes.
    public static final String LOAD = "load_average";

    public Metrics {
        groups = Map.copyOf(groups);
    }

    /// What a group showed last, node → value; empty if there is no such group. A node that is silent in the
    /// last row has what it had before.
    public Map<String, Double> latest(String group) {
        var series = groups.get(group);
        return series == null ? Map.of() : series.latest();
    }

    /// What was measured of all nodes.
    ///
    /// @param title for people, empty if not told
    /// @param nodes what the columns are called
    /// @param rows one for each moment, the oldest first
    public record Series(String title, List<String> nodes, List<Row> rows) {
        public Series {
            nodes = List.copyOf(nodes);
            rows = List.copyOf(rows);
        }

        Map<String, Double> latest() {
            var found = new LinkedHashMap<String, Double>();
            for (var row : rows) {
                for (var i = 0; i < Math.min(nodes.size(), row.values().size()); i++) {
                    var value = row.values().get(i);
                    if (value != null) {
                        found.put(nodes.get(i), value);
                    }
                }
            }
            return found;
        }
    }

    /// What was measured at one moment.
    ///
    /// @param time when; null if it cannot be read
    /// @param values one for each node, null where it was silent
    public record Row(@Nullable Instant time, List<@Nullable Double> values) {
        public Row {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /// How far back.
    public enum Period {
        HOUR,
        DAY,
        WEEK
    }
}
