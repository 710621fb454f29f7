package dev.ferry.simulator;

import dev.ferry.json.JsonValue;
import dev.ferry.simulator.SimulatedService.LogLine;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Logs and metrics of a service, in the API's shapes.
final class Telemetry {
    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 500;

    private Telemetry() {}

    /// `POST …/logs`: pages by an opaque offset, newest first unless told otherwise.
    static Map<String, Object> logs(SimulatedService service, JsonValue wanted) throws ApiError {
        var limit = wanted.at("limit").number(DEFAULT_LIMIT);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw ApiError.bad("Invalid limit");
        }
        var lines = service.log();
        var isAscending = wanted.at("sort_order").text("desc").equals("asc");
        var start = offset(wanted, isAscending ? 0 : lines.size(), lines.size());
        var from = isAscending ? start : Math.max(0, start - (int) limit);
        var to = isAscending ? Math.min(lines.size(), start + (int) limit) : start;
        var page = new ArrayList<>(
                lines.subList(from, to).stream().map(Telemetry::line).toList());
        if (!isAscending) {
            Collections.reverse(page);
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("logs", page);
        answer.put("offset", encoded(isAscending ? to : from));
        answer.put("first_log_offset", lines.isEmpty() ? null : encoded(0));
        return answer;
    }

    /// `POST …/metrics`, one row for now: the processors of this machine, since all nodes share it.
    static Map<String, Object> metrics(SimulatedService service) {
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        var processors = Runtime.getRuntime().availableProcessors();
        var percent = Math.clamp(100 * load / processors, 0, 100);
        var columns = List.of(
                Map.of("label", "time", "type", "date"),
                Map.of("label", service.snapshot().name() + "-1", "type", "number"));
        var rows = List.of(List.of(Instant.now().toString(), percent));
        return Map.of(
                "metrics",
                Map.of(
                        "cpu_usage",
                        Map.of(
                                "data", Map.of("cols", columns, "rows", rows),
                                "hints", Map.of("title", "CPU usage %"))));
    }

    private static Map<String, Object> line(LogLine line) {
        return Map.of("msg", line.text(), "time", line.time().toString(), "unit", "cassandra.service");
    }

    private static int offset(JsonValue wanted, int otherwise, int lines) throws ApiError {
        var given = wanted.at("offset").text();
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(given.get()), StandardCharsets.UTF_8);
            return Math.clamp(Integer.parseInt(text), 0, lines);
        } catch (IllegalArgumentException e) {
            throw ApiError.bad("Invalid offset");
        }
    }

    private static String encoded(int offset) {
        return Base64.getUrlEncoder().encodeToString(String.valueOf(offset).getBytes(StandardCharsets.UTF_8));
    }
}
