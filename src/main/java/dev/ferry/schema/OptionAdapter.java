package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Turns the options of one table or view into those that a release knows (`TableParams.Option` of each
/// release).
///
/// What has no effect where it came from is left out with one finding for all of it; what had an effect,
/// each with its own.
final class OptionAdapter {
    private static final String SPECULATIVE_RETRY = "speculative_retry";
    private static final Pattern PERCENTILE = Pattern.compile("([0-9.]+)p(?:ercentile)?", Pattern.CASE_INSENSITIVE);

    private final CassandraVersion target;
    private final String place;
    private final SortedMap<String, OptionValue> kept = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> idle = new ArrayList<>();

    private OptionAdapter(CassandraVersion target, String place) {
        this.target = target;
        this.place = place;
    }

    /// Options that a release knows, and what had to be changed.
    record Adapted(SortedMap<String, OptionValue> options, List<Finding> findings) {}

    /// Adapts the options of a table or view.
    ///
    /// @param place what they belong to, for the findings: `table shop.orders`
    static Adapted adapt(TableOptions options, CassandraVersion target, String place) {
        var adapter = new OptionAdapter(target, place);
        options.values().forEach(adapter::adapt);
        adapter.sayWhatIsIdle();
        return new Adapted(adapter.kept, List.copyOf(adapter.findings));
    }

    private void adapt(String option, OptionValue value) {
        switch (option) {
            case "bloom_filter_fp_chance",
                    "caching",
                    "comment",
                    "crc_check_chance",
                    "default_time_to_live",
                    "gc_grace_seconds",
                    "max_index_interval",
                    "memtable_flush_period_in_ms",
                    "min_index_interval" -> kept.put(option, value);
            case "read_repair_chance", "dclocal_read_repair_chance" -> keepBefore(4, 0, option, value);
            case "read_repair", "additional_write_policy" -> keepFrom(4, 0, option, value);
            case "cdc" -> keepFrom(3, 8, option, value);
            case "allow_auto_snapshot", "incremental_backups" -> keepFrom(5, 0, option, value);
            case SPECULATIVE_RETRY -> speculativeRetry(value);
            case "compaction" -> compaction(value);
            case "compression" -> compression(value);
            default -> leaveOut(option, value);
        }
    }

    private boolean isAtLeast(int major, int minor) {
        return target.isAtLeast(major, minor);
    }

    private void keepFrom(int major, int minor, String option, OptionValue value) {
        if (isAtLeast(major, minor)) {
            kept.put(option, value);
        } else {
            leaveOut(option, value);
        }
    }

    private void keepBefore(int major, int minor, String option, OptionValue value) {
        if (isAtLeast(major, minor)) {
            leaveOut(option, value);
        } else {
            kept.put(option, value);
        }
    }

    private void leaveOut(String option, OptionValue value) {
        if (isIdle(option, value)) {
            idle.add(option + " = " + value.cql());
        } else {
            findings.add(Notice.OPTION_DROPPED.at(place, option + " = " + value.cql(), option, target));
        }
    }

    /// Whether the option has the value that nobody has to choose. 4.x keeps the read repair chances as
    /// zeros for old drivers; `dclocal_read_repair_chance` was 0.1 by default before.
    private static boolean isIdle(String option, OptionValue value) {
        return switch (value) {
            case OptionValue.Figure(var text) ->
                Double.parseDouble(text) == 0 || option.equals("dclocal_read_repair_chance") && text.equals("0.1");
            case OptionValue.Truth(var on) -> option.equals("cdc") != on;
            case OptionValue.Entries(var entries) -> entries.isEmpty();
            case OptionValue.Words(var text) ->
                switch (option) {
                    case "memtable" -> text.equals("default");
                    case "read_repair" -> text.equals("BLOCKING");
                    case "additional_write_policy" -> text.equals("99p");
                    default -> text.isEmpty();
                };
        };
    }

    private void sayWhatIsIdle() {
        if (!idle.isEmpty()) {
            findings.add(Notice.OPTIONS_IDLE.at(place, String.join("\n", idle), idle.size(), target));
        }
    }

    /// 4.0 reads the spellings of 3.x (`SpeculativeRetryPolicy.fromString`), but not the other way round.
    private void speculativeRetry(OptionValue value) {
        if (!(value instanceof OptionValue.Words(var text)) || isAtLeast(4, 0)) {
            kept.put(SPECULATIVE_RETRY, value);
            return;
        }
        var percentile = PERCENTILE.matcher(text);
        if (percentile.matches()) {
            respell(text, percentile.group(1) + "PERCENTILE");
        } else if (text.equalsIgnoreCase("NEVER")) {
            respell(text, "NONE");
        } else if (text.contains("(")) {
            kept.put(SPECULATIVE_RETRY, new OptionValue.Words("99PERCENTILE"));
            findings.add(converted(Notice.OPTION_CONVERTED, text, "99PERCENTILE"));
        } else {
            kept.put(SPECULATIVE_RETRY, value);
        }
    }

    private void respell(String stored, String older) {
        kept.put(SPECULATIVE_RETRY, new OptionValue.Words(older));
        if (!older.equalsIgnoreCase(stored)) {
            findings.add(converted(Notice.OPTION_RESPELLED, stored, older));
        }
    }

    private Finding converted(Notice notice, String stored, String older) {
        return notice.at(place, stored + " → " + older, SPECULATIVE_RETRY, stored, older, target);
    }

    private void compaction(OptionValue value) {
        if (value instanceof OptionValue.Entries(var entries)) {
            var compaction = CompactionOptions.adapt(entries, target, place);
            findings.addAll(compaction.findings());
            kept.put("compaction", new OptionValue.Entries(compaction.options()));
        }
    }

    private void compression(OptionValue value) {
        if (value instanceof OptionValue.Entries(var entries)) {
            var compression = CompressionOptions.adapt(entries, target, place);
            findings.addAll(compression.findings());
            kept.put("compression", new OptionValue.Entries(compression.options()));
            Optional.ofNullable(entries.get("crc_check_chance"))
                    .ifPresent(chance -> kept.putIfAbsent("crc_check_chance", new OptionValue.Figure(chance)));
        }
    }
}
