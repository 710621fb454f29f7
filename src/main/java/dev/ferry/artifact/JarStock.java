package dev.ferry.artifact;

import dev.ferry.text.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of the loaders that Ferry brings is on this machine.
///
/// @param releases those of which every jar is here, in whatever place
/// @param cache Ferry's own folder for downloads
/// @param bytes what lies in it
public record JarStock(List<String> releases, Path cache, long bytes) {
    public JarStock {
        releases = List.copyOf(releases);
    }

    /// The size of the cache for people.
    public String size() {
        return bytes == 0 ? Messages.text("artifact.cache.empty") : Megabytes.text(bytes);
    }

    static JarStock of(List<String> releases, Path cache) {
        return new JarStock(releases, cache, bytes(cache));
    }

    private static long bytes(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(java.io.File::isFile)
                    .mapToLong(java.io.File::length)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /// Removes a folder with all that is in it; links are removed, never followed.
    static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException trouble) throws IOException {
                if (trouble != null) {
                    throw trouble;
                }
                Files.deleteIfExists(inner);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
