package dev.ferry.json;

import java.util.List;

/// Writes records as JSON and reads them back, without a single annotation on them.
///
/// A record is an object with its components in order; null components are left out. Instants and
/// durations are ISO 8601 texts. A record of a sealed hierarchy carries its simple name in the property
/// `is` and is read back by it, through any sealed interface above it. Anything else that is not a value
/// of the JDK (a {@link dev.ferry.secrets.Secret} above all) is refused, not written.
///
/// Reading ignores unknown properties, takes a missing list, set or map as empty and a missing text or
/// record as null, and refuses a missing number or truth value: those have no harmless default.
public final class Json {
    private Json() {}

    /// The value on one line.
    ///
    /// @throws IllegalArgumentException if it holds something that must not or cannot be written: a defect
    public static String write(Object value) {
        throw new UnsupportedOperationException();
    }

    /// The value over several lines, for files that people read and compare.
    public static String writePretty(Object value) {
        throw new UnsupportedOperationException();
    }

    /// The value on one line, as UTF-8.
    public static byte[] bytes(Object value) {
        throw new UnsupportedOperationException();
    }

    /// Reads a record or any other value that {@link #write(Object)} wrote.
    ///
    /// @throws JsonException if the text is no JSON, or does not hold such a value
    public static <T> T read(String text, Class<T> type) throws JsonException {
        throw new UnsupportedOperationException();
    }

    /// Reads a list of such values.
    public static <T> List<T> readList(String text, Class<T> element) throws JsonException {
        throw new UnsupportedOperationException();
    }

    /// Reads JSON that somebody else wrote: any shape, at most 100 levels deep and 64 MiB long.
    public static JsonValue parse(String text) throws JsonException {
        throw new UnsupportedOperationException();
    }
}
