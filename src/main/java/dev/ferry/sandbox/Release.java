package dev.ferry.sandbox;

import dev.ferry.artifact.Coordinate;
import dev.ferry.artifact.Coordinate.Exclusion;
import dev.ferry.loader.ModuleFlags;
import dev.ferry.schema.CassandraVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A Cassandra release that a sandbox can run.
public enum Release {
    /// The last line before 4.0; it needs Java 8.
    V3_11("3.11.19", List.of(8), "3.0.1"),
    /// Written for Java 11; it serves well on 17 with the flags of {@link ModuleFlags}.
    V4_0("4.0.19", List.of(11, 17), "3.11.5"),
    /// Written for Java 11; it serves well on 17 with the flags of {@link ModuleFlags}.
    V4_1("4.1.10", List.of(11, 17), "3.11.0"),
    /// Written for Java 17.
    V5_0("5.0.9", List.of(17, 11), "");

    private final CassandraVersion version;
    private final List<Integer> javas;
    private final String loaderDriver;

    Release(String version, List<Integer> javas, String loaderDriver) {
        this.version = CassandraVersion.of(version);
        this.javas = javas;
        this.loaderDriver = loaderDriver;
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

    /// What has to be fetched for the node, nodetool and the loader. The published `cassandra-all` leaves
    /// out what a package adds: up to 4.1 the loader's driver, and for 3.11 also the Thrift classes that
    /// the node itself needs.
    List<Coordinate> artifacts() {
        var artifacts = new ArrayList<Coordinate>();
        artifacts.add(Coordinate.of("org.apache.cassandra", "cassandra-all", version.text()));
        if (this == V3_11) {
            artifacts.add(Coordinate.of("org.apache.cassandra", "cassandra-thrift", version.text()));
        }
        if (!loaderDriver.isEmpty()) {
            artifacts.add(Coordinate.of("com.datastax.cassandra", "cassandra-driver-core", loaderDriver)
                    .classified("shaded")
                    .without(new Exclusion("io.netty", "*")));
        }
        return artifacts;
    }
}
