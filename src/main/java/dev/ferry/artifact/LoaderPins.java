package dev.ferry.artifact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What the class path of a loader that Ferry brings consists of, jar by jar, as Maven Central had it when
/// this Ferry was made: whatever a mirror hands out instead is refused.
///
/// The lists lie beside this class, a jar a line: SHA-256, bytes, path in a Maven repository.
final class LoaderPins {
    /// The releases that Ferry brings, the oldest first.
    static final List<String> RELEASES = List.of("3.11.19", "4.1.10", "5.0.9");

    private LoaderPins() {}

    /// The jars of a release in the order of its class path; empty for a release that is not pinned.
    static Optional<List<Pin>> of(String release) {
        return RELEASES.contains(release) ? Optional.of(read(release)) : Optional.empty();
    }

    private static List<Pin> read(String release) {
        var name = "loader-" + release + ".sha256";
        try (var file = Objects.requireNonNull(LoaderPins.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Pin::read)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("a build without " + name, e);
        }
    }

    /// One jar.
    ///
    /// @param sha256 of its content
    /// @param bytes its size
    /// @param path where it lies in a Maven repository
    record Pin(String sha256, long bytes, String path) {
        static Pin read(String line) {
            var parts = line.split(" ", -1);
            return new Pin(parts[0], Long.parseLong(parts[1]), parts[2]);
        }

        /// Its name without folders.
        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /// What a repository knows it by.
        Coordinate coordinate() {
            var parts = List.of(path.split("/", -1));
            var count = parts.size();
            var artifact = parts.get(count - 3);
            var version = parts.get(count - 2);
            var plain = artifact + "-" + version;
            var rest = name().substring(plain.length(), name().length() - ".jar".length());
            var coordinate = Coordinate.of(String.join(".", parts.subList(0, count - 3)), artifact, version);
            return rest.isEmpty() ? coordinate : coordinate.classified(rest.substring(1));
        }
    }
}
