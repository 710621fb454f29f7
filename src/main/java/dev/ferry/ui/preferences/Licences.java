package dev.ferry.ui.preferences;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What Ferry runs with, as the build wrote it down: every library, its licence, where it comes from.
final class Licences {
    private static final String FILE = "/dev/ferry/ui/preferences/licences.tsv";

    private Licences() {}

    /// All of them, by name.
    static List<Library> all() {
        try (var file = Objects.requireNonNull(Licences.class.getResourceAsStream(FILE), FILE)) {
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("a build without its licences", e);
        }
    }

    static List<Library> read(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\t", -1))
                .map(parts -> new Library(
                        parts[0].substring(0, parts[0].lastIndexOf(':')),
                        parts[0].substring(parts[0].lastIndexOf(':') + 1),
                        parts[1],
                        parts[2],
                        String.join(", ", parts[3].strip().split("\\|"))))
                .sorted((one, other) -> one.name().compareToIgnoreCase(other.name()))
                .toList();
    }

    /// One library.
    ///
    /// @param coordinates its group and artifact
    /// @param version its version
    /// @param name what its makers call it
    /// @param address where it comes from; empty if they do not say
    /// @param licence its licences
    record Library(String coordinates, String version, String name, String address, String licence) {
        /// Whether every word of a search is somewhere in it.
        boolean matches(String search) {
            var all = String.join("\n", coordinates, version, name, address, licence)
                    .toLowerCase(Locale.ROOT);
            return Arrays.stream(search.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                    .allMatch(all::contains);
        }
    }
}
