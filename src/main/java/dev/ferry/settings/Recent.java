package dev.ferry.settings;

import dev.ferry.report.Standing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/// A document that was opened here, as it was when it was last seen.
///
/// @param path where it lies, absolute and without `..`
/// @param name what the migration is called
/// @param route from where to where, for people; empty while nothing is decided
/// @param kind where it stood
/// @param line the same in words
/// @param opened when it was last opened
public record Recent(Path path, String name, String route, Standing.Kind kind, String line, Instant opened) {
    public Recent {
        path = path.toAbsolutePath().normalize();
        Objects.requireNonNull(name);
        Objects.requireNonNull(route);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(line);
        Objects.requireNonNull(opened);
    }

    /// The same at another place.
    public Recent at(Path path) {
        return new Recent(path, name, route, kind, line, opened);
    }
}
