package dev.ferry.schema;

import java.util.List;
import java.util.Objects;

/// A user-defined type. The order of its fields is part of the format of the data.
///
/// @param keyspace where it lives
/// @param name unquoted, case preserved
/// @param fields in order
public record UserType(String keyspace, String name, List<Field> fields) {
    public UserType {
        Objects.requireNonNull(keyspace);
        Objects.requireNonNull(name);
        fields = List.copyOf(fields);
    }

    /// One field.
    ///
    /// @param name unquoted, case preserved
    /// @param type spelled as a column's type
    public record Field(String name, String type) {
        public Field {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }
}
