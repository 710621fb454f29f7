package dev.ferry.artifact;

import dev.ferry.artifact.TarReader.Entry;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Failure.Kind;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// A JDK or JRE for Linux as a `.tar.gz`, to be brought to nodes that have no Java that fits.
///
/// What it is stands in the file `release` that every build has in its home (JEP 223 for the version).
///
/// @param file the archive
/// @param feature the feature release: 8, 11, 17, …
/// @param architecture as `uname -m` has it: `x86_64`, `aarch64`, …
/// @param home the folder in the archive that has `bin/java`, without a slash at its end; empty for the root
public record JavaArchive(LocalFile file, int feature, String architecture, String home) {
    private static final Pattern PROPERTY = Pattern.compile("(?m)^([A-Z_]+)=\"?([^\"\\r\\n]*)\"?\\s*$");
    private static final Pattern FEATURE = Pattern.compile("(?:1\\.)?(\\d{1,3})(?:\\D.*)?");
    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x64", "x86_64", "arm64", "aarch64");
    private static final int RELEASE_BYTES = 64 * 1024;
    private static final int GZIP = 0x1f8b;
    private static final int ZIP = 0x504b; // PK

    public JavaArchive {
        Objects.requireNonNull(file);
        Objects.requireNonNull(architecture);
        Objects.requireNonNull(home);
    }

    /// Reads an archive to its end, so that a torn one is noticed here.
    ///
    /// @throws FailureException if it is no such archive, or not for Linux
    public static JavaArchive read(Path archive) throws FailureException {
        try {
            refuseOtherKinds(archive);
            return read(archive, scan(archive));
        } catch (IOException e) {
            throw refused("artifact.java.damaged", archive, String.valueOf(e));
        }
    }

    private static void refuseOtherKinds(Path archive) throws IOException, FailureException {
        if (!Files.isRegularFile(archive)) {
            throw refused("artifact.java.not-there", archive, "");
        }
        try (var in = Files.newInputStream(archive)) {
            var magic = in.read() << 8 | in.read();
            if (magic == ZIP) {
                throw refused("artifact.java.zip", archive, "");
            }
            if (magic != GZIP) {
                throw refused("artifact.java.not-gzip", archive, "");
            }
        }
    }

    private static JavaArchive read(Path archive, Contents contents) throws IOException, FailureException {
        var release = contents.release.orElseThrow(() -> refused("artifact.java.no-release", archive, ""));
        var properties = properties(release.text);
        var system = properties.getOrDefault("OS_NAME", "");
        if (!system.equals("Linux")) {
            throw refused("artifact.java.other-system", archive, "OS_NAME=" + system);
        }
        if (!contents.javas.containsKey(release.home)) {
            throw refused("artifact.java.no-java", archive, release.home + "/release");
        }
        var version = FEATURE.matcher(properties.getOrDefault("JAVA_VERSION", ""));
        var architecture = properties.getOrDefault("OS_ARCH", "");
        if (!version.matches() || architecture.isEmpty()) {
            throw refused("artifact.java.no-version", archive, release.text.strip());
        }
        return new JavaArchive(
                LocalFile.of(archive),
                Integer.parseInt(version.group(1)),
                ARCHITECTURES.getOrDefault(architecture, architecture),
                release.home);
    }

    private static Map<String, String> properties(String release) {
        var properties = new HashMap<String, String>();
        PROPERTY.matcher(release).results().forEach(match -> properties.put(match.group(1), match.group(2)));
        return properties;
    }

    private static Contents scan(Path archive) throws IOException {
        var contents = new Contents();
        try (var tar = new TarReader(new GZIPInputStream(Files.newInputStream(archive), 1 << 16))) {
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                contents.add(entry.get(), tar);
            }
        }
        return contents;
    }

    private static FailureException refused(String cause, Path archive, String evidence) {
        return new FailureException(new Failure(
                Kind.NEEDS_ATTENTION,
                "workstation",
                Message.of(cause, archive),
                evidence,
                Message.of("artifact.java.remedy")));
    }

    /// What was found in an archive.
    private static final class Contents {
        private final Map<String, String> javas = new HashMap<>();
        private Optional<Release> release = Optional.empty();

        void add(Entry entry, TarReader tar) throws IOException {
            var name = entry.name().startsWith("./") ? entry.name().substring(2) : entry.name();
            if (isIn(name, "bin/java")) {
                javas.put(home(name, "bin/java"), name);
            } else if (isIn(name, "release") && entry.bytes() <= RELEASE_BYTES) {
                var found = new Release(home(name, "release"), new String(tar.content(), StandardCharsets.UTF_8));
                // the outermost one is the build's own
                release = release.filter(known -> known.home.length() <= found.home.length())
                        .or(() -> Optional.of(found));
            }
        }

        private static boolean isIn(String name, String end) {
            return name.equals(end) || name.endsWith("/" + end);
        }

        private static String home(String name, String end) {
            return name.equals(end) ? "" : name.substring(0, name.length() - end.length() - 1);
        }
    }

    private record Release(String home, String text) {}
}
