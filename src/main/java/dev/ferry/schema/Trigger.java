package dev.ferry.schema;

import java.util.Objects;

/// A trigger of a table: code on the source nodes, which Ferry reports and does not carry over.
///
/// @param name its name
/// @param className the class that it runs
public record Trigger(String name, String className) {
    public Trigger {
        Objects.requireNonNull(name);
        Objects.requireNonNull(className);
    }
}
