package dev.ferry.settings;

import dev.ferry.artifact.Mirror;
import dev.ferry.json.Json;
import dev.ferry.json.JsonException;
import dev.ferry.json.JsonValue;
import dev.ferry.migration.Limits;
import dev.ferry.report.Standing;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Settings as text. Written in full; read leniently: what is missing, unknown or out of range is as
/// if nobody had said it, for the file of an older or a newer Ferry is read as well.
final class SettingsFormat {
    private SettingsFormat() {}

    static String write(Settings settings) {
        return Json.writePretty(settings);
    }

    /// @throws JsonException if the text is no JSON object
    static Settings read(String text) throws JsonException {
        var file = Json.parse(text);
        if (!file.isPresent() || file.fields().isEmpty() && !text.strip().startsWith("{")) {
            // the reader's own words for a text that is no object
            Json.read(text, Map.class);
        }
        return new Settings(
                constant(file.at("theme"), Theme.SYSTEM),
                file.at("recents").list().stream()
                        .flatMap(each -> recent(each).stream())
                        .toList(),
                limits(file.at("limits")),
                new Folders(
                        path(file.at("folders", "documents")).orElse(null),
                        path(file.at("folders", "reports")).orElse(null)),
                new JarSettings(
                        file.at("bringing", "mirror")
                                .text()
                                .flatMap(Mirror::of)
                                .map(Mirror::text)
                                .orElse(null),
                        path(file.at("bringing", "offlineFolder")).orElse(null)),
                window(file.at("window")),
                file.at("kept").list().stream()
                        .flatMap(each -> each.text().stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                file.at("writtenBy").text(""));
    }

    private static Optional<Recent> recent(JsonValue value) {
        return path(value.at("path"))
                .map(path -> new Recent(
                        path,
                        value.at("name").text(String.valueOf(path.getFileName())),
                        value.at("route").text(""),
                        constant(value.at("kind"), Standing.Kind.DRAFT),
                        value.at("line").text(""),
                        value.at("opened").instant().orElse(Instant.EPOCH)));
    }

    private static Limits limits(JsonValue value) {
        var usual = Limits.usual();
        var perNode = number(value.at("loadersPerNode"), usual.loadersPerNode());
        var inAll = number(value.at("loadersInAll"), usual.loadersInAll());
        var throttle = number(value.at("throttleMebibytesPerSecond"), usual.throttleMebibytesPerSecond());
        return perNode < 1 || inAll < 1 || throttle < 0 ? usual : new Limits(perNode, inAll, throttle);
    }

    private static @Nullable WindowPlace window(JsonValue value) {
        var width = decimal(value.at("width"));
        var height = decimal(value.at("height"));
        return width > 0 && height > 0
                ? new WindowPlace(
                        decimal(value.at("left")),
                        decimal(value.at("top")),
                        width,
                        height,
                        value.at("isMaximised").isTrue())
                : null;
    }

    private static int number(JsonValue value, int otherwise) {
        var number = value.number(otherwise);
        return number == (int) number ? (int) number : otherwise;
    }

    private static double decimal(JsonValue value) {
        return value.decimal().map(Number::doubleValue).filter(Double::isFinite).orElse(0.0);
    }

    private static <E extends Enum<E>> E constant(JsonValue value, E otherwise) {
        Collection<E> known = List.of(otherwise.getDeclaringClass().getEnumConstants());
        var text = value.text("");
        return known.stream()
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElse(otherwise);
    }

    private static Optional<Path> path(JsonValue value) {
        try {
            return value.text().filter(text -> !text.isBlank()).map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
