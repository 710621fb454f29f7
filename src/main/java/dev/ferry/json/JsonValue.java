package dev.ferry.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A piece of foreign JSON, read leniently: what is missing, null or of another kind is absent, never an
/// exception.
///
/// `Json.parse(body).at("service", "state").text()` walks as far as the answer allows.
public final class JsonValue {
    private final JsonNode node;

    JsonValue(JsonNode node) {
        this.node = node;
    }

    /// The value at the end of this path of property names; absent if any step is missing.
    public JsonValue at(String... path) {
        var here = node;
        for (var name : path) {
            here = here.path(name);
        }
        return new JsonValue(here);
    }

    /// Whether there is a value here; null counts as none.
    public boolean isPresent() {
        return !node.isMissingNode() && !node.isNull();
    }

    /// Whether there is an object with this property, even if its value is null.
    public boolean has(String name) {
        return node.has(name);
    }

    /// The text here; a number or a truth value counts as its text.
    public Optional<String> text() {
        return node.isValueNode() && isPresent() ? Optional.of(node.asText()) : Optional.empty();
    }

    /// The text here, or this one.
    public String text(String otherwise) {
        return text().orElse(otherwise);
    }

    /// The whole number here, also out of a text such as `"403"`; a fraction is cut off, and what does
    /// not fit into 64 bits is absent.
    public OptionalLong number() {
        var whole = decimal().map(BigDecimal::toBigInteger).filter(number -> number.bitLength() < Long.SIZE);
        return whole.isPresent() ? OptionalLong.of(whole.get().longValue()) : OptionalLong.empty();
    }

    /// The whole number here, or this one.
    public long number(long otherwise) {
        return number().orElse(otherwise);
    }

    /// The number here with its fraction, also out of a text such as `"0.2260"`.
    public Optional<BigDecimal> decimal() {
        if (!node.isNumber() && !node.isTextual()) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(node.asText().strip());
            // 1E999999999 is a short text and a number that fills the memory.
            return Math.abs((long) number.scale()) > 400 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Whether this is `true`.
    public boolean isTrue() {
        return node.isBoolean() && node.booleanValue();
    }

    /// The moment here, from an ISO 8601 text with a zone, with or without fractions of a second.
    public Optional<Instant> instant() {
        try {
            return text().map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The elements, in order; none if this is no list.
    public List<JsonValue> list() {
        return node.isArray() ? node.valueStream().map(JsonValue::new).toList() : List.of();
    }

    /// The properties, in order; none if this is no object.
    public Map<String, JsonValue> fields() {
        var fields = new LinkedHashMap<String, JsonValue>();
        node.properties().forEach(field -> fields.put(field.getKey(), new JsonValue(field.getValue())));
        return Collections.unmodifiableMap(fields);
    }

    /// For {@link Json#write(Object)}: foreign JSON can be written again as it came.
    @com.fasterxml.jackson.annotation.JsonValue
    JsonNode node() {
        return node;
    }

    /// What kind of value this is. Not the value: it may be secret.
    @Override
    public String toString() {
        return "JSON " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
