package dev.ferry.engine;

import dev.ferry.artifact.JavaArchive;
import dev.ferry.artifact.LoaderJars;
import dev.ferry.artifact.LocalFile;
import dev.ferry.loader.LoaderChoice;
import dev.ferry.migration.Options;
import dev.ferry.outcome.FailureException;
import dev.ferry.source.Bringing;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What may have to be brought to nodes: loaders, and the Java that the user has pointed to. For many nodes
/// at once; each file is looked at once.
final class Software {
    private final LoaderJars jars;
    private final @Nullable JavaArchive archive;
    private final Map<String, List<LocalFile>> found = new HashMap<>();

    private Software(LoaderJars jars, @Nullable JavaArchive archive) {
        this.jars = jars;
        this.archive = archive;
    }

    /// What these options allow for.
    ///
    /// @throws FailureException if the archive that they name cannot be read, or is none
    static Software of(LoaderJars jars, Options options) throws FailureException {
        var path = options.javaArchive();
        return new Software(jars, path == null ? null : JavaArchive.read(Path.of(path)));
    }

    /// The feature release of the Java that the user has pointed to.
    OptionalInt archivedJava() {
        return archive == null ? OptionalInt.empty() : OptionalInt.of(archive.feature());
    }

    /// The archive with that Java.
    ///
    /// @throws IllegalStateException if there is none: nobody chooses a Java that is not there
    JavaArchive archive() {
        if (archive == null) {
            throw new IllegalStateException("no Java was pointed to");
        }
        return archive;
    }

    /// The jars of a loader's release.
    synchronized List<LocalFile> jars(String release, Consumer<String> progress)
            throws FailureException, InterruptedException {
        var known = found.get(release);
        if (known == null) {
            known = jars.of(release, progress);
            found.put(release, known);
        }
        return known;
    }

    /// What a choice brings to a node. A Java takes about three times the room of its archive.
    Bringing bringing(LoaderChoice choice, Consumer<String> progress) throws FailureException, InterruptedException {
        if (choice.loader().orElse(null) instanceof LoaderChoice.Chosen.Bring bring) {
            var bytes = jars(bring.version().text(), progress).stream()
                    .mapToLong(LocalFile::bytes)
                    .sum();
            return bring.java() == null
                    ? new Bringing(bytes + 3 * archive().file().bytes(), Bringing.Programs.JAVA)
                    : new Bringing(bytes, Bringing.Programs.NONE);
        }
        return Bringing.nothing();
    }
}
