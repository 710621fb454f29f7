package dev.ferry.artifact;

import dev.ferry.artifact.LoaderPins.Pin;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A place on this machine where jars may lie.
sealed interface JarPlace {
    /// Files that may be this jar, going by their size.
    List<Path> candidates(Pin pin);

    /// The jar, if it is here with exactly the content that it must have. What cannot be read is not here.
    default Optional<LocalFile> find(Pin pin) {
        return candidates(pin).stream()
                .filter(file -> has(file, pin))
                .findFirst()
                .map(file -> new LocalFile(pin.name(), file, pin.bytes(), pin.sha256()));
    }

    private static boolean has(Path file, Pin pin) {
        try {
            return Sha256.of(file).equals(pin.sha256());
        } catch (IOException e) {
            return false;
        }
    }

    /// A folder laid out as a Maven repository.
    record Repository(Path folder) implements JarPlace {
        @Override
        public List<Path> candidates(Pin pin) {
            var file = folder.resolve(pin.path());
            try {
                return Files.isRegularFile(file) && Files.size(file) == pin.bytes() ? List.of(file) : List.of();
            } catch (IOException e) {
                return List.of();
            }
        }
    }

    /// A folder with jars somewhere in it, under whatever names: an unpacked Cassandra calls
    /// `cassandra-all-4.1.10.jar` `apache-cassandra-4.1.10.jar`.
    ///
    /// @param jars every jar in it, by its size
    record Folder(Map<Long, List<Path>> jars) implements JarPlace {
        /// Looks through a folder.
        static Folder read(Path folder) throws IOException {
            var jars = new HashMap<Long, List<Path>>();
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (file.getFileName().toString().endsWith(".jar")) {
                        // an entry may be a link: what counts is what it leads to
                        jars.computeIfAbsent(size(file), size -> new ArrayList<>())
                                .add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException trouble) throws IOException {
                    if (file.equals(folder)) {
                        throw trouble;
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            return new Folder(jars);
        }

        private static long size(Path file) {
            try {
                return Files.size(file);
            } catch (IOException e) {
                return -1; // a link that leads nowhere
            }
        }

        @Override
        public List<Path> candidates(Pin pin) {
            return jars.getOrDefault(pin.bytes(), List.of());
        }

        /// Whether a jar of this name is here, whatever is in it.
        boolean hasName(String name) {
            return jars.values().stream()
                    .flatMap(List::stream)
                    .anyMatch(file -> file.getFileName().toString().equals(name));
        }
    }
}
