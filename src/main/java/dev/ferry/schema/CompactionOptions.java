package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Turns compaction options into those that a release knows (`validateOptions` of its compaction
/// strategies).
final class CompactionOptions {
    private static final String PACKAGE = "org.apache.cassandra.db.compaction.";
    private static final String SIZE_TIERED = "SizeTieredCompactionStrategy";
    private static final String LEVELED = "LeveledCompactionStrategy";
    private static final String TIME_WINDOW = "TimeWindowCompactionStrategy";
    private static final String DATE_TIERED = "DateTieredCompactionStrategy";
    private static final String UNIFIED = "UnifiedCompactionStrategy";
    private static final String MAX_WINDOW = "max_window_size_seconds";
    private static final String UNSAFE_EXPIRATION = "unsafe_aggressive_sstable_expiration";

    private static final Set<String> ALL_STRATEGIES = Set.of(
            "class",
            "enabled",
            "log_all",
            "only_purge_repaired_tombstones",
            "provide_overlapping_tombstones",
            "tombstone_compaction_interval",
            "tombstone_threshold",
            "unchecked_tombstone_compaction");
    private static final Set<String> TIERED =
            Set.of("bucket_high", "bucket_low", "max_threshold", "min_sstable_size", "min_threshold");

    private final CassandraVersion target;
    private final String place;
    private final List<Finding> findings = new ArrayList<>();

    private CompactionOptions(CassandraVersion target, String place) {
        this.target = target;
        this.place = place;
    }

    /// Compaction options that a release knows, and what had to be changed.
    record Adapted(SortedMap<String, String> options, List<Finding> findings) {}

    static Adapted adapt(SortedMap<String, String> options, CassandraVersion target, String place) {
        var compaction = new CompactionOptions(target, place);
        var adapted = compaction.withKnownOptions(compaction.withKnownClass(options));
        return new Adapted(adapted, List.copyOf(compaction.findings));
    }

    private SortedMap<String, String> withKnownClass(SortedMap<String, String> options) {
        var stored = options.getOrDefault("class", "");
        var known = knownClass(simpleName(stored));
        if (!known.equals(simpleName(stored)) || isForeign(stored)) {
            var replaced = new TreeMap<>(options);
            replaced.put("class", PACKAGE + known);
            if (known.equals(TIME_WINDOW)) {
                setWindow(options, replaced);
            }
            findings.add(Notice.COMPACTION_REPLACED.at(
                    place, Cql.literal(options) + " → " + Cql.literal(replaced), simpleName(stored), known, target));
            return replaced;
        }
        return options;
    }

    private String knownClass(String simpleName) {
        return switch (simpleName) {
            case SIZE_TIERED, LEVELED, TIME_WINDOW -> simpleName;
            case DATE_TIERED -> target.isAtLeast(5, 0) ? TIME_WINDOW : DATE_TIERED;
            case UNIFIED -> target.isAtLeast(5, 0) ? UNIFIED : SIZE_TIERED;
            default -> SIZE_TIERED;
        };
    }

    private static boolean isForeign(String className) {
        return className.contains(".") && !className.startsWith(PACKAGE);
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /// The window in which `DateTieredCompactionStrategy` stopped growing, one day by default, becomes the
    /// window of `TimeWindowCompactionStrategy`, in the largest unit that divides it.
    private static void setWindow(SortedMap<String, String> options, SortedMap<String, String> replaced) {
        if (options.containsKey("compaction_window_size")) {
            return;
        }
        var seconds = Long.parseLong(options.getOrDefault(MAX_WINDOW, "86400"));
        var unit = seconds % 86_400 == 0 ? TimeUnit.DAYS : seconds % 3_600 == 0 ? TimeUnit.HOURS : TimeUnit.MINUTES;
        replaced.put("compaction_window_unit", unit.name());
        replaced.put("compaction_window_size", Long.toString(Math.max(1, unit.convert(seconds, TimeUnit.SECONDS))));
        replaced.keySet().removeAll(Set.of("base_time_seconds", "max_sstable_age_days", MAX_WINDOW));
    }

    private SortedMap<String, String> withKnownOptions(SortedMap<String, String> options) {
        var known = knownOptions(simpleName(options.getOrDefault("class", "")));
        var kept = new TreeMap<String, String>();
        options.forEach((option, value) -> {
            if (known.contains(option) && !needsFlag(option, value)) {
                kept.put(option, value);
            } else {
                findings.add(Notice.OPTION_DROPPED.at(
                        place, option + " = " + Cql.literal(value), "compaction." + option, target));
            }
        });
        return kept;
    }

    /// Dropping whole files without looking for overlaps needs a system property on every node.
    private static boolean needsFlag(String option, String value) {
        return option.equals(UNSAFE_EXPIRATION) && value.equalsIgnoreCase("true");
    }

    private Set<String> knownOptions(String simpleName) {
        var known = new HashSet<>(ALL_STRATEGIES);
        switch (simpleName) {
            case LEVELED -> known.addAll(leveled());
            case TIME_WINDOW -> {
                known.addAll(TIERED);
                known.addAll(Set.of(
                        "compaction_window_size",
                        "compaction_window_unit",
                        "expired_sstable_check_frequency_seconds",
                        "timestamp_resolution",
                        UNSAFE_EXPIRATION));
            }
            case DATE_TIERED -> {
                known.addAll(TIERED);
                known.addAll(Set.of(
                        "base_time_seconds",
                        "expired_sstable_check_frequency_seconds",
                        "max_sstable_age_days",
                        "timestamp_resolution",
                        MAX_WINDOW));
            }
            case UNIFIED ->
                known.addAll(Set.of(
                        "base_shard_count",
                        "expired_sstable_check_frequency_seconds",
                        "flush_size_override",
                        "max_sstables_to_compact",
                        "min_sstable_size",
                        "overlap_inclusion_method",
                        "scaling_parameters",
                        "sstable_growth",
                        "target_sstable_size",
                        UNSAFE_EXPIRATION));
            default -> known.addAll(TIERED);
        }
        return known;
    }

    private Set<String> leveled() {
        var known = new HashSet<>(
                Set.of("bucket_high", "bucket_low", "fanout_size", "min_sstable_size", "sstable_size_in_mb"));
        if (target.isAtLeast(4, 0)) {
            known.addAll(Set.of("max_threshold", "min_threshold", "single_sstable_uplevel"));
        }
        return known;
    }
}
