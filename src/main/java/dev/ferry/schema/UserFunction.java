package dev.ferry.schema;

import java.util.List;
import java.util.Objects;

/// A user-defined function. Ferry reports it with its CQL and does not carry it over.
///
/// @param name its name
/// @param arguments in order
/// @param returnType spelled as a column's type
/// @param language of its body
/// @param body its source
/// @param isCalledOnNull whether it is called when an argument is null
public record UserFunction(
        String name,
        List<UserType.Field> arguments,
        String returnType,
        String language,
        String body,
        boolean isCalledOnNull) {
    public UserFunction {
        Objects.requireNonNull(name);
        Objects.requireNonNull(returnType);
        Objects.requireNonNull(language);
        Objects.requireNonNull(body);
        arguments = List.copyOf(arguments);
    }
}
