package dev.ferry.artifact;

import dev.ferry.artifact.Coordinate.Exclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which published artifacts make a Cassandra that runs: the node, nodetool and the loader.
///
/// `cassandra-all` leaves out what a package adds: up to 4.1 the loader's driver (`cassandra-driver-core`,
/// as the release's own `lib` folder has it), and before 4.0 also the Thrift classes.
public final class CassandraSoftware {
    private static final String GROUP = "org.apache.cassandra";
    private static final Map<String, String> DRIVERS = Map.of("3.11", "3.0.1", "4.0", "3.11.5", "4.1", "3.11.0");

    private CassandraSoftware() {}

    /// What a release consists of; what these need is not listed.
    ///
    /// @param release exact: `4.1.10`
    public static List<Coordinate> of(String release) {
        var line = release.split("\\.", -1);
        if (line.length < 3) {
            throw new IllegalArgumentException("not an exact release: " + release);
        }
        var artifacts = new ArrayList<Coordinate>();
        artifacts.add(Coordinate.of(GROUP, "cassandra-all", release));
        if (Integer.parseInt(line[0]) < 4) {
            artifacts.add(Coordinate.of(GROUP, "cassandra-thrift", release));
        }
        var driver = DRIVERS.get(line[0] + "." + line[1]);
        if (driver != null) {
            artifacts.add(Coordinate.of("com.datastax.cassandra", "cassandra-driver-core", driver)
                    .classified("shaded")
                    .without(new Exclusion("io.netty", "*")));
        }
        return artifacts;
    }
}
