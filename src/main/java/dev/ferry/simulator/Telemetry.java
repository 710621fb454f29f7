package dev.ferry.simulator;

import dev.ferry.json.JsonValue;
import dev.ferry.simulator.SimulatedService.LogLine;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Logs and metrics of a service, in the API's shapes.
final class Telemetry {
    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 500;
    private static final int ROWS = 12;
    private static final double DISK_PERCENT = 3.5;
    private static final double DISK_PERCENT_FILLING = 94;
    private static final double MEMORY_PERCENT = 61;
    private static final Set<String> PERIODS = Set.of("hour", "day", "week", "month", "year");

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
        var name = service.snapshot().name();
        var page = new ArrayList<>(
                lines.subList(from, to).stream().map(line -> line(name, line)).toList());
        if (!isAscending) {
            Collections.reverse(page);
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("logs", page);
        answer.put("offset", encoded(isAscending ? to : from));
        answer.put("first_log_offset", lines.isEmpty() ? null : encoded(0));
        return answer;
    }

    /// `POST …/metrics`: the load is this machine's, since all nodes share it; the disks are made up, since a
    /// full disk of this machine says nothing about the plan's.
    static Map<String, Object> metrics(SimulatedService service, JsonValue wanted, Faults faults) throws ApiError {
        var snapshot = service.snapshot();
        if (!PERIODS.contains(wanted.at("period").text("hour"))) {
            throw ApiError.bad("Invalid period");
        }
        if (snapshot.state() == SimulatedService.State.POWEROFF) {
            throw new ApiError(503, "An error occurred. Please try again later.");
        }
        var load = Math.max(0, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        var busy = Math.clamp(100 * load / Runtime.getRuntime().availableProcessors(), 0, 100);
        var disk = faults.lasts(Fault.DISK_FILLING) ? DISK_PERCENT_FILLING : DISK_PERCENT;
        var groups = new LinkedHashMap<String, Object>();
        groups.put("cpu_usage", chart(snapshot, "CPU usage %", busy));
        groups.put("disk_usage", chart(snapshot, "Disk space usage %", disk));
        groups.put("load_average", chart(snapshot, "Load average", load));
        groups.put("mem_usage", chart(snapshot, "Memory usage %", MEMORY_PERCENT));
        return Map.of("metrics", groups);
    }

    /// Columns and rows as Google's charts take them. The first row repeats the columns, which callers have to
    /// skip.
    private static Map<String, Object> chart(SimulatedService.Snapshot service, String title, double value) {
        var columns = new ArrayList<Map<String, Object>>();
        columns.add(Map.of("label", "time", "type", "date"));
        IntStream.rangeClosed(1, service.plan().nodes())
                .forEach(i -> columns.add(Map.of("label", service.name() + "-" + i, "type", "number")));
        var rows = new ArrayList<List<?>>();
        rows.add(columns);
        var now = Instant.now();
        for (var back = ROWS - 1; back >= 0; back--) {
            var row = new ArrayList<Object>();
            row.add(now.minus(Duration.ofMinutes(5L * back)).toString());
            row.addAll(Collections.nCopies(service.plan().nodes(), value));
            rows.add(row);
        }
        return Map.of("data", Map.of("cols", columns, "rows", rows), "hints", Map.of("title", title));
    }

    private static Map<String, Object> line(String service, LogLine line) {
        return Map.of(
                "msg",
                line.text(),
                "time",
                line.time().toString(),
                "unit",
                "cassandra.service",
                "hostname",
                service + "-1",
                "severity",
                line.isTrouble() ? "err" : "info");
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
