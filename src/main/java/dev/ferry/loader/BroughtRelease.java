package dev.ferry.loader;

import dev.ferry.schema.CassandraVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The loaders that Ferry brings to a node: the newest release of each line that a target may want.
///
/// The target decides which, by the streaming version that it speaks. 4.1 serves 4.0 too: it speaks the
/// same, reads the same files and also those with UUID-style names.
public enum BroughtRelease {
    V3_11("3.11.19", ReleaseLine.V3_11),
    V4_1("4.1.10", ReleaseLine.V4_1),
    V5_0("5.0.9", ReleaseLine.V5_0);

    private final CassandraVersion version;

    private final ReleaseLine line;

    BroughtRelease(String version, ReleaseLine line) {
        this.version = CassandraVersion.of(version);
        this.line = line;
    }

    /// The exact release.
    public CassandraVersion version() {
        return version;
    }

    /// The feature releases of Java that it runs on, the best first.
    public List<Integer> javas() {
        return line.javas();
    }

    /// The one that speaks to this target in every mode of it; empty for a target before 3.11 and for one
    /// that nobody has tried.
    public static Optional<BroughtRelease> into(CassandraVersion target) {
        return ReleaseLine.of(target)
                .filter(there -> there.compareTo(ReleaseLine.V3_11) >= 0)
                .flatMap(there -> Arrays.stream(values())
                        .filter(release -> release.line.canStreamToAnyModeOf(there))
                        .findFirst());
    }

    /// Whether it reads files of all these formats.
    boolean reads(Set<String> formats) {
        return formats.stream().allMatch(line::reads);
    }

    /// How well it runs on a Java: the lower, the better; empty if it shall not be tried.
    Optional<Integer> rankOf(int java) {
        var index = javas().indexOf(java);
        if (index >= 0) {
            return Optional.of(index);
        }
        // Far behind those that are supported, and the older the better.
        return line.mayRunOn(java) ? Optional.of(100 + java) : Optional.empty();
    }
}
