package dev.ferry.loader;

import dev.ferry.cluster.JavaRuntime;
import dev.ferry.cluster.Loader;
import dev.ferry.loader.LoaderChoice.Chosen;
import dev.ferry.loader.LoaderProgram.Own;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.text.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One decision behind {@link LoaderChoice}.
final class Choosing {
    private static final String BRING = "loader.fit.bring.";

    private final String place;

    private final @Nullable Loader own;

    private final List<Candidate> javas;

    private final CassandraVersion target;

    private final Set<String> formats;

    Choosing(
            String place,
            @Nullable Loader own,
            Collection<JavaRuntime> javas,
            OptionalInt archive,
            CassandraVersion target,
            Set<String> formats) {
        this.place = place;
        this.own = own;
        this.target = target;
        this.formats = Set.copyOf(formats);
        this.javas = candidates(own, javas, archive);
    }

    LoaderChoice choice() {
        var release = BroughtRelease.into(target);
        if (release.isEmpty()) {
            return refused(List.of(block("loader.fit.unknown", target)));
        }
        if (own == null) {
            return bring(release.get(), "missing");
        }
        var said = LoaderFit.check(place, own.version(), own.javaVersion(), target, formats);
        var reason = reason(said, Severity.BLOCK);
        if (reason.isPresent()) {
            return bring(release.get(), reason.get());
        }
        var gain = gain(own, said).filter(any -> isSupported(release.get()));
        return gain.isPresent() ? bring(release.get(), gain.get()) : own(own, said);
    }

    private LoaderChoice own(Loader loader, List<Finding> said) {
        var findings = new ArrayList<Finding>();
        findings.add(pass("loader.fit.own", loader.version()));
        findings.addAll(said);
        return new LoaderChoice(Optional.of(new Chosen.Own(loader)), findings);
    }

    private LoaderChoice bring(BroughtRelease release, String reason) {
        var said = LoaderFit.checkFiles(place, release.version(), target, formats);
        if (said.stream().anyMatch(finding -> finding.severity() == Severity.BLOCK)) {
            return refused(said);
        }
        var findings = new ArrayList<Finding>();
        findings.add(pass(BRING + reason, release.version(), owns(), target, own == null ? "" : own.javaVersion()));
        findings.addAll(said);
        var java = java(release);
        if (java.isEmpty()) {
            findings.add(noJava(release));
            return refused(findings);
        }
        var runtime = java.get().runtime();
        if (runtime == null) {
            findings.add(pass(
                    "loader.fit.java.archive", release.version(), java.get().feature()));
        } else {
            findings.addAll(LoaderFit.checkJava(place, release.version(), runtime.feature()));
        }
        return new LoaderChoice(Optional.of(new Chosen.Bring(release.version(), runtime)), findings);
    }

    private static LoaderChoice refused(List<Finding> findings) {
        return new LoaderChoice(Optional.empty(), findings);
    }

    /// What is gained by another loader than one that could be used.
    private static Optional<String> gain(Loader loader, List<Finding> said) {
        var warned = reason(said, Severity.WARN);
        return warned.isPresent() || new Own(loader).runsLaunchers() ? warned : Optional.of("launcher");
    }

    /// The first thing of this weight that is due to the loader, not to the files and the target alone.
    private static Optional<String> reason(List<Finding> said, Severity severity) {
        return said.stream()
                .filter(finding -> finding.severity() == severity)
                .flatMap(finding -> reason(finding.code()).stream())
                .findFirst();
    }

    private static Optional<String> reason(String code) {
        return switch (code) {
            case "loader.fit.release" -> Optional.of("release");
            case "loader.fit.protocol" -> Optional.of("protocol");
            case "loader.fit.mode" -> Optional.of("mode");
            case "loader.fit.java.refused", "loader.fit.java.untried" -> Optional.of("java");
            case "loader.fit.defect.port", "loader.fit.defect.copy" -> Optional.of("defect");
            case "loader.fit.format.old",
                    "loader.fit.format.ancient",
                    "loader.fit.format.newer",
                    "loader.fit.format.target",
                    "loader.fit.format.unreadable" -> Optional.of("format");
            default -> Optional.empty();
        };
    }

    private boolean isSupported(BroughtRelease release) {
        return java(release)
                .filter(java -> release.javas().contains(java.feature()))
                .isPresent();
    }

    private Optional<Candidate> java(BroughtRelease release) {
        return javas.stream()
                .filter(java -> release.rankOf(java.feature()).isPresent())
                .min(Comparator.comparing(java -> release.rankOf(java.feature()).orElseThrow()));
    }

    // The node's Javas come first: of two that are equally good the first is taken.
    private static List<Candidate> candidates(
            @Nullable Loader own, Collection<JavaRuntime> javas, OptionalInt archive) {
        var found = javas.stream().map(java -> new Candidate(java.feature(), java));
        var owns = Stream.ofNullable(own)
                .filter(loader -> loader.java().startsWith("/"))
                .map(loader ->
                        new Candidate(loader.javaVersion(), new JavaRuntime(loader.java(), loader.javaVersion())));
        var brought = archive.stream().mapToObj(feature -> new Candidate(feature, null));
        return Stream.of(found, owns, brought).flatMap(stream -> stream).toList();
    }

    private Finding noJava(BroughtRelease release) {
        var wanted = release.javas().stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        var evidence = javas.stream().map(Candidate::toString).distinct().collect(Collectors.joining("\n"));
        var code = "loader.fit.java.missing";
        return new Finding(
                code,
                Severity.BLOCK,
                place,
                Message.of(code, release.version(), wanted),
                evidence,
                Message.of(code + ".remedy", release.version(), wanted));
    }

    private Object owns() {
        return own == null ? "" : own.version();
    }

    private Finding pass(String code, Object... arguments) {
        return new Finding(
                code, Severity.PASS, place, Message.of(code, arguments), "", Message.of("loader.fit.remedy.none"));
    }

    private Finding block(String code, Object... arguments) {
        return new Finding(
                code, Severity.BLOCK, place, Message.of(code, arguments), "", Message.of(code + ".remedy", arguments));
    }

    /// A Java that could be used.
    ///
    /// @param runtime where it is on the node; null if it is in the user's archive
    private record Candidate(int feature, @Nullable JavaRuntime runtime) {
        @Override
        public String toString() {
            return "Java " + feature + ": " + (runtime == null ? "archive" : runtime.path());
        }
    }
}
