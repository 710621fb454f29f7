package dev.ferry.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A piece of foreign JSON, read leniently: what is missing, null or of another kind is absent, never an
/// exception.
///
/// `Json.parse(body).at("service", "state").text()` walks as far as the answer allows.
public final class JsonValue {
    private JsonValue() {}

    /// The value at the end of this path of property names; absent if any step is missing.
    public JsonValue at(String... path) {
        throw new UnsupportedOperationException();
    }

    /// Whether there is a value here; null counts as none.
    public boolean isPresent() {
        throw new UnsupportedOperationException();
    }

    /// Whether the property is written at all, even as null.
    public boolean has(String name) {
        throw new UnsupportedOperationException();
    }

    /// The text here; a number or a truth value counts as its text.
    public Optional<String> text() {
        throw new UnsupportedOperationException();
    }

    /// The text here, or this one.
    public String text(String otherwise) {
        return text().orElse(otherwise);
    }

    /// The whole number here, also out of a text such as `"403"`; a fraction is cut off.
    public OptionalLong number() {
        throw new UnsupportedOperationException();
    }

    /// The number here with its fraction, also out of a text such as `"0.2260"`.
    public Optional<BigDecimal> decimal() {
        throw new UnsupportedOperationException();
    }

    /// Whether this is `true`.
    public boolean isTrue() {
        throw new UnsupportedOperationException();
    }

    /// The moment here, from an ISO 8601 text with or without fractions of a second.
    public Optional<Instant> instant() {
        throw new UnsupportedOperationException();
    }

    /// The elements, in order; none if this is no list.
    public List<JsonValue> list() {
        throw new UnsupportedOperationException();
    }

    /// The properties, in order; none if this is no object.
    public Map<String, JsonValue> fields() {
        throw new UnsupportedOperationException();
    }
}
