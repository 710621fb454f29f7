package dev.ferry.schema;

import java.util.List;
import java.util.Objects;

/// A user-defined aggregate. Ferry reports it with its CQL and does not carry it over.
///
/// @param name its name
/// @param argumentTypes in order, spelled as column types
/// @param stateFunction the function that takes each row in
/// @param stateType the type of its state
/// @param finalFunction the function that makes the result; empty if the state is the result
/// @param initialState the state's first value as a CQL literal; empty if null
public record UserAggregate(
        String name,
        List<String> argumentTypes,
        String stateFunction,
        String stateType,
        String finalFunction,
        String initialState) {
    public UserAggregate {
        Objects.requireNonNull(name);
        Objects.requireNonNull(stateFunction);
        Objects.requireNonNull(stateType);
        Objects.requireNonNull(finalFunction);
        Objects.requireNonNull(initialState);
        argumentTypes = List.copyOf(argumentTypes);
    }
}
