package dev.ferry.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// A file on the workstation that is to be brought somewhere, and how to tell whether it has arrived.
///
/// @param name its name without folders
/// @param path where it lies
/// @param bytes its size
/// @param sha256 of its content, in lower-case hexadecimal digits
public record LocalFile(String name, Path path, long bytes, String sha256) {
    public LocalFile {
        Objects.requireNonNull(name);
        Objects.requireNonNull(path);
        Objects.requireNonNull(sha256);
    }

    /// A file as it is now.
    public static LocalFile of(Path file) throws IOException {
        return new LocalFile(file.getFileName().toString(), file, Files.size(file), Sha256.of(file));
    }
}
