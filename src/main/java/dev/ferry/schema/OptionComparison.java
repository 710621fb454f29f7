package dev.ferry.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Compares the options that a table shall have with those that it has, past what Cassandra spells in two
/// ways.
final class OptionComparison {
    /// The load changes these itself.
    private static final Set<String> OF_THE_LOAD = Set.of("gc_grace_seconds", "cdc");

    private static final Set<String> POLICIES = Set.of("speculative_retry", "additional_write_policy");
    private static final Map<String, String> DEFAULT_THRESHOLDS = Map.of("min_threshold", "4", "max_threshold", "32");
    private static final Pattern NO_FRACTION = Pattern.compile("(?<=\\d)\\.0+(?=\\D)");
    private static final Pattern PERCENTILE = Pattern.compile("(?<=\\d)percentile", Pattern.CASE_INSENSITIVE);

    private OptionComparison() {}

    /// One line for each option that both have and that differs: `comment: 'old' ≠ 'new'`.
    static List<String> differences(SortedMap<String, OptionValue> wanted, SortedMap<String, OptionValue> found) {
        var differences = new ArrayList<String>();
        wanted.forEach((option, value) -> {
            var other = found.get(option);
            if (other != null
                    && !OF_THE_LOAD.contains(option)
                    && !spelled(option, value).equals(spelled(option, other))) {
                differences.add(option + ": " + value.cql() + " ≠ " + other.cql());
            }
        });
        return List.copyOf(differences);
    }

    private static Object spelled(String option, OptionValue value) {
        return switch (value) {
            case OptionValue.Figure(var text) -> Double.parseDouble(text);
            case OptionValue.Truth(var on) -> on;
            case OptionValue.Entries(var entries) -> spelled(entries);
            case OptionValue.Words(var text) -> POLICIES.contains(option) ? policy(text) : text;
        };
    }

    private static Map<String, String> spelled(SortedMap<String, String> entries) {
        var spelled = new TreeMap<String, String>(DEFAULT_THRESHOLDS);
        spelled.putAll(entries);
        spelled.computeIfPresent("class", (_, name) -> name.substring(name.lastIndexOf('.') + 1));
        return spelled;
    }

    /// `99.0PERCENTILE` and `10.0ms` of 3.x are `99p` and `10ms` from 4.0 on, `NONE` is `NEVER`.
    private static String policy(String text) {
        var shortened =
                PERCENTILE.matcher(NO_FRACTION.matcher(text).replaceAll("")).replaceAll("p");
        return shortened.equalsIgnoreCase("NONE") ? "NEVER" : shortened;
    }
}
