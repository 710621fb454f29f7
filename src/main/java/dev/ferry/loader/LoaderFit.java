package dev.ferry.loader;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Says whether a loader fits its Java, the files of the source and the target: the checks behind {@link
/// LoaderChoice}, which says what follows.
///
/// The target decides: a loader that speaks another streaming version prints `End-of-stream reached` and
/// may then hang for ever (seen with 3.11 into 4.0), and files that a loader cannot read are passed over
/// without a word.
public final class LoaderFit {
    // CASSANDRA-17210: the option for the native port had no effect.
    private static final int FIRST_PATCH_OF_4_0 = 4;

    // CASSANDRA-21092: files of 3.x were sent as they are, which a 5.0 target cannot use. Seen mended in 5.0.9.
    private static final int FIRST_PATCH_OF_5_0 = 9;

    private final String place;

    private final CassandraVersion version;

    private final CassandraVersion target;

    private final Set<String> formats;

    private final List<Finding> findings = new ArrayList<>();

    private LoaderFit(String place, CassandraVersion version, CassandraVersion target, Set<String> formats) {
        this.place = place;
        this.version = version;
        this.target = target;
        this.formats = new TreeSet<>(formats);
    }

    /// What is to be said about a loader; no `BLOCK` among it means that it may be used. Never empty.
    ///
    /// @param place what it is about, for example `node 10.0.0.7`
    /// @param loader the loader's release
    /// @param java the feature release of the Java that it starts with: 8, 11, 17, …
    /// @param target the target's release
    /// @param formats the SSTable formats on the node: `me`, `nb`, `oa`, …
    public static List<Finding> check(
            String place, CassandraVersion loader, int java, CassandraVersion target, Set<String> formats) {
        return new LoaderFit(place, loader, target, formats).check(java);
    }

    /// The same without a look at the Java.
    static List<Finding> checkFiles(
            String place, CassandraVersion loader, CassandraVersion target, Set<String> formats) {
        return new LoaderFit(place, loader, target, formats).check();
    }

    /// What is to be said about a loader that Ferry can use and its Java.
    static List<Finding> checkJava(String place, CassandraVersion loader, int java) {
        var fit = new LoaderFit(place, loader, loader, Set.of());
        ReleaseLine.of(loader).ifPresent(line -> fit.checkJava(line, java));
        return List.copyOf(fit.findings);
    }

    /// The release line of a loader that would fit, where there is one: `3.11`, `4.1` or `5.0`.
    public static Optional<String> fitting(CassandraVersion target, Set<String> formats) {
        return BroughtRelease.into(target)
                .filter(release -> release.reads(formats))
                .filter(release -> ReleaseLine.of(target).stream()
                        .allMatch(there -> formats.stream().allMatch(there::reads)))
                .flatMap(release -> ReleaseLine.of(release.version()))
                .map(ReleaseLine::text);
    }

    private List<Finding> check(int java) {
        check();
        var line = ReleaseLine.of(version);
        if (line.isPresent() && ReleaseLine.of(target).isPresent()) {
            checkJava(line.get(), java);
        }
        return List.copyOf(findings);
    }

    private List<Finding> check() {
        var line = ReleaseLine.of(version);
        var there = ReleaseLine.of(target);
        if (line.isEmpty()) {
            add("loader.fit.release", Severity.BLOCK, version, "");
        } else if (there.isEmpty()) {
            add("loader.fit.unknown", Severity.BLOCK, target, "");
        } else {
            checkTarget(line.get(), there.get());
            checkFormats(line.get(), there.get());
            checkDefects(line.get());
        }
        return List.copyOf(findings);
    }

    private void checkTarget(ReleaseLine line, ReleaseLine there) {
        if (line.compareTo(ReleaseLine.V3_0) < 0) {
            // No option for a login that stays out of the process list, and no target that speaks its protocol.
            add("loader.fit.release", Severity.BLOCK, version, "");
        } else if (!line.canStreamTo(there)) {
            add("loader.fit.protocol", Severity.BLOCK, version, target);
        } else if (!line.canStreamToAnyModeOf(there)) {
            add("loader.fit.mode", Severity.WARN, version, target);
        } else {
            add("loader.fit.target", Severity.PASS, version, target);
        }
    }

    private void checkJava(ReleaseLine line, int java) {
        if (line.javas().contains(java)) {
            add("loader.fit.java", Severity.PASS, version, java);
        } else if (line.refuses(java)) {
            add("loader.fit.java.refused", Severity.BLOCK, version, java);
        } else {
            add("loader.fit.java.untried", Severity.WARN, version, java);
        }
    }

    private void checkFormats(ReleaseLine line, ReleaseLine there) {
        var before = findings.size();
        addFormats("loader.fit.format.ancient", Severity.BLOCK, format -> isAncient(format) && !line.reads(format));
        addFormats(
                "loader.fit.format.old",
                Severity.BLOCK,
                format -> ReleaseLine.Formats.OF_2.contains(format) && !line.reads(format));
        addFormats(
                "loader.fit.format.newer",
                Severity.BLOCK,
                format -> !isOld(format) && line.reads(format) && ReleaseLine.Formats.isNewerThan(version, format));
        addFormats("loader.fit.format.target", Severity.BLOCK, format -> !isOld(format) && !there.reads(format));
        addFormats(
                "loader.fit.format.unreadable",
                Severity.BLOCK,
                format -> !isOld(format) && there.reads(format) && !line.reads(format));
        addFormats(
                "loader.fit.format.mode",
                Severity.WARN,
                format -> ReleaseLine.Formats.OF_5.contains(format) && line.reads(format) && there.reads(format));
        addFormats(
                "loader.fit.format.untried",
                Severity.WARN,
                format -> ReleaseLine.Formats.OF_2.contains(format) && line.reads(format) && there.reads(format));
        if (findings.size() == before) {
            add("loader.fit.format", Severity.PASS, version, String.join(", ", formats));
        }
    }

    private static boolean isOld(String format) {
        return ReleaseLine.Formats.OF_2.contains(format) || isAncient(format);
    }

    // Cassandra 1.1 to 2.0, but for jb, the last of 2.0, which 3.x still reads.
    private static boolean isAncient(String format) {
        return format.matches("[hij].") && !ReleaseLine.Formats.OF_2.contains(format);
    }

    private void checkDefects(ReleaseLine line) {
        if (line == ReleaseLine.V4_0 && version.patch() < FIRST_PATCH_OF_4_0) {
            add("loader.fit.defect.port", Severity.BLOCK, version, "");
        }
        var hasFilesOf3 = formats.stream().anyMatch(ReleaseLine.Formats.OF_3::contains);
        if (line == ReleaseLine.V5_0 && version.patch() < FIRST_PATCH_OF_5_0 && hasFilesOf3) {
            add("loader.fit.defect.copy", Severity.BLOCK, version, "");
        }
    }

    private void addFormats(String code, Severity severity, Predicate<String> which) {
        var found = formats.stream().filter(which).toList();
        if (!found.isEmpty()) {
            add(code, severity, version, target, String.join(", ", found));
        }
    }

    // The remedy is told which loader would fit, as its last value.
    private void add(String code, Severity severity, Object... arguments) {
        var fitting = fitting(target, formats);
        var remedy = severity == Severity.PASS
                ? "loader.fit.remedy.none"
                : fitting.isPresent() && isAboutLoader(code) ? "loader.fit.remedy.other" : code + ".remedy";
        findings.add(new Finding(
                code, severity, place, Message.of(code, arguments), "", Message.of(remedy, fitting.orElse(""))));
    }

    private static boolean isAboutLoader(String code) {
        return switch (code) {
            case "loader.fit.release",
                    "loader.fit.protocol",
                    "loader.fit.mode",
                    "loader.fit.format.unreadable",
                    "loader.fit.format.newer",
                    "loader.fit.defect.port",
                    "loader.fit.defect.copy" -> true;
            default -> false;
        };
    }
}
