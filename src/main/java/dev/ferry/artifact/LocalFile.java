package dev.ferry.artifact;

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
}
