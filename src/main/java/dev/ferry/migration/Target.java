package dev.ferry.migration;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the data goes.
public sealed interface Target {
    /// What people call it.
    String name();

    /// Where its secrets come from: every source that is written down in it, each once.
    default Set<String> secretSources() {
        return switch (this) {
            case AivenService service -> Set.of(service.token());
            case CassandraCluster cluster -> {
                var login = cluster.login();
                yield login == null ? Set.of() : Set.of(login.password());
            }
        };
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
    /// @param authorities path of a PEM file: who signs the native port's certificate; null for no TLS
    ///     there
    /// @param internodeAuthorities path of a PEM file: who signs the internode certificates; null for no
    ///     TLS there
    /// @param clientCertificate path of the PEM client certificate for the internode port; null for no TLS
    ///     there
    /// @param clientKey path of its PEM private key
    /// @param hostNamesVerified whether the native port's certificate has to carry the contact point's name
    record CassandraCluster(
            List<String> contactPoints,
            int nativePort,
            int internodePort,
            SourceSettings.@Nullable Login login,
            @Nullable String authorities,
            @Nullable String internodeAuthorities,
            @Nullable String clientCertificate,
            @Nullable String clientKey,
            boolean hostNamesVerified)
            implements Target {
        public CassandraCluster {
            contactPoints = List.copyOf(contactPoints);
            if (contactPoints.isEmpty()) {
                throw new IllegalArgumentException("no contact point");
            }
        }

        @Override
        public String name() {
            return contactPoints.getFirst() + ":" + nativePort;
        }
    }
}
