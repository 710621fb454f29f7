package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Checks the options that a user wrote for a table or view against what the target takes (`TableParams`,
/// `TableAttributes`). None of them touches the data; a statement that the target refuses does.
final class OptionCheck {
    private static final String SECONDS = "0 … 2147483647";
    private static final String FROM_ONE = "1 … 2147483647";
    /// The longest time to live that Cassandra takes: twenty years.
    private static final int LONGEST_TTL = 630_720_000;

    private static final Map<String, Range> FIGURES = Map.of(
            "bloom_filter_fp_chance", new Range(0, 1, "0.0 … 1.0", false),
            "crc_check_chance", new Range(0, 1, "0.0 … 1.0", false),
            "read_repair_chance", new Range(0, 1, "0.0 … 1.0", false),
            "dclocal_read_repair_chance", new Range(0, 1, "0.0 … 1.0", false),
            "default_time_to_live", new Range(0, LONGEST_TTL, "0 … 630720000", true),
            "gc_grace_seconds", new Range(0, Integer.MAX_VALUE, SECONDS, true),
            "memtable_flush_period_in_ms", new Range(0, Integer.MAX_VALUE, SECONDS, true),
            "min_index_interval", new Range(1, Integer.MAX_VALUE, FROM_ONE, true),
            "max_index_interval", new Range(1, Integer.MAX_VALUE, FROM_ONE, true));

    private static final Set<String> MAPS = Set.of("caching", "compaction", "compression", "extensions");
    private static final Set<String> TRUTHS = Set.of("cdc", "allow_auto_snapshot", "incremental_backups");
    private static final Set<String> POLICIES = Set.of("speculative_retry", "additional_write_policy");
    private static final Pattern POLICY = Pattern.compile(
            "(?i)always|never|none|[0-9.]+\\s*(p|percentile|ms)|(min|max)\\(\\s*[0-9.]+(p|percentile|ms)\\s*,"
                    + "\\s*[0-9.]+(p|percentile|ms)\\s*\\)");
    private static final Pattern FIGURE = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{0,18})?([eE][+-]?[0-9]{1,3})?");

    private final CassandraVersion target;
    private final String place;

    /// A check for one table or view.
    OptionCheck(CassandraVersion target, String place) {
        this.target = target;
        this.place = place;
    }

    private record Range(double from, double to, String text, boolean isWhole) {
        boolean holds(String figure) {
            if (!FIGURE.matcher(figure).matches() || isWhole && !figure.matches("-?[0-9]+")) {
                return false;
            }
            var value = Double.parseDouble(figure);
            return value >= from && value <= to;
        }
    }

    /// What is wrong with one option.
    ///
    /// @param option its name
    /// @param instead the value that the target would take; empty if it does not take the option at all or
    /// nobody can tell
    record Wrong(String option, Finding finding, Optional<OptionValue> instead) {}

    /// Figures may stand between apostrophes; they mean the same.
    static TableOptions plain(TableOptions options) {
        var plain = new TreeMap<String, OptionValue>();
        options.values().forEach((name, value) -> {
            var isFigure = value instanceof OptionValue.Words(var text)
                    && FIGURES.containsKey(name)
                    && FIGURE.matcher(text).matches();
            plain.put(name, isFigure ? new OptionValue.Figure(((OptionValue.Words) value).text()) : value);
        });
        return new TableOptions(plain);
    }

    static boolean hasSoundGcGrace(TableOptions options) {
        return options.get("gc_grace_seconds").map(OptionCheck::isSoundTime).orElse(true);
    }

    private static boolean isSoundTime(OptionValue value) {
        return value instanceof OptionValue.Figure(var text)
                && new Range(0, Integer.MAX_VALUE, SECONDS, true).holds(text);
    }

    /// What the target would not take, or what would hurt the load.
    ///
    /// @param proposed what Ferry would write, which is in order
    List<Wrong> check(TableOptions written, TableOptions proposed) {
        var wrong = new ArrayList<Wrong>();
        plain(written).values().forEach((option, value) -> {
            if (!proposed.get(option).filter(value::equals).isPresent()) {
                check(option, value).ifPresent(wrong::add);
            }
        });
        return wrong;
    }

    private Optional<Wrong> check(String option, OptionValue value) {
        // Ferry does not carry it over, because it names what a target may not have been given.
        if (option.equals("memtable") && target.isAtLeast(4, 1)) {
            return Optional.empty();
        }
        var form = form(option, value);
        if (form.isPresent()) {
            return form.map(wanted -> wrong(Notice.EDIT_OPTION_FORM, option, value, wanted));
        }
        if (option.equals("cdc") && value.equals(new OptionValue.Truth(true))) {
            var instead = new OptionValue.Truth(false);
            var finding = Notice.EDIT_CDC.at(place, shown(option, value));
            return Optional.of(new Wrong(option, finding, Optional.of(instead)));
        }
        return adapted(option, value);
    }

    /// What the value should look like, if it does not.
    private static Optional<String> form(String option, OptionValue value) {
        var range = FIGURES.get(option);
        if (range != null) {
            var isIn = value instanceof OptionValue.Figure(var figure) && range.holds(figure);
            return isIn ? Optional.empty() : Optional.of(range.text());
        }
        if (TRUTHS.contains(option)) {
            return value instanceof OptionValue.Truth ? Optional.empty() : Optional.of("true, false");
        }
        if (POLICIES.contains(option)) {
            var isPolicy = value instanceof OptionValue.Words(var text)
                    && POLICY.matcher(text.strip()).matches();
            return isPolicy ? Optional.empty() : Optional.of("'99p', '50ms', 'ALWAYS', 'NEVER'");
        }
        if (MAPS.contains(option)) {
            return value instanceof OptionValue.Entries ? Optional.empty() : Optional.of("{'…': '…'}");
        }
        return Optional.empty();
    }

    private Optional<Wrong> adapted(String option, OptionValue value) {
        try {
            var adapted = OptionAdapter.adapt(TableOptions.defaults().with(option, value), target, place)
                    .options()
                    .get(option);
            if (adapted == null) {
                return Optional.of(wrong(Notice.EDIT_OPTION_UNKNOWN, option, value, ""));
            }
            return adapted.equals(value)
                    ? Optional.empty()
                    : Optional.of(new Wrong(
                            option,
                            Notice.EDIT_OPTION_VALUE.at(
                                    place, shown(option, value), option, value.cql(), adapted.cql(), target),
                            Optional.of(adapted)));
        } catch (NumberFormatException _) {
            return Optional.of(wrong(Notice.EDIT_OPTION_FORM, option, value, "0 … 9"));
        }
    }

    private Wrong wrong(Notice notice, String option, OptionValue value, String wanted) {
        var finding = notice.at(place, shown(option, value), option, target, wanted);
        return new Wrong(option, finding, Optional.empty());
    }

    private static String shown(String option, OptionValue value) {
        return option + " = " + value.cql();
    }
}
