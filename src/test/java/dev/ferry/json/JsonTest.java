package dev.ferry.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.SecretSource;
import dev.ferry.text.Message;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonTest {
    sealed interface Event permits Fact, Tick {}

    sealed interface Fact extends Event permits Begun, Ended, Quiet {}

    record Begun(Instant at, String what) implements Fact {}

    record Ended(Instant at, Outcome outcome) implements Fact {}

    record Quiet() implements Fact {}

    record Tick(long bytes) implements Event {}

    sealed interface Shape permits Circle, Drawing {}

    record Circle(double radius) implements Shape {}

    record Drawing(List<Shape> shapes, Map<String, Shape> named, Circle first) implements Shape {}

    enum Colour {
        RED,
        GREEN
    }

    record Values(
            String text,
            int number,
            boolean flag,
            Instant instant,
            Duration duration,
            URI address,
            List<Integer> numbers,
            Set<String> words,
            Map<Colour, Long> byColour) {
        boolean isBig() {
            return number > 10;
        }

        String getLoud() {
            return text + "!";
        }
    }

    record One(String only) {}

    record Wrapped(One one) {}

    record Copying(List<String> items, Map<String, String> pairs) {
        Copying {
            items = List.copyOf(items);
            pairs = Map.copyOf(pairs);
        }
    }

    record Holder(Event event) {}

    sealed interface Odd permits OddColour {}

    enum OddColour implements Odd {
        BLUE
    }

    record OddHolder(Odd odd) {}

    private static final Instant NOON = Instant.parse("2025-05-03T12:00:00.5Z");

    private static final Values VALUES = new Values(
            "é \"quoted\" \n",
            42,
            true,
            NOON,
            Duration.ofMinutes(90),
            URI.create("https://example.org/a"),
            List.of(1, 2),
            Set.of("w"),
            Map.of(Colour.GREEN, 7L));

    @Test
    void writesTheComponentsOfARecordInOrderAndNothingElse() {
        assertEquals(
                "{\"text\":\"é \\\"quoted\\\" \\n\",\"number\":42,\"flag\":true,\"instant\":\"2025-05-03T12:00:00.500Z\","
                        + "\"duration\":\"PT1H30M\",\"address\":\"https://example.org/a\",\"numbers\":[1,2],"
                        + "\"words\":[\"w\"],\"byColour\":{\"GREEN\":7}}",
                Json.write(VALUES));
    }

    @Test
    void readsBackWhatItWrote() throws JsonException {
        assertEquals(VALUES, Json.read(Json.write(VALUES), Values.class));
        assertEquals(VALUES, Json.read(Json.writePretty(VALUES), Values.class));
        assertEquals(new Wrapped(new One("x")), Json.read("{\"one\":{\"only\":\"x\"}}", Wrapped.class));
        assertEquals(
                List.of(new One("a"), new One("b")), Json.readList("[{\"only\":\"a\"},{\"only\":\"b\"}]", One.class));
    }

    @Test
    void prettyTextHasUnixLineEndsAndEndsWithOne() {
        assertEquals("{\n  \"shapes\" : [\n    1,\n    2\n  ]\n}\n", Json.writePretty(Map.of("shapes", List.of(1, 2))));
    }

    @Test
    void writesASealedRecordWithItsNameWhereverItStands() {
        var tick = new Tick(5);
        assertEquals("{\"is\":\"Tick\",\"bytes\":5}", Json.write(tick));
        assertEquals("[{\"is\":\"Tick\",\"bytes\":5}]", Json.write(List.of(tick)));
        assertEquals("{\"event\":{\"is\":\"Tick\",\"bytes\":5}}", Json.write(new Holder(tick)));
        assertEquals("{\"is\":\"Quiet\"}", Json.write(new Quiet()));
    }

    @Test
    void readsASealedRecordThroughEveryInterfaceAboveIt() throws JsonException {
        var begun = new Begun(NOON, "flush");
        var text = Json.write(begun);
        assertEquals(begun, Json.read(text, Event.class));
        assertEquals(begun, Json.read(text, Fact.class));
        assertEquals(begun, Json.read(text, Begun.class));
        assertEquals(new Holder(begun), Json.read(Json.write(new Holder(begun)), Holder.class));
        assertEquals(new Quiet(), Json.read("{\"is\":\"Quiet\"}", Event.class));
        assertEquals(List.of(new Tick(1), begun), Json.readList(Json.write(List.of(new Tick(1), begun)), Event.class));
    }

    @Test
    void takesTheNameFromAnyPlaceInTheObject() throws JsonException {
        assertEquals(new Tick(5), Json.read("{\"bytes\":5,\"is\":\"Tick\"}", Event.class));
    }

    @Test
    void keepsSealedValuesInsideSealedValues() throws JsonException {
        var drawing = new Drawing(
                List.of(new Circle(1.5), new Drawing(List.of(), Map.of(), new Circle(2))),
                Map.of("c", new Circle(3)),
                new Circle(4));
        assertEquals(drawing, Json.read(Json.write(drawing), Shape.class));
    }

    @Test
    void keepsAllThreeOutcomesApart() throws JsonException {
        var failure = new Failure(
                Failure.Kind.RETRYABLE, "node 10.0.0.7", Message.of("a.b", 1, "two"), "", Message.of("a.c"));
        for (var outcome : List.of(
                Outcome.Succeeded.shownBy("exit 0"), new Outcome.Failed(failure), new Outcome.Unknown(failure))) {
            var ended = new Ended(NOON, outcome);
            assertEquals(ended, Json.read(Json.write(ended), Event.class));
        }
    }

    @Test
    void refusesANameOfAnotherHierarchy() {
        assertThrows(JsonException.class, () -> Json.read("{\"is\":\"Tick\",\"bytes\":5}", Fact.class));
        assertThrows(JsonException.class, () -> Json.read("{\"is\":\"Begun\",\"bytes\":5}", Tick.class));
        assertThrows(JsonException.class, () -> Json.read("{\"is\":\"Nobody\"}", Event.class));
        assertThrows(JsonException.class, () -> Json.read("{\"bytes\":5}", Event.class));
    }

    @Test
    void ignoresUnknownPropertiesAndMissingCollectionsAndTexts() throws JsonException {
        var copying = Json.read("{\"later\":{\"x\":[1]}}", Copying.class);
        assertEquals(new Copying(List.of(), Map.of()), copying);
        assertEquals(copying, Json.read("{\"items\":null,\"pairs\":null}", Copying.class));
        assertNull(Json.read("{}", One.class).only());
    }

    @Test
    void leavesNullOutOfRecordsAndKeepsItInMaps() {
        assertEquals("{}", Json.write(new One(null)));
        var map = new HashMap<String, Object>();
        map.put("project_vpc_id", null);
        assertEquals("{\"project_vpc_id\":null}", Json.write(map));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"bytes\":null}",
                "{\"bytes\":\"5\"}",
                "{\"bytes\":true}",
                "{\"bytes\":5}x",
                "{\"bytes\":5}{}",
                "{\"bytes\":",
                "[]",
                "null",
                "''"
            })
    void refusesWhatIsNotTheValue(String text) {
        assertThrows(JsonException.class, () -> Json.read(text, Tick.class));
    }

    @Test
    void keepsAPathAsItWasGiven() throws JsonException {
        for (SecretSource source : List.of(
                new SecretSource.File(Path.of("a", "b c")),
                new SecretSource.File(Path.of("/etc/x:y")),
                new SecretSource.KeyRing("ferry", "acme"))) {
            assertEquals(source, Json.read(Json.write(source), SecretSource.class));
        }
        assertEquals("{\"is\":\"File\",\"path\":\"a/b\"}", Json.write(new SecretSource.File(Path.of("a/b"))));
    }

    @Test
    void refusesToWriteASecret() {
        var secret = Secret.of("hunter2-never-written");
        for (var value : List.of(secret, List.of(secret), new KeyPairPem("cert", secret), Map.of("a", secret))) {
            var e = assertThrows(IllegalArgumentException.class, () -> Json.write(value));
            assertFalse(e.toString().contains("hunter2"), e.toString());
        }
    }

    @Test
    void refusesASealedHierarchyWithAnythingButRecords() {
        assertThrows(Exception.class, () -> Json.read("{\"odd\":\"BLUE\"}", OddHolder.class));
        assertTrue(OddColour.BLUE instanceof Odd);
    }

    @Test
    void namesThePlaceOfAnError() {
        var e = assertThrows(JsonException.class, () -> Json.read("{\n  \"bytes\" : x\n}", Tick.class));
        assertEquals(2, e.line());
        assertTrue(e.getMessage().startsWith("line 2, column "), e.getMessage());
        var wrong = assertThrows(
                JsonException.class,
                () -> Json.read("{\"shapes\":[{\"is\":\"Circle\",\"radius\":{}}]}", Drawing.class));
        assertTrue(wrong.getMessage().contains("no double at shapes.[0].radius"), wrong.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"password\": \"hunter2\", oops",
                "{\"password\": \"hunter2",
                "{\"password\": hunter2}",
                "{\"password\": 'hunter2'}",
                "{\"a\": {\"b\": \"hunter2\"} \"c\"}",
                "hunter2",
                "{\"bytes\": \"hunter2\"}",
                "{\"bytes\": {\"x\":\"hunter2\"}}",
                "{\"is\": \"hunter2\"}"
            })
    void neverQuotesAValue(String text) {
        var e = assertThrows(JsonException.class, () -> Json.read(text, Tick.class));
        assertFalse(e.toString().contains("hunter2"), e.toString());
        assertNull(e.getCause());
    }

    @Test
    void quotesTheNamesAroundAnError() {
        var e = assertThrows(JsonException.class, () -> Json.parse("{\"state\": \"RUNNING\", \"count\": 3, ]"));
        assertEquals("{\"state\": \"…\", \"count\": 3, ]", e.excerpt());
    }

    @Test
    void refusesForeignTextThatIsTooDeep() throws JsonException {
        assertTrue(Json.parse("[".repeat(100) + "]".repeat(100)).isPresent());
        assertThrows(JsonException.class, () -> Json.parse("[".repeat(101) + "]".repeat(101)));
    }

    @Test
    void readsALongTextWithoutRunningOutOfStack() {
        var long1 = "{\"a\": \"" + "x\\n".repeat(500_000) + "\", oops";
        var e = assertThrows(JsonException.class, () -> Json.parse(long1));
        assertInstanceOf(String.class, e.excerpt());
        assertTrue(e.excerpt().length() < 80, e.excerpt());
    }
}
