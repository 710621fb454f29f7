package dev.ferry.text;

import java.util.List;
import java.util.Objects;

/// A text for a person, as its key in `messages.properties` and the values that go into it.
///
/// Everything below the front ends speaks in these: they can be stored, compared and translated, and only
/// {@link Messages} turns them into a sentence.
///
/// @param key the key, for example `ssh.login.refused`
/// @param arguments the values for `{0}`, `{1}`, … in order; already free of secrets
public record Message(String key, List<String> arguments) {
    public Message {
        Objects.requireNonNull(key);
        arguments = List.copyOf(arguments);
    }

    /// A message whose arguments are given one by one, each through {@link String#valueOf(Object)}.
    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments).stream().map(String::valueOf).toList());
    }
}
