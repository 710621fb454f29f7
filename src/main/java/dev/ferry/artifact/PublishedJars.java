package dev.ferry.artifact;

import dev.ferry.artifact.LoaderPins.Pin;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Failure.Kind;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Cassandra's own jars as Maven repositories publish them.
///
/// Looked for in this order: the offline folder, what came with Ferry, Ferry's cache, the user's local Maven
/// repository; what is in none of them is downloaded into the cache, unless there is an offline folder. Of
/// the releases that Ferry brings every jar is pinned to its SHA-256, wherever it comes from.
public final class PublishedJars implements LoaderJars {
    private final JarSources sources;

    /// @param sources where they may come from
    public PublishedJars(JarSources sources) {
        this.sources = sources;
    }

    /// The releases whose jars are pinned, the oldest first.
    public static List<String> releases() {
        return LoaderPins.RELEASES;
    }

    @Override
    public List<LocalFile> of(String release, Consumer<String> progress) throws FailureException, InterruptedException {
        var pins = LoaderPins.of(release);
        return pins.isPresent() ? pinned(release, pins.get(), progress) : resolved(release, progress);
    }

    /// What of the pinned releases is on this machine, going by names and sizes.
    public JarStock stock() throws FailureException {
        var places = places();
        var there = LoaderPins.RELEASES.stream()
                .filter(release -> LoaderPins.of(release).orElseThrow().stream()
                        .allMatch(pin -> places.stream()
                                .anyMatch(place -> !place.candidates(pin).isEmpty())))
                .toList();
        return JarStock.of(there, sources.cache());
    }

    /// Removes what Ferry has downloaded, and nothing else.
    public void emptyCache() throws FailureException {
        try {
            JarStock.delete(sources.cache());
        } catch (IOException e) {
            throw unreadable("artifact.cache.stuck", sources.cache(), e);
        }
    }

    private List<LocalFile> pinned(String release, List<Pin> pins, Consumer<String> progress)
            throws FailureException, InterruptedException {
        var places = places();
        var found = new LinkedHashMap<Pin, LocalFile>();
        for (var pin : pins) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while looking for jars");
            }
            places.stream()
                    .flatMap(place -> place.find(pin).stream())
                    .findFirst()
                    .ifPresent(file -> found.put(pin, file));
        }
        var missing = pins.stream().filter(pin -> !found.containsKey(pin)).toList();
        if (!missing.isEmpty()) {
            found.putAll(fetch(release, missing, progress));
        }
        return pins.stream().map(found::get).toList();
    }

    private List<JarPlace> places() throws FailureException {
        var places = new ArrayList<JarPlace>();
        if (sources.offline() != null) {
            places.add(folder(sources.offline()));
        }
        if (sources.shipped() != null && Files.isDirectory(sources.shipped())) {
            places.add(folder(sources.shipped()));
        }
        places.add(new JarPlace.Repository(sources.cache()));
        places.add(new JarPlace.Repository(UserSettings.read(sources.maven()).localRepository()));
        return places;
    }

    private static JarPlace.Folder folder(Path folder) throws FailureException {
        try {
            return JarPlace.Folder.read(folder);
        } catch (IOException e) {
            throw unreadable("artifact.folder.unreadable", folder, e);
        }
    }

    private static FailureException unreadable(String cause, Path folder, IOException e) {
        return new FailureException(
                new Failure(
                        Kind.NEEDS_ATTENTION,
                        "workstation",
                        Message.of(cause, folder),
                        String.valueOf(e),
                        Message.of(cause + ".remedy", folder)),
                e);
    }

    private Map<Pin, LocalFile> fetch(String release, List<Pin> missing, Consumer<String> progress)
            throws FailureException, InterruptedException {
        if (sources.offline() != null) {
            throw missing(release, sources.offline(), missing);
        }
        var bytes = missing.stream().mapToLong(Pin::bytes).sum();
        progress.accept(Messages.text(
                "artifact.progress.release", release, missing.size(), Megabytes.text(bytes), repositoryForPeople()));
        clear(missing);
        var artifacts = artifacts(List.of(sources.cache()));
        var files = artifacts.fetch(missing.stream().map(Pin::coordinate).toList(), progress);
        var fetched = new LinkedHashMap<Pin, LocalFile>();
        for (var index = 0; index < missing.size(); index++) {
            var pin = missing.get(index);
            fetched.put(pin, verified(release, pin, files.get(index)));
        }
        return fetched;
    }

    /// What lies in the cache under the name of a missing jar has another content.
    private void clear(List<Pin> missing) throws FailureException {
        try {
            for (var pin : missing) {
                Files.deleteIfExists(sources.cache().resolve(pin.path()));
            }
        } catch (IOException e) {
            throw unreadable("artifact.cache.stuck", sources.cache(), e);
        }
    }

    private LocalFile verified(String release, Pin pin, Path file) throws FailureException {
        try {
            var sha256 = Sha256.of(file);
            if (sha256.equals(pin.sha256())) {
                return new LocalFile(pin.name(), file, pin.bytes(), sha256);
            }
            Files.delete(file);
            throw new FailureException(new Failure(
                    Kind.NEEDS_ATTENTION,
                    hop(),
                    Message.of("artifact.pin.wrong", pin.name(), release),
                    "SHA-256 " + sha256 + " ≠ " + pin.sha256(),
                    Message.of("artifact.pin.wrong.remedy", repositoryForPeople())));
        } catch (IOException e) {
            throw unreadable("artifact.folder.unreadable", file, e);
        }
    }

    /// The way out names every jar, so that somebody with a network can bring them all at once.
    private static FailureException missing(String release, Path offline, List<Pin> missing) throws FailureException {
        var folder = folder(offline);
        var names = missing.stream()
                .map(pin -> folder.hasName(pin.name())
                        ? Messages.text("artifact.offline.other-content", pin.name())
                        : pin.name())
                .collect(Collectors.joining("\n"));
        return new FailureException(new Failure(
                Kind.NEEDS_ATTENTION,
                "workstation → " + offline,
                Message.of("artifact.offline.missing", missing.size(), release, offline),
                names,
                Message.of("artifact.offline.missing.remedy", offline, release)));
    }

    /// A release that is not pinned: what its own descriptions say, with the checksums of the repository.
    private List<LocalFile> resolved(String release, Consumer<String> progress)
            throws FailureException, InterruptedException {
        var bases = List.of(sources.cache(), UserSettings.read(sources.maven()).localRepository());
        var files = new ArrayList<LocalFile>();
        for (var jar : artifacts(bases).resolve(CassandraSoftware.of(release), progress)) {
            try {
                files.add(LocalFile.of(jar));
            } catch (IOException e) {
                throw unreadable("artifact.folder.unreadable", jar, e);
            }
        }
        return files;
    }

    /// @param bases local repositories: the first is written to, the others are only read
    private Artifacts artifacts(List<Path> bases) throws FailureException {
        var settings = UserSettings.read(sources.maven());
        if (sources.offline() != null) {
            var place = Mirror.of(sources.offline().toUri().toString()).orElseThrow();
            return new Artifacts(
                    settings.mirroredBy(place),
                    bases,
                    "workstation → " + sources.offline(),
                    Artifacts.Advice.PREFERENCES);
        }
        var mirrored = sources.mirror() == null ? settings : settings.mirroredBy(sources.mirror());
        return new Artifacts(mirrored, bases, hop(), Artifacts.Advice.PREFERENCES);
    }

    private String hop() {
        return "workstation → " + repositoryForPeople();
    }

    private String repositoryForPeople() {
        return sources.mirror() == null
                ? Messages.text("artifact.repository")
                : sources.mirror().toString();
    }
}
