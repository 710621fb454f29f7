package dev.ferry.engine;

import dev.ferry.cluster.ClockReading;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.run.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Judges clocks. Of two versions of a value the one with the later write time counts, on the target as on
/// the source: whose clock is behind writes in vain. Decides only.
final class ClockFindings {
    /// From here on two writes of one application can come to change places.
    static final Duration NOTABLE = Duration.ofMillis(500);

    /// From here on a cut-over within a working break loses writes.
    static final Duration GRAVE = Duration.ofSeconds(60);

    private static final int MOST_NAMED = 20;

    private ClockFindings() {}

    /// Whether the source's clocks agree among each other: each against the median.
    ///
    /// @param readings by node
    /// @param unread nodes whose clock could not be read
    static List<Finding> source(Map<String, ClockReading> readings, List<String> unread) {
        var findings = new ArrayList<Finding>();
        if (!readings.isEmpty()) {
            var median = median(readings);
            var off = readings.entrySet().stream()
                    .filter(each -> surely(difference(each.getValue(), median), error(each.getValue(), median))
                                    .compareTo(NOTABLE)
                            > 0)
                    .toList();
            var worst = readings.values().stream()
                    .map(reading -> surely(difference(reading, median), error(reading, median)))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            var widest = readings.values().stream()
                    .map(reading -> error(reading, median))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            var spread = readings.values().stream()
                    .map(reading -> difference(reading, median).abs())
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            var evidence = lines(readings, median);
            if (!off.isEmpty()) {
                var severity = worst.compareTo(GRAVE) > 0 ? Severity.BLOCK : Severity.WARN;
                var names = off.stream().map(Map.Entry::getKey).sorted().limit(MOST_NAMED);
                findings.add(Said.finding(
                        Check.SOURCE_CLOCKS,
                        "apart",
                        severity,
                        "source",
                        evidence,
                        names.collect(Collectors.joining(", ")),
                        text(spread),
                        text(widest)));
            } else {
                findings.add(agreeing(Check.SOURCE_CLOCKS, "source", spread, widest, evidence));
            }
        }
        if (!unread.isEmpty() || readings.isEmpty()) {
            findings.add(Said.warn(
                    Check.SOURCE_CLOCKS,
                    "unread",
                    "source",
                    "",
                    unread.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))));
        }
        return findings;
    }

    /// Whether the target's clocks go like the source's. Those that are behind are worse: what applications
    /// write there after the cut-over is older than what was loaded, until the clocks have come so far.
    ///
    /// @param source by node
    /// @param target by node, those that could be asked
    static List<Finding> target(Map<String, ClockReading> source, Map<String, ClockReading> target) {
        if (source.isEmpty() || target.isEmpty()) {
            return List.of(Said.warn(Check.TARGET_CLOCKS, "unread", "source → target", "", "–"));
        }
        var median = median(source);
        var evidence = lines(target, median);
        var findings = new ArrayList<Finding>();
        var widest = Duration.ZERO;
        var spread = Duration.ZERO;
        for (var each :
                target.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            var ahead = difference(each.getValue(), median);
            var error = error(each.getValue(), median);
            var sure = surely(ahead, error);
            widest = widest.compareTo(error) > 0 ? widest : error;
            spread = spread.compareTo(ahead.abs()) > 0 ? spread : ahead.abs();
            if (sure.compareTo(NOTABLE) > 0) {
                var isBehind = ahead.isNegative();
                findings.add(Said.finding(
                        Check.TARGET_CLOCKS,
                        isBehind ? "behind" : "ahead",
                        isBehind && sure.compareTo(GRAVE) > 0 ? Severity.BLOCK : Severity.WARN,
                        "target node " + each.getKey(),
                        evidence,
                        each.getKey(),
                        text(ahead.abs()),
                        text(error)));
            }
        }
        if (findings.isEmpty()) {
            findings.add(agreeing(Check.TARGET_CLOCKS, "source → target", spread, widest, evidence));
        }
        return findings;
    }

    // a difference that is smaller than its error is none; an error larger than what matters is no answer
    private static Finding agreeing(Check check, String place, Duration spread, Duration error, String evidence) {
        return error.compareTo(NOTABLE) > 0
                ? Said.warn(check, "coarse", place, evidence, text(spread), text(error))
                : Said.pass(check, "agree", place, evidence, text(spread), text(error));
    }

    private static ClockReading median(Map<String, ClockReading> readings) {
        var sorted = readings.values().stream()
                .sorted(Comparator.comparing(ClockReading::ahead))
                .toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    private static Duration difference(ClockReading reading, ClockReading median) {
        return reading.ahead().minus(median.ahead());
    }

    private static Duration error(ClockReading reading, ClockReading median) {
        return reading == median ? reading.error() : reading.error().plus(median.error());
    }

    /// What is left of a difference when its error is taken off.
    private static Duration surely(Duration difference, Duration error) {
        var left = difference.abs().minus(error);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static String lines(Map<String, ClockReading> readings, ClockReading median) {
        return readings.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, ClockReading> each) ->
                                difference(each.getValue(), median).abs())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_NAMED)
                .map(each -> each.getKey() + " "
                        + (difference(each.getValue(), median).isNegative() ? "−" : "+")
                        + text(difference(each.getValue(), median).abs()) + " ± "
                        + text(error(each.getValue(), median)))
                .collect(Collectors.joining("\n"));
    }

    /// `0.012 s`, `3.4 s`, `125 s`.
    static String text(Duration time) {
        var seconds = time.toMillis() / 1000.0;
        var format = seconds < 1 ? "%.3f s" : seconds < 10 ? "%.2f s" : seconds < 100 ? "%.1f s" : "%.0f s";
        return String.format(Locale.ROOT, format, seconds);
    }
}
