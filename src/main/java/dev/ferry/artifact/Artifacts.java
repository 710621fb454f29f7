package dev.ferry.artifact;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Failure.Kind;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
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
    private final List<Path> local;
    private final String hop;
    private final Advice advice;

    Artifacts(UserSettings settings) {
        this(settings, List.of(settings.localRepository()), "workstation → Maven repository", Advice.MAVEN);
    }

    /// @param local repositories on this machine: the first takes downloads, the others are only read
    /// @param hop the way to the repository, for people
    /// @param advice where the user can change something
    Artifacts(UserSettings settings, List<Path> local, String hop, Advice advice) {
        this.settings = settings;
        this.local = List.copyOf(local);
        this.hop = hop;
        this.advice = advice;
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
        var listener = new Downloads(progress);
        return await(roots, listener, () -> resolve(roots, listener));
    }

    private List<Path> resolve(List<Coordinate> roots, Downloads downloads) throws DependencyResolutionException {
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
        }
    }

    /// The jars of exactly these artifacts, without what they need.
    ///
    /// @param progress is told what is downloaded, one line for a person at a time, from any thread
    List<Path> fetch(List<Coordinate> exact, Consumer<String> progress) throws FailureException, InterruptedException {
        var listener = new Downloads(progress);
        return await(exact, listener, () -> fetch(exact, listener));
    }

    private List<Path> fetch(List<Coordinate> exact, Downloads downloads) throws ArtifactResolutionException {
        try (var system = new RepositorySystemSupplier().get();
                var session = session(system, downloads)) {
            var remote = system.newResolutionRepositories(session, repositories());
            var requests = exact.stream()
                    .map(each -> new ArtifactRequest(artifact(each), remote, ""))
                    .toList();
            return system.resolveArtifacts(session, requests).stream()
                    .map(found -> found.getArtifact().getPath())
                    .toList();
        }
    }

    /// The resolver does not look for interrupts, and may wait a minute for a silent server: it works on a
    /// thread of its own, which ends by itself at its next sign of life.
    private List<Path> await(List<Coordinate> wanted, Downloads downloads, Callable<List<Path>> work)
            throws FailureException, InterruptedException {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("artifacts").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            downloads.stop();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ArtifactResolutionException
                    || e.getCause() instanceof DependencyResolutionException) {
                throw failure(wanted, e.getCause());
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private RepositorySystemSession.CloseableSession session(RepositorySystem system, Downloads downloads) {
        return new SessionBuilderSupplier(system)
                .get()
                .withLocalRepositoryBaseDirectories(local)
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
        var exclusions = root.exclusions().stream()
                .map(exclusion -> new Exclusion(exclusion.group(), exclusion.artifact(), "*", "*"))
                .toList();
        return new Dependency(artifact(root), RUNTIME, false, exclusions);
    }

    private static DefaultArtifact artifact(Coordinate root) {
        return new DefaultArtifact(root.group(), root.artifact(), root.classifier(), "jar", root.version());
    }

    private static boolean isNeededAtRunTime(@Nullable Dependency dependency) {
        return dependency != null
                && (dependency.getScope().equals(COMPILE)
                        || dependency.getScope().equals(RUNTIME));
    }

    private FailureException failure(List<Coordinate> roots, Throwable error) {
        var wanted = roots.stream().map(Coordinate::toString).collect(Collectors.joining(", "));
        var evidence = Mirror.masked(Objects.requireNonNullElse(
                deepest(error).getMessage(), deepest(error).toString()));
        var failure = switch (reason(error)) {
            case CORRUPT -> failure(Kind.RETRYABLE, "artifact.checksum.wrong", wanted, evidence, advice.checksum);
            case MISSING -> failure(Kind.NEEDS_ATTENTION, "artifact.missing", wanted, evidence, advice.missing);
            case UNREACHABLE -> failure(Kind.RETRYABLE, "artifact.unreachable", wanted, evidence, advice.unreachable);
        };
        return new FailureException(failure, error);
    }

    private Failure failure(Kind kind, String cause, String wanted, String evidence, String remedy) {
        return new Failure(
                kind,
                hop,
                Message.of(cause, wanted),
                evidence,
                Message.of(remedy, settings.file(), settings.localRepository()));
    }

    /// Where a user can change something: the keys of the next steps.
    enum Advice {
        /// In Maven's settings.
        MAVEN("artifact.checksum.remedy", "artifact.missing.remedy", "artifact.unreachable.remedy"),
        /// In Ferry's preferences.
        PREFERENCES(
                "artifact.bring.checksum.remedy", "artifact.bring.missing.remedy", "artifact.bring.unreachable.remedy");

        private final String checksum;
        private final String missing;
        private final String unreachable;

        Advice(String checksum, String missing, String unreachable) {
            this.checksum = checksum;
            this.missing = missing;
            this.unreachable = unreachable;
        }
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
