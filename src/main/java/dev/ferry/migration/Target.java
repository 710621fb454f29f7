package dev.ferry.migration;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the data goes.
public sealed interface Target {
    /// What people call it.
    String name();

    /// Where its secrets come from: every source that is written down in it, each once.
    default Set<String> secretSources() {
        return switch (this) {
            case AivenService service -> Set.of(service.token());
            case CassandraCluster cluster -> secretSources(cluster);
        };
    }

    private static Set<String> secretSources(CassandraCluster cluster) {
        var sources = new TreeSet<String>();
        if (cluster.login() != null) {
            sources.add(cluster.login().password());
        }
        Stream.of(cluster.nativeTls(), cluster.internodeTls())
                .filter(Objects::nonNull)
                .forEach(tls -> sources.addAll(tls.secretSources()));
        return sources;
    }

    /// An Aiven for Apache Cassandra service in migration mode, made by Ferry if it is not there.
    ///
    /// @param api the API's base address
    /// @param token where the API token comes from
    /// @param project the Aiven project
    /// @param service the service's name
    /// @param cloud the cloud to create it in
    /// @param plan the plan to create it with
    /// @param version the Cassandra version to create it with, as the API spells it: `4.1`
    record AivenService(
            String api, String token, String project, String service, String cloud, String plan, String version)
            implements Target {
        public AivenService {
            Objects.requireNonNull(api);
            Objects.requireNonNull(token);
            Objects.requireNonNull(project);
            Objects.requireNonNull(service);
        }

        @Override
        public String name() {
            return project + "/" + service;
        }
    }

    /// Any Cassandra cluster whose native and internode ports the source nodes can reach.
    ///
    /// @param contactPoints names or addresses
    /// @param nativePort the CQL port
    /// @param internodePort the internode port: with TLS the port that speaks TLS
    /// @param login a login that may create keyspaces, tables and roles; null if the cluster asks for none
    /// @param nativeTls TLS on the native port; null for none
    /// @param internodeTls TLS on the internode port; null for none
    /// @param diskGibibytesPerNode how much each node's disk for data holds, which no node tells over CQL; null if
    ///     nobody said
    record CassandraCluster(
            List<String> contactPoints,
            int nativePort,
            int internodePort,
            SourceSettings.@Nullable Login login,
            @Nullable Tls nativeTls,
            @Nullable Tls internodeTls,
            @Nullable Integer diskGibibytesPerNode)
            implements Target {
        /// More than any node has, and few enough to reckon with.
        public static final int MOST_GIBIBYTES = 1 << 20;

        public CassandraCluster {
            contactPoints = List.copyOf(contactPoints);
            if (contactPoints.isEmpty()) {
                throw new IllegalArgumentException("no contact point");
            }
            if (diskGibibytesPerNode != null && (diskGibibytesPerNode < 1 || diskGibibytesPerNode > MOST_GIBIBYTES)) {
                throw new IllegalArgumentException(diskGibibytesPerNode + " GiB");
            }
        }

        /// A cluster of whose disks nothing is known.
        public CassandraCluster(
                List<String> contactPoints,
                int nativePort,
                int internodePort,
                SourceSettings.@Nullable Login login,
                @Nullable Tls nativeTls,
                @Nullable Tls internodeTls) {
            this(contactPoints, nativePort, internodePort, login, nativeTls, internodeTls, null);
        }

        /// What the disks of so many of its nodes hold in all; empty if nobody said.
        public OptionalLong diskBytes(int nodes) {
            return diskGibibytesPerNode == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(((long) diskGibibytesPerNode << 30) * nodes);
        }

        @Override
        public String name() {
            return contactPoints.getFirst() + ":" + nativePort;
        }
    }
}
