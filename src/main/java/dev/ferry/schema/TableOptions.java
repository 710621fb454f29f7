package dev.ferry.schema;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The options of a table or view as `system_schema` holds them, those of vendors included.
///
/// @param values by the option's name; options without a value are left out
public record TableOptions(SortedMap<String, OptionValue> values) {
    /// `gc_grace_seconds` where nothing is said: ten days.
    public static final int DEFAULT_GC_GRACE_SECONDS = 864_000;

    public TableOptions {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /// No options at all: every one has its default.
    public static TableOptions defaults() {
        return new TableOptions(new TreeMap<>());
    }

    /// The value of one option.
    public Optional<OptionValue> get(String option) {
        return Optional.ofNullable(values.get(option));
    }

    /// The same with one option set.
    public TableOptions with(String option, OptionValue value) {
        var changed = new TreeMap<>(values);
        changed.put(option, value);
        return new TableOptions(changed);
    }

    /// How long tombstones are kept, in seconds.
    public int gcGraceSeconds() {
        return values.get("gc_grace_seconds") instanceof OptionValue.Figure(var text)
                ? Integer.parseInt(text)
                : DEFAULT_GC_GRACE_SECONDS;
    }

    /// Whether changes are kept in the change data capture log.
    public boolean isCdc() {
        return values.get("cdc") instanceof OptionValue.Truth(var on) && on;
    }
}
