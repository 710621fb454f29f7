package dev.ferry.artifact;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Failure.Kind;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.DefaultModelProcessor;
import org.apache.maven.model.io.DefaultModelReader;
import org.apache.maven.model.locator.DefaultModelLocator;
import org.apache.maven.model.superpom.DefaultSuperPomProvider;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;
import org.jspecify.annotations.Nullable;

/// Finds artifacts with their dependencies, in the user's own local Maven repository first and else in
/// the repositories that Maven itself would ask, mirrors of the user's settings included.
///
/// What is there already is used without any network. Checksums are verified; a wrong one is a failure.
public final class Artifacts {
    private static final String COMPILE = "compile";
    private static final String RUNTIME = "runtime";
    private static final int CONNECT_TIMEOUT_MILLIS = 15_000;
    private static final int ANSWER_TIMEOUT_MILLIS = 60_000;

    private final UserSettings settings;

    Artifacts(UserSettings settings) {
        this.settings = settings;
    }

    /// The user's own: local repository, mirrors and proxies are those of `~/.m2/settings.xml`.
    ///
    /// @throws FailureException if that file is there and cannot be read
    public static Artifacts ofThisUser() throws FailureException {
        return new Artifacts(UserSettings.read(Path.of(System.getProperty("user.home"), ".m2")));
    }

    /// The jars of all these artifacts and of what they need at run time, each once, in class path order.
    ///
    /// @param progress is told what is downloaded, one line for a person at a time, from any thread
    public List<Path> resolve(List<Coordinate> roots, Consumer<String> progress)
            throws FailureException, InterruptedException {
        var downloads = new Downloads(Thread.currentThread(), progress);
        try (var system = new RepositorySystemSupplier().get();
                var session = session(system, downloads)) {
            var collect = new CollectRequest()
                    .setDependencies(roots.stream().map(Artifacts::dependency).toList())
                    .setRepositories(system.newResolutionRepositories(session, repositories()));
            var request = new DependencyRequest(collect, (node, parents) -> isNeededAtRunTime(node.getDependency()));
            var result = system.resolveDependencies(session, request);
            return result.getArtifactResults().stream()
                    .map(found -> found.getArtifact().getPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            // the resolver clears the flag in some places and keeps it in others
            if (Thread.interrupted() || deepest(e) instanceof InterruptedException) {
                throw new InterruptedException("artifact resolution interrupted");
            }
            throw failure(roots, e);
        }
    }

    private RepositorySystemSession.CloseableSession session(RepositorySystem system, Downloads downloads) {
        return new SessionBuilderSupplier(system)
                .get()
                .withLocalRepositoryBaseDirectories(settings.localRepository())
                .setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL)
                // what could not be had a minute ago may be there now
                .setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false))
                .setMirrorSelector(settings.mirrors())
                .setProxySelector(settings.proxies())
                .setAuthenticationSelector(settings.logins())
                .setSystemProperties(System.getProperties())
                .setConfigProperty("aether.transport.http.connectTimeout", CONNECT_TIMEOUT_MILLIS)
                .setConfigProperty("aether.transport.http.requestTimeout", ANSWER_TIMEOUT_MILLIS)
                .setTransferListener(downloads)
                .build();
    }

    /// The repositories of Maven's own super POM, so that Ferry asks where every build on this machine
    /// asks.
    static List<RemoteRepository> repositories() {
        var processor = new DefaultModelProcessor()
                .setModelLocator(new DefaultModelLocator())
                .setModelReader(new DefaultModelReader());
        var superPom =
                new DefaultSuperPomProvider().setModelProcessor(processor).getSuperModel("4.0.0");
        return superPom.getRepositories().stream().map(Artifacts::remote).toList();
    }

    private static RemoteRepository remote(Repository repository) {
        return new RemoteRepository.Builder(repository.getId(), repository.getLayout(), repository.getUrl())
                .setSnapshotPolicy(new RepositoryPolicy(false, null, null))
                .build();
    }

    private static Dependency dependency(Coordinate root) {
        var artifact = new DefaultArtifact(root.group(), root.artifact(), root.classifier(), "jar", root.version());
        var exclusions = root.exclusions().stream()
                .map(exclusion -> new Exclusion(exclusion.group(), exclusion.artifact(), "*", "*"))
                .toList();
        return new Dependency(artifact, RUNTIME, false, exclusions);
    }

    private static boolean isNeededAtRunTime(@Nullable Dependency dependency) {
        return dependency != null
                && (dependency.getScope().equals(COMPILE)
                        || dependency.getScope().equals(RUNTIME));
    }

    private FailureException failure(List<Coordinate> roots, Throwable error) {
        var wanted = roots.stream().map(Coordinate::toString).collect(Collectors.joining(", "));
        var evidence = Objects.requireNonNullElse(
                deepest(error).getMessage(), deepest(error).toString());
        var failure = switch (reason(error)) {
            case CORRUPT ->
                failure(Kind.RETRYABLE, "artifact.checksum.wrong", wanted, evidence, "artifact.checksum.remedy");
            case MISSING ->
                failure(Kind.NEEDS_ATTENTION, "artifact.missing", wanted, evidence, "artifact.missing.remedy");
            case UNREACHABLE ->
                failure(Kind.RETRYABLE, "artifact.unreachable", wanted, evidence, "artifact.unreachable.remedy");
        };
        return new FailureException(failure, error);
    }

    private Failure failure(Kind kind, String cause, String wanted, String evidence, String remedy) {
        return new Failure(
                kind,
                "workstation → Maven repository",
                Message.of(cause, wanted),
                evidence,
                Message.of(remedy, settings.file(), settings.localRepository()));
    }

    private enum Reason {
        CORRUPT,
        MISSING,
        UNREACHABLE
    }

    private static Reason reason(Throwable error) {
        for (var cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ChecksumFailureException) {
                return Reason.CORRUPT;
            }
            if (cause instanceof ArtifactNotFoundException) {
                return Reason.MISSING;
            }
        }
        return Reason.UNREACHABLE;
    }

    private static Throwable deepest(Throwable error) {
        var deepest = error;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }
}
