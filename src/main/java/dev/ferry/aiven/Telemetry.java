package dev.ferry.aiven;

import dev.ferry.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads logs and metrics.
final class Telemetry {
    private Telemetry() {}

    static LogPage log(JsonValue answer, LogQuery.Order order) {
        var lines = new ArrayList<>(
                answer.at("logs").list().stream().map(Telemetry::line).toList());
        return new LogPage(
                order == LogQuery.Order.DESC ? lines.reversed() : lines,
                answer.at("offset").text().orElse(null),
                answer.at("first_log_offset").text().orElse(null));
    }

    private static LogPage.Line line(JsonValue line) {
        return new LogPage.Line(
                time(line.at("time")).orElse(null),
                line.at("hostname").text(""),
                line.at("unit").text(""),
                line.at("severity").text(""),
                line.at("msg").text(""));
    }

    /// Groups that are no chart are left out: the list of what is measured grows.
    static Metrics metrics(JsonValue answer) {
        var groups = new LinkedHashMap<String, Metrics.Series>();
        answer.at("metrics").fields().forEach((name, group) -> {
            var columns = group.at("data", "cols").list();
            if (columns.size() > 1) {
                groups.put(name, series(group, columns));
            }
        });
        return new Metrics(groups);
    }

    private static Metrics.Series series(JsonValue group, List<JsonValue> columns) {
        return new Metrics.Series(
                group.at("hints", "title").text(""),
                columns.stream()
                        .skip(1)
                        .map(column -> column.at("label").text(""))
                        .toList(),
                group.at("data", "rows").list().stream()
                        .map(JsonValue::list)
                        // the first row may echo the columns
                        .filter(cells ->
                                !cells.isEmpty() && cells.getFirst().text().isPresent())
                        .map(Telemetry::row)
                        .toList());
    }

    private static Metrics.Row row(List<JsonValue> cells) {
        var values = new ArrayList<@Nullable Double>();
        for (var cell : cells.subList(1, cells.size())) {
            values.add(cell.decimal().isPresent() ? cell.decimal().get().doubleValue() : null);
        }
        return new Metrics.Row(time(cells.getFirst()).orElse(null), values);
    }

    /// A time as ISO text with or without its zone (then it is UTC), or as milliseconds since 1970.
    private static Optional<Instant> time(JsonValue value) {
        var number = value.number();
        if (number.isPresent()) {
            return Optional.of(Instant.ofEpochMilli(number.getAsLong()));
        }
        return value.instant().or(() -> value.text().flatMap(Telemetry::utc));
    }

    private static Optional<Instant> utc(String text) {
        try {
            return Optional.of(Instant.parse(text.strip().replace(' ', 'T') + "Z"));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
