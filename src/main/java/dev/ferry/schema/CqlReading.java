package dev.ferry.schema;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What came of reading a text.
public sealed interface CqlReading {
    /// The text is this statement.
    ///
    /// @param statement what it says
    /// @param columns where each column is declared or named first, by its name
    /// @param options where each option stands, from its name to the end of its value; the clustering order
    /// is `clustering order`, the primary key `primary key`, the name of the object `name`
    record Read(CqlStatement statement, Map<String, Span> columns, Map<String, Span> options) implements CqlReading {
        public Read {
            Objects.requireNonNull(statement);
            columns = Map.copyOf(columns);
            options = Map.copyOf(options);
        }
    }

    /// The text is no statement that Ferry understands.
    ///
    /// @param problem the first thing that is wrong
    record Unread(CqlProblem problem) implements CqlReading {
        public Unread {
            Objects.requireNonNull(problem);
        }
    }

    /// From a character to another, the latter exclusive.
    record Span(int start, int end) {}

    /// The statement, if there is one.
    default Optional<CqlStatement> read() {
        return switch (this) {
            case Read read -> Optional.of(read.statement());
            case Unread _ -> Optional.empty();
        };
    }
}
