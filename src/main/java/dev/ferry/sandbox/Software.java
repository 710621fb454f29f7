package dev.ferry.sandbox;

import dev.ferry.artifact.Artifacts;
import dev.ferry.artifact.CassandraSoftware;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A Cassandra release that can be run: its jars, and a JDK that suits it.
///
/// @param release which one
/// @param jdk the JDK's home
/// @param java the JDK's feature release
/// @param jars the jars of the node, of nodetool and of the loader
public record Software(Release release, Path jdk, int java, List<Path> jars) {
    public Software {
        jars = List.copyOf(jars);
    }

    /// Finds the JDK on this machine and the jars through Maven.
    ///
    /// @throws FailureException if there is no JDK that suits the release, or the jars cannot be had
    public static Software find(Release release, Consumer<String> progress)
            throws FailureException, InterruptedException {
        var jdk = jdk(release);
        progress.accept(Messages.text("sandbox.progress.jars", release.version()));
        var jars = Artifacts.ofThisUser()
                .resolve(
                        CassandraSoftware.of(release.version().text()),
                        name -> progress.accept(Messages.text("sandbox.progress.download", name)));
        return new Software(release, jdk.home(), jdk.feature(), jars);
    }

    static Jdk jdk(Release release) throws FailureException {
        return jdk(release, System.getenv(), Path.of(System.getProperty("user.home")), Path.of("/"));
    }

    static Jdk jdk(Release release, Map<String, String> environment, Path userHome, Path system)
            throws FailureException {
        var found = Jdk.find(release.javas(), environment, userHome, system);
        if (found.isPresent()) {
            return found.get();
        }
        var wanted = release.javas().stream().map(String::valueOf).collect(Collectors.joining(" / "));
        var best = String.valueOf(release.javas().getFirst());
        throw new FailureException(new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation",
                Message.of("sandbox.jdk.missing", release.version(), wanted),
                "",
                Message.of("sandbox.jdk.missing.remedy", best)));
    }

    /// The agent that measures objects; Cassandra needs it on Java 17.
    Path agent() {
        return jars.stream()
                .filter(jar -> jar.getFileName().toString().startsWith("jamm-"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no jamm among the jars of " + release.version()));
    }
}
