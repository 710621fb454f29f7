package dev.ferry.sandbox;

import dev.ferry.loader.ModuleFlags;
import dev.ferry.schema.CassandraVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A Cassandra release that a sandbox can run.
public enum Release {
    /// The last line before 4.0; it needs Java 8.
    V3_11("3.11.19", List.of(8)),
    /// Written for Java 11; it serves well on 17 with the flags of {@link ModuleFlags}.
    V4_0("4.0.19", List.of(11, 17)),
    /// Written for Java 11; it serves well on 17 with the flags of {@link ModuleFlags}.
    V4_1("4.1.10", List.of(11, 17)),
    /// Written for Java 17.
    V5_0("5.0.9", List.of(17, 11));

    private final CassandraVersion version;
    private final List<Integer> javas;

    Release(String version, List<Integer> javas) {
        this.version = CassandraVersion.of(version);
        this.javas = javas;
    }

    /// The exact version.
    public CassandraVersion version() {
        return version;
    }

    /// The Java feature releases on which it runs, the best first.
    public List<Integer> javas() {
        return javas;
    }

    /// The release of this version's line: `4.1`, `4.1.10` and `4.1.3` are all 4.1.
    public static Optional<Release> of(CassandraVersion version) {
        return Arrays.stream(values())
                .filter(release ->
                        release.version.major() == version.major() && release.version.minor() == version.minor())
                .findFirst();
    }
}
