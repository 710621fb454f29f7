package dev.ferry.loader;

import dev.ferry.cluster.Loader;
import dev.ferry.schema.CassandraVersion;
import java.util.Objects;

/// A loader that can be started on a node: the node's own, or one that Ferry has brought.
public sealed interface LoaderProgram {
    /// The release of Cassandra that it belongs to.
    CassandraVersion version();

    /// The `java` that it starts with, as a path on the node.
    String java();

    /// That Java's feature release: 8, 11, 17, …
    int javaVersion();

    /// Whether many cells can go through one process of it: the `BulkLoader.main` of 3.11 and newer returns
    /// when it is done, an older one ends its JVM.
    default boolean runsLaunchers() {
        return version().isAtLeast(3, 11);
    }

    /// Whether many small cells may start at once in one process of it: the driver in 3.11 gives up waiting for
    /// its own connections then.
    default boolean startsManyAtOnce() {
        return version().isAtLeast(4, 0);
    }

    /// The node's own `sstableloader`.
    record Own(Loader loader) implements LoaderProgram {
        public Own {
            Objects.requireNonNull(loader);
        }

        @Override
        public CassandraVersion version() {
            return loader.version();
        }

        @Override
        public String java() {
            return loader.java();
        }

        @Override
        public int javaVersion() {
            return loader.javaVersion();
        }
    }

    /// Cassandra's own published jars in a folder of Ferry's on the node.
    ///
    /// @param folder absolute; holds jars and nothing else
    /// @param java absolute
    record Brought(CassandraVersion version, String folder, String java, int javaVersion) implements LoaderProgram {
        public Brought {
            Objects.requireNonNull(version);
            if (!folder.startsWith("/") || !java.startsWith("/")) {
                throw new IllegalArgumentException("not absolute: " + folder + ", " + java);
            }
        }
    }
}
