package dev.ferry.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    private static final int DEEPEST = 100;
    private static final long LONGEST_FOREIGN = 64L << 20;
    // a survey of two hundred nodes with a thousand tables each is about 70 MB
    private static final long LONGEST_OWN = 1L << 30;

    private static final ObjectMapper MAPPER = mapper(LONGEST_OWN);
    private static final ObjectMapper FOREIGN = mapper(LONGEST_FOREIGN);
    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {}

    /// The value on one line.
    ///
    /// @throws IllegalArgumentException if it holds something that must not or cannot be written: a defect
    public static String write(Object value) {
        return write(MAPPER.writer(), value);
    }

    /// The value over several lines, for files that people read and compare.
    public static String writePretty(Object value) {
        return write(PRETTY, value) + "\n";
    }

    /// The value on one line, as UTF-8.
    public static byte[] bytes(Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a record or any other value that {@link #write(Object)} wrote.
    ///
    /// @throws JsonException if the text is no JSON, or does not hold such a value
    public static <T> T read(String text, Class<T> type) throws JsonException {
        return read(text, MAPPER.constructType(type));
    }

    /// Reads a list of such values.
    public static <T> List<T> readList(String text, Class<T> element) throws JsonException {
        List<T> values = read(text, MAPPER.getTypeFactory().constructCollectionType(List.class, element));
        return List.copyOf(values);
    }

    /// Reads JSON that somebody else wrote: any shape, at most 100 levels deep and 64 MiB long.
    public static JsonValue parse(String text) throws JsonException {
        try {
            return new JsonValue(FOREIGN.readTree(text));
        } catch (JsonProcessingException e) {
            throw Excerpt.exception(e, text);
        }
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass().getName() + ": " + e.getOriginalMessage(), e);
        }
    }

    private static <T> T read(String text, JavaType type) throws JsonException {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new JsonException("null where a value was expected", 1, 1, "");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw Excerpt.exception(e, text);
        }
    }

    private static ObjectMapper mapper(long longest) {
        var limits = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxDocumentLength(longest)
                .build();
        var factory = JsonFactory.builder().streamReadConstraints(limits).build();
        var mapper = JsonMapper.builder(factory)
                .annotationIntrospector(new SealedTypes())
                .addModule(new JavaTimeModule())
                .addModule(RecordKeys.module())
                // as it was given, not as an absolute URI
                .addModule(new SimpleModule()
                        .addSerializer(Path.class, ToStringSerializer.instance)
                        .addDeserializer(Path.class, new PathReader()))
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));
        for (var collection : List.of(List.class, Set.class, Map.class)) {
            mapper.withConfigOverride(
                    collection, override -> override.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
        }
        return mapper.build();
    }
}
