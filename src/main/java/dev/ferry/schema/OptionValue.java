package dev.ferry.schema;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The value of a table option.
public sealed interface OptionValue {
    /// A text, such as a comment.
    record Words(String text) implements OptionValue {
        public Words {
            Objects.requireNonNull(text);
        }
    }

    /// A number, as CQL spells it: `0.01`, `864000`.
    record Figure(String text) implements OptionValue {
        public Figure {
            Objects.requireNonNull(text);
        }
    }

    /// Yes or no.
    record Truth(boolean value) implements OptionValue {}

    /// A map, such as the compaction options.
    record Entries(SortedMap<String, String> entries) implements OptionValue {
        public Entries {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }
    }

    /// The value as a CQL literal.
    default String cql() {
        return switch (this) {
            case Words words -> Cql.literal(words.text());
            case Figure figure -> figure.text();
            case Truth truth -> Boolean.toString(truth.value());
            case Entries entries -> Cql.literal(entries.entries());
        };
    }
}
