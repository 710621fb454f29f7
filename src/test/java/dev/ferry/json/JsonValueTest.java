package dev.ferry.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonValueTest {
    private static final String ANSWER = """
            {"service": {"state": "RUNNING", "node_count": 3, "memory": 4096.5, "on": true, "vpc": null,
                         "price": "0.2260", "created": "2021-09-27T10:18:19Z", "updated": "2021-09-27T12:18:19.5+02:00",
                         "nodes": [{"name": "a"}, {"name": "b"}, 7]}}
            """;

    private final JsonValue service;

    JsonValueTest() throws JsonException {
        service = Json.parse(ANSWER).at("service");
    }

    @Test
    void walksAsFarAsTheAnswerAllows() {
        assertEquals(Optional.of("RUNNING"), service.at("state").text());
        assertEquals(Optional.empty(), service.at("state", "deeper", "still").text());
        assertEquals(Optional.empty(), service.at("nodes", "name").text());
        assertEquals("none", service.at("missing").text("none"));
    }

    @Test
    void tellsNullFromMissing() {
        assertFalse(service.at("vpc").isPresent());
        assertFalse(service.at("missing").isPresent());
        assertTrue(service.has("vpc"));
        assertFalse(service.has("missing"));
        assertEquals(Optional.empty(), service.at("vpc").text());
    }

    @Test
    void readsNumbersFromNumbersAndTexts() throws JsonException {
        assertEquals(OptionalLong.of(3), service.at("node_count").number());
        assertEquals(OptionalLong.of(4096), service.at("memory").number());
        assertEquals(OptionalLong.of(0), service.at("price").number());
        assertEquals(Optional.of(new BigDecimal("0.2260")), service.at("price").decimal());
        assertEquals(OptionalLong.of(403), Json.parse("\"403\"").number());
        assertEquals(5, service.at("missing").number(5));
    }

    @ParameterizedTest
    @CsvSource({"'\"x\"'", "true", "[]", "{}", "null", "9223372036854775808", "1e999999999", "'\"\"'"})
    void takesNoNumberFromAnythingElse(String text) throws JsonException {
        assertEquals(OptionalLong.empty(), Json.parse(text).number());
    }

    @Test
    void readsTruthListsFieldsAndMoments() {
        assertTrue(service.at("on").isTrue());
        assertFalse(service.at("state").isTrue());
        assertFalse(service.at("missing").isTrue());
        assertEquals(
                List.of("a", "b", "?"),
                service.at("nodes").list().stream()
                        .map(node -> node.at("name").text("?"))
                        .toList());
        assertEquals(List.of(), service.at("state").list());
        assertEquals(List.of("service"), List.copyOf(parsed().fields().keySet()));
        assertEquals(
                Optional.of(Instant.parse("2021-09-27T10:18:19Z")),
                service.at("created").instant());
        assertEquals(
                Optional.of(Instant.parse("2021-09-27T10:18:19.5Z")),
                service.at("updated").instant());
        assertEquals(Optional.empty(), service.at("state").instant());
    }

    @Test
    void canBeWrittenAgainAsItCame() throws JsonException {
        var text = "{\"a\":[1,null,{\"b\":\"c\"}],\"d\":true}";
        assertEquals(text, Json.write(Json.parse(text)));
        assertEquals("{\"x\":true}", Json.write(Map.of("x", Json.parse(text).at("d"))));
    }

    @Test
    void saysItsKindAndNotItsValue() {
        assertEquals("JSON string", service.at("state").toString());
    }

    private static JsonValue parsed() {
        try {
            return Json.parse(ANSWER);
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }
}
